import { randomBytes } from 'node:crypto';

/** A message that is to arrive byte by byte. */
export interface TestMessage {
  readonly title: string;
  /** Holds this in its header, by which it is found where it arrives. */
  readonly marker: string;
  /** Lines end in CRLF. */
  readonly bytes: Buffer;
}

/** RFC 5322 §2.1.1 allows 998 characters and CRLF. */
const LONGEST_LINE = 998;

/** More than Postfix and Exim read at once. */
const FAR_LONGER_LINE = 70_000;

const BODIES: Readonly<Record<string, readonly string[]>> = {
  'plain text': ['Hello,', '', 'this is a test.'],
  'dots at the beginnings of lines, and alone': ['.', '..', '.a', '...', '', '.', 'a.', '.'],
  'eight-bit text': ['Città, Straße, Ålesund', '日本語 🙂'],
  'octets that are no UTF-8': ['\u{e000}'],
  'lines of 998 octets': ['x'.repeat(LONGEST_LINE), `.${'y'.repeat(LONGEST_LINE - 1)}`],
  'lines of 999 octets and more': ['x'.repeat(LONGEST_LINE + 1), `.${'z'.repeat(FAR_LONGER_LINE)}`],
  'spaces and empty lines at the end': ['a  ', '\t', '', '', ''],
  'no text at all': [],
};

/** Stands in a body for these octets. */
const ODD_OCTETS = Buffer.from(Array.from({ length: 128 }, (_value, index) => 0x80 + index));

/** One message for each thing that servers and clients have been known to change, new at each call. */
export function testMessages(): TestMessage[] {
  return Object.entries(BODIES).map(([title, lines]) => testMessage(title, lines));
}

/** A message that needs SMTPUTF8 for its header (RFC 6532). */
export function utf8Message(): TestMessage {
  return testMessage('a header in UTF-8', ['Grüße'], ['Subject: Grüße aus Ålesund – 日本語']);
}

function testMessage(
  title: string,
  lines: readonly string[],
  fields: readonly string[] = ['Subject: a test'],
): TestMessage {
  const marker = `marker-${randomBytes(8).toString('hex')}`;
  const header = [
    'From: Ada <ada@mail.test.example>',
    'To: Ada <ada@mail.test.example>',
    'Date: Sun, 22 Nov 2026 09:00:00 +0000',
    `Message-ID: <${marker}@mail.test.example>`,
    'X-Folded: this field goes',
    '\tover two lines',
    ...fields,
  ];
  const text = [...header, '', ...lines].map((line) => `${line}\r\n`).join('');
  const [before = '', after] = text.split('\u{e000}');
  const pieces = after === undefined ? [before] : [before, ODD_OCTETS, after];
  return { title, marker, bytes: Buffer.concat(pieces.map((piece) => Buffer.from(piece))) };
}
