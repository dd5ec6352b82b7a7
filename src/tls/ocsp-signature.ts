import { constants, verify, X509Certificate } from 'node:crypto';
import type { DerElement } from './der.ts';
import { signatureAlgorithmName } from './signature-algorithm.ts';

/** An OCSP response, taken apart for its signature (RFC 6960 §4.2.1). */
export interface SignedResponse {
  /** What is signed. */
  readonly data: Buffer;
  /** Contents of the AlgorithmIdentifier. */
  readonly algorithm: Buffer;
  readonly signature: Buffer;
  /** In DER, those that came along. */
  readonly certificates: readonly DerElement[];
}

/** The extended key usage of whom an issuer lets answer in its place. */
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';

/**
 * Says whether a response was signed by the leaf's issuer, or by whom that lets sign (RFC 6960 §4.2.2.2).
 *
 * @param chain  As it was sent, in DER, the leaf first.
 * @returns undefined where the issuer was not sent, or the algorithm is not known: then nothing is proven either way.
 */
export function isSignedByIssuer(response: SignedResponse, chain: readonly Buffer[]): boolean | undefined {
  const [leaf, ...others] = chain.flatMap(readCertificate);
  const issuer = leaf && [...others, leaf].find((other) => isIssuedBy(leaf, other));
  const check = checkOf(signatureAlgorithmName(response.algorithm));
  if (!issuer || !check) return undefined;
  const delegates = response.certificates
    .flatMap(({ whole }) => readCertificate(whole))
    .filter((signer) => signer.keyUsage?.includes(OCSP_SIGNING) && isIssuedBy(signer, issuer));
  return [issuer, ...delegates].some((signer) => check(response, signer));
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    // A signature of a kind that OpenSSL does not know proves nothing.
    return false;
  }
}

type Check = (response: SignedResponse, signer: X509Certificate) => boolean;

/** By OpenSSL's name; undefined for one that it cannot verify. */
function checkOf(name = ''): Check | undefined {
  const hash = /sha-?(1|224|256|384|512)/i.exec(name)?.[1];
  if (hash === undefined && !/^ED(?:25519|448)$/.test(name)) return undefined;
  const padding = name.startsWith('RSASSA-PSS') ? { padding: constants.RSA_PKCS1_PSS_PADDING } : {};
  return ({ data, signature }, signer) => {
    try {
      const key = { key: signer.publicKey, ...padding };
      return verify(hash === undefined ? null : `sha${hash}`, data, key, signature);
    } catch {
      // A key of another kind than the algorithm's, or of none that OpenSSL knows.
      return false;
    }
  };
}

function readCertificate(der: Buffer): X509Certificate[] {
  try {
    return [new X509Certificate(der)];
  } catch {
    // What OpenSSL cannot read signs nothing.
    return [];
  }
}
