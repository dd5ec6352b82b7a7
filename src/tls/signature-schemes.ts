/** A way of signing a handshake, by the kind of key it needs. */
export interface SignatureScheme {
  readonly id: number;
  /** IANA's; `rsa_pkcs1_md5` and the like for what TLS 1.2 wrote as hash and signature apart. */
  readonly name: string;
  readonly key: 'RSA' | 'RSA-PSS' | 'ECDSA' | 'EdDSA' | 'DSS';
}

/** In the order in which they are offered. Source: RFC 8446 §4.2.3, RFC 5246 §7.4.1.4.1. */
export const SIGNATURE_SCHEMES: readonly SignatureScheme[] = [
  { id: 0x0403, name: 'ecdsa_secp256r1_sha256', key: 'ECDSA' },
  { id: 0x0503, name: 'ecdsa_secp384r1_sha384', key: 'ECDSA' },
  { id: 0x0603, name: 'ecdsa_secp521r1_sha512', key: 'ECDSA' },
  { id: 0x0807, name: 'ed25519', key: 'EdDSA' },
  { id: 0x0808, name: 'ed448', key: 'EdDSA' },
  { id: 0x0804, name: 'rsa_pss_rsae_sha256', key: 'RSA' },
  { id: 0x0805, name: 'rsa_pss_rsae_sha384', key: 'RSA' },
  { id: 0x0806, name: 'rsa_pss_rsae_sha512', key: 'RSA' },
  { id: 0x0401, name: 'rsa_pkcs1_sha256', key: 'RSA' },
  { id: 0x0501, name: 'rsa_pkcs1_sha384', key: 'RSA' },
  { id: 0x0601, name: 'rsa_pkcs1_sha512', key: 'RSA' },
  { id: 0x0809, name: 'rsa_pss_pss_sha256', key: 'RSA-PSS' },
  { id: 0x080a, name: 'rsa_pss_pss_sha384', key: 'RSA-PSS' },
  { id: 0x080b, name: 'rsa_pss_pss_sha512', key: 'RSA-PSS' },
  { id: 0x0303, name: 'ecdsa_sha224', key: 'ECDSA' },
  { id: 0x0301, name: 'rsa_pkcs1_sha224', key: 'RSA' },
  { id: 0x0203, name: 'ecdsa_sha1', key: 'ECDSA' },
  { id: 0x0201, name: 'rsa_pkcs1_sha1', key: 'RSA' },
  { id: 0x0101, name: 'rsa_pkcs1_md5', key: 'RSA' },
  { id: 0x0402, name: 'dsa_sha256', key: 'DSS' },
  { id: 0x0202, name: 'dsa_sha1', key: 'DSS' },
];

const byId = new Map(SIGNATURE_SCHEMES.map((scheme) => [scheme.id, scheme]));

/** IANA's name of a scheme, or its number. */
export function signatureSchemeName(id: number): string {
  return byId.get(id)?.name ?? `0x${id.toString(16).padStart(4, '0')}`;
}
