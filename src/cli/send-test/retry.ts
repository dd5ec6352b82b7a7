import { setTimeout as delay } from 'node:timers/promises';
import { clockMs } from '../../clock.ts';
import type { Evidence } from '../../evidence.ts';
import { type Catalog, catalogOf } from '../../messages/catalog.ts';
import { type DeliveryPlan, onlyTo } from '../../probes/delivery/delivery.ts';
import { printable } from '../../render/printable.ts';
import { type DeliveryRefusal, deliveryRefusalAs } from '../../rules/delivery/refusal.ts';
import { TOOL } from '../../version.ts';
import { subjectOf } from '../goal.ts';
import type { WorkContext } from '../run.ts';
import type { SendTestOptions } from '../send-test.ts';
import { localeOf } from '../terminal.ts';

/** Where the server names no time: what most greylisting waits for. */
const USUAL_SECONDS = 300;

/** Two clocks never go alike. */
const MARGIN_SECONDS = 1;

const TICK_MS = 1_000;

/** What is tried, and for how long. */
export interface Retry {
  readonly delivery: DeliveryPlan;
  /** For all tries and the waits between them. */
  readonly deadlineMs: number;
  readonly go: (delivery: DeliveryPlan, leftMs: number) => Promise<Evidence>;
  readonly onEvidence: (evidence: Evidence) => void;
  readonly options: SendTestOptions;
  readonly context: WorkContext;
}

/** Tries, and tries again for those who were greylisted once their time is over; gives the evidence of the last try. */
export async function retryGreylisted(retry: Retry): Promise<Evidence> {
  const { deadlineMs, go, onEvidence, context } = retry;
  const startedMs = clockMs();
  const leftMs = (): number => deadlineMs - (clockMs() - startedMs);
  let { delivery } = retry;
  let evidence = await go(delivery, deadlineMs);
  for (;;) {
    const refusal = deliveryRefusalAs('rcpt.greylisted', evidence);
    if (!refusal || context.signal.aborted) return evidence;
    const waitMs = ((refusal.facts.waitSeconds ?? USUAL_SECONDS) + MARGIN_SECONDS) * 1000;
    if (!(await isWaited(waitMs, leftMs(), retry))) return evidence;
    onEvidence(followed(evidence, refusal, waitMs));
    delivery = forGreylisted(delivery, refusal);
    evidence = await go(delivery, Math.max(leftMs(), 1));
  }
}

function followed(evidence: Evidence, refusal: DeliveryRefusal, waitedMs: number): Evidence {
  const retried = greylistedIn(refusal);
  const { recipients = [] } = evidence.delivery ?? {};
  const isForSome = retried.length > 0 && retried.length < recipients.length;
  return {
    ...evidence,
    followedBy: {
      why: 'greylisting',
      subject: subjectOf(evidence),
      waitedMs,
      ...(isForSome ? { recipients: retried } : {}),
    },
  };
}

function greylistedIn({ addresses, others }: DeliveryRefusal): string[] {
  return [...addresses, ...others.map(({ address }) => address)];
}

function forGreylisted(delivery: DeliveryPlan, refusal: DeliveryRefusal): DeliveryPlan {
  const retried = greylistedIn(refusal);
  return retried.length === 0 ? delivery : onlyTo(delivery, retried);
}

/** Whether the time passed: not where it is longer than what is left, or where a signal came. */
async function isWaited(waitMs: number, leftMs: number, { options, context }: Retry): Promise<boolean> {
  const { report } = await catalogOf(localeOf(options.lang, process.env));
  context.endProgress();
  if (waitMs >= leftMs) {
    say(report.delivery.waitTooLong(waitMs / 1000, Math.max(Math.round(leftMs / 1000), 0)));
    return false;
  }
  return countDown(waitMs, report, context.signal);
}

/** On a terminal one line that counts, elsewhere one line. */
async function countDown(waitMs: number, report: Catalog['report'], signal: AbortSignal): Promise<boolean> {
  const isTerminal = process.stderr.isTTY === true;
  const endMs = clockMs() + waitMs;
  if (!isTerminal) say(report.delivery.waiting(waitMs / 1000));
  for (let left = waitMs; left > 0 && !signal.aborted; left = endMs - clockMs()) {
    if (isTerminal) process.stderr.write(`\r\x1b[K${report.delivery.waiting(Math.ceil(left / 1000))}`);
    await delay(Math.min(left, TICK_MS), undefined, { signal }).catch(() => undefined);
  }
  if (isTerminal) process.stderr.write('\r\x1b[K');
  return !signal.aborted;
}

function say(text: string): void {
  process.stderr.write(`${TOOL.name}: ${printable(text, { unicode: true })}\n`);
}
