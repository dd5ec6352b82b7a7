import type { Pieces } from './outflow.ts';

const CRLF = Buffer.from('\r\n');
const DOT = Buffer.from('.');
const LINE_BEGINS_WITH_DOT = Buffer.from('\r\n.');

/**
 * Makes of a message what goes over the wire after DATA: a dot before every line that begins with one, and a
 * line with a dot alone at the end (RFC 5321 §4.5.2). A line break is added where the message ends without one.
 */
export async function* dotStuffed(message: Pieces): AsyncGenerator<Buffer> {
  let before = CRLF;
  for await (const piece of message) {
    if (piece.length === 0) continue;
    const bytes = Buffer.concat([before, piece]);
    yield* stuff(bytes, before.length);
    before = bytes.subarray(-2);
  }
  yield Buffer.from(before.equals(CRLF) ? '.\r\n' : '\r\n.\r\n');
}

/** The bytes from `start` on; what stands before it only tells where a line begins. */
function* stuff(bytes: Buffer, start: number): Generator<Buffer> {
  const parts: Buffer[] = [];
  let from = start;
  for (let at = bytes.indexOf(LINE_BEGINS_WITH_DOT); at !== -1; ) {
    const dot = at + CRLF.length;
    parts.push(bytes.subarray(from, dot), DOT);
    from = dot;
    at = bytes.indexOf(LINE_BEGINS_WITH_DOT, at + 1);
  }
  yield parts.length === 0 ? bytes.subarray(start) : Buffer.concat([...parts, bytes.subarray(from)]);
}
