/**
 * Reads numbers and vectors as TLS writes them (RFC 8446 §3); what reaches beyond the end gives zero or nothing, and is
 * told by `isBroken`.
 */
export class ByteReader {
  isBroken = false;
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** A number of one to four bytes. */
  uint(size: number): number {
    const bytes = this.take(size);
    return bytes.length === size ? bytes.readUIntBE(0, size) : 0;
  }

  take(size: number): Buffer {
    if (size > this.left) {
      this.isBroken = true;
      this.#at = this.#bytes.length;
      return Buffer.alloc(0);
    }
    this.#at += size;
    return this.#bytes.subarray(this.#at - size, this.#at);
  }

  /** A vector whose length stands before it, in so many bytes. */
  vector(lengthBytes: number): Buffer {
    return this.take(this.uint(lengthBytes));
  }
}

/** Writes a number in so many bytes, the highest first. */
export function uint(value: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return bytes;
}

/** Writes a vector with its length before it, in so many bytes. */
export function vector(lengthBytes: number, ...content: readonly Buffer[]): Buffer {
  const whole = Buffer.concat(content);
  return Buffer.concat([uint(whole.length, lengthBytes), whole]);
}

/** Writes numbers of two bytes each. */
export function uint16s(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2);
  return bytes;
}
