import {
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomInt,
  sign,
  X509Certificate,
} from 'node:crypto';

/** Hashes that a test certificate may be signed with. */
export type Hash = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

export interface Order {
  readonly subject?: Readonly<Record<string, string>>;
  /** Who signs; itself when absent. */
  readonly issuer?: Forged;
  readonly isAuthority?: boolean;
  /** Days from now, negative for the past. */
  readonly fromDays?: number;
  readonly toDays?: number;
  readonly dnsNames?: readonly string[];
  readonly addresses?: readonly Buffer[];
  readonly issuerUrl?: string;
  readonly hash?: Hash;
  readonly key?: KeyObject;
  /** Made with `extension`. */
  readonly extra?: readonly Buffer[];
}

/** A certificate made for a test, with its key. */
export interface Forged {
  readonly der: Buffer;
  readonly pem: string;
  readonly key: KeyObject;
  readonly keyPem: string;
  readonly name: Buffer;
}

/** Makes a certificate as ordered, faults included: an EC P-256 key and SHA-256 unless said otherwise. */
export function forge(order: Order): Forged {
  const key = order.key ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const name = distinguishedName(order.subject ?? { CN: 'test' });
  const signer = order.issuer?.key ?? key;
  const algorithm = signatureAlgorithm(signer, order.hash ?? 'sha256');
  const body = tbsCertificate({ ...order, key, name, issuerName: order.issuer?.name ?? name, algorithm });
  const digest = signer.asymmetricKeyType === 'ed25519' ? null : (order.hash ?? 'sha256');
  const der = sequence(body, algorithm, bitString(sign(digest, body, signer)));
  return {
    der,
    pem: new X509Certificate(der).toString(),
    key,
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    name,
  };
}

/** Builds one DER element; lengths up to 64 KiB. */
export function element(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  if (body.length < 0x100) return Buffer.concat([Buffer.from([tag, 0x81, body.length]), body]);
  return Buffer.concat([Buffer.from([tag, 0x82, body.length >> 8, body.length & 0xff]), body]);
}

function tbsCertificate(
  order: Order & { key: KeyObject; name: Buffer; issuerName: Buffer; algorithm: Buffer },
): Buffer {
  return sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, Buffer.from([randomInt(1, 0x7f), randomInt(256), randomInt(256), randomInt(256)])),
    order.algorithm,
    order.issuerName,
    sequence(time(order.fromDays ?? -1), time(order.toDays ?? 30)),
    order.name,
    spki(order.key),
    element(0xa3, sequence(...extensions(order))),
  );
}

function extensions(order: Order): Buffer[] {
  const isAuthority = order.isAuthority ? [element(0x01, Buffer.from([0xff]))] : [];
  const constraints = extension('2.5.29.19', sequence(...isAuthority));
  const names = [
    ...(order.dnsNames ?? []).map((name) => element(0x82, Buffer.from(name, 'latin1'))),
    ...(order.addresses ?? []).map((address) => element(0x87, address)),
  ];
  const alternative = names.length > 0 ? [extension('2.5.29.17', sequence(...names))] : [];
  return [
    constraints,
    ...alternative,
    ...(order.issuerUrl === undefined ? [] : [authorityAccess(order.issuerUrl)]),
    ...(order.extra ?? []),
  ];
}

function authorityAccess(url: string): Buffer {
  const access = sequence(objectId('1.3.6.1.5.5.7.48.2'), element(0x86, Buffer.from(url, 'latin1')));
  return extension('1.3.6.1.5.5.7.1.1', sequence(access));
}

/** An extension of this identifier, its value in DER. */
export function extension(id: string, value: Buffer): Buffer {
  return sequence(objectId(id), element(0x04, value));
}

const ATTRIBUTES: Readonly<Record<string, string>> = { C: '2.5.4.6', O: '2.5.4.10', CN: '2.5.4.3' };

function distinguishedName(attributes: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(attributes).map(([type, value]) =>
    element(0x31, sequence(objectId(ATTRIBUTES[type] ?? type), element(0x0c, Buffer.from(value)))),
  );
  return sequence(...parts);
}

const RSA_SIGNATURES: Readonly<Record<Hash, string>> = {
  md5: '1.2.840.113549.1.1.4',
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
};

const EC_SIGNATURES: Readonly<Record<Hash, string>> = {
  md5: '',
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
};

function signatureAlgorithm(key: KeyObject, hash: Hash): Buffer {
  if (key.asymmetricKeyType === 'ed25519') return sequence(objectId('1.3.101.112'));
  if (key.asymmetricKeyType === 'ec') return sequence(objectId(EC_SIGNATURES[hash]));
  return sequence(objectId(RSA_SIGNATURES[hash]), element(0x05));
}

function spki(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' });
}

function time(days: number): Buffer {
  const iso = new Date(Date.now() + days * 86_400_000).toISOString();
  return element(0x18, Buffer.from(`${iso.replace(/[-:T]/g, '').slice(0, 14)}Z`));
}

export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): number[] {
  const digits = [arc & 0x7f];
  for (let rest = arc >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

function bitString(bits: Buffer): Buffer {
  return element(0x03, Buffer.from([0]), bits);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return element(0x30, ...parts);
}
