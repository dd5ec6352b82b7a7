import { createHash } from 'node:crypto';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;

const HELD_BYTES = 64 * 1024;

/** So few are not worth a call of the hash. */
const COPIED_BYTES = 1024;

/**
 * Hashes a message's body as it comes by, in a canonical form (RFC 6376 §3.4.3, §3.4.4), by SHA-256.
 *
 * An LF alone counts as a line's end, for that is what becomes of it on the way. However long its lines are, or however
 * many of them are empty, no more than 64 KiB of the body are held.
 */
export class BodyHash {
  readonly #isRelaxed: boolean;
  readonly #hash = createHash('sha256');
  readonly #canonical = Buffer.alloc(HELD_BYTES);
  #length = 0;
  /** Ends of lines, then a space, then a CR: they count only when text follows. */
  #lineEnds = 0;
  #isSpaceOpen = false;
  #isCrOpen = false;
  #isEmpty = true;

  constructor(canonicalization: 'simple' | 'relaxed') {
    this.#isRelaxed = canonicalization === 'relaxed';
  }

  push(piece: Uint8Array): void {
    for (let at = 0; at < piece.length; ) {
      const end = stretchEnd(piece, at, this.#isRelaxed);
      if (end > at) this.#putStretch(piece, at, end);
      else this.#read(piece[at] ?? 0);
      at = Math.max(end, at + 1);
    }
  }

  /** The hash in base64. */
  digest(): string {
    if (this.#isCrOpen) this.#settle();
    // Of a body without text, an empty line is left by "simple", and nothing by "relaxed".
    if (!this.#isEmpty || !this.#isRelaxed) this.#putLineEnd();
    this.#flush();
    return this.#hash.digest('base64');
  }

  #putStretch(piece: Uint8Array, from: number, end: number): void {
    this.#settle();
    if (end - from < COPIED_BYTES) {
      for (let at = from; at < end; at += 1) this.#put(piece[at] ?? 0);
      return;
    }
    this.#flush();
    this.#hash.update(piece.subarray(from, end));
  }

  #read(byte: number): void {
    if (byte === LF) {
      this.#lineEnds += 1;
      this.#isSpaceOpen = false;
      this.#isCrOpen = false;
    } else if (byte === CR) {
      if (this.#isCrOpen) this.#settle();
      this.#isCrOpen = true;
    } else if (this.#isRelaxed && (byte === SPACE || byte === TAB)) {
      if (this.#isCrOpen) this.#settle();
      this.#isSpaceOpen = true;
    } else {
      this.#settle();
      this.#put(byte);
    }
  }

  /** What was open counts. */
  #settle(): void {
    for (; this.#lineEnds > 0; this.#lineEnds -= 1) this.#putLineEnd();
    if (this.#isSpaceOpen) this.#put(SPACE);
    if (this.#isCrOpen) this.#put(CR);
    this.#isSpaceOpen = false;
    this.#isCrOpen = false;
    this.#isEmpty = false;
  }

  #putLineEnd(): void {
    this.#put(CR);
    this.#put(LF);
  }

  #put(byte: number): void {
    if (this.#length === HELD_BYTES) this.#flush();
    this.#canonical[this.#length] = byte;
    this.#length += 1;
  }

  #flush(): void {
    this.#hash.update(this.#canonical.subarray(0, this.#length));
    this.#length = 0;
  }
}

/** How far, from here on, the bytes are canonical as they stand; it ends behind text, for what follows may not count. */
function stretchEnd(piece: Uint8Array, from: number, isRelaxed: boolean): number {
  let end = from;
  for (let at = from; at < piece.length; at += 1) {
    const byte = piece[at] ?? 0;
    if (byte > SPACE) end = at + 1;
    else if (end === from || !isCanonical(piece, at, isRelaxed)) break;
  }
  return end;
}

/** Whether a byte that is no text, with those around it, may stay as it is when text follows. */
function isCanonical(piece: Uint8Array, at: number, isRelaxed: boolean): boolean {
  const next = piece[at + 1] ?? 0;
  switch (piece[at]) {
    case CR:
      return next === LF;
    case LF:
      return piece[at - 1] === CR;
    case SPACE:
      return !isRelaxed || next > SPACE;
    case TAB:
      return !isRelaxed;
    default:
      return true;
  }
}
