import { resolve } from 'node:path';
import type { Evidence } from '../../evidence.ts';
import { AddressGate, GateQueue } from '../../net/address-gate.ts';
import { mapConcurrently } from '../../probes/concurrency.ts';
import { printable } from '../../render/printable.ts';
import type { CheckOptions } from '../check.ts';
import { subjectOf } from '../goal.ts';
import { commonPlan, type Walk, walkTarget } from '../probe/walk.ts';
import { runCommand, type WorkContext } from '../run.ts';
import { tryAgain } from './attempt.ts';
import { type Baseline, readBaseline, updatingBaseline } from './baseline-file.ts';
import { readDone, withoutDone } from './done.ts';
import { lookBeside } from './looks.ts';
import { type Job, prepare } from './prepare.ts';
import { readCheckList } from './targets.ts';

const EXIT_USAGE = 2;

/**
 * Holds servers against what is expected of them; gives the exit code.
 *
 * @throws UsageError for what cannot be read; the mistakes of a config are told all at once, with their places.
 */
export async function check(named: readonly string[], options: CheckOptions): Promise<number> {
  const list = await readCheckList(named, options);
  if ('complaints' in list) {
    for (const line of list.complaints) process.stderr.write(`${printable(line, { unicode: true })}\n`);
    return EXIT_USAGE;
  }
  const jobs = shardOf(await prepare(list.targets, list.defaults, options), options);
  const baseline = await readBaseline(options);
  const resumed = resuming(options);
  const pending = await leftOf(jobs, resumed);
  const gate = new AddressGate(options.perHost);
  return updatingBaseline(resumed, (wanted) =>
    runCommand('check', wanted, (context) =>
      mapConcurrently(pending, options.concurrency, (job) =>
        checkTarget(job, { context, gate, baseline, options }),
      ).then(() => undefined),
    ),
  );
}

/** Every n-th, so that the shards are alike in size and together are the whole, each target once. */
function shardOf(jobs: readonly Job[], { shard }: CheckOptions): readonly Job[] {
  return shard ? jobs.filter(({ place }) => place % shard.count === shard.index - 1) : jobs;
}

/** A report that is gone on with is added to. */
function resuming(options: CheckOptions): CheckOptions {
  const { skipDone, output, format = [] } = options;
  const isSame = (file: string | undefined): boolean =>
    file !== undefined && skipDone !== undefined && resolve(file) === resolve(skipDone);
  const at = format.findIndex((choice) => choice.format === 'ndjson' && isSame(choice.file ?? output));
  if (at < 0) return options;
  const { output: _output, ...rest } = options;
  const placed = format.map((choice) => (output === undefined ? choice : { file: output, ...choice }));
  return { ...rest, format: placed.map((choice, n) => (n === at ? { ...choice, isResumed: true } : choice)) };
}

async function leftOf(
  jobs: readonly Job[],
  { skipDone, format = [] }: CheckOptions,
): Promise<readonly Job[]> {
  if (skipDone === undefined) return jobs;
  const isResumed = format.some((choice) => choice.isResumed);
  return withoutDone(jobs, await readDone(skipDone, isResumed));
}

interface Round {
  readonly context: WorkContext;
  readonly gate: AddressGate;
  readonly baseline: Baseline;
  readonly options: CheckOptions;
}

/** A target that a signal cut short was not checked, and is in no report. */
async function checkTarget(job: Job, { context, gate, baseline, options }: Round): Promise<void> {
  const { signal, onEvidence } = context;
  if (signal.aborted) return;
  const walk: Walk = { ...job, context, queue: new GateQueue(gate) };
  const runs = await tryAgain(options.retries, signal, () => runsOf(job, walk, baseline));
  if (signal.aborted && runs.some(({ failure }) => failure?.kind === 'aborted')) return;
  const written = runs.map((evidence, at) => {
    const isLast = at === runs.length - 1;
    return onEvidence(subjectOf(evidence), evidence, [job.place, at], isLast ? job.text : undefined);
  });
  await Promise.all(written);
}

/** The hosts of a domain in their order, whichever ends first. */
/** One round at one target: a piece of evidence for each host of it, with what is expected of them. */
export async function runsOf(job: Job, walk: Walk, baseline: Baseline): Promise<readonly Evidence[]> {
  const seen: { readonly evidence: Evidence; readonly host: number }[] = [];
  await walkTarget(walk, (evidence, host) => seen.push({ evidence, host }));
  const { expect } = job;
  const runs: Evidence[] = [];
  for (const { evidence } of seen.toSorted((a, b) => a.host - b.host)) {
    const known = baseline.get(subjectOf(evidence));
    const beside = await lookBeside(commonPlan(walk), evidence, expect);
    runs.push({ ...evidence, check: { expect, ...beside, ...(known ? { baseline: known } : {}) } });
  }
  return runs;
}
