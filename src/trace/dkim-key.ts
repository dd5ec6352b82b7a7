import { createHash, createPublicKey, type KeyObject, publicDecrypt, verify } from 'node:crypto';
import { type DkimKey, parseDkimKey } from '../identity/dkim-key.ts';
import { parseTagList, tagValue } from '../identity/tag-list.ts';
import type { DkimSignature } from './dkim-signature.ts';

/** A key record as a signature is verified with it (RFC 6376 §3.6.1). */
export interface UsableKey {
  readonly facts: DkimKey;
  /** Absent for a revoked key, and for one that cannot be used. */
  readonly key?: KeyObject;
}

/** What stands before a bare ed25519 key to make it a SubjectPublicKeyInfo (RFC 8410 §4). */
const ED25519_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Reads a key record, and the key in it; a part that is no tag is passed over, as verifiers do. */
export function readKey(record: string): UsableKey {
  const facts = parseDkimKey(record);
  const isUsable = facts.faults.every((fault) => fault === 'tags');
  const material = (tagValue(parseTagList(record), 'p') ?? '').replace(/\s+/g, '');
  const key = isUsable ? publicKeyOf(Buffer.from(material, 'base64'), facts.type) : undefined;
  return { facts, ...(key ? { key } : {}) };
}

function publicKeyOf(bytes: Buffer, type: string): KeyObject | undefined {
  if (type === 'ed25519') return keyOf(Buffer.concat([ED25519_PREFIX, bytes]), 'spki');
  return keyOf(bytes, 'spki') ?? keyOf(bytes, 'pkcs1');
}

function keyOf(key: Buffer, type: 'spki' | 'pkcs1'): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: 'der', type });
  } catch {
    // Not a key: the record is unusable, and that is what is said.
    return undefined;
  }
}

/** Whether a signature is one over this text by this key. */
export function isSignedBy(text: Buffer, { algorithm, signature }: DkimSignature, key: KeyObject): boolean {
  const value = Buffer.from(signature, 'base64');
  try {
    if (key.asymmetricKeyType === 'ed25519') {
      return verify(null, createHash('sha256').update(text).digest(), key, value);
    }
    return verify(algorithm === 'rsa-sha1' ? 'RSA-SHA1' : 'RSA-SHA256', text, key, value);
  } catch {
    // OpenSSL refuses a key it takes for too weak.
    return false;
  }
}

/** Whether some text was signed with the private half of this key; undefined where the algorithm does not show it. */
export function isOfKey({ signature }: DkimSignature, key: KeyObject): boolean | undefined {
  if (key.asymmetricKeyType !== 'rsa') return undefined;
  try {
    // With another key the padding does not come out (RFC 8017 §8.2.2).
    publicDecrypt(key, Buffer.from(signature, 'base64'));
    return true;
  } catch {
    return false;
  }
}
