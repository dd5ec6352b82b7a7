import { type ExpectedOutcome, type Message, type MessageLabel, readMessage } from './message.ts';
import {
  composeHeader,
  composeMessage,
  defaultSubject,
  type Imprint,
  type MessageDraft,
  newImprint,
} from './message-compose.ts';
import { PLAIN_TEXT } from './message-mime.ts';
import type { Pieces } from './outflow.ts';

/** The messages that test one thing each; `size` is followed by how large it is to be, in bytes. */
export const MESSAGE_KINDS = [
  'gtube',
  'eicar',
  'long-line',
  'eight-bit',
  'bare-lf',
  'null-byte',
  'size',
  'smtputf8',
  'empty',
] as const;

export type MessageKindName = (typeof MESSAGE_KINDS)[number];

export interface MessageKind {
  readonly name: MessageKindName;
  /** For `size`. */
  readonly bytes?: number;
}

/** What a sound server does: filters take the two test patterns; what breaks RFC 5321 §2.3.8 and §4.5.3.1.6 may be mended or refused. */
const EXPECTED: Readonly<Record<MessageKindName, ExpectedOutcome>> = {
  gtube: 'filtered',
  eicar: 'filtered',
  'long-line': 'varies',
  'eight-bit': 'accepted',
  // Postfix makes it CRLF unless told to refuse it (smtpd_forbid_bare_newline).
  'bare-lf': 'varies',
  'null-byte': 'varies',
  // Above the limit that a server announces, a refusal is what is expected.
  size: 'accepted',
  smtputf8: 'accepted',
  empty: 'varies',
};

/** The pattern of SpamAssassin's project that every spam filter is to take for spam. */
const GTUBE = ['XJS*C4JDBQADN1.NSBN3*2IDNEI', 'GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL', 'C.34X'].join('*');

/** The pattern of EICAR, in two halves, else virus scanners would take this program for it. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

const CR = 13;
const DIGIT = Buffer.from('0');

const LONG_LINE = 2_000;
const EIGHT_BIT_TEXT = PLAIN_TEXT.map((field) =>
  field.value === '7bit' ? { ...field, value: '8bit' } : field,
);
const PADDING = Buffer.from(`${'0123456789'.repeat(7)}abcdef\r\n`.repeat(840));

/** Makes the message of a kind. */
export async function messageOfKind(kind: MessageKind, draft: MessageDraft): Promise<Message> {
  const imprint = newImprint(draft);
  const { token, messageId } = imprint;
  const label: MessageLabel = { token, messageId, kind: labelOf(kind), expected: EXPECTED[kind.name] };
  const named = { ...draft, subject: draft.subject ?? subjectOf(kind, imprint) };
  switch (kind.name) {
    case 'gtube':
      return { ...(await composeMessage({ ...named, text: `${GTUBE}\n` }, imprint)), ...label };
    case 'eicar':
      return { ...(await composeMessage(withVirus(named), imprint)), ...label };
    case 'empty':
      return readMessage(() => [], { kind: label.kind ?? '', expected: EXPECTED.empty });
    case 'size':
      return sizedMessage(await composeHeader(named, imprint), kind.bytes ?? 0, label);
    default:
      return readMessage(await textOf(kind.name, named, imprint), label);
  }
}

function labelOf({ name, bytes }: MessageKind): string {
  return bytes === undefined ? name : `${name}:${bytes}`;
}

function withVirus(draft: MessageDraft): MessageDraft {
  const text = 'The file beside this text is no virus: it is the test pattern that every scanner knows.\n';
  return { ...draft, text, attachments: [{ filename: 'eicar.com', open: () => [Buffer.from(EICAR)] }] };
}

/** A header and a text of our own, in 7 or 8 bits as they are. */
async function textOf(
  name: Exclude<MessageKindName, 'gtube' | 'eicar' | 'empty' | 'size'>,
  draft: MessageDraft,
  imprint: Imprint,
): Promise<() => Pieces> {
  const token = `Token: ${imprint.token}\r\n`;
  const isUtf8 = name === 'smtputf8';
  const mime = isUtf8 || name === 'eight-bit' ? EIGHT_BIT_TEXT : PLAIN_TEXT;
  const header = await composeHeader(draft, imprint, { mime, isUtf8 });
  const texts: Readonly<Record<typeof name, string>> = {
    'long-line': `${'x'.repeat(LONG_LINE)}\r\n`,
    'eight-bit': 'Grüße, perché no? Ünïcödé in eight bits, not encoded.\r\n',
    'bare-lf': 'This line ends in a bare LF,\nand this one in CR LF.\r\n',
    'null-byte': 'Between these brackets stands a NUL: [\0].\r\n',
    smtputf8: 'The subject is UTF-8 that is not encoded.\r\n',
  };
  const bytes = Buffer.from(`${header}${token}${texts[name]}`);
  return () => [bytes];
}

function subjectOf({ name }: MessageKind, imprint: Imprint): string {
  const what = name === 'smtputf8' ? `test of ${name}: perché, Grüße, 日本` : `test of ${name}`;
  return defaultSubject(imprint, what);
}

/** As many bytes as asked for, header included, or a header alone where that is more. */
async function sizedMessage(header: string, bytes: number, label: MessageLabel): Promise<Message> {
  const head = Buffer.from(header);
  return readMessage(() => padded(head, Math.max(0, bytes - head.length)), label);
}

function* padded(head: Buffer, bytes: number): Generator<Buffer> {
  yield head;
  for (let left = bytes - 2; left > 0; left -= PADDING.length) {
    // Never a copy: a thousand of them would wait in memory for the collector.
    const piece = PADDING.subarray(0, left);
    // The last line must not be cut between its CR and its LF.
    yield piece.at(-1) === CR ? Buffer.concat([piece.subarray(0, -1), DIGIT]) : piece;
  }
  if (bytes >= 2) yield Buffer.from('\r\n');
}
