import type { Resolver } from './resolver.ts';

/** What breaks a TLS-RPT record (RFC 8460 §3), or that DNS gave no answer: no reports are sent then. */
export type TlsRptFault = 'several-records' | 'rua-missing' | 'target-malformed' | 'lookup-failed';

/** Where a domain wants reports about TLS sent (RFC 8460). */
export interface TlsRpt {
  /** `mailto:` and `https:` URIs, 16 at most. */
  readonly targets: readonly string[];
  readonly fault?: TlsRptFault;
  /** The record as it stands, for a finding to quote; 500 characters at most. */
  readonly text: string;
}

const TARGETS = 16;
const TEXT_CHARACTERS = 500;
const VERSION = /^v=TLSRPTv1[ \t]*(?=;|$)/;

/** Reads a TXT record that begins with `v=TLSRPTv1`; undefined for any other text. */
export function parseTlsRpt(text: string): TlsRpt | undefined {
  const version = VERSION.exec(text)?.[0];
  if (version === undefined) return undefined;
  const quoted = text.slice(0, TEXT_CHARACTERS);
  const fields = text.slice(version.length).split(';');
  const rua = fields.map((field) => /^[ \t]*rua=(.*)$/.exec(field)?.[1]).find((value) => value !== undefined);
  if (rua === undefined) return { targets: [], fault: 'rua-missing', text: quoted };
  const uris = rua.split(',').map((uri) => uri.trim());
  const targets = uris.filter(isTarget).slice(0, TARGETS);
  const fault = uris.every(isTarget) ? {} : ({ fault: 'target-malformed' } as const);
  return { targets, ...fault, text: quoted };
}

/** Only these two schemes; a comma, semicolon or exclamation mark within must be escaped (RFC 8460 §3). */
function isTarget(uri: string): boolean {
  return /^(mailto:[^\s@!]+@[^\s@!]+|https:\/\/[^\s!]+)$/i.test(uri);
}

/**
 * Asks for a domain's TLS-RPT record.
 *
 * @returns undefined for a domain that has none.
 * @throws SmtpError `aborted`.
 */
export async function fetchTlsRpt(
  domain: string,
  resolver: Resolver,
  signal?: AbortSignal,
): Promise<TlsRpt | undefined> {
  const { records, status } = await resolver.query(`_smtp._tls.${domain}`, 'TXT', signal);
  if (status === 'no-data' || status === 'nxdomain') return undefined;
  if (status !== 'answer') return { targets: [], fault: 'lookup-failed', text: '' };
  const texts = records.flatMap((record) => (record.type === 'TXT' ? [record.text] : []));
  const [first, ...others] = texts.map(parseTlsRpt).filter((read) => read !== undefined);
  // More than one is as good as none (RFC 8460 §3).
  return first && others.length > 0 ? { ...first, targets: [], fault: 'several-records' } : first;
}
