import { SmtpError } from '../errors.ts';
import type { Evidence, MailRoute, RouteTls, TlsPolicyEvidence, TlsProfile } from '../evidence.ts';
import { dnssecOf, weakestDnssec } from '../net/dnssec.ts';
import { type MtaStsPolicy, matchesMtaSts } from '../net/mta-sts.ts';
import { type MxHost, resolveMx } from '../net/mx.ts';
import { fetchTlsRpt } from '../net/tls-rpt.ts';
import { mapConcurrently } from './concurrency.ts';
import {
  askPolicy,
  type BoundedDomainPlan,
  type DomainPlan,
  goalOf,
  HOSTS,
  HOSTS_AT_A_TIME,
  planHost,
  withoutHosts,
} from './domain.ts';
import { Draft } from './draft.ts';
import { type SessionPlan, startDeadline } from './plan.ts';
import { probeSession } from './session.ts';
import { addressTls } from './tls-addresses.ts';
import { probeTlsInDepth } from './tls-depth.ts';
import { tlsaRecordsOf } from './tlsa-records.ts';

/** A domain whose policies are looked at. */
export interface TlsPolicyPlan extends DomainPlan {
  /** Also make TLSA records for the certificates shown. */
  readonly makeTlsa?: boolean;
  /** Also scan each address, with so many connections at the most, to be judged by a profile. */
  readonly inDepth?: { readonly profile: TlsProfile; readonly maxConnections: number };
  /** Takes the whole of what one session showed, as it ends, with the places of its MX host and of its address. */
  readonly onRoute?: (evidence: Evidence, host: number, address: number) => void;
}

type BoundedPlan = TlsPolicyPlan & BoundedDomainPlan;

/**
 * Holds a domain's demands on senders (DANE, MTA-STS) against every address of its MX hosts, one session each.
 *
 * @returns evidence of the domain, with `tlsPolicy`; with a failure in its place where no host can be named.
 */
export async function probeTlsPolicy(plan: TlsPolicyPlan): Promise<Evidence> {
  const deadline = startDeadline(plan.network.deadlineMs, plan.signal);
  try {
    return await probeRoutes({ ...plan, signal: deadline.signal });
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
    const draft = new Draft(goalOf(plan));
    draft.failBy(error, deadline.isOverdue());
    return draft.finish();
  } finally {
    deadline.end();
  }
}

async function probeRoutes(plan: BoundedPlan): Promise<Evidence> {
  const { domain, network, signal } = plan;
  const [mx, mtaSts, tlsRpt] = await Promise.all([
    resolveMx(domain, network.resolver, signal),
    askPolicy(plan, signal),
    fetchTlsRpt(domain, network.resolver, signal),
  ]);
  if (mx.nullMx || mx.hosts.length === 0) return withoutHosts(plan, mx);
  const draft = new Draft(goalOf(plan));
  // One connection an address is no burden; a scan of each would be.
  const atATime = plan.inDepth ? HOSTS_AT_A_TIME : HOSTS;
  const routes = await mapConcurrently(mx.hosts.slice(0, HOSTS), atATime, (host, place) => {
    const onRoute = (evidence: Evidence, address: number): void => plan.onRoute?.(evidence, place, address);
    return routesOf(host, plan, { policy: mtaSts, onRoute });
  });
  const tlsPolicy: TlsPolicyEvidence = {
    domain,
    mxDnssec: dnssecOf(mx.answer),
    ...(mtaSts ? { mtaSts } : {}),
    ...(tlsRpt ? { tlsRpt } : {}),
    routes: routes.flatMap((all) => all.map(({ route }) => route)),
  };
  draft.sections.tlsPolicy = tlsPolicy;
  const records = plan.makeTlsa ? routes.flat().flatMap(({ evidence }) => tlsaRecordsOf(evidence)) : [];
  if (records.length > 0) draft.sections.tlsaRecords = [...new Set(records)];
  return draft.finish();
}

interface ProbedRoute {
  readonly route: MailRoute;
  readonly evidence: Evidence;
}

interface RouteContext {
  readonly policy: MtaStsPolicy | undefined;
  readonly onRoute: (evidence: Evidence, address: number) => void;
}

async function routesOf(
  host: MxHost,
  plan: BoundedPlan,
  { policy, onRoute }: RouteContext,
): Promise<ProbedRoute[]> {
  const { plans, answers } = await planHost(plan, host);
  const addressDnssec = weakestDnssec(answers);
  // Addresses of one host may be one server, which counts the connections of all scans together.
  return mapConcurrently(plans, plan.inDepth ? 1 : plans.length, async (session, place) => {
    const seen = await look(session, plan);
    const evidence = { ...seen, dns: { ...seen.dns, addresses: answers } };
    onRoute(evidence, place);
    return { evidence, route: { ...routeOf(evidence, host), addressDnssec, ...listing(policy, host) } };
  });
}

function look(session: SessionPlan, { inDepth }: TlsPolicyPlan): Promise<Evidence> {
  if (!inDepth) return probeSession(session);
  const { profile, maxConnections } = inDepth;
  return probeTlsInDepth({ session: { ...session, goal: { ...session.goal, profile } }, maxConnections });
}

function listing(policy: MtaStsPolicy | undefined, { host }: MxHost): Pick<MailRoute, 'isListed'> {
  if (policy?.mode === undefined || policy.mode === 'none') return {};
  return { isListed: matchesMtaSts(host, policy.mx) };
}

function routeOf(
  evidence: Evidence,
  { host, preference }: MxHost,
): Omit<MailRoute, 'addressDnssec' | 'isListed'> {
  const { connect, dane, dns, failure, starttls, goal } = evidence;
  const address = connect?.address ?? connect?.attempts[0]?.address;
  const tls = tlsOf(evidence, goal.domain ?? host);
  return {
    host,
    ...(preference === undefined ? {} : { preference }),
    ...(address === undefined ? {} : { address }),
    ...(failure ? { failure: { stage: failure.stage, kind: failure.kind } } : {}),
    ...(starttls ? { offersStartTls: starttls.offered } : {}),
    ...(tls ? { tls } : {}),
    ...(dns?.tlsa ? { tlsaStatus: dns.tlsa.status, tlsaDnssec: dnssecOf(dns.tlsa) } : {}),
    ...(dane ? { dane } : {}),
  };
}

function tlsOf(evidence: Evidence, domain: string): RouteTls | undefined {
  const { tls } = evidence;
  if (!tls) return undefined;
  const { certificate } = addressTls('', evidence);
  const { protocol, trust, certificates } = tls;
  const names = certificates[0]?.names ?? [];
  // Postfix's `nexthop, dot-nexthop`: the domain itself, or any name below it.
  const isForDomain = names.some((name) => name === domain || name.endsWith(`.${domain}`));
  return {
    protocol,
    trusted: trust.trusted,
    problems: trust.problems,
    isForDomain,
    ...(certificate ? { certificate } : {}),
  };
}
