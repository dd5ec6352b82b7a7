import type { Evidence, Failure, Goal, MtaStsEvidence } from '../evidence.ts';
import { fetchMtaSts, type MtaStsPolicy, matchesMtaSts } from '../net/mta-sts.ts';
import { type MxHost, type MxPlan, resolveMx } from '../net/mx.ts';
import { mapConcurrently } from './concurrency.ts';
import { Draft } from './draft.ts';
import { absoluteName, addressesOf, isOfFamily } from './link.ts';
import { type SessionPlan, startDeadline } from './plan.ts';
import { probeEndpoints } from './ports.ts';

/** MX hosts of one domain probed at the same time: a courtesy to its owner. */
const HOSTS_AT_A_TIME = 4;

/** A domain with more MX hosts than this is probed in part, best preference first. */
const HOSTS = 16;
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
 * `onHost` gets each host's evidence as it ends; a domain without MX hosts to try gives one piece that says so.
 */
export async function probeDomain(plan: DomainPlan, onHost: (evidence: Evidence) => void): Promise<void> {
  const deadline = startDeadline(plan.network.deadlineMs, plan.signal);
  try {
    const policy = askPolicy(plan, deadline.signal);
    const mx = await resolveMx(plan.domain, plan.network.resolver, deadline.signal);
    if (mx.nullMx || mx.hosts.length === 0) return onHost(withoutHosts(plan, mx));
    await mapConcurrently(mx.hosts.slice(0, HOSTS), HOSTS_AT_A_TIME, async (host) => {
      onHost(await probeMxHost(plan, mx, host, policy));
    });
  } finally {
    deadline.end();
  }
}

async function askPolicy(plan: DomainPlan, signal: AbortSignal): Promise<MtaStsPolicy | undefined> {
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
  const answers = await plan.network.resolver.addresses(absoluteName(host.host), plan.signal);
  const addresses = addressesOf(answers).filter((address) => isOfFamily(address, plan.network.family));
  const session = sessionPlan(plan, host);
  const plans = addresses.slice(0, ADDRESSES_OF_A_HOST).map((address) => ({ ...session, address }));
  const evidence = await probeEndpoints(plans.length > 0 ? plans : [session], plan.signal);
  const mtaSts = policyEvidence(await policy, host.host);
  return {
    ...evidence,
    dns: { ...evidence.dns, addresses: answers },
    mx: mx.answer,
    ...(mtaSts ? { mtaSts } : {}),
  };
}

function sessionPlan(plan: DomainPlan, host: MxHost): SessionPlan {
  const { domain, port, security, ...rest } = plan;
  return { ...rest, goal: { host: host.host, port, role: 'relay', security, domain } };
}

function policyEvidence(policy: MtaStsPolicy | undefined, host: string): MtaStsEvidence | undefined {
  if (!policy) return undefined;
  const { id: _id, ...facts } = policy;
  return policy.problem === undefined ? { ...facts, hostMatches: matchesMtaSts(host, policy.mx) } : facts;
}

/** Null MX, no such domain, or a resolver that fails: there is no host to try. */
function withoutHosts(plan: DomainPlan, mx: MxPlan): Evidence {
  const goal: Goal = {
    host: plan.domain,
    port: plan.port,
    role: 'relay',
    security: plan.security,
    domain: plan.domain,
  };
  const draft = new Draft(goal);
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
