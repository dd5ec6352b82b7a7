import { createHash, randomBytes } from 'node:crypto';
import { passwordOf, refuseAuthzid } from './credentials.ts';
import { malformed } from './line.ts';
import type { Channel, Exchange, Mechanism } from './mechanism.ts';
import {
  authenticateMessage,
  type NtlmChallenge,
  negotiateMessage,
  parseNtlmChallenge,
  wide,
  withMic,
} from './ntlm-message.ts';
import {
  AV_CHANNEL_BINDINGS,
  AV_FLAGS,
  AV_TARGET_NAME,
  type AvPair,
  formatAvPairs,
  timestampOf,
} from './ntlm-target.ts';
import { hmacMd5, type NtlmIdentity, ntlmV2 } from './ntlm-v2.ts';

export interface NtlmOptions {
  /** Makes the client's challenge of eight bytes; random when absent. A test gives that of an example. */
  readonly challenge?: () => Buffer;
  /** Milliseconds since 1970, for servers that tell no time; the system's clock when absent. */
  readonly now?: () => number;
}

/**
 * NTLM, version 2 only (MS-NLMP, MS-SMTPNTLM), bound to the TLS session where there is one.
 *
 * `DOMAIN\user` names a domain; `user@domain` is sent whole, and the server finds the domain.
 */
export function ntlm({
  challenge = () => randomBytes(8),
  now = () => Date.now(),
}: NtlmOptions = {}): Mechanism {
  return {
    name: 'NTLM',
    exposes: 'hash',
    strength: 30,
    carriesAuthzid: false,
    needs: ['username', 'password'],
    isUsable: () => true,
    begin: async (credentials, channel) => {
      refuseAuthzid(credentials, 'NTLM');
      const identity = { ...splitName(credentials.username), password: passwordOf(credentials, 'NTLM') };
      return new NtlmExchange({ identity, channel, clientChallenge: challenge(), now });
    },
  };
}

interface NtlmStart {
  readonly identity: NtlmIdentity;
  readonly channel: Channel;
  readonly clientChallenge: Buffer;
  readonly now: () => number;
}

class NtlmExchange implements Exchange {
  readonly #start: NtlmStart;
  #isAnswered = false;

  constructor(start: NtlmStart) {
    this.#start = start;
  }

  start(): Uint8Array {
    return negotiateMessage();
  }

  async next(bytes: Uint8Array): Promise<Uint8Array> {
    if (this.#isAnswered) throw malformed('a second challenge came, and NTLM has one');
    this.#isAnswered = true;
    const challenge = parseNtlmChallenge(bytes);
    const timestamp = timestampOf(challenge.targetInfo ?? []);
    return timestamp ? this.#answerSigned(challenge, timestamp, bytes) : this.#answer(challenge);
  }

  finish(): void {}

  /** A server that tells the time wants a message integrity code, and no LMv2 (MS-NLMP §3.1.5.1.2). */
  #answerSigned(challenge: NtlmChallenge, timestamp: Buffer, bytes: Uint8Array): Buffer {
    const { identity, clientChallenge, channel } = this.#start;
    const { serverChallenge } = challenge;
    const targetInfo = formatAvPairs(extendTarget(challenge.targetInfo ?? [], channel));
    const { ntResponse, sessionBaseKey } = ntlmV2(identity, {
      serverChallenge,
      clientChallenge,
      timestamp,
      targetInfo,
    });
    const message = authenticateMessage({
      ...identity,
      lmResponse: Buffer.alloc(24),
      ntResponse,
      challenge,
    });
    return withMic(message, hmacMd5(sessionBaseKey, negotiateMessage(), bytes, message));
  }

  #answer(challenge: NtlmChallenge): Buffer {
    const { identity, clientChallenge, now } = this.#start;
    const { serverChallenge } = challenge;
    const targetInfo = challenge.targetInfo ? formatAvPairs(challenge.targetInfo) : Buffer.alloc(0);
    const timestamp = fileTime(now());
    const responses = ntlmV2(identity, { serverChallenge, clientChallenge, timestamp, targetInfo });
    return authenticateMessage({ ...identity, ...responses, challenge });
  }
}

function splitName(username: string): Pick<NtlmIdentity, 'user' | 'domain'> {
  const at = username.indexOf('\\');
  return { domain: username.slice(0, Math.max(at, 0)), user: username.slice(at + 1) };
}

/** Bit of MsvAvFlags: the message carries an integrity code. */
const HAS_MIC = 2;

/** Adds to the server's target information what the client must say (MS-NLMP §3.1.5.1.2). */
function extendTarget(pairs: readonly AvPair[], channel: Channel): AvPair[] {
  const said = pairs.find(({ id }) => id === AV_FLAGS)?.value;
  const flags = Buffer.alloc(4);
  flags.writeUInt32LE(((said?.length === 4 ? said.readUInt32LE() : 0) | HAS_MIC) >>> 0);
  const ours: readonly AvPair[] = [
    { id: AV_FLAGS, value: flags },
    { id: AV_CHANNEL_BINDINGS, value: bindingHash(channel.bindings['tls-server-end-point']) },
    { id: AV_TARGET_NAME, value: wide(`SMTPSVC/${channel.host}`) },
  ];
  return [...pairs.filter(({ id }) => !ours.some((pair) => pair.id === id)), ...ours];
}

/** MD5 of a gss_channel_bindings_struct without addresses (RFC 4121 §4.1.1.2); zeros when nothing binds. */
function bindingHash(endPoint: Uint8Array | undefined): Buffer {
  if (!endPoint) return Buffer.alloc(16);
  const data = Buffer.concat([Buffer.from('tls-server-end-point:'), endPoint]);
  const header = Buffer.alloc(20);
  header.writeUInt32LE(data.length, 16);
  return createHash('md5').update(header).update(data).digest();
}

/** From 1601 to 1970, in milliseconds. */
const FILETIME_EPOCH_MS = 11_644_473_600_000;

/** Writes a time as FILETIME: tenths of microseconds since 1601, least byte first. */
function fileTime(milliseconds: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(Math.trunc(milliseconds) + FILETIME_EPOCH_MS) * 10_000n);
  return bytes;
}
