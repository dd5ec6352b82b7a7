import { clockMs } from '../clock.ts';
import type { Evidence } from '../evidence.ts';
import { findCaa } from './caa.ts';
import { type SessionPlan, startDeadline } from './plan.ts';
import { endpointOf, PORTS, roleOf, securityOf } from './ports.ts';
import { probeSession } from './session.ts';
import { probeAddresses } from './tls-addresses.ts';
import { Pace } from './tls-scan/pace.ts';
import { probeTls, type TlsScanPlan } from './tls-scan/tls-scan.ts';
import { lacksOffer, TRIAL_CONNECTIONS, tryBeforeTls, tryUnoffered } from './tls-trials.ts';

/** With fewer connections allowed, the scan has them all. */
const LEAST_TO_SHARE = 12;

/**
 * Finds out what a server takes in TLS, what it does before it, and whether its other addresses and its domain's CAA
 * records agree.
 *
 * Never throws for what the network or the server does; that stands in the evidence.
 */
export async function probeTlsInDepth({ session, maxConnections }: TlsScanPlan): Promise<Evidence> {
  const startedMs = clockMs();
  const reserve = maxConnections < LEAST_TO_SHARE ? 0 : TRIAL_CONNECTIONS;
  const scanned = await probeTls({ session, maxConnections: maxConnections - reserve });
  if (scanned.failure?.kind === 'aborted') return scanned;
  if (scanned.tlsScan?.ended === 'aborted')
    return { ...scanned, tlsScan: { ...scanned.tlsScan, maxConnections } };
  const deadline = startDeadline(session.network.deadlineMs - (clockMs() - startedMs), session.signal);
  const plan = { ...session, signal: deadline.signal };
  const used = scanned.tlsScan?.connections ?? 1;
  const pace = new Pace({ maxConnections, used, signal: deadline.signal });
  try {
    const [tried, caa] = await Promise.all([tryAll(plan, scanned, pace), askCaa(plan, scanned)]);
    const addresses = await probeAddresses(plan, tried, pace.left);
    return {
      ...tried,
      ...(scanned.tlsScan
        ? {
            tlsScan: {
              ...scanned.tlsScan,
              maxConnections,
              connections: pace.used + Math.max(0, addresses.length - 1),
            },
          }
        : {}),
      ...(addresses.length > 1 ? { tlsAddresses: addresses } : {}),
      ...(caa ? { caa } : {}),
    };
  } finally {
    deadline.end();
  }
}

type BoundedPlan = SessionPlan & { readonly signal: AbortSignal };

/** Only where the server does not turn us away. */
async function tryAll(plan: BoundedPlan, evidence: Evidence, pace: Pace): Promise<Evidence> {
  if (lacksOffer(evidence))
    return { ...(await lookBeside(plan, evidence)), tlsTrials: await tryUnoffered(plan, pace, plan.signal) };
  if (evidence.tls?.mode !== 'starttls' || (evidence.tlsScan?.throttles.length ?? 0) > 0) return evidence;
  const { address } = evidence.connect ?? {};
  const there = address === undefined || plan.network.proxy ? plan : { ...plan, address };
  return { ...evidence, ...(await tryBeforeTls(there, pace, plan.signal)) };
}

/** Whether the host has TLS on its other mail ports, where this one does not offer it. */
async function lookBeside(plan: BoundedPlan, evidence: Evidence): Promise<Evidence> {
  const { port, host } = evidence.goal;
  if (port === undefined || evidence.endpoints) return evidence;
  const others = await Promise.all(
    PORTS.filter((other) => other !== port).map((other) => {
      const goal = { host, port: other, role: roleOf(other), security: securityOf(other) };
      return probeSession({ ...plan, goal });
    }),
  );
  return {
    ...evidence,
    endpoints: [endpointOf(evidence, true), ...others.map((other) => endpointOf(other, false))],
  };
}

/** For the name that the certificate was issued for. */
async function askCaa(plan: BoundedPlan, { goal, tls }: Evidence): Promise<Evidence['caa']> {
  if (!tls || plan.signal.aborted) return undefined;
  const host = goal.servername ?? goal.host;
  const { resolver } = plan.network;
  return findCaa(host, { resolver, signal: plan.signal }).catch(() => undefined);
}
