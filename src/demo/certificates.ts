import { createHash, generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
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

/** What may be wrong with a certificate, one thing each. */
export const CERTIFICATE_KINDS = [
  'valid',
  'expired',
  'expiring',
  'not-yet-valid',
  'self-signed',
  'missing-intermediate',
  'unknown-issuer',
  'wrong-name',
  'weak-key',
  'weak-signature',
] as const;

export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

export interface IssueOptions {
  /** Subject alternative names, the first also as common name; host names and IP addresses. */
  readonly names?: readonly string[];
  /** `rsa` has 2048 bits; `weak-key` is always RSA of 1024. */
  readonly key?: 'ec' | 'rsa';
}

/** A private key and the chain as a server sends it, both PEM. */
export interface Credential {
  readonly key: string;
  readonly cert: string;
}

/** The demo's own certification authority; nothing but the demo and its user's `--ca` believes it. */
export interface Authority {
  readonly rootPem: string;
  /** Makes a certificate at its first asking and gives the same one after. */
  issue(kind: CertificateKind, options?: IssueOptions): Promise<Credential>;
}

/** The names of the demo's servers. */
export const DEMO_NAMES: readonly string[] = [
  'smtp.example.net',
  'mx.example.net',
  'mta-sts.example.net',
  'localhost',
  '127.0.0.1',
  '::1',
];

const OTHER_NAMES: readonly string[] = ['hosting.example.org', '*.hosting.example.org'];
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

interface Issuer {
  readonly name: string;
  readonly keys: KeyPair;
}

interface Blank {
  readonly subject: string;
  readonly subjectKeys: KeyPair;
  readonly issuer: Issuer;
  /** Days from now. */
  readonly validDays: readonly [number, number];
  readonly extensions: readonly Buffer[];
  readonly hash?: 'sha1' | 'sha256';
}

const generateKeys = promisify(generateKeyPair);

async function newKeys(type: 'ec' | 'rsa', bits = 2048): Promise<KeyPair> {
  return type === 'ec'
    ? generateKeys('ec', { namedCurve: 'P-256' })
    : generateKeys('rsa', { modulusLength: bits });
}

/** Makes a root and an intermediate, both with P-256 keys. Takes a few milliseconds. */
export async function createAuthority(): Promise<Authority> {
  const [ours, theirs] = await Promise.all([newChain('smtp-doctor demo'), newChain('unknown authority')]);
  const issued = new Map<string, Promise<Credential>>();
  return {
    rootPem: ours.rootPem,
    issue(kind, options = {}) {
      const key = JSON.stringify([kind, options.names, options.key]);
      const credential = issued.get(key) ?? issue(kind, options, kind === 'unknown-issuer' ? theirs : ours);
      issued.set(key, credential);
      return credential;
    },
  };
}

interface Chain {
  readonly rootPem: string;
  readonly intermediatePem: string;
  readonly issuer: Issuer;
}

async function newChain(owner: string): Promise<Chain> {
  const [rootKeys, keys] = await Promise.all([newKeys('ec'), newKeys('ec')]);
  const root: Issuer = { name: `${owner} root`, keys: rootKeys };
  const issuer: Issuer = { name: `${owner} intermediate`, keys };
  const authorityExtensions = [basicConstraints(), keyUsage(0x06, 1)];
  const [rootPem, intermediatePem] = [root, issuer].map((subject) =>
    certificate({
      subject: subject.name,
      subjectKeys: subject.keys,
      issuer: root,
      validDays: [-400, 3_000],
      extensions: authorityExtensions,
    }),
  );
  return { rootPem: rootPem ?? '', intermediatePem: intermediatePem ?? '', issuer };
}

/** Hours beside the days, so that a count of whole days is the same for the whole run. */
const VALIDITY: Partial<Record<CertificateKind, readonly [number, number]>> = {
  expired: [-102, -12 - 1 / 24],
  expiring: [-84, 5.5],
  'not-yet-valid': [3.5, 93],
};

async function issue(kind: CertificateKind, options: IssueOptions, chain: Chain): Promise<Credential> {
  const keys = kind === 'weak-key' ? await newKeys('rsa', 1024) : await newKeys(options.key ?? 'ec');
  const names = options.names ?? (kind === 'wrong-name' ? OTHER_NAMES : DEMO_NAMES);
  const subject = names[0] ?? '';
  const leaf = certificate({
    subject,
    subjectKeys: keys,
    issuer: kind === 'self-signed' ? { name: subject, keys } : chain.issuer,
    validDays: VALIDITY[kind] ?? [-30, 60.5],
    extensions: [subjectAltName(names), ...purpose(kind)],
    hash: kind === 'weak-signature' ? 'sha1' : 'sha256',
  });
  const key = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { key, cert: [leaf, ...accompanying(kind, chain)].join('') };
}

/** A self-signed certificate is its own authority, as the usual commands make it; with a key usage it could not be. */
function purpose(kind: CertificateKind): Buffer[] {
  return kind === 'self-signed' ? [basicConstraints(), serverAuth()] : [keyUsage(0xa0, 5), serverAuth()];
}

/** What is sent behind the leaf. A private authority typically sends its root too. */
function accompanying(kind: CertificateKind, chain: Chain): string[] {
  if (kind === 'self-signed' || kind === 'missing-intermediate') return [];
  return kind === 'unknown-issuer' ? [chain.intermediatePem, chain.rootPem] : [chain.intermediatePem];
}

/** Writes and signs one certificate (RFC 5280 §4.1). */
function certificate(blank: Blank): string {
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

function basicConstraints(): Buffer {
  return extension('2.5.29.19', sequence(TRUE), true);
}

function keyUsage(bits: number, unused: number): Buffer {
  return extension('2.5.29.15', bitString(Buffer.from([bits]), unused), true);
}

function serverAuth(): Buffer {
  return extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1')));
}

function keyIdentifiers({ subjectKeys, issuer }: Blank): Buffer[] {
  const id = (keys: KeyPair) => createHash('sha1').update(spki(keys)).digest();
  return [
    extension('2.5.29.14', octetString(id(subjectKeys))),
    extension('2.5.29.35', sequence(der(0x80, id(issuer.keys)))),
  ];
}

function subjectAltName(names: readonly string[]): Buffer {
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
