import { UsageError } from '../errors.ts';

/** A header field as it was given. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

export interface HeaderStyle {
  /** Characters beyond ASCII stay as they are (RFC 6532), in the place of encoded words. */
  readonly isUtf8: boolean;
}

/** Octets of a line without its end: what it should keep to (RFC 2047 §2), and what it must (RFC 5322 §2.1.1). */
const LINE_OCTETS = 76;
const LINE_LIMIT = 998;

/** What an encoded word takes beside its text, and the space before it (RFC 2047 §2). */
const ENCODING_OCTETS = ' =?UTF-8?Q??='.length;

/** A field may have a long name: so much text goes beside it all the same. */
const LEAST_BESIDE_NAME = 12;

const PRINTABLE_ASCII = /^[\t -~]*$/;
const CONTROL = /(?!\t)\p{Cc}/u;

/** Fields with a grammar of their own, in which an encoded word cannot stand everywhere (RFC 2047 §5). */
const STRUCTURED =
  /^(?:(?:resent-)?(?:from|sender|to|cc|bcc|date|message-id)|reply-to|in-reply-to|references|return-path|received|mime-version|content-(?!description).*|list-.*|dkim-.*|arc-.*|(?:.*-)?authentication-results)$/i;

/**
 * Writes header fields, encoded (RFC 2047) and folded (RFC 5322 §2.2.3), each with its CRLF.
 *
 * @throws UsageError for a value that cannot be brought into lines of 998 octets.
 */
export async function formatHeader(fields: readonly HeaderField[], style: HeaderStyle): Promise<string> {
  const lines: string[] = [];
  for (const { name, value } of fields) {
    lines.push(folded({ name, value: await encoded({ name, value: value.trim() }, style) }));
  }
  return lines.map((line) => `${line}\r\n`).join('');
}

async function encoded({ name, value }: HeaderField, { isUtf8 }: HeaderStyle): Promise<string> {
  const isPlain = isUtf8 ? !CONTROL.test(value) : PRINTABLE_ASCII.test(value);
  if (isPlain && (STRUCTURED.test(name) || !hasLongWord(value))) return value;
  if (!STRUCTURED.test(name)) return encodedWords(value, name);
  const { MailComposer } = await import('./mail-composer.ts');
  return new MailComposer({}).compile().encodeHeaderValue(name, value);
}

function hasLongWord(value: string): boolean {
  return value.split(/[ \t]+/).some((word) => Buffer.byteLength(word) > LINE_LIMIT / 2);
}

/** RFC 2047 §4.2; no character is cut in two (§5). */
function encodedWords(text: string, name: string): string {
  const words: string[] = [];
  let word = '';
  let room = Math.max(LINE_OCTETS - ENCODING_OCTETS - `${name}:`.length, LEAST_BESIDE_NAME);
  for (const character of text) {
    const piece = quoted(character);
    if (word.length + piece.length > room) {
      words.push(word);
      word = '';
      room = LINE_OCTETS - ENCODING_OCTETS;
    }
    word += piece;
  }
  return [...words, word].map((part) => `=?UTF-8?Q?${part}?=`).join(' ');
}

function quoted(character: string): string {
  if (character === ' ') return '_';
  if (/^[A-Za-z0-9!*+/-]$/.test(character)) return character;
  return [...Buffer.from(character)]
    .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}

/** Breaks before white space, which stays, and never so that a line would hold nothing else. */
function folded({ name, value }: HeaderField): string {
  const [first = '', ...words] = value.match(/[ \t]*[^ \t]+/g) ?? [];
  const lines: string[] = [];
  let line = value === '' ? `${name}:` : `${name}: ${first}`;
  for (const word of words) {
    if (Buffer.byteLength(line + word) > LINE_OCTETS) {
      lines.push(line);
      line = '';
    }
    line += word;
  }
  lines.push(line);
  if (lines.every((part) => Buffer.byteLength(part) <= LINE_LIMIT)) return lines.join('\r\n');
  throw new UsageError(
    `the header field "${name}" holds more than ${LINE_LIMIT} octets without a space, which no line may`,
    'put spaces into it, or send a message of your own with --eml',
  );
}
