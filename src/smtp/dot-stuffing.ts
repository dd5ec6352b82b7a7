import type { Pieces } from './outflow.ts';

const CRLF = Buffer.from('\r\n');
const DOT = Buffer.from('.');
const LINE_BEGINS_WITH_DOT = Buffer.from('\r\n.');

/**
 * Makes of a message what goes over the wire after DATA: a dot before every line that begins with one, and a
 * line with a dot alone at the end (RFC 5321 §4.5.2). A line break is added where the message ends without one.
 */
export async function* dotStuffed(message: Pieces): AsyncGenerator<Uint8Array> {
  let before = CRLF;
  for await (const bytes of message) {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const dots = firstDots(before, piece);
    yield dots.length === 0 ? piece : withDots(piece, dots);
    before = Buffer.concat([before, piece.subarray(-2)]).subarray(-2);
  }
  yield Buffer.from(before.equals(CRLF) ? '.\r\n' : '\r\n.\r\n');
}

/** Where in the piece a line begins with a dot; its line break may stand in the two bytes before. */
function firstDots(before: Buffer, piece: Buffer): number[] {
  const border = Buffer.concat([before, piece.subarray(0, 2)]);
  const dots = positionsIn(border).map((at) => at - before.length + CRLF.length);
  return [...dots, ...positionsIn(piece).map((at) => at + CRLF.length)];
}

function positionsIn(bytes: Buffer): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(LINE_BEGINS_WITH_DOT); at !== -1; ) {
    found.push(at);
    at = bytes.indexOf(LINE_BEGINS_WITH_DOT, at + 1);
  }
  return found;
}

function withDots(piece: Buffer, dots: readonly number[]): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (const dot of dots) {
    parts.push(piece.subarray(from, dot), DOT);
    from = dot;
  }
  return Buffer.concat([...parts, piece.subarray(from)]);
}
