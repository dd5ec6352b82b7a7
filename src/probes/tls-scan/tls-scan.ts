import { clockMs } from '../../clock.ts';
import type { Enumerated, Evidence, ScanPart, TlsEvidence, TlsScanEvidence } from '../../evidence.ts';
import { ipVersion } from '../../target.ts';
import { type SessionPlan, startDeadline } from '../plan.ts';
import { probeSession } from '../session.ts';
import { judgeKinds } from '../tls-kinds.ts';
import { Asker } from './asker.ts';
import { Pace } from './pace.ts';
import { type ProtocolsFound, scanProtocols } from './protocols.ts';

/** One port of one host whose TLS is to be found out. */
export interface TlsScanPlan {
  readonly session: SessionPlan;
  /** The first session included. */
  readonly maxConnections: number;
}

/**
 * Holds one session as usual, and where TLS was reached, or tried, finds out what else the server takes in it.
 *
 * There is no scan of a server that offers TLS and then never says a word of it.
 * Never throws for what the network or the server does; that stands in the evidence.
 */
export async function probeTls({ session, maxConnections }: TlsScanPlan): Promise<Evidence> {
  const startedMs = clockMs();
  const evidence = await probeSession(session);
  const mode = modeOf(evidence);
  if (mode === undefined) return evidence;
  const { network } = session;
  const deadline = startDeadline(network.deadlineMs - (clockMs() - startedMs), session.signal);
  const { signal } = deadline;
  const pace = new Pace({ maxConnections, used: 1, signal });
  const asker = new Asker({ plan: planOf(session, evidence), mode, signal }, pace, sniOf(session));
  try {
    session.onStage?.('tls');
    const found = await scanProtocols(asker);
    if (!evidence.tls && !asker.hasHeardTls && pace.throttles.length === 0) return evidence;
    if (pace.ended === 'aborted' && deadline.isOverdue()) pace.ended = 'deadline';
    const tlsScan = tlsScanOf(asker, found, clockMs() - startedMs);
    return {
      ...evidence,
      tlsScan: { ...tlsScan, certificates: judgeKinds(asker.observations, evidence, network) },
    };
  } finally {
    deadline.end();
  }
}

/** How TLS begins here; undefined where it does not. A handshake of ours that failed may have been too modern. */
function modeOf({ failure, goal, starttls, tls }: Evidence): TlsEvidence['mode'] | undefined {
  if (failure?.kind === 'aborted') return undefined;
  if (tls) return tls.mode;
  if (starttls?.reply?.code === 220) return 'starttls';
  return goal.security === 'tls' && failure?.stage === 'tls' && failure.kind === 'tls' ? 'tls' : undefined;
}

/** All connections go to the address that answered first. */
function planOf(session: SessionPlan, { connect }: Evidence): SessionPlan {
  return connect?.address === undefined || session.network.proxy
    ? session
    : { ...session, address: connect.address };
}

function sniOf({ goal, network }: SessionPlan): string | undefined {
  const name = network.tls.servername ?? goal.host;
  return name === false || name.startsWith('/') || ipVersion(name) !== 0 ? undefined : name;
}

function tlsScanOf(
  { hasSpared, observations, pace }: Asker,
  found: ProtocolsFound,
  elapsedMs: number,
): TlsScanEvidence {
  const { certificates, fields, features } = observations;
  const { fallbackScsv } = found;
  const unknown = unknownParts(found);
  const ended = pace.ended ?? (hasSpared ? 'budget' : undefined);
  return {
    connections: pace.used,
    maxConnections: pace.maxConnections,
    elapsedMs: Math.round(elapsedMs),
    protocols: found.protocols,
    certificates,
    fields,
    features: { ...features, ...(typeof fallbackScsv === 'boolean' ? { fallbackScsv } : {}) },
    throttles: pace.throttles,
    unknown,
    ...(unknown.length > 0 && ended ? { ended } : {}),
  };
}

function unknownParts({ protocols, fallbackScsv }: ProtocolsFound): ScanPart[] {
  const isOpen = (pick: (scan: ProtocolsFound['protocols'][number]) => Enumerated | undefined): boolean =>
    protocols.some((scan) => pick(scan)?.isComplete === false);
  return [
    ...(protocols.some(({ state }) => state === 'unknown') ? ['protocols' as const] : []),
    ...(isOpen(({ suites }) => suites) ? ['suites' as const] : []),
    ...(isOpen(({ groups }) => groups) ? ['groups' as const] : []),
    ...(isOpen(({ signatureSchemes }) => signatureSchemes) ? ['signature-schemes' as const] : []),
    ...(fallbackScsv === 'unknown' ? ['fallback' as const] : []),
  ];
}
