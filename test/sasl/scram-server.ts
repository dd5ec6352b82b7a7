import { createHash, createHmac } from 'node:crypto';

const HASHES: Readonly<Record<string, string>> = {
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-512': 'sha512',
};

/** What the other side of SCRAM holds, and the messages it has seen. */
export interface ServerSide {
  readonly hash: string;
  readonly password: string;
  readonly salt: Buffer;
  readonly iterations: number;
  readonly clientFirstBare: string;
  readonly serverFirst: string;
  readonly clientFinal: string;
}

/** Verifies a client's proof as RFC 5802 §3 has the server do it, and gives the server's signature in base64. */
export function verifyProof(side: ServerSide): string | undefined {
  const hash = HASHES[side.hash] ?? '';
  const hmac = (key: Buffer, text: string | Buffer): Buffer => createHmac(hash, key).update(text).digest();
  const salted = iterate(side, hmac);
  const storedKey = createHash(hash).update(hmac(salted, 'Client Key')).digest();
  const [, unproven = '', proof = ''] = /^(.*),p=(.*)$/.exec(side.clientFinal) ?? [];
  const authMessage = `${side.clientFirstBare},${side.serverFirst},${unproven}`;
  const clientKey = xor(Buffer.from(proof, 'base64'), hmac(storedKey, authMessage));
  if (!createHash(hash).update(clientKey).digest().equals(storedKey)) return undefined;
  return hmac(hmac(salted, 'Server Key'), authMessage).toString('base64');
}

/** Hi() of RFC 5802 §2.2, round by round. */
function iterate(
  { password, salt, iterations }: ServerSide,
  hmac: (key: Buffer, text: Buffer) => Buffer,
): Buffer {
  const key = Buffer.from(password);
  let round = hmac(key, Buffer.concat([salt, Buffer.from([0, 0, 0, 1])]));
  let result = round;
  for (let made = 1; made < iterations; made += 1) {
    round = hmac(key, round);
    result = xor(result, round);
  }
  return result;
}

function xor(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((byte, at) => byte ^ (other[at] ?? 0)));
}
