import { setMaxListeners } from 'node:events';
import type { Stage } from '../errors.ts';
import { UsageError } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import { type Catalog, catalogOf, type Locale } from '../messages/catalog.ts';
import { loadRenderer, type RenderContext, type Renderer, type ReportHead } from '../render/index.ts';
import { exitCodeOf, type Report, type Run, runOf, verdictOf } from '../report.ts';
import { rules } from '../rules/index.ts';
import { TOOL } from '../version.ts';
import type { OutputOptions } from './options.ts';
import { startProgress } from './progress.ts';
import { openSink, type Sink } from './sink.ts';
import { hasColor, hasUnicode, localeOf, widthOf } from './terminal.ts';

/** What a command's work is given. */
export interface WorkContext {
  readonly signal: AbortSignal;
  readonly onStage: (subject: string, stage: Stage) => void;
  /** Takes one piece of evidence, judges it and, in a streaming format, writes it at once. */
  readonly onEvidence: (subject: string, evidence: Evidence) => void;
}

/** What is known of a saved report: its own times in the place of this run's. */
export interface Timestamps {
  readonly startedAt: string;
  readonly elapsedMs: number;
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
  const format = options.json ? 'json' : options.format;
  const ignore = checkedIds(options.ignore ?? []);
  const locale = localeOf(options.lang, process.env);
  const head: ReportHead = { tool: TOOL, command, locale, failOn: options.failOn };
  const sink = await openSink(options.output);
  const outlet = new Outlet(sink, head, options, Promise.all([loadRenderer(format), catalogOf(locale)]));
  const interruption = listenForSignals();
  const startedAt = new Date().toISOString();
  const startedMs = performance.now();
  const progress = await startProgress(
    options.quiet === true || format !== 'text',
    () => outlet.catalog?.stages,
  );
  try {
    const saved = await work({
      signal: interruption.signal,
      onStage: (subject, stage) => progress.show(subject, stage),
      onEvidence: (subject, evidence) => outlet.add(runOf(subject, evidence, ignore)),
    });
    const times = saved ?? { startedAt, elapsedMs: Math.round(performance.now() - startedMs) };
    progress.stop();
    return await outlet.finish(times, interruption.received());
  } finally {
    progress.stop();
    interruption.end();
    await sink.close();
  }
}

/** Gathers the runs and writes them: each as it ends where the format allows, else all at the end. */
class Outlet {
  catalog: Catalog | undefined;
  readonly #runs: Run[] = [];
  readonly #sink: Sink;
  readonly #head: ReportHead;
  readonly #options: OutputOptions;
  readonly #loaded: Promise<[Renderer, RenderContext]>;
  #writing: Promise<void> = Promise.resolve();

  constructor(sink: Sink, head: ReportHead, options: OutputOptions, loading: Promise<[Renderer, Catalog]>) {
    this.#sink = sink;
    this.#head = head;
    this.#options = options;
    this.#loaded = loading.then(([renderer, catalog]) => {
      this.catalog = catalog;
      return [renderer, renderContext(catalog, head.locale, options)];
    });
  }

  add(run: Run): void {
    this.#runs.push(run);
    this.#writing = this.#writing.then(async () => {
      const [renderer, context] = await this.#loaded;
      if (renderer.stream) await this.#sink.write(renderer.stream.run(run, this.#head, context));
    });
  }

  async finish(times: Timestamps, interruptedBy: Report['interruptedBy']): Promise<number> {
    await this.#writing;
    const [renderer, context] = await this.#loaded;
    const report = reportOf(this.#head, this.#runs, times, interruptedBy);
    const text = renderer.stream ? renderer.stream.end(report, context) : renderer.report(report, context);
    await this.#sink.write(text);
    if (typeof this.#options.transcript === 'string')
      await writeTranscripts(this.#options.transcript, report);
    return report.exitCode;
  }
}

function reportOf(
  head: ReportHead,
  runs: readonly Run[],
  times: Timestamps,
  interruptedBy: Report['interruptedBy'],
): Report {
  const ended = interruptedBy === undefined ? {} : { interruptedBy };
  const exitCode = exitCodeOf({ runs, failOn: head.failOn, ...ended });
  return { schemaVersion: 1, ...head, verdict: verdictOf(runs), exitCode, ...times, ...ended, runs };
}

async function writeTranscripts(file: string, report: Report): Promise<void> {
  const { formatTranscript } = await import('../smtp/transcript.ts');
  const sink = await openSink(file);
  for (const { subject, evidence } of report.runs) {
    await sink.write(`# ${subject}\n${formatTranscript(evidence.transcript ?? [])}\n`);
  }
  await sink.close();
}

function renderContext(catalog: Catalog, locale: Locale, options: OutputOptions): RenderContext {
  const isFile = options.output !== undefined && options.output !== '-';
  return {
    catalog,
    locale,
    width: widthOf(isFile ? undefined : process.stdout.columns, process.env),
    color: hasColor(options.color && !isFile, process.env, process.stdout.isTTY === true),
    unicode: hasUnicode(process.env),
    verbose: options.verbose === true,
    quiet: options.quiet === true,
    transcript: options.transcript === true,
  };
}

function checkedIds(ids: readonly string[]): ReadonlySet<string> {
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

interface Interruption {
  readonly signal: AbortSignal;
  received(): Report['interruptedBy'];
  end(): void;
}

/** The first SIGINT or SIGTERM ends the work and the report is written; the second ends the process. */
function listenForSignals(): Interruption {
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
