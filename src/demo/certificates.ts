import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import {
  basicConstraints,
  certificate,
  type Issuer,
  type KeyPair,
  keyUsage,
  serverAuth,
  subjectAltName,
} from './x509.ts';

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
