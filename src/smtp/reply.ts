import { isAscii, isUtf8 } from 'node:buffer';

/** A server's reply. A refusal is one like any other. */
export interface Reply {
  readonly code: number;
  /** Enhanced status code, e.g. `5.7.8` (RFC 3463), when every line or the first carries one. */
  readonly enhanced?: string;
  /** The text of each line, without code, separator and enhanced code. Unsafe to print raw. */
  readonly lines: readonly string[];
}

/** How a reply departed from RFC 5321 §4.2 and was understood all the same. */
export type OddityKind =
  | 'bare-lf'
  | 'code-only'
  | 'mixed-codes'
  | 'eight-bit'
  | 'utf8'
  | 'overlong-line'
  | 'control-characters'
  | 'unsolicited'
  | 'not-a-reply-line';

export interface Oddity {
  readonly kind: OddityKind;
  /** The line it was seen in, cut at 200 characters. */
  readonly sample: string;
}

/** The bounds on what is read of one reply. */
export interface ReplyLimits {
  /** A line longer than this ends the session; RFC 5321 §4.5.3.1.5 allows 512 octets. */
  readonly lineBytes: number;
  readonly lines: number;
  readonly bytes: number;
}

export const REPLY_LIMITS: ReplyLimits = { lineBytes: 8_192, lines: 500, bytes: 64 * 1024 };

/** What the standard allows a reply line to measure, its CRLF included; more is an oddity. */
const STANDARD_LINE_BYTES = 512;
const SAMPLE_CHARACTERS = 200;
const LF = 0x0a;
const CR = 0x0d;

/** A reply that cannot be one: `limit` for a bound exceeded, `protocol` for text that is no reply line. */
export interface ReplyFault {
  readonly kind: 'limit' | 'protocol';
  readonly message: string;
  readonly code: 'LINE_TOO_LONG' | 'TOO_MANY_LINES' | 'REPLY_TOO_LONG' | 'NOT_A_REPLY';
}

export interface ParsedReply {
  readonly reply: Reply;
  /** The lines as they came, codes included: what a transcript keeps. */
  readonly raw: readonly string[];
  readonly oddities: readonly Oddity[];
}

interface Line {
  readonly code: number;
  readonly last: boolean;
  readonly text: string;
  readonly raw: string;
}

/**
 * Reads replies out of a byte stream, however it is cut into pieces (RFC 5321 §4.2.1).
 *
 * `push` gives the first whole reply, or undefined when more bytes are needed; what follows the reply
 * stays inside: take it with a further `push` of nothing, or drop it with `takeUnfinished`.
 */
export class ReplyParser {
  readonly #limits: ReplyLimits;
  #rest: Buffer = Buffer.alloc(0);
  #scanned = 0;
  #bytes = 0;
  #lines: Line[] = [];
  #oddities: Oddity[] = [];

  constructor(limits: ReplyLimits = REPLY_LIMITS) {
    this.#limits = limits;
  }

  /** Lines of the reply under way, for the record of one that never became whole. */
  get partial(): string {
    const lines = this.#lines.map((line) => line.raw);
    const tail = decode(this.#rest.subarray(0, this.#limits.lineBytes));
    return [...lines.slice(-20), ...(tail === '' ? [] : [tail])].join('\n');
  }

  get partialLines(): number {
    return this.#lines.length;
  }

  /** Takes out, as text, what came of a reply that nobody waits for, and forgets it. */
  takeUnfinished(): string {
    const { partial } = this;
    this.#rest = Buffer.alloc(0);
    this.#scanned = 0;
    this.#bytes = 0;
    this.#lines = [];
    this.#oddities = [];
    return partial;
  }

  push(chunk: Buffer): ParsedReply | ReplyFault | undefined {
    if (chunk.length > 0) this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const end = this.#rest.indexOf(LF, this.#scanned);
      if (end === -1) return this.#waitForLine();
      const outcome = this.#takeLine(end);
      if (outcome) return outcome;
    }
  }

  #waitForLine(): ReplyFault | undefined {
    this.#scanned = this.#rest.length;
    if (this.#rest.length <= this.#limits.lineBytes) return undefined;
    return fault('LINE_TOO_LONG', `a reply line of more than ${this.#limits.lineBytes} bytes`);
  }

