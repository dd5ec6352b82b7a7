import type { Pieces } from './outflow.ts';

/** One chunk of a message for BDAT (RFC 3030 §2). */
export interface Chunk {
  readonly bytes: Buffer;
  readonly isLast: boolean;
}

/** Cuts a message into chunks of `size` bytes, the last one marked; an empty message is one empty chunk. */
export async function* chunked(message: Pieces, size: number): AsyncGenerator<Chunk> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of message) {
    waiting.push(piece);
    length += piece.length;
    if (length <= size) continue;
    let bytes = Buffer.concat(waiting);
    for (; bytes.length > size; bytes = bytes.subarray(size)) {
      yield { bytes: bytes.subarray(0, size), isLast: false };
    }
    waiting = [bytes];
    length = bytes.length;
  }
  yield { bytes: Buffer.concat(waiting), isLast: true };
}
