import { UsageError } from '../../errors.ts';
import type { Evidence } from '../../evidence.ts';
import type { GateQueue } from '../../net/address-gate.ts';
import { type DeliveryPlan, probeDelivery } from '../../probes/delivery/delivery.ts';
import { probeDeliveryToDomain } from '../../probes/delivery/domain.ts';
import { type DomainPlan, probeDomain } from '../../probes/domain.ts';
import type { NetworkChoice, SessionPlan } from '../../probes/plan.ts';
import { probePorts } from '../../probes/ports.ts';
import { probeSession } from '../../probes/session.ts';
import type { Concealment } from '../../smtp/concealment.ts';
import { parseDomain, parseTarget, type Target } from '../../target.ts';
import { atDoor } from '../auth/run.ts';
import { checkFamily, goalOf, type SessionTarget } from '../goal.ts';
import type { NetworkOptions } from '../options.ts';
import type { WorkContext } from '../run.ts';

/** What of the options a walk hangs on. */
export interface WalkOptions extends NetworkOptions {
  readonly mx?: boolean;
  readonly enforcement?: boolean;
}

/** A target on its own. */
export interface Walk {
  readonly text: string;
  readonly target: Target;
  readonly options: WalkOptions;
  readonly network: NetworkChoice;
  readonly context: Pick<WorkContext, 'signal' | 'onStage'>;
  readonly queue?: GateQueue;
  /** What is done in the session beyond looking at it. */
  readonly delivery?: DeliveryPlan;
  readonly concealment?: Concealment;
}

/**
 * Reads a target; with `mx` as a mail domain.
 *
 * @throws UsageError for what cannot be read, or is no mail domain.
 */
export function targetOf(text: string, options: WalkOptions): Target {
  const target = parseTarget(text);
  checkFamily(target, options);
  if (!options.mx || target.kind === 'domain') return target;
  if (target.kind === 'host' && target.port === undefined && target.scheme === undefined) {
    return { kind: 'domain', domain: parseDomain(target.host) };
  }
  throw new UsageError(`--mx needs a mail domain, not "${text}"`, 'give the part after the @');
}

/** Walks to a target, or to every MX host of a domain; `onEvidence` gets each with its place among the hosts. */
export async function walkTarget(
  walk: Walk,
  onEvidence: (evidence: Evidence, host: number) => void,
): Promise<void> {
  const { target, delivery } = walk;
  if (target.kind === 'domain') {
    const plan = domainPlan(target.domain, walk);
    return delivery ? deliverToDomain(plan, delivery, onEvidence) : probeDomain(plan, onEvidence);
  }
  const plan = sessionPlan(target, walk);
  const isSingle = target.kind === 'unix' || plan.goal.port !== undefined;
  const seen = delivery
    ? atDoor(plan, (door) => probeDelivery(door, delivery))
    : isSingle
      ? probeSession(plan)
      : probePorts(plan);
  onEvidence(await seen, 0);
}

async function deliverToDomain(
  plan: DomainPlan,
  delivery: DeliveryPlan,
  onEvidence: (evidence: Evidence, host: number) => void,
): Promise<void> {
  let hosts = 0;
  const onHost = (evidence: Evidence): void => {
    onEvidence(evidence, hosts);
    hosts += 1;
  };
  onHost(await probeDeliveryToDomain(plan, delivery, onHost));
}

/** What every session of a walk has in common. */
export function commonPlan(walk: Walk): Omit<SessionPlan, 'goal'> {
  const { text, options, network, context, queue, concealment } = walk;
  return {
    network,
    signal: context.signal,
    onStage: (stage) => context.onStage(text, stage),
    ...(queue ? { queue } : {}),
    ...(concealment ? { concealment } : {}),
    ...(options.enforcement ? { tryEnforcement: true } : {}),
  };
}

function domainPlan(domain: string, walk: Walk): DomainPlan {
  const { port = 25, security = 'auto' } = walk.options;
  return { ...commonPlan(walk), domain, port, security };
}

function sessionPlan(target: SessionTarget, walk: Walk): SessionPlan {
  const goal = goalOf(target, walk.options);
  const isLmtp = target.kind === 'host' && target.scheme === 'lmtp';
  return { ...commonPlan(walk), goal, ...(isLmtp ? { lmtp: true } : {}) };
}