  #takeLine(end: number): ParsedReply | ReplyFault | undefined {
    const raw = this.#rest.subarray(0, end);
    this.#rest = this.#rest.subarray(end + 1);
    this.#scanned = 0;
    this.#bytes += raw.length + 1;
    if (raw.length > this.#limits.lineBytes) {
      return fault('LINE_TOO_LONG', `a reply line of more than ${this.#limits.lineBytes} bytes`);
    }
    if (this.#bytes > this.#limits.bytes) {
      return fault('REPLY_TOO_LONG', `a reply of more than ${this.#limits.bytes} bytes`);
    }
    const bytes = raw.at(-1) === CR ? raw.subarray(0, -1) : raw;
    const text = decode(bytes);
    this.#note(raw, bytes, text);
    return this.#addLine(text);
  }

  #addLine(text: string): ParsedReply | ReplyFault | undefined {
    const line = parseLine(text);
    if (!line) return this.#strayLine(text);
    if (/^\d{3}$/.test(text)) this.#odd('code-only', text);
    const first = this.#lines[0];
    if (first && first.code !== line.code) this.#odd('mixed-codes', text);
    this.#lines.push(line);
    if (this.#lines.length > this.#limits.lines) {
      return fault('TOO_MANY_LINES', `a reply of more than ${this.#limits.lines} lines`);
    }
    return line.last ? this.#finish() : undefined;
  }

  /** A line without a code inside a reply is kept as text; as the first line it is no reply at all. */
  #strayLine(text: string): ReplyFault | undefined {
    const first = this.#lines[0];
    if (!first) {
      this.#rest = Buffer.concat([Buffer.from(`${text}\n`), this.#rest]);
      return fault('NOT_A_REPLY', 'a line that is no SMTP reply');
    }
    this.#odd('not-a-reply-line', text);
    this.#lines.push({ code: first.code, last: false, text, raw: text });
    if (this.#lines.length > this.#limits.lines) {
      return fault('TOO_MANY_LINES', `a reply of more than ${this.#limits.lines} lines`);
    }
    return undefined;
  }

  #finish(): ParsedReply {
    const reply = joinLines(this.#lines);
    const raw = this.#lines.map((line) => line.raw);
    const oddities = this.#oddities;
    this.#lines = [];
    this.#oddities = [];
    this.#bytes = 0;
    return { reply, raw, oddities };
  }

  #note(raw: Buffer, bytes: Buffer, text: string): void {
    if (raw.length === bytes.length) this.#odd('bare-lf', text);
    if (raw.length + 1 > STANDARD_LINE_BYTES) this.#odd('overlong-line', text);
    if (CONTROL.test(text)) this.#odd('control-characters', text);
    if (!isAscii(bytes)) this.#odd(isUtf8(bytes) ? 'utf8' : 'eight-bit', text);
  }

  #odd(kind: OddityKind, text: string): void {
    if (this.#oddities.some((oddity) => oddity.kind === kind)) return;
    this.#oddities.push({ kind, sample: text.slice(0, SAMPLE_CHARACTERS) });
  }
}

export function isFault(outcome: ParsedReply | ReplyFault): outcome is ReplyFault {
  return 'kind' in outcome;
}

function fault(code: ReplyFault['code'], message: string): ReplyFault {
  return { kind: code === 'NOT_A_REPLY' ? 'protocol' : 'limit', message, code };
}

/** `250-text`, `250 text`, `250`; some servers send a tab for the space. */
function parseLine(text: string): Line | undefined {
  const match = /^([2-5]\d\d)(?:([- \t])(.*))?$/s.exec(text);
  if (!match?.[1]) return undefined;
  return { code: Number(match[1]), last: match[2] !== '-', text: match[3] ?? '', raw: text };
}

/** The code of the last line decides when they differ: it is the one sent once the server had made up its mind. */
function joinLines(lines: readonly Line[]): Reply {
  const code = lines.at(-1)?.code ?? 0;
  const texts: string[] = [];
  let enhanced: string | undefined;
  for (const { text } of lines) {
    const [prefix = '', found] = ENHANCED.exec(text) ?? [];
    enhanced ??= found;
    texts.push(text.slice(prefix.length));
  }
  return enhanced === undefined ? { code, lines: texts } : { code, enhanced, lines: texts };
}

const CONTROL = /[\x00-\x08\x0a-\x1f]/;

const ENHANCED = /^([245]\.\d{1,3}\.\d{1,3})(?:\s|$)/;

/** UTF-8 where it is valid (RFC 6531 §3.7.4.2), else Latin-1, so that no byte is lost. */
function decode(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1');
}
