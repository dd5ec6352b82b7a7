import type { Evidence } from '../../evidence.ts';
import type { ArrivalPlan } from '../../probes/arrival.ts';
import { type DeliveryPlan, probeDelivery } from '../../probes/delivery/delivery.ts';
import { probeDeliveryToDomain } from '../../probes/delivery/domain.ts';
import type { SessionPlan } from '../../probes/plan.ts';
import { atDoor } from '../auth/run.ts';
import { subjectOf } from '../goal.ts';
import type { WorkContext } from '../run.ts';
import type { SendTestOptions } from '../send-test.ts';
import { withArrival } from './arrival.ts';
import type { Destination } from './destination.ts';
import { retryGreylisted } from './retry.ts';

/** A message on its way. */
export interface Dispatch {
  readonly destination: Destination;
  readonly plan: SessionPlan;
  readonly delivery: DeliveryPlan;
  readonly options: SendTestOptions;
  /** Where the message is looked for once it is accepted. */
  readonly arrival?: ArrivalPlan;
}

/** Goes to the destination, again where that was asked for, and hands every run's evidence over. */
export async function walkTo(dispatch: Dispatch, context: WorkContext): Promise<void> {
  const { destination, plan, delivery, options } = dispatch;
  const { name } = destination;
  let runs = 0;
  const onEvidence = (evidence: Evidence): void => {
    context.onEvidence(subjectOf(evidence), evidence, [0, runs]);
    runs += 1;
  };
  const watched: SessionPlan = {
    ...plan,
    signal: context.signal,
    onStage: (stage) => context.onStage(name, stage),
  };
  const go = (work: DeliveryPlan, leftMs: number): Promise<Evidence> => {
    const bounded = { ...watched, network: { ...plan.network, deadlineMs: leftMs } };
    return goOnce(destination, bounded, { delivery: work, onPassedOver: onEvidence });
  };
  const { deadlineMs } = plan.network;
  const last = options.retryGreylist
    ? await retryGreylisted({ delivery, deadlineMs, go, onEvidence, options, context })
    : await go(delivery, deadlineMs);
  onEvidence(await withArrival(last, dispatch.arrival, context.signal));
}

function goOnce(
  { domain, goal }: Destination,
  plan: SessionPlan,
  { delivery, onPassedOver }: { delivery: DeliveryPlan; onPassedOver: (evidence: Evidence) => void },
): Promise<Evidence> {
  if (domain === undefined) return atDoor(plan, (door) => probeDelivery(door, delivery));
  const { goal: _goal, ...rest } = plan;
  const { port = 25, security } = goal;
  return probeDeliveryToDomain({ ...rest, domain, port, security }, delivery, onPassedOver);
}
