const WORD = 4;
const BLOCK = 64;

/** Of each round: the order of the words, the shifts, the constant (RFC 1320 §3.4). */
const ROUNDS = [
  { order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], shifts: [3, 7, 11, 19], constant: 0 },
  {
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    shifts: [3, 5, 9, 13],
    constant: 0x5a827999,
  },
  {
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    shifts: [3, 9, 11, 15],
    constant: 0x6ed9eba1,
  },
] as const;

const MIXES = [
  (x: number, y: number, z: number): number => (x & y) | (~x & z),
  (x: number, y: number, z: number): number => (x & y) | (x & z) | (y & z),
  (x: number, y: number, z: number): number => x ^ y ^ z,
] as const;

type State = readonly [number, number, number, number];

/**
 * Computes MD4 (RFC 1320), which NTLM hashes the password with and OpenSSL 3 no longer gives.
 *
 * Broken as a hash; for nothing else.
 */
export function md4(data: Uint8Array): Buffer {
  const padded = pad(data);
  let state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let at = 0; at < padded.length; at += BLOCK)
    state = digestBlock(state, padded.subarray(at, at + BLOCK));
  const digest = Buffer.alloc(4 * WORD);
  for (const [at, word] of state.entries()) digest.writeUInt32LE(word >>> 0, at * WORD);
  return digest;
}

/** One bit, then zeros, then the length in bits, to whole blocks (RFC 1320 §3.1, §3.2). */
function pad(data: Uint8Array): Buffer {
  const padded = Buffer.alloc(Math.ceil((data.length + 9) / BLOCK) * BLOCK);
  padded.set(data);
  padded[data.length] = 0x80;
  padded.writeBigUInt64LE(BigInt(data.length) * 8n, padded.length - 8);
  return padded;
}

function digestBlock(before: State, block: Buffer): State {
  let [a, b, c, d] = before;
  for (const [round, { order, shifts, constant }] of ROUNDS.entries()) {
    for (const [step, word] of order.entries()) {
      const mixed = MIXES[round]?.(b, c, d) ?? 0;
      const sum = (a + mixed + block.readUInt32LE(word * WORD) + constant) | 0;
      [a, b, c, d] = [d, rotate(sum, shifts[step % 4] ?? 0), b, c];
    }
  }
  return [(before[0] + a) | 0, (before[1] + b) | 0, (before[2] + c) | 0, (before[3] + d) | 0];
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
