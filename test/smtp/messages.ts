/** Messages whose bytes are easily changed on the way, by what is odd about them. They end in CRLF but where said. */
export const AWKWARD: Readonly<Record<string, Buffer>> = {
  'leading dots': Buffer.from('A: b\r\n\r\n.\r\n..\r\n.x\r\n\r\n.\r\n'),
  'a dot as its first byte': Buffer.from('.\r\nA: b\r\n\r\nx\r\n'),
  'eight bits': Buffer.from('A: b\r\n\r\nGr\u00fc\u00dfe \u4f60\u597d\r\n'),
  'every byte': Buffer.concat([
    Buffer.from('A: b\r\n\r\n'),
    Buffer.from(Array.from({ length: 256 }, (_value, index) => index)),
    Buffer.from('\r\n'),
  ]),
  'long lines': Buffer.from(`A: b\r\n\r\n${'x'.repeat(5_000)}\r\n.${'y'.repeat(100_000)}\r\n`),
  'no header and no text': Buffer.alloc(0),
  'nothing but line breaks': Buffer.from('\r\n\r\n\r\n'),
  'a lone CR before the end': Buffer.from('A: b\r\n\r\nx\r\r\n'),
  'bare LF': Buffer.from('A: b\r\n\r\none\ntwo\r\n'),
};

/** The same bytes in pieces of this size, so that what matters stands across a border. */
export function* inPieces(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
