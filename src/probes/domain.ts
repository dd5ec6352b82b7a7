import { SmtpError } from '../errors.ts';
import type { Evidence, Failure, Goal, MtaStsEvidence } from '../evidence.ts';
import { fetchMtaSts, type MtaStsPolicy, matchesMtaSts } from '../net/mta-sts.ts';
import { type MxHost, type MxPlan, resolveMx } from '../net/mx.ts';
import type { DnsAnswer } from '../net/resolver.ts';
import { mapConcurrently } from './concurrency.ts';
import { Draft } from './draft.ts';
import { absoluteName, addressesOf, isOfFamily } from './link.ts';
import { type SessionPlan, startDeadline } from './plan.ts';
import { probeEndpoints } from './ports.ts';

/** MX hosts of one domain probed at the same time: a courtesy to its owner. */
export const HOSTS_AT_A_TIME = 4;

/** A domain with more MX hosts than this is probed in part, best preference first. */
export const HOSTS = 16;
const ADDRESSES_OF_A_HOST = 8;

/** What a plan for a domain holds in the place of one host's. */
export interface DomainPlan extends Omit<SessionPlan, 'goal' | 'address'> {
  readonly domain: string;
  readonly port: number;
  readonly security: Goal['security'];
}

/**
 * Probes every MX host of a domain at every address, as a sender would find them (RFC 5321 §5.1).
 *
 * `onHost` gets each host's evidence as it ends, with its place in the order of preference; a domain without MX hosts to try gives one piece that says so.
 */
export async function probeDomain(
  plan: DomainPlan,
  onHost: (evidence: Evidence, place: number) => void,
): Promise<void> {
  const deadline = startDeadline(plan.network.deadlineMs, plan.signal, plan.queue);
  const bounded = { ...plan, signal: deadline.signal };
  try {
    await probeHosts(bounded, onHost);
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
    const draft = new Draft(goalOf(plan));
    draft.failBy(error, deadline.isOverdue());
    onHost(draft.finish(), 0);
  } finally {
    deadline.end();
  }
}

/** A plan whose deadline runs. */
export type BoundedDomainPlan = DomainPlan & { readonly signal: AbortSignal };

async function probeHosts(
  plan: BoundedDomainPlan,
  onHost: (evidence: Evidence, place: number) => void,
): Promise<void> {
  const policy = askPolicy(plan, plan.signal);
  const mx = await resolveMx(plan.domain, plan.network.resolver, plan.signal);
  if (mx.nullMx || mx.hosts.length === 0) return onHost(withoutHosts(plan, mx), 0);
  await mapConcurrently(mx.hosts.slice(0, HOSTS), HOSTS_AT_A_TIME, async (host, place) => {
    onHost(await probeMxHost(plan, mx, host, policy), place);
  });
}

/** Fetches the domain's MTA-STS policy; undefined also where that was interrupted. */
export async function askPolicy(plan: DomainPlan, signal: AbortSignal): Promise<MtaStsPolicy | undefined> {
  const ca = plan.network.tls.ca?.join('\n');
  const options = { signal, ...(ca === undefined ? {} : { ca }) };
  return fetchMtaSts(plan.domain, plan.network.resolver, options).catch(() => undefined);
}

async function probeMxHost(
  plan: DomainPlan,
  mx: MxPlan,
  host: MxHost,
  policy: Promise<MtaStsPolicy | undefined>,
): Promise<Evidence> {
  const { answers, plans } = await planHost(plan, host);
  const evidence = await probeEndpoints(plans, plan.signal);
  const mtaSts = policyEvidence(await policy, host.host);
  return {
    ...evidence,
    dns: { ...evidence.dns, addresses: answers },
    mx: mx.answer,
    ...(mtaSts ? { mtaSts } : {}),
  };
}

/** An MX host's addresses as DNS gave them, and a session to be held with each; one without address for a host that has none. */
export async function planHost(
  plan: DomainPlan,
  host: MxHost,
): Promise<{ readonly answers: readonly DnsAnswer[]; readonly plans: readonly SessionPlan[] }> {
  // A deadline that passes here is told by the session itself, which asks again and is cut off at once.
  const answers = await plan.network.resolver
    .addresses(absoluteName(host.host), plan.signal)
    .catch(noAnswers);
  const addresses = addressesOf(answers).filter((address) => isOfFamily(address, plan.network.family));
  const session = hostPlan(plan, host);
  const plans = addresses.slice(0, ADDRESSES_OF_A_HOST).map((address) => ({ ...session, address }));
  return { answers, plans: plans.length > 0 ? plans : [session] };
}

function noAnswers(error: unknown): readonly DnsAnswer[] {
  if (error instanceof SmtpError) return [];
  throw error;
}

/** The session to be held with an MX host at whichever of its addresses answers. */
export function hostPlan(plan: DomainPlan, host: MxHost): SessionPlan {
  const { domain, port, security, ...rest } = plan;
  return { ...rest, goal: { host: host.host, port, role: 'relay', security, domain } };
}

function policyEvidence(policy: MtaStsPolicy | undefined, host: string): MtaStsEvidence | undefined {
  if (!policy) return undefined;
  const { id: _id, fault: _fault, code: _code, ...facts } = policy;
  return policy.problem === undefined ? { ...facts, hostMatches: matchesMtaSts(host, policy.mx) } : facts;
}

/** The domain itself, where no host of it can be named. */
export function goalOf({ domain, port, security }: DomainPlan): Goal {
  return { host: domain, port, role: 'relay', security, domain };
}

/** Null MX, no such domain, or a resolver that fails: there is no host to try. */
export function withoutHosts(plan: DomainPlan, mx: MxPlan): Evidence {
  const draft = new Draft(goalOf(plan));
  draft.sections.dns = { addresses: [] };
  draft.sections.mx = mx.answer;
  const code = mx.nullMx ? 'NULL_MX' : mx.answer.status.toUpperCase();
  const failure: Omit<Failure, 'elapsedMs'> = {
    stage: 'resolve',
    kind: 'resolve',
    code,
    message: mx.nullMx ? `"${plan.domain}" takes no mail` : `no mail host for "${plan.domain}"`,
  };
  draft.fail(failure);
  return draft.finish();
}
