import type { Pieces } from './outflow.ts';

const CRLF = Buffer.from('\r\n');
const DOT = Buffer.from('.');
const LINE_BEGINS_WITH_DOT = Buffer.from('\r\n.');

/**
 * Makes of a message what goes over the wire after DATA: a dot before every line that begins with one, and a
 * line with a dot alone at the end (RFC 5321 §4.5.2). A line break is added where the message ends without one.
 *
 * @param after  Commands that go in one piece with the end.
 * @returns one piece of a message whose pieces are there already, else pieces as they come.
 */
export function dotStuffed(message: Pieces, after: readonly string[] = []): Pieces {
  const end = ['.', ...after, ''].join('\r\n');
  return Symbol.iterator in message ? [whole(message, end)] : stream(message, end);
}

function whole(message: Iterable<Uint8Array>, end: string): Buffer {
  const stuffing = new Stuffing();
  const parts: Buffer[] = [];
  for (const piece of message) parts.push(...stuffing.push(piece));
  return Buffer.concat([...parts, stuffing.end(end)]);
}

async function* stream(message: AsyncIterable<Uint8Array>, end: string): AsyncGenerator<Uint8Array> {
  const stuffing = new Stuffing();
  for await (const piece of message) yield* stuffing.push(piece);
  yield stuffing.end(end);
}

/** Doubles dots piece by piece. */
class Stuffing {
  /** The last two bytes so far: a line break may stand across the border of two pieces. */
  #before: Buffer = CRLF;

  push(bytes: Uint8Array): Buffer[] {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const parts = withDots(piece, [...dotsAtBorder(this.#before, piece), ...positionsIn(piece)]);
    this.#before = piece.length < 2 ? Buffer.concat([this.#before, piece]).subarray(-2) : piece.subarray(-2);
    return parts;
  }

  end(end: string): Buffer {
    return Buffer.from(this.#before.equals(CRLF) ? end : `\r\n${end}`);
  }
}

/** Where in the piece a line begins with a dot whose line break stands, in part, before the piece. */
function dotsAtBorder(before: Buffer, piece: Buffer): number[] {
  if (piece[0] !== DOT[0] && piece[1] !== DOT[0]) return [];
  const border = Buffer.concat([before, piece.subarray(0, 2)]);
  return positionsIn(border).map((dot) => dot - before.length);
}

/** Where a line begins with a dot, but for the very first. */
function positionsIn(bytes: Buffer): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(LINE_BEGINS_WITH_DOT); at !== -1; ) {
    found.push(at + CRLF.length);
    at = bytes.indexOf(LINE_BEGINS_WITH_DOT, at + 1);
  }
  return found;
}

function withDots(piece: Buffer, dots: readonly number[]): Buffer[] {
  const parts: Buffer[] = [];
  let from = 0;
  for (const dot of dots) {
    parts.push(piece.subarray(from, dot), DOT);
    from = dot;
  }
  return [...parts, from === 0 ? piece : piece.subarray(from)];
}
