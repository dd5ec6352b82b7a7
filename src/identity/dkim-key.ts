import { createPublicKey } from 'node:crypto';
import { parseTagList, tagValue } from './tag-list.ts';

/** Why no receiver can use a key record. */
export type DkimKeyFault =
  | 'version'
  | 'tags'
  | 'key-absent'
  | 'key-unreadable'
  | 'key-type'
  | 'service'
  | 'hash';

/** A DKIM key record (RFC 6376 §3.6.1). */
export interface DkimKey {
  /** `rsa` where the record does not say. */
  readonly type: string;
  /** Absent for a revoked key and one that cannot be read. */
  readonly bits?: number;
  /** `p=` is empty: signatures made with it are void. */
  readonly isRevoked: boolean;
  /** `t=y`: receivers are told to treat signed mail as unsigned. */
  readonly isTesting: boolean;
  readonly faults: readonly DkimKeyFault[];
}

const ED25519_BYTES = 32;

/** Reads a key record; never throws. */
export function parseDkimKey(text: string): DkimKey {
  const list = parseTagList(text);
  const type = (tagValue(list, 'k') ?? 'rsa').toLowerCase();
  const material = tagValue(list, 'p')?.replace(/\s+/g, '');
  const bits = material === undefined || material === '' ? undefined : keyBits(type, material);
  const flags = listOf(tagValue(list, 't'));
  const faults: (DkimKeyFault | false)[] = [
    (tagValue(list, 'v') ?? 'DKIM1') !== 'DKIM1' && 'version',
    list.faults.length > 0 && 'tags',
    material === undefined && 'key-absent',
    type !== 'rsa' && type !== 'ed25519' && 'key-type',
    material !== undefined && material !== '' && bits === undefined && 'key-unreadable',
    !allows(tagValue(list, 's'), ['*', 'email']) && 'service',
    !allows(tagValue(list, 'h'), ['sha256']) && 'hash',
  ];
  return {
    type,
    ...(bits === undefined ? {} : { bits }),
    isRevoked: material === '',
    isTesting: flags.includes('y'),
    faults: faults.filter((fault) => fault !== false),
  };
}

/** Says whether a TXT record looks like a DKIM key at all; a wildcard's record does not. */
export function isDkimKey(text: string): boolean {
  return /^\s*v\s*=\s*DKIM1\b/i.test(text) || /(?:^|;)\s*p\s*=/i.test(text);
}

function listOf(value: string | undefined): string[] {
  return (value ?? '').split(':').map((item) => item.trim().toLowerCase());
}

/** An absent list allows everything (RFC 6376 §3.6.1). */
function allows(value: string | undefined, wanted: readonly string[]): boolean {
  return value === undefined || listOf(value).some((item) => wanted.includes(item));
}

function keyBits(type: string, material: string): number | undefined {
  if (!/^[a-z0-9+/]+={0,2}$/i.test(material)) return undefined;
  const bytes = Buffer.from(material, 'base64');
  if (type === 'ed25519') return bytes.length === ED25519_BYTES ? 256 : undefined;
  return rsaBits(bytes, 'spki') ?? rsaBits(bytes, 'pkcs1');
}

/** RFC 6376 §3.6.1 asks for PKCS #1, its erratum 3017 and everybody for SubjectPublicKeyInfo. */
function rsaBits(key: Buffer, type: 'spki' | 'pkcs1'): number | undefined {
  try {
    return createPublicKey({ key, format: 'der', type }).asymmetricKeyDetails?.modulusLength;
  } catch {
    // Whatever OpenSSL says of it, the record holds no such key.
    return undefined;
  }
}
