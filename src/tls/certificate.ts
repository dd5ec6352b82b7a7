import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { type ExtensionFacts, extensionFacts } from './certificate-extensions.ts';
import { formatName, parseAlternativeNames, parseIssuerUrl } from './certificate-names.ts';
import { readElement, readElements, SEQUENCE } from './der.ts';
import { signatureAlgorithmName } from './signature-algorithm.ts';

/** One certificate in facts: what rules judge and readers check. */
export interface CertificateFacts extends ExtensionFacts {
  /** In one line, the most special part first: `CN=mx.example.net, O=Example`. */
  readonly subject: string;
  readonly issuer: string;
  /** dNSName and iPAddress entries of subjectAltName; `DNS:192.0.2.1` for an address in the wrong place. */
  readonly names: readonly string[];
  readonly serialNumber: string;
  /** ISO 8601, UTC. */
  readonly validFrom: string;
  readonly validTo: string;
  /** `RSA`, `EC`, `Ed25519`, …; size in bits, or the curve's. */
  readonly keyType: string;
  /** 0 for a key that OpenSSL does not know. */
  readonly keyBits: number;
  /** `sha256WithRSAEncryption`, …; an OID where the name is not known to us. */
  readonly signatureAlgorithm: string;
  /** Hexadecimal SHA-256 of the certificate and of its public key (SPKI). */
  readonly sha256: string;
  readonly spkiSha256: string;
  readonly selfSigned: boolean;
  /** Where it says its issuer's certificate lies (authorityInfoAccess, RFC 5280 §4.2.2.1). */
  readonly issuerUrl?: string;
}

/** Why a chain is not believed by PKIX (RFC 5280 §6, RFC 6125); all reasons that hold, the gravest first. */
export type TrustProblem =
  | 'self-signed'
  | 'missing-intermediate'
  | 'unknown-issuer'
  | 'expired'
  | 'not-yet-valid'
  | 'name-mismatch'
  | 'weak-key'
  | 'weak-signature'
  | 'revoked'
  | 'other';

export interface TrustFacts {
  readonly trusted: boolean;
  readonly problems: readonly TrustProblem[];
  /** OpenSSL's own name, e.g. `UNABLE_TO_VERIFY_LEAF_SIGNATURE`. */
  readonly code?: string;
  /** The name the certificate was held against. */
  readonly expectedName?: string;
}

/** What certificates said, by their hash: the hosts of a fleet share intermediates, and many a leaf too. */
const known = new Map<string, CertificateFacts>();

/** More than the hosts of one fleet share; the oldest goes first. */
const MOST_KNOWN = 200;

/** Reads a certificate in DER; undefined for what OpenSSL or we cannot read as one. */
export function certificateFacts(der: Buffer): CertificateFacts | undefined {
  const hash = sha256(der);
  const facts = known.get(hash) ?? readDer(der);
  const [oldest] = known.keys();
  if (known.size >= MOST_KNOWN && oldest !== undefined && !known.has(hash)) known.delete(oldest);
  if (facts) known.set(hash, facts);
  return facts;
}

function readDer(der: Buffer): CertificateFacts | undefined {
  try {
    return readFacts(new X509Certificate(der), der);
  } catch {
    // The peer chose these bytes: whatever the parsers say of them, they are no certificate.
    return undefined;
  }
}

/** Cuts the SubjectPublicKeyInfo (RFC 5280 §4.1) out of a certificate in DER; undefined when it has none. */
export function subjectPublicKeyInfo(der: Buffer): Buffer | undefined {
  const fields = bodyFields(der);
  // Version is optional; serial number, signature, issuer, validity and subject come before.
  const at = fields?.[0]?.tag === VERSION ? 6 : 5;
  const spki = fields?.[at];
  return spki?.tag === SEQUENCE ? spki.whole : undefined;
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const VERSION = 0xa0;

/** tbsCertificate has at most this many fields. */
const MOST_FIELDS = 10;

function readFacts(certificate: X509Certificate, der: Buffer): CertificateFacts | undefined {
  const spki = subjectPublicKeyInfo(der);
  const signatureAlgorithm = signatureAlgorithmOf(der);
  if (!spki || signatureAlgorithm === undefined) return undefined;
  const key = publicKeyOf(certificate);
  const issuerUrl = parseIssuerUrl(certificate.infoAccess);
  return {
    subject: formatName(certificate.subject ?? ''),
    issuer: formatName(certificate.issuer ?? ''),
    names: parseAlternativeNames(certificate.subjectAltName),
    serialNumber: certificate.serialNumber,
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    keyType: keyTypeOf(key),
    keyBits: keyBitsOf(key),
    signatureAlgorithm,
    sha256: sha256(der),
    spkiSha256: sha256(spki),
    selfSigned: isSelfSigned(certificate, key),
    ...(issuerUrl === undefined ? {} : { issuerUrl }),
    ...extensionFacts(bodyFields(der) ?? []),
  };
}

function bodyFields(der: Buffer) {
  const body = certificateFields(der)?.[0];
  return body?.tag === SEQUENCE ? readElements(body.content, MOST_FIELDS) : undefined;
}

/** tbsCertificate, signatureAlgorithm, signatureValue. */
function certificateFields(der: Buffer) {
  const certificate = readElement(der);
  return certificate?.tag === SEQUENCE ? readElements(certificate.content, 3) : undefined;
}

function signatureAlgorithmOf(der: Buffer): string | undefined {
  const algorithm = certificateFields(der)?.[1];
  return algorithm?.tag === SEQUENCE ? signatureAlgorithmName(algorithm.content) : undefined;
}

function publicKeyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined;
  }
}

const KEY_TYPES: Readonly<Record<string, string>> = {
  rsa: 'RSA',
  'rsa-pss': 'RSA-PSS',
  dsa: 'DSA',
  ec: 'EC',
  ed25519: 'Ed25519',
  ed448: 'Ed448',
};

function keyTypeOf(key: KeyObject | undefined): string {
  const type = key?.asymmetricKeyType ?? 'unknown';
  return KEY_TYPES[type] ?? type;
}

/** Sizes of keys that tell none themselves. */
const FIXED_BITS: Readonly<Record<string, number>> = { ed25519: 256, ed448: 456 };

function keyBitsOf(key: KeyObject | undefined): number {
  const details = key?.asymmetricKeyDetails;
  if (details?.modulusLength !== undefined) return details.modulusLength;
  // Every curve has its size in its name: `prime256v1`, `secp521r1`, `brainpoolP384r1`, `sect163k1`.
  const curve = /\d{3}/.exec(details?.namedCurve ?? '');
  return curve ? Number(curve[0]) : (FIXED_BITS[key?.asymmetricKeyType ?? ''] ?? 0);
}

function isSelfSigned(certificate: X509Certificate, key: KeyObject | undefined): boolean {
  if (!key || certificate.subject !== certificate.issuer) return false;
  try {
    return certificate.verify(key);
  } catch {
    return false;
  }
}
