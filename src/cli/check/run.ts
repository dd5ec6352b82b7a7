import { resolve } from 'node:path';
import type { Evidence } from '../../evidence.ts';
import { AddressGate, GateQueue } from '../../net/address-gate.ts';
import { mapConcurrently } from '../../probes/concurrency.ts';
import { printable } from '../../render/printable.ts';
import { type Run, runOf } from '../../report.ts';
import type { CheckOptions } from '../check.ts';
import { isOnly } from '../format.ts';
import { subjectOf } from '../goal.ts';
import { commonPlan, type Walk, walkTarget } from '../probe/walk.ts';
import { checkedIds, runCommand, type WorkContext } from '../run.ts';
import { keepHeapSteady } from '../steady-heap.ts';
import { tryAgain } from './attempt.ts';
import { type Baseline, readBaseline, updatingBaseline } from './baseline-file.ts';
import { earlierRuns, readDone, withoutDone } from './done.ts';
import { lookBeside } from './looks.ts';
import { type Job, prepare } from './prepare.ts';
import { readCheckList } from './targets.ts';

const EXIT_USAGE = 2;
/** What a monitoring plugin says when it could not look. */
const EXIT_UNKNOWN = 3;

/**
 * Holds servers against what is expected of them; gives the exit code.
 *
 * @throws UsageError for what cannot be read; the mistakes of a config are told all at once, with their places.
 */
export async function check(named: readonly string[], options: CheckOptions): Promise<number> {
  keepHeapSteady();
  const list = await readCheckList(named, options);
  if ('complaints' in list) {
    for (const line of list.complaints) process.stderr.write(`${printable(line, { unicode: true })}\n`);
    return isOnly('nagios', options) ? EXIT_UNKNOWN : EXIT_USAGE;
  }
  const prepared = async (): Promise<readonly Job[]> =>
    shardOf(await prepare(list.targets, list.defaults, options), options);
  const baseline = await readBaseline(options);
  if (options.watch !== undefined) return watchJobs(prepared, options.watch, { baseline, options });
  const jobs = await prepared();
  const resumed = resuming(options);
  const pending = await leftOf(jobs, resumed);
  const gate = new AddressGate(options.perHost);
  return updatingBaseline(resumed, async (wanted) => {
    let isWhole = true;
    const code = await runCommand('check', wanted, async (context) => {
      const round: Round = { context, gate, baseline, options };
      await takeEarlier(resumed, context);
      await mapConcurrently(pending, options.concurrency, (job) => checkTarget(job, round));
      isWhole = !context.signal.aborted;
      return undefined;
    });
    return { code, isWhole };
  });
}

/** Checks again and again; what is ignored or expected counts as it does in a report. */
async function watchJobs(
  jobs: () => Promise<readonly Job[]>,
  intervalMs: number,
  { baseline, options }: Pick<Round, 'baseline' | 'options'>,
): Promise<number> {
  const ignore = checkedIds(options.ignore ?? []);
  const gate = new AddressGate(options.perHost);
  const { watch } = await import('./watch.ts');
  const runsOfJob = async (job: Job, signal: AbortSignal): Promise<readonly Run[]> => {
    const context = { signal, onStage: () => undefined };
    const walk: Walk = { ...job, context, queue: new GateQueue(gate) };
    const runs = await tryAgain(options.retries, signal, () => runsOf(job, walk, baseline));
    return runs.map((evidence) => runOf(subjectOf(evidence), evidence, ignore));
  };
  return watch({ intervalMs, jobs, runsOf: runsOfJob }, options);
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

/** What is gone on with is one report in the end: its verdict and exit code are of the whole. */
async function takeEarlier({ skipDone, format = [] }: CheckOptions, context: WorkContext): Promise<void> {
  if (skipDone === undefined || !format.some(({ isResumed }) => isResumed)) return;
  let count = 0;
  for await (const run of earlierRuns(skipDone)) {
    await context.onEarlier(run, [BEFORE_ALL, count]);
    count += 1;
  }
}

/** The place of what was done before the first target of this run. */
const BEFORE_ALL = -1;

interface Round {
  readonly context: WorkContext;
  readonly gate: AddressGate;
  readonly baseline: Baseline;
  readonly options: CheckOptions;
}

/** A target that a signal cut short was not checked, and is in no report. */
async function checkTarget(job: Job, { context, gate, baseline, options }: Round): Promise<void> {
  const { signal, onEvidence } = context;
  if (signal.aborted || !context.isRead()) return;
  const walk: Walk = { ...job, context, queue: new GateQueue(gate) };
  const runs = await tryAgain(options.retries, signal, () => runsOf(job, walk, baseline));
  if (signal.aborted && runs.some(({ failure }) => failure?.kind === 'aborted')) return;
  const written = runs.map((evidence, at) => {
    const isLast = at === runs.length - 1;
    return onEvidence(subjectOf(evidence), evidence, [job.place, at], isLast ? job.text : undefined);
  });
  await Promise.all(written);
}

/** One round at one target: a piece of evidence for each host of it, in their order, with what is expected of them. */
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
