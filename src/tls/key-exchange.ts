import { createHash } from 'node:crypto';
import { ByteReader } from './bytes.ts';
import { DH_PRIMES } from './dh-primes.ts';
import type { ServerHello } from './server-hello.ts';
import type { Suite } from './suites.ts';

/** What a ServerKeyExchange of TLS 1.2 and before shows. */
export interface KeyExchange {
  /** The named curve. */
  readonly group?: number;
  /** The finite field; `prime` names it when it is one that many servers share. */
  readonly field?: { readonly bits: number; readonly prime?: string };
  /** In TLS 1.2, by what it is signed. */
  readonly signatureScheme?: number;
}

const NAMED_CURVE = 3;
/** No client takes a larger one. */
const FIELD_BYTES = 2_048;

/** Reads the body of a ServerKeyExchange (RFC 8422 §5.4, RFC 5246 §7.4.3); undefined for what is none. */
export function parseKeyExchange(
  body: Buffer,
  { keyExchange, authentication }: Suite,
  { protocol }: Pick<ServerHello, 'protocol'>,
): KeyExchange | undefined {
  const reader = new ByteReader(body);
  if (authentication.includes('PSK')) reader.vector(2);
  const parameters = keyExchange.startsWith('EC') ? readCurve(reader) : readField(reader);
  if (!parameters || reader.isBroken) return undefined;
  const isSigned = protocol === 'TLSv1.2' && !/anon|PSK/.test(authentication) && reader.left >= 4;
  return { ...parameters, ...(isSigned ? { signatureScheme: reader.uint(2) } : {}) };
}

function readCurve(reader: ByteReader): KeyExchange | undefined {
  if (reader.uint(1) !== NAMED_CURVE) return undefined;
  const group = reader.uint(2);
  reader.vector(1);
  return { group };
}

function readField(reader: ByteReader): KeyExchange | undefined {
  const prime = withoutZeros(reader.vector(2));
  reader.vector(2);
  reader.vector(2);
  if (prime.length === 0 || prime.length > FIELD_BYTES) return undefined;
  const name = DH_PRIMES[createHash('sha256').update(prime).digest('hex').slice(0, 16)];
  const bits = prime.length * 8 - Math.clz32(prime.readUInt8()) + 24;
  return { field: { bits, ...(name === undefined ? {} : { prime: name }) } };
}

function withoutZeros(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? Buffer.alloc(0) : bytes.subarray(first);
}
