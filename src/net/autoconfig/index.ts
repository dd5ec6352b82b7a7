import { SmtpError } from '../../errors.ts';
import { resolveMx } from '../mx.ts';
import type { DnsStatus } from '../resolver.ts';
import { autodiscoverRequest, readAutodiscover } from './autodiscover.ts';
import { readClientConfig } from './client-config.ts';
import {
  type FetchProblem,
  type FetchRequest,
  fetchPage,
  LOOK_UP_TIMEOUT_MS,
  type LookUpOptions,
} from './fetch.ts';
import type { FoundServer } from './found.ts';
import { baseDomain, parentDomain } from './mx-domains.ts';
import { isRefused, readServices, SERVICES } from './services.ts';

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
  /** The host that gave the answer, where a redirect led to another than the one asked. */
  readonly via?: string;
  /** Absent where an answer could be read, though it may name no server. */
  readonly problem?: LookUpProblem;
}

/** `not-offered` is the domain's own declaration; `interrupted` is the user's will. */
export type LookUpProblem = FetchProblem | DnsStatus | 'not-configuration' | 'not-offered' | 'interrupted';

/** What a domain's own records and pages, and a public database, say of its way in for users. */
export interface Discovery {
  /** The hosts that take the domain's mail, best first. */
  readonly mxHosts: readonly string[];
  /** Absent where the question for the MX was answered, though there may be none. */
  readonly mxProblem?: DnsStatus | 'interrupted';
  /** Best first: what the domain says itself, then the database, then its host's, then the weaker ones. */
  readonly lookUps: readonly LookUp[];
}

const ISPDB = 'https://autoconfig.thunderbird.net/v1.1';

/**
 * Asks everybody who may know, all at the same time, 5 s each, without telling anybody the user's address.
 *
 * The order of trust is that of draft-ietf-mailmaint-autoconfig; its plain HTTP variant is left out, and the domain of
 * the MX is asked only one label up, since a guessed registrable domain could belong to anybody. An abort ends what
 * still runs as `interrupted`; what was found by then is kept.
 */
export async function discover(domain: string, options: LookUpOptions): Promise<Discovery> {
  const throughMx = mxOf(domain, options).then(async (mx) => ({
    ...mx,
    lookUps: await lookUpMx(domain, mx.mxHosts[0], options),
  }));
  const [own, services, exchange, mx] = await Promise.all([
    Promise.all(
      [...ownPages(domain), ispdbPage('ispdb', domain)].map((ask) => lookUpPage(ask, domain, options)),
    ),
    Promise.all(SERVICES.map((service) => lookUpService(service, domain, options))),
    lookUpExchange(domain, options),
    throughMx,
  ]);
  return { ...mx, lookUps: [...own, ...mx.lookUps, ...services, exchange] };
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

function lookUpPage(ask: Ask, domain: string, options: LookUpOptions): Promise<LookUp> {
  return lookUpDocument(ask, { url: ask.asked }, options, (text) => readClientConfig(text, domain));
}

async function lookUpDocument(
  ask: Ask,
  request: FetchRequest,
  options: LookUpOptions,
  read: (text: string) => Promise<readonly FoundServer[] | undefined>,
): Promise<LookUp> {
  const fetched = await unlessStopped(options.signal, () => fetchPage(request, options));
  if (fetched === undefined) return { ...ask, servers: [], problem: 'interrupted' };
  if ('problem' in fetched) return { ...ask, servers: [], ...fetched };
  const { text, via } = fetched;
  const servers = await read(text);
  const asked = { ...ask, ...(via === undefined ? {} : { via }) };
  return servers === undefined
    ? { ...asked, servers: [], problem: 'not-configuration' }
    : { ...asked, servers };
}

function lookUpExchange(domain: string, options: LookUpOptions): Promise<LookUp> {
  const ask = {
    kind: 'autodiscover',
    asked: `https://autodiscover.${domain}/autodiscover/autodiscover.xml`,
  } as const;
  const request = { url: ask.asked, body: autodiscoverRequest(domain) };
  return lookUpDocument(ask, request, options, readAutodiscover);
}

async function lookUpService(
  [service, security]: (typeof SERVICES)[number],
  domain: string,
  { resolver, signal }: LookUpOptions,
): Promise<LookUp> {
  const asked = `${service}.${domain}`;
  const answer = await inTime(signal, (bounded) => resolver.query(asked, 'SRV', bounded));
  if (typeof answer === 'string') return { kind: 'srv', asked, servers: [], problem: answer };
  if (isRefused(answer)) return { kind: 'srv', asked, servers: [], problem: 'not-offered' };
  const servers = readServices(answer, security);
  return { kind: 'srv', asked, servers, ...(answer.status === 'answer' ? {} : { problem: answer.status }) };
}

async function mxOf(
  domain: string,
  { resolver, signal }: LookUpOptions,
): Promise<Omit<Discovery, 'lookUps'>> {
  const plan = await inTime(signal, (bounded) => resolveMx(domain, resolver, bounded));
  if (typeof plan === 'string') return { mxHosts: [], mxProblem: plan };
  const { status } = plan.answer;
  const isAnswered = status === 'answer' || status === 'no-data' || status === 'nxdomain';
  const mxHosts = plan.implicit ? [] : plan.hosts.map(({ host }) => host);
  return { mxHosts, ...(isAnswered ? {} : { mxProblem: status }) };
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

/** What ended it in the place of an answer: our own clock, or the user. */
async function inTime<T extends object>(
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | 'timeout' | 'interrupted'> {
  const clock = AbortSignal.timeout(LOOK_UP_TIMEOUT_MS);
  try {
    const done = await unlessStopped(outer, () => work(outer ? AbortSignal.any([outer, clock]) : clock));
    return done ?? 'interrupted';
  } catch (error) {
    if (error instanceof SmtpError && clock.aborted) return 'timeout';
    throw error;
  }
}

/** Undefined when the user ended it. */
async function unlessStopped<T>(
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SmtpError && signal?.aborted) return undefined;
    throw error;
  }
}
