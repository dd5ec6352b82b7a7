import { isUtf8 } from 'node:buffer';

/** What is to be known of a message before it is announced. */
export interface MessageFacts {
  /** Octets as they are to arrive, without what dot-stuffing adds. */
  readonly bytes: number;
  /** The last line has its end; DATA cannot do without. */
  readonly endsWithCrlf: boolean;
  readonly isEightBit: boolean;
  /** The header holds characters beyond ASCII as they are (RFC 6532), and so needs SMTPUTF8. */
  readonly hasUtf8Header: boolean;
  /** NUL, a CR or an LF alone: only BINARYMIME may carry them (RFC 3030 §3). */
  readonly isBinary: boolean;
  /** Octets of the longest line without its end; the limit is 998 (RFC 5322 §2.1.1). */
  readonly longestLine: number;
  readonly lineEnds: 'crlf' | 'lf' | 'mixed' | 'none';
  /** A line of a dot alone behind a bare CR or LF, which some servers take for the end of the message. */
  readonly hasLoneDot: boolean;
  /** Line ends of Unix were made those of the standard. */
  readonly isConverted?: true;
}

const NUL = 0;
const LF = 10;
const CR = 13;
const DOT = 46;

/** A header is looked at up to here for characters beyond ASCII. */
const HEADER_BYTES = 256 * 1024;

/** Looks at a message as its bytes come by. */
export class Survey {
  #bytes = 0;
  #last: number | undefined;
  /** Where the line began, and whether a bare CR or LF came before it. */
  #line = { start: 0, isAfterBare: false };
  /** A CR of which it is not known yet whether an LF follows. */
  #crAt: number | undefined;
  #headerEnd: number | undefined;
  readonly #header: Uint8Array[] = [];
  readonly #counts = { crlf: 0, lf: 0, cr: 0, nul: 0 };
  #isEightBit = false;
  #hasLoneDot = false;
  #longestLine = 0;

  push(piece: Uint8Array): void {
    if (this.#headerEnd === undefined && this.#bytes < HEADER_BYTES) this.#header.push(piece.slice());
    for (let index = 0; index < piece.length; index += 1) {
      const byte = piece[index] ?? 0;
      if (byte > 127) this.#isEightBit = true;
      else if (byte <= CR && (byte === LF || byte === CR || byte === NUL)) {
        this.#mark(byte, this.#bytes + index, index === 0 ? this.#last : piece[index - 1]);
      }
    }
    this.#bytes += piece.length;
    this.#last = piece.at(-1) ?? this.#last;
  }

  finish(): MessageFacts {
    const endsWithCrlf = this.#bytes === 0 || (this.#line.start === this.#bytes && !this.#line.isAfterBare);
    if (this.#crAt !== undefined) this.#settleCr(NUL, this.#bytes);
    this.#endLine(this.#bytes, this.#last);
    const { crlf, lf, cr, nul } = this.#counts;
    return {
      bytes: this.#bytes,
      endsWithCrlf,
      isEightBit: this.#isEightBit,
      hasUtf8Header: this.#hasUtf8Header(),
      isBinary: lf + cr + nul > 0,
      longestLine: this.#longestLine,
      lineEnds: cr > 0 || (lf > 0 && crlf > 0) ? 'mixed' : lf > 0 ? 'lf' : crlf > 0 ? 'crlf' : 'none',
      hasLoneDot: this.#hasLoneDot,
    };
  }

  /** One of the three bytes that matter, and the byte before it. */
  #mark(byte: number, at: number, before: number | undefined): void {
    if (this.#crAt !== undefined && this.#settleCr(byte, at)) return;
    if (byte === NUL) {
      this.#counts.nul += 1;
      return;
    }
    this.#endLine(at, before);
    if (byte === CR) this.#crAt = at;
    else {
      this.#counts.lf += 1;
      this.#line = { start: at + 1, isAfterBare: true };
    }
  }

  /** Tells what the CR before was, now that something comes behind it; true where this is its LF. */
  #settleCr(byte: number, at: number): boolean {
    const start = (this.#crAt ?? 0) + 1;
    this.#crAt = undefined;
    const isPair = byte === LF && at === start;
    this.#counts[isPair ? 'crlf' : 'cr'] += 1;
    this.#line = isPair ? { start: at + 1, isAfterBare: false } : { start, isAfterBare: true };
    return isPair;
  }

  #endLine(at: number, lastByte: number | undefined): void {
    const length = at - this.#line.start;
    this.#longestLine = Math.max(this.#longestLine, length);
    if (length === 0) this.#headerEnd ??= at;
    if (length === 1 && lastByte === DOT && this.#line.isAfterBare) this.#hasLoneDot = true;
  }

  #hasUtf8Header(): boolean {
    if (!this.#isEightBit) return false;
    const header = Buffer.concat(this.#header).subarray(0, this.#headerEnd);
    return isUtf8(header) && header.some((byte) => byte > 127);
  }
}
