import { setMaxListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { clockMs } from '../clock.ts';
import type { Stage } from '../errors.ts';
import { UsageError } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import { catalogOf } from '../messages/catalog.ts';
import type { ReportHead } from '../render/index.ts';
import { pluginCodeOf, type Report, type Run, runOf } from '../report.ts';
import { rules } from '../rules/index.ts';
import { TOOL } from '../version.ts';
import { isOnly, outputsOf, showsText } from './format.ts';
import type { OutputOptions } from './options.ts';
import { openOutlet, type Place, type Timestamps } from './outlet.ts';
import { startProgress } from './progress.ts';
import { hasColor, localeOf } from './terminal.ts';

export type { Place, Timestamps } from './outlet.ts';

/** What a command's work is given. */
export interface WorkContext {
  readonly signal: AbortSignal;
  readonly onStage: (subject: string, stage: Stage) => void;
  /** Ends the progress line, which a question on the terminal has no room beside. */
  readonly endProgress: () => void;
  /** Takes one piece of evidence, judges it and, in a streaming format, writes it at once. */
  readonly onEvidence: (
    subject: string,
    evidence: Evidence,
    place: Place,
    /** What the run's target was called, where this is the last of its runs. */
    target?: string,
  ) => Promise<void>;
  /** Takes a run of the report that is gone on with. */
  readonly onEarlier: (run: Pick<Run, 'subject' | 'evidence' | 'target'>, place: Place) => Promise<void>;
  /** False once nobody reads the report any more. */
  readonly isRead: () => boolean;
}

/**
 * Does a command's work and writes its report, also when a signal ends the work early.
 *
 * @returns the exit code, a pure function of the report.
 */
export async function runCommand(
  command: string,
  options: OutputOptions,
  work: (context: WorkContext) => Promise<Timestamps | undefined>,
): Promise<number> {
  const outputs = outputsOf(options, process.env);
  const ignore = checkedIds(options.ignore ?? []);
  const locale = localeOf(options.lang, process.env);
  const head: ReportHead = { tool: TOOL, command, locale, failOn: options.failOn };
  // Loading takes some milliseconds: it waits until the work has begun to wait for the network.
  const catalog = nextTurn().then(() => catalogOf(locale));
  const outlet = await openOutlet(outputs, head, options, catalog);
  const interruption = listenForSignals();
  const startedAt = new Date().toISOString();
  const startedMs = clockMs();
  const progress = await startProgress(
    catalog.then(({ stages }) => stages),
    {
      isQuiet: options.quiet === true || !showsText(options),
      color: hasColor(options.color, process.env, true),
    },
  );
  const judge = (subject: string, evidence: Evidence, target: string | undefined): Run => {
    const run = runOf(subject, evidence, ignore);
    return target === undefined ? run : { ...run, target };
  };
  try {
    const saved = await work({
      signal: interruption.signal,
      onStage: (subject, stage) => progress.show(subject, stage),
      endProgress: () => progress.stop(),
      onEvidence: (subject, evidence, place, target) => outlet.add(judge(subject, evidence, target), place),
      onEarlier: ({ subject, evidence, target }, place) =>
        outlet.addEarlier(judge(subject, evidence, target), place),
      isRead: () => outlet.isRead(),
    });
    const times = saved ?? { startedAt, elapsedMs: Math.round(clockMs() - startedMs) };
    progress.stop();
    const report = await outlet.finish(times, interruption.received() ?? saved?.interruptedBy);
    return isOnly('nagios', options) ? pluginCodeOf(report) : report.exitCode;
  } finally {
    progress.stop();
    interruption.end();
    await outlet.close();
  }
}

/**
 * The ids that `--ignore` names.
 *
 * @throws UsageError for one that there is not.
 */
export function checkedIds(ids: readonly string[]): ReadonlySet<string> {
  const known: readonly string[] = rules.map((rule) => rule.id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown === undefined) return new Set(ids);
  const stage = unknown.split('.')[0] ?? '';
  const near = known.filter((id) => id.startsWith(`${stage}.`));
  throw new UsageError(
    `unknown finding "${unknown}"`,
    `known ones are ${(near.length > 0 ? near : known).join(', ')}`,
  );
}

/** What a user's Ctrl-C, or an end asked for by the system, comes to. */
export interface Interruption {
  readonly signal: AbortSignal;
  received(): Report['interruptedBy'];
  end(): void;
}

/** The first SIGINT or SIGTERM ends the work and the report is written; the second ends the process. */
export function listenForSignals(): Interruption {
  const controller = new AbortController();
  // As many runs wait on it as `--concurrency` allows; Node would warn of the eleventh.
  setMaxListeners(0, controller.signal);
  let received: Report['interruptedBy'];
  const onSignal = (signal: 'SIGINT' | 'SIGTERM'): void => {
    if (received) process.exit(received === 'SIGINT' ? 130 : 143);
    received = signal;
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    received: () => received,
    end: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
