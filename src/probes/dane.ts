import type { DnsAnswer } from '../net/resolver.ts';
import { ipVersion } from '../target.ts';
import { matchDane } from '../tls/dane.ts';
import type { Draft } from './draft.ts';
import type { SessionPlan } from './plan.ts';

/** Asks for the host's TLSA records while the session goes on (RFC 7672 §2.2); never rejects. */
export async function askTlsa(
  plan: SessionPlan,
  draft: Draft,
  signal: AbortSignal,
): Promise<DnsAnswer | undefined> {
  const { host, port } = plan.goal;
  if (port === undefined || plan.scan || plan.network.proxy || ipVersion(host) !== 0 || !host.includes('.'))
    return undefined;
  const name = `_${port}._tcp.${host}`;
  const answer = await plan.network.resolver.query(name, 'TLSA', signal).catch(() => undefined);
  if (answer) draft.sections.dns = { addresses: [], ...draft.sections.dns, tlsa: answer };
  return answer;
}

/** Holds the chain that was shown against the records, once both are there. */
export function judgeDane(draft: Draft, chain: readonly Buffer[], tlsa: DnsAnswer | undefined): void {
  if (!draft.sections.tls || tlsa?.status !== 'answer') return;
  const records = tlsa.records.flatMap((record) => (record.type === 'TLSA' ? [record] : []));
  const dane = matchDane(records, chain, tlsa.authenticated);
  if (dane.records.length > 0) draft.sections.dane = dane;
}
