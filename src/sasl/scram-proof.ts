import { createHash, createHmac, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import type { ServerFirst } from './scram-message.ts';

/** By the names of RFC 5802, RFC 7677 and draft-melnikov-scram-sha-512. */
export type ScramHash = 'SHA-1' | 'SHA-256' | 'SHA-512';

const DIGESTS = {
  'SHA-1': { name: 'sha1', bytes: 20 },
  'SHA-256': { name: 'sha256', bytes: 32 },
  'SHA-512': { name: 'sha512', bytes: 64 },
} as const;

/** What each side shows the other of its knowledge of the password. */
export interface ScramProofs {
  readonly clientProof: Buffer;
  readonly serverSignature: Buffer;
}

/** Asynchronous, since the server chooses how long it takes: the work is done off the main thread. */
const deriveKey = promisify(pbkdf2);

/** Computes both sides' proofs over the messages exchanged (RFC 5802 §3); the password is prepared already. */
export async function scramProofs(
  hash: ScramHash,
  password: string,
  { salt, iterations, authMessage }: Omit<ServerFirst, 'nonce'> & { readonly authMessage: string },
): Promise<ScramProofs> {
  const { name, bytes } = DIGESTS[hash];
  const hmac = (key: Buffer, text: string): Buffer => createHmac(name, key).update(text).digest();
  const saltedPassword = await deriveKey(password, salt, iterations, bytes, name);
  const clientKey = hmac(saltedPassword, 'Client Key');
  const storedKey = createHash(name).update(clientKey).digest();
  const clientSignature = hmac(storedKey, authMessage);
  return {
    clientProof: Buffer.from(clientKey.map((byte, at) => byte ^ (clientSignature[at] ?? 0))),
    serverSignature: hmac(hmac(saltedPassword, 'Server Key'), authMessage),
  };
}
