import { ipVersion } from '../target.ts';
import { parseDnsName } from './dns-name.ts';
import type { DnsAnswer, Resolver } from './resolver.ts';

/** One host that takes mail for a domain. */
export interface MxHost {
  /** Lower case, without the trailing dot. */
  readonly host: string;
  /** Absent for the domain itself as its own implicit MX. */
  readonly preference?: number;
  /** The canonical name, where the MX names a CNAME, which RFC 5321 §5.1 forbids. */
  readonly alias?: string;
  /** The MX names an IP address, which RFC 5321 §5.1 forbids. */
  readonly isAddress?: boolean;
}

/** Where mail for a domain goes, best first. */
export interface MxPlan {
  readonly answer: DnsAnswer;
  /** At most 32; the answer holds the rest. */
  readonly hosts: readonly MxHost[];
  /** The domain says that it takes no mail (RFC 7505). */
  readonly nullMx: boolean;
  /** A null MX stands beside real ones, which RFC 7505 §3 forbids; the real ones are used. */
  readonly nullBesideReal: boolean;
  /** There is no MX, and the domain's own address takes its place (RFC 5321 §5.1). */
  readonly implicit: boolean;
}

interface Exchange {
  readonly host: string;
  readonly preference: number;
}

/** A domain with more was set up by somebody who wants us to ask many questions. */
const HOSTS = 32;
const NO_HOSTS = { hosts: [], nullMx: false, nullBesideReal: false, implicit: false } as const;

/**
 * Finds the hosts that take mail for a domain, and asks for the addresses of all of them at the same time, so that a
 * later dial finds them answered.
 *
 * A failed MX question gives a plan without hosts; `answer` says why.
 * @throws SmtpError `aborted`.
 */
export async function resolveMx(domain: string, resolver: Resolver, signal?: AbortSignal): Promise<MxPlan> {
  const answer = await resolver.query(domain, 'MX', signal);
  if (answer.status === 'no-data') return implicitPlan(answer, resolver, signal);
  const all = exchangesOf(answer);
  const real = all.filter(({ host }) => host !== '');
  const hasNull = real.length < all.length;
  if (real.length === 0) return { ...NO_HOSTS, answer, nullMx: hasNull };
  const hosts = await Promise.all(
    real.slice(0, HOSTS).map((exchange) => inspectHost(exchange, resolver, signal)),
  );
  return { ...NO_HOSTS, answer, hosts, nullBesideReal: hasNull };
}

async function implicitPlan(answer: DnsAnswer, resolver: Resolver, signal?: AbortSignal): Promise<MxPlan> {
  const addresses = await resolver.addresses(absolute(answer.name), signal);
  const isAbsent = addresses.every(({ status }) => status === 'no-data' || status === 'nxdomain');
  if (isAbsent) return { ...NO_HOSTS, answer };
  return { ...NO_HOSTS, answer, hosts: [{ host: answer.name }], implicit: true };
}

/** Exchanges by preference, then name, each once; the null MX is the empty name. */
function exchangesOf({ records }: DnsAnswer): readonly Exchange[] {
  const best = new Map<string, number>();
  for (const record of records) {
    if (record.type !== 'MX') continue;
    const host = parseDnsName(record.exchange) ?? record.exchange.replace(/\.$/, '').toLowerCase();
    best.set(host, Math.min(record.preference, best.get(host) ?? Number.POSITIVE_INFINITY));
  }
  return [...best]
    .map(([host, preference]) => ({ host, preference }))
    .sort((a, b) => a.preference - b.preference || (a.host < b.host ? -1 : 1));
}

async function inspectHost(exchange: Exchange, resolver: Resolver, signal?: AbortSignal): Promise<MxHost> {
  if (ipVersion(exchange.host) !== 0) return { ...exchange, isAddress: true };
  const answers = await resolver.addresses(absolute(exchange.host), signal);
  const alias = answers.map(({ aliases }) => aliases.at(-1)).find((name) => name !== undefined);
  return alias === undefined ? exchange : { ...exchange, alias };
}

/** A name out of a record is complete: the search list has no say. */
function absolute(name: string): string {
  return `${name}.`;
}
