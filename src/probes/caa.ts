import type { CaaEvidence } from '../evidence.ts';
import type { DnsStatus, Resolver } from '../net/resolver.ts';
import { ipVersion } from '../target.ts';

/** Names that the public DNS has not, and no authority certifies (RFC 6761, RFC 6762, RFC 8375). */
const PRIVATE = /(^|\.)(localhost|local|test|invalid|home\.arpa|internal)$/i;

/** A name has at most this many labels (RFC 1035 §2.3.4). */
const MOST_LABELS = 127;

const EMPTY: ReadonlySet<DnsStatus> = new Set(['no-data', 'nxdomain']);

/**
 * Looks for the CAA records that bind issuers for a host, from its name upwards (RFC 8659 §3).
 *
 * @returns undefined for what no public authority would issue for: addresses, paths, names without a dot.
 */
export async function findCaa(
  host: string,
  { resolver, signal }: { readonly resolver: Resolver; readonly signal: AbortSignal },
): Promise<CaaEvidence | undefined> {
  const labels = host.replace(/\.$/, '').split('.');
  if (ipVersion(host) !== 0 || host.startsWith('/') || labels.length < 2 || PRIVATE.test(host))
    return undefined;
  for (let at = 0; at < Math.min(labels.length, MOST_LABELS); at += 1) {
    const name = labels.slice(at).join('.');
    const { status, records } = await resolver.query(name, 'CAA', signal);
    if (EMPTY.has(status)) continue;
    const found = records.flatMap((record) =>
      record.type === 'CAA' ? [{ tag: record.tag.toLowerCase(), value: record.value }] : [],
    );
    return { host, name, status, records: found };
  }
  return { host, status: 'no-data', records: [] };
}
