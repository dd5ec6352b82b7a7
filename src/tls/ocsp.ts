import { type DerElement, readElement, readElements, SEQUENCE } from './der.ts';
import { isSignedByIssuer, type SignedResponse } from './ocsp-signature.ts';

/** What an OCSP response says of a certificate. */
export interface OcspFacts {
  /**
   * `error`: the responder had none to give; `other-certificate`: it speaks of another; `forged`: neither the issuer
   * signed it, nor whom that lets sign; `unreadable`: no OCSP response of the basic type.
   */
  readonly state: 'good' | 'revoked' | 'unknown' | 'error' | 'other-certificate' | 'forged' | 'unreadable';
  /** False where the signature could not be verified: the issuer's certificate was not sent. Absent with `error` and the like. */
  readonly isVerified?: boolean;
  /** Why the responder had none (RFC 6960 §4.2.1). */
  readonly error?: string;
  /** ISO 8601, UTC: when it was known to be right, and until when it may be used; without `nextUpdate` newer is always there. */
  readonly thisUpdate?: string;
  readonly nextUpdate?: string;
  readonly revokedAt?: string;
}

const ENUMERATED = 0x0a;
const OCTET_STRING = 0x04;
const BIT_STRING = 0x03;
const INTEGER = 0x02;
const GENERALIZED_TIME = 0x18;
const EXPLICIT_0 = 0xa0;
const REVOKED = 0xa1;

/** More than any responder sends: a response with its signer's certificates has 2 to 5 kB. */
const RESPONSE_BYTES = 65_536;
const MOST_RESPONSES = 16;
const MOST_CERTIFICATES = 4;

const ERRORS: Readonly<Record<number, string>> = {
  1: 'malformedRequest',
  2: 'internalError',
  3: 'tryLater',
  5: 'sigRequired',
  6: 'unauthorized',
};

const STATES: Readonly<Record<number, 'good' | 'revoked' | 'unknown'>> = {
  128: 'good',
  161: 'revoked',
  130: 'unknown',
};

const UNREADABLE: OcspFacts = { state: 'unreadable' };

/** Whose response it should be. */
export interface OcspSubject {
  /** Of the leaf, in hexadecimal. */
  readonly serialNumber: string;
  /** As it was sent, in DER, the leaf first. */
  readonly chain: readonly Buffer[];
}

/**
 * Reads an OCSP response (RFC 6960 §4.2.1), and verifies its signature where the issuer's certificate was sent.
 *
 * Made for a hostile peer: reads 64 KiB at the most, and nothing it can be given makes it throw.
 */
export function parseOcspResponse(der: Buffer, { serialNumber, chain }: OcspSubject): OcspFacts {
  const [status, bytes] = der.length > RESPONSE_BYTES ? [] : fieldsOf(readElement(der), 2);
  if (status?.tag !== ENUMERATED || status.content.length !== 1) return UNREADABLE;
  const code = status.content.readUInt8();
  if (code !== 0) return { state: 'error', error: ERRORS[code] ?? String(code) };
  const response = bytes?.tag === EXPLICIT_0 ? signedResponse(readElement(bytes.content)) : undefined;
  const answers = response && singleResponses(response);
  if (!answers) return UNREADABLE;
  const wanted = withoutZeros(serialNumber);
  const own = answers.find((answer) => serialOf(answer) === wanted);
  if (!own) return { state: answers.length === 0 ? 'unreadable' : 'other-certificate' };
  const facts = factsOf(own);
  if (facts === UNREADABLE) return facts;
  const isSigned = isSignedByIssuer(response, chain);
  return isSigned === false ? { state: 'forged' } : { ...facts, isVerified: isSigned === true };
}

/** Down through ResponseBytes to what BasicOCSPResponse holds. */
function signedResponse(responseBytes: DerElement | undefined): SignedResponse | undefined {
  const [, octets] = fieldsOf(responseBytes, 2);
  if (octets?.tag !== OCTET_STRING) return undefined;
  const [data, algorithm, bits, extra] = fieldsOf(readElement(octets.content), 4);
  if (!data || algorithm?.tag !== SEQUENCE || bits?.tag !== BIT_STRING) return undefined;
  const list = extra?.tag === EXPLICIT_0 ? readElement(extra.content) : undefined;
  return {
    data: data.whole,
    algorithm: algorithm.content,
    // The first byte counts the bits that are none of it.
    signature: bits.content.subarray(1),
    certificates: fieldsOf(list, MOST_CERTIFICATES),
  };
}

/** Down through ResponseData to the list of what it tells. */
function singleResponses({ data }: SignedResponse): readonly (readonly DerElement[])[] | undefined {
  const fields = fieldsOf(readElement(data), 6);
  const produced = fields.findIndex(({ tag }) => tag === GENERALIZED_TIME);
  const list = produced < 0 ? undefined : fields[produced + 1];
  if (list?.tag !== SEQUENCE) return undefined;
  return readElements(list.content, MOST_RESPONSES)?.map((response) => fieldsOf(response, 5));
}

function serialOf([certificate]: readonly DerElement[]): string | undefined {
  const serial = fieldsOf(certificate, 4)[3];
  return serial?.tag === INTEGER ? withoutZeros(serial.content.toString('hex')) : undefined;
}

function factsOf([, status, updated, ...rest]: readonly DerElement[]): OcspFacts {
  const state = STATES[status?.tag ?? 0];
  const thisUpdate = timeOf(updated);
  if (state === undefined || thisUpdate === undefined) return UNREADABLE;
  const next = rest.find(({ tag }) => tag === EXPLICIT_0);
  const nextUpdate = next && timeOf(readElement(next.content));
  const revokedAt = status?.tag === REVOKED ? timeOf(readElement(status.content)) : undefined;
  return {
    state,
    thisUpdate,
    ...(nextUpdate === undefined ? {} : { nextUpdate }),
    ...(revokedAt === undefined ? {} : { revokedAt }),
  };
}

function fieldsOf(element: DerElement | undefined, most: number): readonly DerElement[] {
  return (element?.tag === SEQUENCE && readElements(element.content, most)) || [];
}

/** GeneralizedTime without fractions, as RFC 6960 §4.2.2.1 wants it: `20261122120000Z`. */
function timeOf(element: DerElement | undefined): string | undefined {
  if (element?.tag !== GENERALIZED_TIME) return undefined;
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(element.content.toString('latin1'));
  if (!digits) return undefined;
  const [, year, month, day, hour, minute, second] = digits;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function withoutZeros(hex: string): string {
  return hex.toLowerCase().replace(/^0+(?=.)/, '');
}
