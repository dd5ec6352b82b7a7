import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { associationData, type TlsaData } from './tlsa.ts';

/** A chain's certificates that lead up from the leaf by their signatures, whatever the order they were sent in. */
export type SignedPath = readonly X509Certificate[];

/** Follows the signatures from the leaf up; empty where the leaf cannot be read. */
export function signedPath(chain: readonly Buffer[]): SignedPath {
  const [leaf, ...rest] = chain.flatMap(readCertificate);
  if (!leaf) return [];
  const path = [leaf];
  for (let issuer = issuerOf(leaf, rest); issuer; issuer = issuerOf(issuer, rest)) {
    if (path.includes(issuer)) break;
    path.push(issuer);
  }
  return path;
}

/**
 * Finds the part of the path that leads to a DANE-TA record's certificate or key, that one included when it was sent
 * (RFC 7671 §5.2); undefined when it does not.
 *
 * A record with the whole certificate or key vouches for the last one sent also when the authority's own was left out.
 */
export function pathToAnchor(record: TlsaData, path: SignedPath): SignedPath | undefined {
  const data = record.data.toLowerCase();
  const at = path.findIndex((certificate, index) => {
    return index > 0 && associationData(record, certificate.raw) === data;
  });
  if (at > 0) return path.slice(0, at + 1);
  const key = record.matching === 0 ? wholeKey(record) : undefined;
  const signed = key ? path.findIndex((certificate) => isSignedBy(certificate, key)) : -1;
  return signed < 0 ? undefined : path.slice(0, signed + 1);
}

/** Whether every certificate of a path is within its dates. */
export function isWithinDates(path: SignedPath, now: Date): boolean {
  return path.every(({ validFrom, validTo }) => new Date(validFrom) <= now && now <= new Date(validTo));
}

function readCertificate(der: Buffer): readonly X509Certificate[] {
  try {
    return [new X509Certificate(der)];
  } catch {
    // The peer chose these bytes.
    return [];
  }
}

function issuerOf(
  subject: X509Certificate,
  candidates: readonly X509Certificate[],
): X509Certificate | undefined {
  return candidates.find((candidate) => {
    const key = candidate.ca && candidate.subject === subject.issuer ? publicKeyOf(candidate) : undefined;
    return key !== undefined && isSignedBy(subject, key);
  });
}

function publicKeyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined;
  }
}

/** The key in a record of matching type 0. */
function wholeKey({ selector, data }: TlsaData): KeyObject | undefined {
  const der = Buffer.from(data, 'hex');
  try {
    return selector === 0
      ? new X509Certificate(der).publicKey
      : createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    // Whoever wrote the record chose these bytes.
    return undefined;
  }
}

function isSignedBy(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.verify(key);
  } catch {
    return false;
  }
}
