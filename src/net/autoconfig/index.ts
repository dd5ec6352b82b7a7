import { SmtpError } from '../../errors.ts';
import { resolveMx } from '../mx.ts';
import type { DnsStatus } from '../resolver.ts';
import { autodiscoverRequest, readAutodiscover } from './autodiscover.ts';
import { readClientConfig } from './client-config.ts';
import { type FetchProblem, fetchPage, LOOK_UP_TIMEOUT_MS, type LookUpOptions } from './fetch.ts';
import type { FoundServer } from './found.ts';
import { baseDomain, parentDomain } from './mx-domains.ts';
import { readServices, SERVICES } from './services.ts';

export type { FetchProblem, LookUpOptions } from './fetch.ts';
export type { FoundServer } from './found.ts';

/** Who was asked: the domain itself, Thunderbird's database, the same two for the domain of the MX, SRV, Exchange. */
export type LookUpKind = 'autoconfig' | 'ispdb' | 'mx-autoconfig' | 'mx-ispdb' | 'srv' | 'autodiscover';

/** One question and what came of it. */
export interface LookUp {
  readonly kind: LookUpKind;
  /** The URL, or the name whose SRV records were asked. */
  readonly asked: string;
  readonly servers: readonly FoundServer[];
  /** Absent where an answer could be read, though it may name no server. */
  readonly problem?: FetchProblem | DnsStatus | 'not-configuration';
}

/** What a domain's own records and pages, and a public database, say of its way in for users. */
export interface Discovery {
  /** The hosts that take the domain's mail, best first. */
  readonly mxHosts: readonly string[];
  /** Best first: what the domain says itself, then the database, then its host's, then the weaker ones. */
  readonly lookUps: readonly LookUp[];
}

const ISPDB = 'https://autoconfig.thunderbird.net/v1.1';

/**
 * Asks everybody who may know, all at the same time, 5 s each, without telling anybody the user's address.
 *
 * The order of trust is that of draft-ietf-mailmaint-autoconfig; its plain HTTP variant is left out, and the domain of
 * the MX is asked only one label up, since a guessed registrable domain could belong to anybody.
 * @throws SmtpError `aborted`.
 */
export async function discover(domain: string, options: LookUpOptions): Promise<Discovery> {
  const throughMx = mxHostsOf(domain, options).then(async (mxHosts) => ({
    mxHosts,
    lookUps: await lookUpMx(domain, mxHosts[0], options),
  }));
  const [own, services, exchange, mx] = await Promise.all([
    Promise.all(
      [...ownPages(domain), ispdbPage('ispdb', domain)].map((ask) => lookUpPage(ask, domain, options)),
    ),
    Promise.all(SERVICES.map((service) => lookUpService(service, domain, options))),
    lookUpExchange(domain, options),
    throughMx,
  ]);
  return { mxHosts: mx.mxHosts, lookUps: [...own, ...mx.lookUps, ...services, exchange] };
}

interface Ask {
  readonly kind: LookUpKind;
  readonly asked: string;
}

function ownPages(domain: string): Ask[] {
  return [
    { kind: 'autoconfig', asked: `https://autoconfig.${domain}/mail/config-v1.1.xml` },
    { kind: 'autoconfig', asked: `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml` },
  ];
}

function ispdbPage(kind: LookUpKind, domain: string): Ask {
  return { kind, asked: `${ISPDB}/${domain}` };
}

async function lookUpPage(ask: Ask, domain: string, options: LookUpOptions): Promise<LookUp> {
  const fetched = await fetchPage({ url: ask.asked }, options);
  if ('problem' in fetched) return { ...ask, servers: [], ...fetched };
  const servers = await readClientConfig(fetched.text, domain);
  return servers === undefined ? { ...ask, servers: [], problem: 'not-configuration' } : { ...ask, servers };
}

async function lookUpExchange(domain: string, options: LookUpOptions): Promise<LookUp> {
  const ask = {
    kind: 'autodiscover',
    asked: `https://autodiscover.${domain}/autodiscover/autodiscover.xml`,
  } as const;
  const fetched = await fetchPage({ url: ask.asked, body: autodiscoverRequest(domain) }, options);
  if ('problem' in fetched) return { ...ask, servers: [], ...fetched };
  const servers = await readAutodiscover(fetched.text);
  return servers === undefined ? { ...ask, servers: [], problem: 'not-configuration' } : { ...ask, servers };
}

async function lookUpService(
  [service, security]: (typeof SERVICES)[number],
  domain: string,
  { resolver, signal }: LookUpOptions,
): Promise<LookUp> {
  const asked = `${service}.${domain}`;
  const answer = await inTime(signal, (bounded) => resolver.query(asked, 'SRV', bounded));
  if (answer === undefined) return { kind: 'srv', asked, servers: [], problem: 'timeout' };
  const servers = readServices(answer, security);
  return { kind: 'srv', asked, servers, ...(answer.status === 'answer' ? {} : { problem: answer.status }) };
}

async function mxHostsOf(domain: string, { resolver, signal }: LookUpOptions): Promise<readonly string[]> {
  const plan = await inTime(signal, (bounded) => resolveMx(domain, resolver, bounded));
  return plan === undefined || plan.implicit ? [] : plan.hosts.map(({ host }) => host);
}

/**
 * The best MX alone, as the draft has it; a host within the domain itself says nothing new. What the database has of
 * the shorter name counts only where it has nothing of the longer one.
 */
async function lookUpMx(
  domain: string,
  host: string | undefined,
  options: LookUpOptions,
): Promise<readonly LookUp[]> {
  const parent = host === undefined ? undefined : parentDomain(host);
  if (host === undefined || parent === undefined || parent === domain) return [];
  const base = baseDomain(host);
  const page = { kind: 'mx-autoconfig', asked: `https://autoconfig.${parent}/mail/config-v1.1.xml` } as const;
  const asks = [
    page,
    ispdbPage('mx-ispdb', parent),
    ...(base === parent ? [] : [ispdbPage('mx-ispdb', base)]),
  ];
  const [own, longer, ...shorter] = await Promise.all(asks.map((ask) => lookUpPage(ask, domain, options)));
  const found = [own, longer].filter((lookUp) => lookUp !== undefined);
  return found.some(({ servers }) => servers.length > 0) ? found : [...found, ...shorter];
}

/** Undefined when our own clock ended it. */
async function inTime<T>(
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const clock = AbortSignal.timeout(LOOK_UP_TIMEOUT_MS);
  try {
    return await work(outer ? AbortSignal.any([outer, clock]) : clock);
  } catch (error) {
    if (error instanceof SmtpError && clock.aborted && !outer?.aborted) return undefined;
    throw error;
  }
}
