import { setTimeout as delay } from 'node:timers/promises';
import { clockMs } from '../../clock.ts';
import type { Evidence } from '../../evidence.ts';
import { type Catalog, catalogOf } from '../../messages/catalog.ts';
import type { DeliveryPlan } from '../../probes/delivery.ts';
import { printable } from '../../render/printable.ts';
import { type DeliveryRefusal, deliveryRefusalAs } from '../../rules/delivery-refusal.ts';
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

/** A run in which somebody else's fate was told as well goes on to count. */
function followed(evidence: Evidence, { addresses, others }: DeliveryRefusal, waitedMs: number): Evidence {
  const retried = addresses.length + others.length;
  const { recipients = [] } = evidence.delivery ?? {};
  if (retried > 0 && retried < recipients.length) return evidence;
  return { ...evidence, followedBy: { why: 'greylisting', subject: subjectOf(evidence), waitedMs } };
}

/** Who has the message must not get it twice. */
function forGreylisted(delivery: DeliveryPlan, { addresses, others }: DeliveryRefusal): DeliveryPlan {
  const { work } = delivery;
  const wanted = new Set([...addresses, ...others.map(({ address }) => address)]);
  if (!work || wanted.size === 0) return delivery;
  const recipients = work.envelope.recipients.filter(({ address }) => wanted.has(address));
  return { ...delivery, work: { ...work, envelope: { ...work.envelope, recipients } } };
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
