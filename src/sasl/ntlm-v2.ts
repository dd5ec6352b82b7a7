import { createHmac } from 'node:crypto';
import { md4 } from './md4.ts';
import { wide } from './ntlm-message.ts';

export interface NtlmIdentity {
  readonly user: string;
  /** Empty for the server's own. */
  readonly domain: string;
  readonly password: string;
}

/** What NTLMv2 answers to; all of it bytes as they lie in the messages. */
export interface NtlmInput {
  readonly serverChallenge: Buffer;
  /** Eight bytes of ours. */
  readonly clientChallenge: Buffer;
  /** Eight bytes of FILETIME. */
  readonly timestamp: Buffer;
  readonly targetInfo: Buffer;
}

export interface NtlmV2 {
  readonly lmResponse: Buffer;
  readonly ntResponse: Buffer;
  readonly sessionBaseKey: Buffer;
}

/** Computes both responses and the session's key (MS-NLMP §3.3.2). */
export function ntlmV2(identity: NtlmIdentity, input: NtlmInput): NtlmV2 {
  const { serverChallenge, clientChallenge, timestamp, targetInfo } = input;
  const key = responseKey(identity);
  const blob = Buffer.concat([
    Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]),
    timestamp,
    clientChallenge,
    Buffer.alloc(4),
    targetInfo,
    Buffer.alloc(4),
  ]);
  const proof = hmacMd5(key, serverChallenge, blob);
  return {
    lmResponse: Buffer.concat([hmacMd5(key, serverChallenge, clientChallenge), clientChallenge]),
    ntResponse: Buffer.concat([proof, blob]),
    sessionBaseKey: hmacMd5(key, proof),
  };
}

/** NTOWFv2. */
function responseKey({ user, domain, password }: NtlmIdentity): Buffer {
  return hmacMd5(md4(wide(password)), wide(user.toUpperCase() + domain));
}

export function hmacMd5(key: Buffer, ...parts: readonly Uint8Array[]): Buffer {
  const hmac = createHmac('md5', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}
