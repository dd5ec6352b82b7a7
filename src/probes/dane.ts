import type { Goal } from '../evidence.ts';
import { dnssecOf, weakestDnssec } from '../net/dnssec.ts';
import type { DnsAnswer, Resolver } from '../net/resolver.ts';
import { ipVersion } from '../target.ts';
import { matchDane } from '../tls/dane.ts';
import { tlsaName } from '../tls/tlsa.ts';
import type { Draft } from './draft.ts';
import { absoluteName } from './link.ts';
import type { SessionPlan } from './plan.ts';

/** Where a sender that checks DANE looks for a host's records, and what it found. */
export interface TlsaLookup {
  readonly answer: DnsAnswer;
  /** Names that the certificate may be for: the records' base domain and the mail domain (RFC 7672 §3.2.3). */
  readonly references: readonly string[];
}

/** Asks for the host's TLSA records while the session goes on (RFC 7672 §2.2); never rejects. */
export async function askTlsa(
  plan: SessionPlan,
  draft: Draft,
  signal: AbortSignal,
): Promise<TlsaLookup | undefined> {
  const { host, port } = plan.goal;
  if (port === undefined || plan.scan || plan.network.proxy || ipVersion(host) !== 0 || !host.includes('.'))
    return undefined;
  const lookup = await lookUpTlsa(plan.goal, port, plan.network.resolver, signal).catch(() => undefined);
  if (lookup) draft.sections.dns = { addresses: [], ...draft.sections.dns, tlsa: lookup.answer };
  return lookup;
}

/**
 * Asks as RFC 7672 §2.2.2 has it: of a host that is an alias first the name it stands for, when DNSSEC holds all the
 * way there, and then its own; a failure at the first ends the search.
 *
 * @throws SmtpError `aborted`.
 */
async function lookUpTlsa(
  { host, domain }: Goal,
  port: number,
  resolver: Resolver,
  signal: AbortSignal,
): Promise<TlsaLookup> {
  const [own, addresses] = await Promise.all([
    resolver.query(tlsaName(host, port), 'TLSA', signal),
    resolver.addresses(domain === undefined ? host : absoluteName(host), signal),
  ]);
  const alias = addresses.map(({ aliases }) => aliases.at(-1)).find((name) => name !== undefined);
  const state = weakestDnssec(addresses);
  const under = (answer: DnsAnswer, base: string): TlsaLookup => {
    return { answer, references: domain === undefined ? [base] : [base, domain] };
  };
  if (alias === undefined || state === 'insecure' || state === 'failed') return under(own, host);
  const expanded = await resolver.query(tlsaName(alias, port), 'TLSA', signal);
  const isDecisive = expanded.status === 'answer' || dnssecOf(expanded) === 'failed';
  return isDecisive ? under(expanded, alias) : under(own, host);
}

/** Holds the chain that was shown against the records, once both are there. */
export function judgeDane(draft: Draft, chain: readonly Buffer[], lookup: TlsaLookup | undefined): void {
  const { tls } = draft.sections;
  if (!tls || lookup?.answer.status !== 'answer') return;
  const { answer, references } = lookup;
  const records = answer.records.flatMap((record) => (record.type === 'TLSA' ? [record] : []));
  const state = dnssecOf(answer);
  const dane = matchDane(records, {
    name: answer.name,
    chain,
    authenticated: state === 'secure',
    unproven: state === 'unproven',
    references,
    observedAt: new Date(),
  });
  if (dane.judged.length > 0) draft.sections.dane = dane;
}
