import { formatObjectIdentifier, OBJECT_IDENTIFIER, readElement, readElements, SEQUENCE } from './der.ts';

/** Names by object identifier, as OpenSSL writes them (RFC 4055, 5758, 8410; RFC 3279 for the old ones). */
const ALGORITHMS: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'md2WithRSAEncryption',
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.3.14.3.2.29': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.14': 'sha224WithRSAEncryption',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.2.840.10040.4.3': 'dsa-with-SHA1',
  '2.16.840.1.101.3.4.3.1': 'dsa-with-SHA224',
  '2.16.840.1.101.3.4.3.2': 'dsa-with-SHA256',
  '1.2.840.10045.4.1': 'ecdsa-with-SHA1',
  '1.2.840.10045.4.3.1': 'ecdsa-with-SHA224',
  '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
  '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
  '1.2.840.10045.4.3.4': 'ecdsa-with-SHA512',
  '1.3.101.112': 'ED25519',
  '1.3.101.113': 'ED448',
  '2.16.840.1.101.3.4.3.17': 'ML-DSA-44',
  '2.16.840.1.101.3.4.3.18': 'ML-DSA-65',
  '2.16.840.1.101.3.4.3.19': 'ML-DSA-87',
};

const PSS = '1.2.840.113549.1.1.10';

const PSS_HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'SHA1',
  '2.16.840.1.101.3.4.2.1': 'SHA256',
  '2.16.840.1.101.3.4.2.2': 'SHA384',
  '2.16.840.1.101.3.4.2.3': 'SHA512',
};

/** The hash that stands for itself in RSASSA-PSS-params (RFC 4055 §3.1). */
const PSS_HASH_FIELD = 0xa0;

/**
 * Names the algorithm in an AlgorithmIdentifier's contents (RFC 5280 §4.1.1.2): `sha256WithRSAEncryption`,
 * `RSASSA-PSS-SHA256`, or the dotted identifier of one that is not known here; undefined when it is no DER.
 */
export function signatureAlgorithmName(content: Buffer): string | undefined {
  const [algorithm, parameters] = readElements(content, 2) ?? [];
  if (algorithm?.tag !== OBJECT_IDENTIFIER) return undefined;
  const dotted = formatObjectIdentifier(algorithm.content);
  if (dotted === undefined) return undefined;
  return dotted === PSS ? `RSASSA-PSS-${pssHash(parameters?.content)}` : (ALGORITHMS[dotted] ?? dotted);
}

function pssHash(parameters: Buffer | undefined): string {
  const field = parameters && readElement(parameters);
  // Absent, it is SHA-1.
  if (field?.tag !== PSS_HASH_FIELD) return 'SHA1';
  const sequence = readElement(field.content);
  const identifier = sequence?.tag === SEQUENCE ? readElement(sequence.content) : undefined;
  const dotted =
    identifier?.tag === OBJECT_IDENTIFIER ? formatObjectIdentifier(identifier.content) : undefined;
  return dotted === undefined ? 'unknown' : (PSS_HASHES[dotted] ?? dotted);
}
