import { createHash } from 'node:crypto';
import type { DnsRecord } from '../net/resolver.ts';
import { subjectPublicKeyInfo } from './certificate.ts';

/** The data of one TLSA record (RFC 6698 §2.1). */
export type TlsaData = Omit<Extract<DnsRecord, { readonly type: 'TLSA' }>, 'type'>;

/** Certificate usages by their names in RFC 7218 §2.1; 0 and 1 are unusable for SMTP (RFC 7672 §3.1.3). */
export const DANE_TA = 2;
export const DANE_EE = 3;

/** Why a record binds nobody: its usage, an unknown selector or matching type, or data of the wrong length. */
export type UnusableReason = 'usage' | 'parameters' | 'length';

/** Octets of the digests; matching type 0 is the whole certificate or key. */
const DIGEST_OCTETS: Readonly<Record<number, number>> = { 1: 32, 2: 64 };
const HASHES: Readonly<Record<number, string>> = { 1: 'sha256', 2: 'sha512' };

/** Says why senders pass a record over (RFC 7672 §3.1.3, RFC 7671 §5); undefined for one that counts. */
export function unusableReason({ usage, selector, matching, data }: TlsaData): UnusableReason | undefined {
  if (usage !== DANE_TA && usage !== DANE_EE) return 'usage';
  if (selector > 1 || matching > 2) return 'parameters';
  const octets = DIGEST_OCTETS[matching];
  const isRightLength = octets === undefined ? data.length > 0 : data.length === octets * 2;
  return isRightLength ? undefined : 'length';
}

/** Writes a record's data in presentation form: `3 1 1 0123…`. */
export function formatTlsa({ usage, selector, matching, data }: TlsaData): string {
  return `${usage} ${selector} ${matching} ${data.toLowerCase()}`;
}

/** Makes the data that a record must carry to match this certificate (RFC 6698 §2.1.2 and §2.1.3). */
export function associationData(
  { selector, matching }: Pick<TlsaData, 'selector' | 'matching'>,
  der: Buffer,
): string | undefined {
  const selected = selector === 0 ? der : subjectPublicKeyInfo(der);
  if (!selected) return undefined;
  const hash = HASHES[matching];
  return hash === undefined ? selected.toString('hex') : createHash(hash).update(selected).digest('hex');
}

/** Where the TLSA records of a TCP service stand (RFC 6698 §3): `_25._tcp.mx.example.org`. */
export function tlsaName(host: string, port: number): string {
  return `_${port}._tcp.${host}`;
}

/** A record's line in a zone, its name absolute: `_25._tcp.mx.example.org. IN TLSA 3 1 1 …`. */
export function zoneLine(name: string, record: string): string {
  return `${name}. IN TLSA ${record}`;
}

/**
 * What of a renewal a record survives: `anything` names the issuer and goes on while it signs; `same-key` survives
 * a renewal that keeps the key; `nothing` names the certificate itself.
 */
export type Survival = 'anything' | 'same-key' | 'nothing';

/** Foretells a record in presentation form, one that is matched today. */
export function survivalOf(record: string): Survival {
  if (record.startsWith(`${DANE_TA} `)) return 'anything';
  return record.startsWith(`${DANE_EE} 1 `) ? 'same-key' : 'nothing';
}
