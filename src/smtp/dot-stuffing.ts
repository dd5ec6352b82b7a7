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
  const end = ['.', ...after].map((line) => `${line}\r\n`).join('');
  return Symbol.iterator in message ? [stuffedWhole(Buffer.concat([...message]), end)] : stream(message, end);
}

function stuffedWhole(bytes: Buffer, end: string): Buffer {
  const dots = bytes[0] === DOT[0] ? [0, ...positionsIn(bytes)] : positionsIn(bytes);
  return Buffer.concat([...withDots(bytes, dots), endAfter(bytes.length === 0 ? CRLF : bytes, end)]);
}

async function* stream(message: AsyncIterable<Uint8Array>, end: string): AsyncGenerator<Uint8Array> {
  let before = CRLF;
  for await (const bytes of message) {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    yield stuffed(before, piece);
    before = Buffer.concat([before, piece.subarray(-2)]).subarray(-2);
  }
  yield endAfter(before, end);
}

function endAfter(before: Buffer, end: string): Buffer {
  return Buffer.from(before.subarray(-2).equals(CRLF) ? end : `\r\n${end}`);
}

/** `before` is the two bytes in front of the piece. */
function stuffed(before: Buffer, piece: Buffer): Buffer {
  const dots = [...dotsAtBorder(before, piece), ...positionsIn(piece)];
  return dots.length === 0 ? piece : Buffer.concat(withDots(piece, dots));
}

/** Where in the piece a line begins with a dot whose line break stands, in part, before the piece. */
function dotsAtBorder(before: Buffer, piece: Buffer): number[] {
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
  return [...parts, piece.subarray(from)];
}
