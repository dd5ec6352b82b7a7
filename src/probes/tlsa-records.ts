import type { Evidence } from '../evidence.ts';
import { tlsaName, zoneLine } from '../tls/tlsa.ts';

/** The port of mail between servers, where a goal names none. */
const SMTP_PORT = 25;

/**
 * Makes the TLSA records for the certificate that was shown, in zone form: `3 1 1` for its key, and `2 1 1` for its
 * issuer's where the server sends that one too (RFC 7671 §5.1 and §5.2). Empty without TLS.
 */
export function tlsaRecordsOf({ goal, tls }: Evidence): readonly string[] {
  const [leaf, ...above] = tls?.certificates ?? [];
  if (!leaf) return [];
  const name = tlsaName(goal.host, goal.port ?? SMTP_PORT);
  const issuer = above.find(({ subject }) => subject === leaf.issuer);
  const records = [`3 1 1 ${leaf.spkiSha256}`, ...(issuer ? [`2 1 1 ${issuer.spkiSha256}`] : [])];
  return records.map((record) => zoneLine(name, record));
}

/** The same as a section of the evidence, for who asked for them. */
export function withTlsaRecords(evidence: Evidence): Evidence {
  const tlsaRecords = tlsaRecordsOf(evidence);
  return tlsaRecords.length === 0 ? evidence : { ...evidence, tlsaRecords };
}
