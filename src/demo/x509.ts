import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import {
  bitString,
  der,
  integer,
  objectIdentifier,
  octetString,
  pem,
  sequence,
  setOf,
  TRUE,
  utcTime,
  utf8String,
} from './der.ts';

const DAY_MS = 86_400_000;

/** Both halves of a key. */
export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Who signs: its common name and keys. */
export interface Issuer {
  readonly name: string;
  readonly keys: KeyPair;
}

/** A certificate to be written. */
export interface Blank {
  readonly subject: string;
  readonly subjectKeys: KeyPair;
  readonly issuer: Issuer;
  /** Days from now. */
  readonly validDays: readonly [number, number];
  readonly extensions: readonly Buffer[];
  readonly hash?: 'sha1' | 'sha256';
}

/** Writes and signs one certificate (RFC 5280 §4.1), as PEM. */
export function certificate(blank: Blank): string {
  const algorithm = signatureAlgorithm(blank.issuer.keys.privateKey, blank.hash ?? 'sha256');
  const [from, to] = blank.validDays.map((days) => utcTime(new Date(Date.now() + days * DAY_MS)));
  const tbs = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x4d]), randomBytes(15)])),
    algorithm,
    distinguishedName(blank.issuer.name),
    sequence(from ?? Buffer.alloc(0), to ?? Buffer.alloc(0)),
    distinguishedName(blank.subject),
    spki(blank.subjectKeys),
    der(0xa3, sequence(...blank.extensions, ...keyIdentifiers(blank))),
  );
  const signature = sign(blank.hash ?? 'sha256', tbs, blank.issuer.keys.privateKey);
  return pem('CERTIFICATE', sequence(tbs, algorithm, bitString(signature)));
}

const SIGNATURE_OIDS = {
  ec: { sha1: '1.2.840.10045.4.1', sha256: '1.2.840.10045.4.3.2' },
  rsa: { sha1: '1.2.840.113549.1.1.5', sha256: '1.2.840.113549.1.1.11' },
};

function signatureAlgorithm(key: KeyObject, hash: 'sha1' | 'sha256'): Buffer {
  const isEc = key.asymmetricKeyType === 'ec';
  const oid = objectIdentifier(SIGNATURE_OIDS[isEc ? 'ec' : 'rsa'][hash]);
  return isEc ? sequence(oid) : sequence(oid, der(0x05));
}

function spki(keys: KeyPair): Buffer {
  return keys.publicKey.export({ type: 'spki', format: 'der' });
}

function distinguishedName(commonName: string): Buffer {
  const attribute = (oid: string, value: string) => setOf(sequence(objectIdentifier(oid), utf8String(value)));
  return sequence(attribute('2.5.4.10', 'smtp-doctor demo'), attribute('2.5.4.3', commonName));
}

function extension(oid: string, value: Buffer, critical = false): Buffer {
  return sequence(objectIdentifier(oid), ...(critical ? [TRUE] : []), octetString(value));
}

/** Says that this is an authority's certificate (RFC 5280 §4.2.1.9). */
export function basicConstraints(): Buffer {
  return extension('2.5.29.19', sequence(TRUE), true);
}

/** KeyUsage of these bits, the first bit highest, the last `unused` not meant (RFC 5280 §4.2.1.3). */
export function keyUsage(bits: number, unused: number): Buffer {
  return extension('2.5.29.15', bitString(Buffer.from([bits]), unused), true);
}

/** Extended key usage: a TLS server (RFC 5280 §4.2.1.12). */
export function serverAuth(): Buffer {
  return extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1')));
}

function keyIdentifiers({ subjectKeys, issuer }: Blank): Buffer[] {
  const id = (keys: KeyPair) => createHash('sha1').update(spki(keys)).digest();
  return [
    extension('2.5.29.14', octetString(id(subjectKeys))),
    extension('2.5.29.35', sequence(der(0x80, id(issuer.keys)))),
  ];
}

/** Host names and IP addresses (RFC 5280 §4.2.1.6). */
export function subjectAltName(names: readonly string[]): Buffer {
  const general = names.map((name) =>
    isIP(name) === 0 ? der(0x82, Buffer.from(name)) : der(0x87, addressBytes(name)),
  );
  return extension('2.5.29.17', sequence(...general));
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [head = [], tail = []] = address
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  const groups = [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16));
  return Buffer.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}
