import { certificateFacts, sha256 } from './certificate.ts';
import { isWithinDates, pathToAnchor, type SignedPath, signedPath } from './dane-path.ts';
import { matchesName } from './name-match.ts';
import {
  associationData,
  DANE_EE,
  formatTlsa,
  type TlsaData,
  type UnusableReason,
  unusableReason,
} from './tlsa.ts';

export type { TlsaData } from './tlsa.ts';

/**
 * Why a record does not vouch for the chain: it is unusable; it is of `other` keys; or it is of the chain's issuer,
 * and the certificate is not for the `name`, or the chain has `expired`.
 */
export type TlsaFault = UnusableReason | 'other' | 'name' | 'expired';

/** One record held against the chain. */
export interface TlsaJudgement {
  /** In presentation form: `3 1 1 0123…`. */
  readonly record: string;
  /** Absent for a record that vouches for the chain. */
  readonly fault?: TlsaFault;
}

/** TLSA records held against the chain shown (RFC 7672). */
export interface DaneFacts {
  /** Where the records stand: `_25._tcp.mx.example.org`. */
  readonly name: string;
  /** Usable records (usage 2 or 3, known selector and matching type), in presentation form: `3 1 1 0123…`. */
  readonly records: readonly string[];
  readonly matched: boolean;
  /** DNSSEC, as a resolver said whose word cannot have been forged; DANE counts only then. */
  readonly authenticated: boolean;
  /** The resolver said that DNSSEC holds, but anybody on the way could have said so. */
  readonly unproven?: true;
  /** All records, the unusable ones too; 64 at most. */
  readonly judged: readonly TlsaJudgement[];
  /** The `3 1 1` record that would fit the certificate shown. */
  readonly fitting: string;
  /** The `2 1 1` record that would fit its issuer, when the server sends the issuer's certificate. */
  readonly fittingIssuer?: string;
}

/** What records are held against. */
export interface DaneQuestion {
  readonly name: string;
  /** In DER, leaf first and not empty, as sent. */
  readonly chain: readonly Buffer[];
  readonly authenticated: boolean;
  readonly unproven?: boolean;
  /** Names that a certificate vouched for by its issuer may be for: the records' base domain, the MX host, the domain (RFC 7672 §3.2.3). */
  readonly references: readonly string[];
  readonly observedAt: Date;
}

/** No zone needs more, and each costs a look at the whole chain. */
const RECORDS = 64;

/**
 * Holds TLSA records against a chain.
 *
 * Names and dates are not looked at for usage 3 (RFC 7672 §3.1.1); for usage 2 the signatures must lead to the record's
 * certificate, none of them expired, and the leaf be for one of the names (RFC 7672 §3.1.2).
 */
export function matchDane(records: readonly TlsaData[], question: DaneQuestion): DaneFacts {
  const { name, chain, authenticated, unproven } = question;
  const path = signedPath(chain);
  const judged = records.slice(0, RECORDS).map((record) => judge(record, path, question));
  const usable = judged.filter(({ fault }) => !isUnusable(fault));
  return {
    name,
    records: usable.map(({ record }) => record),
    matched: judged.some(({ fault }) => fault === undefined),
    authenticated,
    ...(unproven ? { unproven } : {}),
    judged,
    ...fittingRecords(chain),
  };
}

/** Whether a fault makes senders pass the record over, rather than mistrust the server. */
export function isUnusable(fault: TlsaFault | undefined): fault is UnusableReason {
  return fault === 'usage' || fault === 'parameters' || fault === 'length';
}

/** Makes the records that fit a chain in DER, leaf first and not empty: `3 1 1`, and `2 1 1` where its issuer was sent. */
export function fittingRecords(
  chain: readonly Buffer[],
): Pick<DaneFacts, 'fitting'> & Partial<Pick<DaneFacts, 'fittingIssuer'>> {
  const issuer = signedPath(chain)[1]?.raw;
  const issuerData = issuer && associationData(BY_KEY, issuer);
  return {
    fitting: fittingRecord(chain[0] ?? Buffer.alloc(0)),
    ...(issuerData === undefined ? {} : { fittingIssuer: `2 1 1 ${issuerData}` }),
  };
}

/** SHA-256 of the public key, as RFC 7671 §5.1 and §5.2 advise. */
const BY_KEY = { selector: 1, matching: 1 } as const;

/** By the key, so that renewals with the same key keep it true; by the certificate where the key cannot be read. */
function fittingRecord(leaf: Buffer): string {
  const data = associationData(BY_KEY, leaf);
  return data === undefined ? `3 0 1 ${sha256(leaf)}` : `3 1 1 ${data}`;
}

function judge(record: TlsaData, path: SignedPath, question: DaneQuestion): TlsaJudgement {
  const fault = unusableReason(record) ?? mismatch(record, path, question);
  return { record: formatTlsa(record), ...(fault === undefined ? {} : { fault }) };
}

function mismatch(record: TlsaData, path: SignedPath, question: DaneQuestion): TlsaFault | undefined {
  const [leaf] = question.chain;
  if (record.usage === DANE_EE) {
    return leaf && associationData(record, leaf) === record.data.toLowerCase() ? undefined : 'other';
  }
  const anchored = pathToAnchor(record, path);
  if (!anchored) return 'other';
  if (!isWithinDates(anchored, question.observedAt)) return 'expired';
  const facts = leaf && certificateFacts(leaf);
  const isForUs = facts && question.references.some((reference) => matchesName(facts, reference));
  return isForUs ? undefined : 'name';
}
