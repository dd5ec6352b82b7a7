import { setTimeout as delay } from 'node:timers/promises';
import { clockMs } from '../../clock.ts';
import { mapConcurrently } from '../../probes/concurrency.ts';
import type { Run } from '../../report.ts';
import type { CheckOptions } from '../check.ts';
import { listenForSignals } from '../run.ts';
import type { Job } from './prepare.ts';
import { openWatchDisplay } from './watch-display.ts';

/** How often to check, and how. */
export interface Watch {
  /** From one round's beginning to the next's; a round that takes longer is followed at once. */
  readonly intervalMs: number;
  /** Makes ready what a round needs: names are resolved, and messages made, anew in each. */
  readonly jobs: () => Promise<readonly Job[]>;
  /** What a target comes to; a signal ends it early. */
  readonly runsOf: (job: Job, signal: AbortSignal) => Promise<readonly Run[]>;
}

/** Checks round after round until a signal ends it, or nobody reads any more; gives the exit code. */
export async function watch(
  { intervalMs, jobs: prepareJobs, runsOf }: Watch,
  options: CheckOptions,
): Promise<number> {
  const first = await prepareJobs();
  const interruption = listenForSignals();
  const { signal } = interruption;
  const display = await openWatchDisplay(options);
  try {
    for (let round = 1; !signal.aborted && display.isOpen(); round += 1) {
      const jobs = round === 1 ? first : await prepareJobs();
      const startedMs = clockMs();
      let done = 0;
      display.progress({ round, done, all: jobs.length });
      await mapConcurrently(jobs, options.concurrency, async (job) => {
        if (signal.aborted) return;
        const runs = await runsOf(job, signal);
        if (signal.aborted) return;
        done += 1;
        await display.target(job.place, runs);
        display.progress({ round, done, all: jobs.length });
      });
      const restMs = Math.max(0, intervalMs - (clockMs() - startedMs));
      if (!signal.aborted) display.progress({ round, nextAt: new Date(Date.now() + restMs) });
      await delay(restMs, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    await display.close();
    interruption.end();
  }
  const received = interruption.received();
  return received === undefined ? 0 : received === 'SIGINT' ? 130 : 143;
}
