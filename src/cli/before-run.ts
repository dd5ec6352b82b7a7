import { setImmediate as nextTurn } from 'node:timers/promises';
import { clockMs } from '../clock.ts';
import { SmtpError, UsageError } from '../errors.ts';
import type { Evidence, Goal } from '../evidence.ts';
import { Draft } from '../probes/draft.ts';
import { startDeadline } from '../probes/plan.ts';
import type { Report } from '../report.ts';
import { subjectOf } from './goal.ts';
import type { OutputOptions } from './options.ts';
import { listenForSignals, runCommand } from './run.ts';

/** What came of it, or what signal ended it; with the time that is left of the deadline, in milliseconds. */
export interface Preparation<Value> {
  readonly value?: Value;
  readonly interruptedBy?: NonNullable<Report['interruptedBy']>;
  readonly leftMs: number;
}

/** The longest that a timer takes. */
const ENDLESS_MS = 2 ** 31 - 1;

/**
 * Does what comes before a run, such as reading secrets, under the signals and the deadline of the run. Where
 * somebody sits at the terminal and may be asked, the time is not counted.
 *
 * @throws UsageError when the deadline passes, and whatever the work throws.
 */
export async function beforeRun<Value>(
  deadlineMs: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Preparation<Value>> {
  const isTerminal = process.stdin.isTTY === true;
  const interruption = listenForSignals();
  const deadline = startDeadline(isTerminal ? ENDLESS_MS : deadlineMs, interruption.signal);
  const startedMs = clockMs();
  const leftMs = (): number =>
    isTerminal ? deadlineMs : Math.max(Math.round(deadlineMs - (clockMs() - startedMs)), 1);
  try {
    const value = await Promise.race([work(deadline.signal), aborted(deadline.signal)]);
    const interruptedBy = interruption.received();
    return { value, leftMs: leftMs(), ...(interruptedBy ? { interruptedBy } : {}) };
  } catch (error) {
    if (!(error instanceof SmtpError) || error.kind !== 'aborted') throw error;
    // A signal that the process sends to itself arrives a turn later.
    await nextTurn();
    const interruptedBy = interruption.received();
    if (interruptedBy) return { interruptedBy, leftMs: leftMs() };
    if (!deadline.isOverdue()) throw error;
    const message = `the secret did not come within the deadline of ${deadlineMs / 1000} s`;
    throw new UsageError(message, 'give a longer --deadline, or end what is read');
  } finally {
    deadline.end();
    interruption.end();
  }
}

/** Work may hang where no signal reaches it, as in the opening of a pipe that nobody writes to. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(new SmtpError('aborted', 'interrupted', { stage: 'auth' }));
    // The work's own error says more, where it has one.
    signal.addEventListener('abort', () => setImmediate(stop), { once: true });
  });
}

/** Writes the report of a run that a signal ended before it began; gives the exit code. */
export async function reportInterrupted(
  command: string,
  options: OutputOptions,
  { goal, evidence, interruptedBy }: Interrupted,
): Promise<number> {
  const startedAt = new Date().toISOString();
  const seen = evidence ?? neverBegun(goal);
  return runCommand(command, options, async ({ onEvidence }) => {
    onEvidence(subjectOf(seen), seen, [0, 0]);
    return { startedAt, elapsedMs: 0, interruptedBy };
  });
}

interface Interrupted {
  readonly goal: Goal;
  /** What was seen before the signal. */
  readonly evidence?: Evidence | undefined;
  readonly interruptedBy: NonNullable<Report['interruptedBy']>;
}

function neverBegun(goal: Goal): Evidence {
  const draft = new Draft(goal);
  draft.fail({ stage: 'connect', kind: 'aborted', message: 'interrupted before the first connection' });
  return draft.finish();
}
