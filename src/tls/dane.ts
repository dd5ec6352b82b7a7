import { createHash } from 'node:crypto';
import type { DnsRecord } from '../net/resolver.ts';
import { sha256, subjectPublicKeyInfo } from './certificate.ts';

/** TLSA records held against the chain shown (RFC 7672). */
export interface DaneFacts {
  /** Usable records (usage 2 or 3, known selector and matching type), in presentation form: `3 1 1 0123…`. */
  readonly records: readonly string[];
  readonly matched: boolean;
  /** DNSSEC, as the resolver said; DANE counts only then. */
  readonly authenticated: boolean;
  /** The `3 1 1` record that would fit the certificate shown. */
  readonly fitting: string;
}

/** The data of one TLSA record (RFC 6698 §2.1). */
export type TlsaData = Omit<Extract<DnsRecord, { readonly type: 'TLSA' }>, 'type'>;

/** Certificate usages of RFC 7218; 0 and 1 are unusable for SMTP (RFC 7672 §3.1.3). */
const DANE_TA = 2;
const DANE_EE = 3;

/**
 * Holds TLSA records against a chain in DER, leaf first and not empty.
 *
 * Names and dates are not looked at, as usage 3 has it (RFC 7672 §3.1.1); for usage 2 the chain must also
 * lead to the matched certificate and be for the host, which PKIX judges apart.
 */
export function matchDane(
  records: readonly TlsaData[],
  chain: readonly Buffer[],
  authenticated: boolean,
): DaneFacts {
  const usable = records.filter(isUsable);
  return {
    records: usable.map(formatTlsa),
    matched: usable.some((record) => matchesChain(record, chain)),
    authenticated,
    fitting: fittingRecord(chain[0] ?? Buffer.alloc(0)),
  };
}

function isUsable({ usage, selector, matching }: TlsaData): boolean {
  return (usage === DANE_TA || usage === DANE_EE) && selector <= 1 && matching <= 2;
}

function formatTlsa({ usage, selector, matching, data }: TlsaData): string {
  return `${usage} ${selector} ${matching} ${data.toLowerCase()}`;
}

function matchesChain(record: TlsaData, chain: readonly Buffer[]): boolean {
  const candidates = record.usage === DANE_EE ? chain.slice(0, 1) : chain;
  return candidates.some((der) => associationData(record, der) === record.data.toLowerCase());
}

/** What a record must carry to match this certificate (RFC 6698 §2.1.2 and §2.1.3). */
function associationData({ selector, matching }: TlsaData, der: Buffer): string | undefined {
  const selected = selector === 0 ? der : subjectPublicKeyInfo(der);
  if (!selected) return undefined;
  if (matching === 0) return selected.toString('hex');
  return createHash(matching === 1 ? 'sha256' : 'sha512')
    .update(selected)
    .digest('hex');
}

/** By the key, so that renewals with the same key keep it true; by the certificate where the key cannot be read. */
function fittingRecord(leaf: Buffer): string {
  const spki = subjectPublicKeyInfo(leaf);
  return spki ? `3 1 1 ${sha256(spki)}` : `3 0 1 ${sha256(leaf)}`;
}
