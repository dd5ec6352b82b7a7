import { ByteReader } from './bytes.ts';
import {
  type DerElement,
  formatObjectIdentifier,
  OBJECT_IDENTIFIER,
  readElement,
  readElements,
} from './der.ts';

/** What we read of a certificate's extensions beyond its names. */
export interface ExtensionFacts {
  /** Asks clients to insist on a stapled OCSP response (RFC 7633 §4.2.3.1). */
  readonly mustStaple?: true;
  /** Signed certificate timestamps that it holds (RFC 6962 §3.3); the logs are not asked. */
  readonly scts?: number;
}

const EXTENSIONS = 0xa3;
const OCTET_STRING = 0x04;
const INTEGER = 0x02;
const TLS_FEATURE = '1.3.6.1.5.5.7.1.24';
const SCT_LIST = '1.3.6.1.4.1.11129.2.4.2';
/** The number of the TLS extension status_request. */
const STATUS_REQUEST = 5;

/** A public certificate has about ten. */
const MOST_EXTENSIONS = 64;
const MOST_FEATURES = 16;
const MOST_SCTS = 32;

/** Reads the extensions among the fields of a tbsCertificate (RFC 5280 §4.1); what is no DER tells nothing. */
export function extensionFacts(fields: readonly DerElement[]): ExtensionFacts {
  const extensions = readExtensions(fields);
  const scts = countScts(readElement(extensions.get(SCT_LIST) ?? Buffer.alloc(0))?.content);
  return {
    ...(asksForStaple(extensions.get(TLS_FEATURE)) ? { mustStaple: true } : {}),
    ...(scts > 0 ? { scts } : {}),
  };
}

/** Counts the timestamps of a SignedCertificateTimestampList (RFC 6962 §3.3), as it stands in TLS and in certificates. */
export function countScts(content: Buffer | undefined): number {
  const list = new ByteReader(new ByteReader(content ?? Buffer.alloc(0)).vector(2));
  let count = 0;
  while (list.left > 0 && count < MOST_SCTS) {
    const sct = list.vector(2);
    if (list.isBroken || sct.length === 0) break;
    count += 1;
  }
  return count;
}

/** The extensions' contents by their object identifiers. */
function readExtensions(fields: readonly DerElement[]): ReadonlyMap<string, Buffer> {
  const wrapped = fields.find(({ tag }) => tag === EXTENSIONS);
  const sequence = wrapped && readElement(wrapped.content);
  const found = new Map<string, Buffer>();
  for (const { content } of (sequence && readElements(sequence.content, MOST_EXTENSIONS)) ?? []) {
    const [id, ...rest] = readElements(content, 3) ?? [];
    const value = rest.at(-1);
    if (id?.tag !== OBJECT_IDENTIFIER || value?.tag !== OCTET_STRING) continue;
    const dotted = formatObjectIdentifier(id.content);
    if (dotted !== undefined) found.set(dotted, value.content);
  }
  return found;
}

function asksForStaple(content: Buffer | undefined): boolean {
  const sequence = content && readElement(content);
  const features = (sequence && readElements(sequence.content, MOST_FEATURES)) ?? [];
  return features.some(({ tag, content: number }) => {
    return tag === INTEGER && number.length === 1 && number[0] === STATUS_REQUEST;
  });
}
