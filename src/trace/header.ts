import { UsageError } from '../errors.ts';

/** One field of a header, as it came. */
export interface HeaderField {
  /** In lower case. */
  readonly name: string;
  /** The whole field, a character a byte, folded as it came, without its last line end. */
  readonly raw: string;
  /** Its body unfolded (RFC 5322 §2.2.3) and trimmed, read as UTF-8 (RFC 6532). */
  readonly value: string;
}

/** A message taken apart, its line ends made CRLF. */
export interface MessageParts {
  /** From the top, where the newest stand. */
  readonly fields: readonly HeaderField[];
  /** Header, empty line and body, as signatures are verified over. */
  readonly bytes: Buffer;
  readonly body: Buffer;
}

const HEADER_BYTES = 1024 * 1024;
/** Packages that fold and unfold take the square of the lines. */
const HEADER_LINES = 10_000;
/** What a mailbox file puts before a message (RFC 4155). */
const ENVELOPE_LINE = /^>?From [^\r\n]*\r?\n/;
/** Behind an empty line: its envelope line, which ends in a year, and a first field. */
const NEXT_MESSAGE = /\r\n\r\nFrom \S[^\r\n]{0,200} \d{4}\r\n[!-9;-~]{1,100}:/;
/** What all fields in use are called; other text may well have a colon. */
const ORDINARY_NAME = /^[a-z][a-z\d-]*$/;
const FIELD = /^([!-9;-~]+)[ \t]*:/;

/**
 * Takes a message apart at the empty line after its header (RFC 5322 §2.1).
 *
 * Lines that are no field are passed over; without an empty line there is no body.
 * @throws UsageError for what has no header field, for a mailbox with more messages than one, and for a header of more than 1 MiB or 10 000 lines.
 */
export function readParts(given: Uint8Array): MessageParts {
  const text = withCrlf(Buffer.from(given.buffer, given.byteOffset, given.byteLength));
  const found = text.startsWith('\r\n') ? 0 : text.indexOf('\r\n\r\n') + 2;
  const isWhole = found >= 2 || text.startsWith('\r\n');
  const header = isWhole ? text.slice(0, found) : text.replace(/(?:\r\n)?$/, '\r\n');
  checkSize(header);
  if (isMailbox(given, text)) {
    throw new UsageError(
      'this is a mailbox with more than one message',
      'save the one that is meant by itself: "show original", "save as", .eml',
    );
  }
  const fields = parseHeader(header);
  if (!fields.some(({ name }) => ORDINARY_NAME.test(name))) {
    throw new UsageError(
      'this is no message: it does not begin with header fields',
      'save the message with its header as it was received: "show original", "save as", .eml',
    );
  }
  const body = isWhole ? text.slice(found + 2) : '';
  return {
    fields,
    bytes: Buffer.from(`${header}\r\n${body}`, 'latin1'),
    body: Buffer.from(body, 'latin1'),
  };
}

/** Reads the fields of a header whose lines end in CRLF, a character a byte. */
export function parseHeader(header: string): HeaderField[] {
  return header.split(/\r\n(?![ \t])/).flatMap((raw) => {
    const match = FIELD.exec(raw);
    if (!match?.[1]) return [];
    return [{ name: match[1].toLowerCase(), raw, value: unfolded(raw.slice(match[0].length)) }];
  });
}

/** The values of all fields of a name, from the top. */
export function valuesOf(fields: readonly HeaderField[], name: string): string[] {
  return fields.filter((field) => field.name === name).map(({ value }) => value);
}

function unfolded(text: string): string {
  const joined = text.replace(/\r\n(?=[ \t])/g, '').trim();
  return Buffer.from(joined, 'latin1').toString('utf8');
}

/** A message that was saved as text has the line ends of its computer. */
function withCrlf(bytes: Buffer): string {
  const text = bytes.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  return text.replace(ENVELOPE_LINE, '').replace(/(?<!\r)\n/g, '\r\n');
}

/** Beginning like a mailbox file, with another message further down (RFC 4155). */
function isMailbox(given: Uint8Array, text: string): boolean {
  const start = Buffer.from(given.subarray(0, 6)).toString('latin1');
  return start.startsWith('From ') && NEXT_MESSAGE.test(text);
}

function checkSize(header: string): void {
  const lines = header.length > HEADER_BYTES ? Number.POSITIVE_INFINITY : header.split('\r\n').length;
  if (lines <= HEADER_LINES) return;
  throw new UsageError(
    `the header has more than ${HEADER_LINES} lines or 1 MiB`,
    'give one message, saved with its header',
  );
}
