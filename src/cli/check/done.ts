import { createReadStream, existsSync, statSync, truncateSync } from 'node:fs';
import { UsageError } from '../../errors.ts';
import type { Run } from '../../report.ts';
import { linesOf } from '../lines.ts';

/** How often each target stands done in an earlier report. */
export type DoneTargets = ReadonlyMap<string, number>;

/**
 * Reads what an earlier run wrote in ndjson: which targets it came to the end of. A file that is not there has none.
 *
 * @param isResumed  The file is to be added to: what the last target left unfinished is cut off.
 * @throws UsageError for a file that cannot be read.
 */
export async function readDone(file: string, isResumed: boolean): Promise<DoneTargets> {
  const done = new Map<string, number>();
  if (!existsSync(file)) return done;
  let bytes = 0;
  let endOfLast = 0;
  try {
    const { size } = statSync(file);
    for await (const lines of linesOf(createReadStream(file))) {
      for (const line of lines) {
        bytes += Buffer.byteLength(line) + 1;
        const target = targetIn(line);
        // Without its line break a line may have lost more than that.
        if (target === undefined || bytes > size) continue;
        done.set(target, (done.get(target) ?? 0) + 1);
        endOfLast = bytes;
      }
    }
    if (isResumed) truncateSync(file, endOfLast);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UsageError(
      `cannot read --skip-done "${file}": ${error.message}`,
      'name a file of --format ndjson',
    );
  }
  return done;
}

/**
 * Reads the runs of a report in ndjson one by one: all of them, in their order.
 *
 * @throws UsageError for a line that is no run of ours.
 */
export async function* earlierRuns(file: string): AsyncGenerator<Run> {
  const { reportValidator } = await import('../probe/saved-report.ts');
  const validate = reportValidator();
  for await (const lines of linesOf(createReadStream(file))) {
    for (const line of lines) {
      const { type: _type, subject, target, ...rest } = JSON.parse(line);
      const { findings, passed, skipped, ignored, evidence, ...head } = rest;
      const named = target === undefined ? {} : { target };
      const run = { subject, ...named, findings, passed, skipped, ignored, evidence };
      // A line is complete without the lines around it, but for what a whole report says of its own time.
      const report: unknown = { ...head, startedAt: evidence?.observedAt, elapsedMs: 0, runs: [run] };
      if (!validate(report)) throw notOurs(file);
      yield* report.runs;
    }
  }
}

function notOurs(file: string): UsageError {
  return new UsageError(
    `"${file}" holds a line that is no run of ours`,
    'begin anew in another file, or name a file of --format ndjson',
  );
}

/** Leaves out what is done, as many times as it is. */
export function withoutDone<T extends { readonly text: string }>(jobs: readonly T[], done: DoneTargets): T[] {
  const left = new Map(done);
  return jobs.filter(({ text }) => {
    const count = left.get(text) ?? 0;
    if (count > 0) left.set(text, count - 1);
    return count === 0;
  });
}

/** The target that a line is the last of; a line that was cut off is none. */
function targetIn(line: string): string | undefined {
  try {
    const { type, target } = Object(JSON.parse(line));
    return type === 'run' && typeof target === 'string' ? target : undefined;
  } catch {
    return undefined;
  }
}
