import { createECDH, randomBytes } from 'node:crypto';

/** `curve`: before TLS 1.3 too; `field`: finite fields of RFC 7919; `hybrid` and `kem` resist quantum computers. */
export type GroupKind = 'curve' | 'field' | 'hybrid' | 'kem';

/** A named group: a curve, a finite field, or a post-quantum mechanism. */
export interface Group {
  readonly id: number;
  /** IANA's. */
  readonly name: string;
  readonly kind: GroupKind;
  /** Not to be had in TLS 1.3 (RFC 8446 §4.2.7). */
  readonly isOld?: true;
}

/**
 * In the order in which they are offered: what servers have, then what few have.
 *
 * Source: IANA, TLS Supported Groups registry (https://www.iana.org/assignments/tls-parameters), and
 * draft-ietf-tls-ecdhe-mlkem and draft-ietf-tls-mlkem for the post-quantum ones.
 */
export const GROUPS: readonly Group[] = [
  { id: 0x11ec, name: 'X25519MLKEM768', kind: 'hybrid' },
  { id: 0x001d, name: 'x25519', kind: 'curve' },
  { id: 0x0017, name: 'secp256r1', kind: 'curve' },
  { id: 0x0018, name: 'secp384r1', kind: 'curve' },
  { id: 0x0019, name: 'secp521r1', kind: 'curve' },
  { id: 0x001e, name: 'x448', kind: 'curve' },
  { id: 0x11eb, name: 'SecP256r1MLKEM768', kind: 'hybrid' },
  { id: 0x11ed, name: 'SecP384r1MLKEM1024', kind: 'hybrid' },
  { id: 0x11ee, name: 'curveSM2MLKEM768', kind: 'hybrid' },
  { id: 0x6399, name: 'X25519Kyber768Draft00', kind: 'hybrid' },
  { id: 0x0200, name: 'MLKEM512', kind: 'kem' },
  { id: 0x0201, name: 'MLKEM768', kind: 'kem' },
  { id: 0x0202, name: 'MLKEM1024', kind: 'kem' },
  { id: 0x0100, name: 'ffdhe2048', kind: 'field' },
  { id: 0x0101, name: 'ffdhe3072', kind: 'field' },
  { id: 0x0102, name: 'ffdhe4096', kind: 'field' },
  { id: 0x0103, name: 'ffdhe6144', kind: 'field' },
  { id: 0x0104, name: 'ffdhe8192', kind: 'field' },
  { id: 0x001a, name: 'brainpoolP256r1', kind: 'curve', isOld: true },
  { id: 0x001b, name: 'brainpoolP384r1', kind: 'curve', isOld: true },
  { id: 0x001c, name: 'brainpoolP512r1', kind: 'curve', isOld: true },
  { id: 0x001f, name: 'brainpoolP256r1tls13', kind: 'curve' },
  { id: 0x0020, name: 'brainpoolP384r1tls13', kind: 'curve' },
  { id: 0x0021, name: 'brainpoolP512r1tls13', kind: 'curve' },
  { id: 0x0029, name: 'curveSM2', kind: 'curve' },
  ...[
    ...[
      'sect163k1',
      'sect163r1',
      'sect163r2',
      'sect193r1',
      'sect193r2',
      'sect233k1',
      'sect233r1',
      'sect239k1',
    ],
    ...[
      'sect283k1',
      'sect283r1',
      'sect409k1',
      'sect409r1',
      'sect571k1',
      'sect571r1',
      'secp160k1',
      'secp160r1',
    ],
    ...['secp160r2', 'secp192k1', 'secp192r1', 'secp224k1', 'secp224r1', 'secp256k1'],
  ].map((name, index) => ({ id: index + 1, name, kind: 'curve', isOld: true }) as const),
];

const names = new Map(GROUPS.map(({ id, name }) => [id, name]));

/** IANA's name of a group, or its number. */
export function groupName(id: number): string {
  return names.get(id) ?? `0x${id.toString(16).padStart(4, '0')}`;
}

const NIST = new Map([
  [0x0017, 'prime256v1'],
  [0x0018, 'secp384r1'],
  [0x0019, 'secp521r1'],
]);
/** Octets of the numbers modulo the field. */
const FIELD_BYTES = new Map(
  [0x100, 0x101, 0x102, 0x103, 0x104].map((id, at) => [id, [256, 384, 512, 768, 1024][at]]),
);
const MLKEM_BYTES: Readonly<Record<512 | 768 | 1024, number>> = { 512: 800, 768: 1184, 1024: 1568 };
const SEED_BYTES = 32;

/**
 * What a client would send as its part of the key agreement, good enough for the server to answer with a ServerHello;
 * nobody has the private key of most. Undefined for a group of which this cannot be made.
 */
export function keyShareOf(group: number): Buffer | undefined {
  const curve = NIST.get(group);
  if (curve !== undefined) return createECDH(curve).generateKeys();
  const fieldBytes = FIELD_BYTES.get(group);
  // A leading zero keeps the number below the field's prime.
  if (fieldBytes !== undefined) return Buffer.concat([Buffer.alloc(1), randomBytes(fieldBytes - 1)]);
  return SHARES[group]?.();
}

/** Any 32 and 56 octets are points of these two curves (RFC 7748 §5). */
const x25519 = (): Buffer => randomBytes(32);

/** Coefficients of zero pass the modulus check of FIPS 203 §7.2; the seed may be anything. */
function mlkem(size: keyof typeof MLKEM_BYTES): Buffer {
  return Buffer.concat([Buffer.alloc(MLKEM_BYTES[size] - SEED_BYTES), randomBytes(SEED_BYTES)]);
}

const SHARES: Readonly<Record<number, () => Buffer>> = {
  29: x25519,
  30: () => randomBytes(56),
  512: () => mlkem(512),
  513: () => mlkem(768),
  514: () => mlkem(1024),
  4587: () => Buffer.concat([createECDH('prime256v1').generateKeys(), mlkem(768)]),
  // The one hybrid whose lattice part stands first (draft-ietf-tls-ecdhe-mlkem §4.1).
  4588: () => Buffer.concat([mlkem(768), x25519()]),
  4589: () => Buffer.concat([createECDH('secp384r1').generateKeys(), mlkem(1024)]),
};
