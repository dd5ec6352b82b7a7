import { malformed } from './line.ts';
import { type AvPair, parseAvPairs } from './ntlm-target.ts';

const SIGNATURE = Buffer.from('NTLMSSP\0');

const NEGOTIATE_UNICODE = 0x1;
const NEGOTIATE_TARGET_INFO = 0x800000;

/**
 * Unicode, target requested, NTLM, always sign, extended session security, target information, 128 bits
 * (MS-NLMP §2.2.2.5). No key exchange, signing or sealing: SMTP protects nothing by NTLM.
 */
const FLAGS = 0x20888205;

/** What a CHALLENGE_MESSAGE says (MS-NLMP §2.2.1.2). */
export interface NtlmChallenge {
  readonly flags: number;
  /** Eight bytes. */
  readonly serverChallenge: Buffer;
  /** Absent in servers that send none. */
  readonly targetInfo: readonly AvPair[] | undefined;
}

/** Writes a NEGOTIATE_MESSAGE without domain, workstation or version (MS-NLMP §2.2.1.1). */
export function negotiateMessage(): Buffer {
  const message = Buffer.alloc(32);
  SIGNATURE.copy(message);
  message.writeUInt32LE(1, 8);
  message.writeUInt32LE(FLAGS, 12);
  return message;
}

/** Reads a CHALLENGE_MESSAGE; @throws SaslError `challenge-malformed`. */
export function parseNtlmChallenge(bytes: Uint8Array): NtlmChallenge {
  const message = Buffer.from(bytes);
  const isChallenge = message.length >= 32 && message.subarray(0, 8).equals(SIGNATURE);
  if (!isChallenge || message.readUInt32LE(8) !== 2) {
    throw malformed('the challenge is no CHALLENGE_MESSAGE of NTLM (MS-NLMP §2.2.1.2)');
  }
  const flags = message.readUInt32LE(20);
  if ((flags & NEGOTIATE_UNICODE) === 0)
    throw malformed('the server does not accept Unicode, which NTLM agreed on');
  const hasTargetInfo = (flags & NEGOTIATE_TARGET_INFO) !== 0;
  return {
    flags,
    serverChallenge: message.subarray(24, 32),
    targetInfo: hasTargetInfo ? parseAvPairs(field(message, 40)) : undefined,
  };
}

/** What a length and an offset at this place point to, within the message. */
function field(message: Buffer, at: number): Buffer {
  if (message.length < at + 8) throw malformed('the challenge of NTLM is cut short');
  const start = message.readUInt32LE(at + 4);
  const end = start + message.readUInt16LE(at);
  if (end > message.length) throw malformed('a field of the challenge of NTLM lies outside it');
  return message.subarray(start, end);
}

export interface NtlmResponse {
  readonly lmResponse: Buffer;
  readonly ntResponse: Buffer;
  readonly domain: string;
  readonly user: string;
  readonly challenge: NtlmChallenge;
}

const HEADER_BYTES = 72;
const MIC_BYTES = 16;

/**
 * Writes an AUTHENTICATE_MESSAGE (MS-NLMP §2.2.1.3), its message integrity code still zero.
 *
 * Workstation, session key and version are empty.
 */
export function authenticateMessage(response: NtlmResponse): Buffer {
  const { lmResponse, ntResponse, domain, user, challenge } = response;
  const empty = Buffer.alloc(0);
  const payload = [lmResponse, ntResponse, wide(domain), wide(user), empty, empty];
  const header = Buffer.alloc(HEADER_BYTES + MIC_BYTES);
  SIGNATURE.copy(header);
  header.writeUInt32LE(3, 8);
  let offset = header.length;
  for (const [index, part] of payload.entries()) {
    const at = 12 + index * 8;
    header.writeUInt16LE(part.length, at);
    header.writeUInt16LE(part.length, at + 2);
    header.writeUInt32LE(offset, at + 4);
    offset += part.length;
  }
  header.writeUInt32LE((challenge.flags & FLAGS) >>> 0, 60);
  return Buffer.concat([header, ...payload]);
}

/** Puts the message integrity code into an AUTHENTICATE_MESSAGE. */
export function withMic(message: Buffer, code: Buffer): Buffer {
  const signed = Buffer.from(message);
  code.copy(signed, HEADER_BYTES, 0, MIC_BYTES);
  return signed;
}

/** Writes text as NTLM's Unicode: UTF-16, least byte first. */
export function wide(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}
