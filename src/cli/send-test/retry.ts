import { setTimeout as delay } from 'node:timers/promises';
import { clockMs } from '../../clock.ts';
import type { Evidence } from '../../evidence.ts';
import { type Catalog, catalogOf } from '../../messages/catalog.ts';
import { type DeliveryPlan, onlyTo } from '../../probes/delivery/delivery.ts';
import { printable } from '../../render/printable.ts';
import { type Greylisting, greylistingOf } from '../../rules/delivery/greylisting.ts';
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

/** How long is waited, and how long the server said. */
interface Wait {
  readonly seconds: number;
  readonly saidSeconds: number | undefined;
}

/** Tries, and tries again for those who were greylisted once their time is over; gives the evidence of the last try. */
export async function retryGreylisted(retry: Retry): Promise<Evidence> {
  const { deadlineMs, go, onEvidence, context } = retry;
  const startedMs = clockMs();
  const leftMs = (): number => deadlineMs - (clockMs() - startedMs);
  let { delivery } = retry;
  let evidence = await go(delivery, deadlineMs);
  for (let tries = 1; ; tries += 1) {
    const greylisting = greylistingOf(evidence);
    if (!greylisting || context.signal.aborted) return evidence;
    const wait = waitFor(greylisting, tries);
    if (!(await isWaited(wait, leftMs(), retry))) return evidence;
    onEvidence(followed(evidence, greylisting, wait));
    delivery = onlyTo(delivery, greylisting.addresses);
    evidence = await go(delivery, Math.max(leftMs(), 1));
  }
}

/** What the server says, but at least twice as long with each try: a server that never lets in is not stormed. */
function waitFor({ saidSeconds }: Greylisting, tries: number): Wait {
  const seconds = Math.max((saidSeconds ?? USUAL_SECONDS) + MARGIN_SECONDS, 2 ** tries);
  return { seconds, saidSeconds };
}

function followed(evidence: Evidence, { addresses }: Greylisting, { seconds, saidSeconds }: Wait): Evidence {
  const isForSome = addresses.length < (evidence.delivery?.recipients.length ?? 0);
  return {
    ...evidence,
    followedBy: {
      why: 'greylisting',
      subject: subjectOf(evidence),
      waitedMs: seconds * 1000,
      ...(saidSeconds === undefined ? {} : { saidSeconds }),
      ...(isForSome ? { recipients: addresses } : {}),
    },
  };
}

/** Whether the time passed: not where it is longer than what is left, or where a signal came. */
async function isWaited(wait: Wait, leftMs: number, { options, context }: Retry): Promise<boolean> {
  const { report } = await catalogOf(localeOf(options.lang, process.env));
  context.endProgress();
  const { seconds, saidSeconds } = wait;
  if (seconds * 1000 >= leftMs) {
    say(report.delivery.waitTooLong(seconds, saidSeconds, Math.max(Math.round(leftMs / 1000), 0)));
    return false;
  }
  return countDown(wait, report, context.signal);
}

/** On a terminal one line that counts, elsewhere one line. */
async function countDown(
  { seconds, saidSeconds }: Wait,
  report: Catalog['report'],
  signal: AbortSignal,
): Promise<boolean> {
  const isTerminal = process.stderr.isTTY === true;
  const endMs = clockMs() + seconds * 1000;
  const { waiting } = report.delivery;
  if (!isTerminal) say(waiting(seconds, saidSeconds));
  for (let left = seconds * 1000; left > 0 && !signal.aborted; left = endMs - clockMs()) {
    if (isTerminal) process.stderr.write(`\r\x1b[K${waiting(Math.ceil(left / 1000), saidSeconds)}`);
    await delay(Math.min(left, TICK_MS), undefined, { signal }).catch(() => undefined);
  }
  if (isTerminal) process.stderr.write('\r\x1b[K');
  return !signal.aborted;
}

function say(text: string): void {
  process.stderr.write(`${TOOL.name}: ${printable(text, { unicode: true })}\n`);
}
