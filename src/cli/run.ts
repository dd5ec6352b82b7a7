import { setMaxListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { clockMs } from '../clock.ts';
import type { Stage } from '../errors.ts';
import { UsageError } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import { type Catalog, catalogOf, type Locale } from '../messages/catalog.ts';
import { loadRenderer, type RenderContext, type Renderer, type ReportHead } from '../render/index.ts';
import { printable } from '../render/printable.ts';
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
  /** Ends the progress line, which a question on the terminal has no room beside. */
  readonly endProgress: () => void;
  /** Takes one piece of evidence, judges it and, in a streaming format, writes it at once. */
  readonly onEvidence: (subject: string, evidence: Evidence, place: Place) => void;
}

/** Where a run belongs in the report, whatever ends first: the target's place as named, then the host's in its MX. */
export type Place = readonly [target: number, host: number];

/** What is known of a saved report: its own times in the place of this run's. */
export interface Timestamps {
  readonly startedAt: string;
  readonly elapsedMs: number;
  readonly interruptedBy?: Report['interruptedBy'];
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
  const transcript = typeof options.transcript === 'string' ? await openSink(options.transcript) : undefined;
  // Loading takes some milliseconds: it waits until the work has begun to wait for the network.
  const catalog = nextTurn().then(() => catalogOf(locale));
  const renderer = nextTurn().then(() => loadRenderer(format));
  const outlet = new Outlet(sink, head, options, Promise.all([renderer, catalog]));
  const interruption = listenForSignals();
  const startedAt = new Date().toISOString();
  const startedMs = clockMs();
  const progress = await startProgress(
    catalog.then(({ stages }) => stages),
    {
      isQuiet: options.quiet === true || format !== 'text',
      color: hasColor(options.color, process.env, true),
    },
  );
  try {
    const saved = await work({
      signal: interruption.signal,
      onStage: (subject, stage) => progress.show(subject, stage),
      endProgress: () => progress.stop(),
      onEvidence: (subject, evidence, place) => outlet.add(runOf(subject, evidence, ignore), place),
    });
    const times = saved ?? { startedAt, elapsedMs: Math.round(clockMs() - startedMs) };
    progress.stop();
    const report = await outlet.finish(times, interruption.received() ?? saved?.interruptedBy);
    if (transcript) await writeTranscripts(transcript, report);
    return report.exitCode;
  } finally {
    progress.stop();
    interruption.end();
    await sink.close();
  }
}

/** Gathers the runs and writes them: each as it ends where the format allows, else all at the end. */
class Outlet {
  readonly #runs: { readonly run: Run; readonly place: Place }[] = [];
  readonly #sink: Sink;
  readonly #head: ReportHead;
  readonly #loaded: Promise<[Renderer, RenderContext]>;
  #writing: Promise<void> = Promise.resolve();

  constructor(sink: Sink, head: ReportHead, options: OutputOptions, loading: Promise<[Renderer, Catalog]>) {
    this.#sink = sink;
    this.#head = head;
    // Awaited only once there is something to write; until then a failure must not go unheard.
    this.#loaded = loading.then(([renderer, catalog]) => {
      return [renderer, renderContext(catalog, head.locale, options)];
    });
    this.#loaded.catch(() => undefined);
  }

  add(run: Run, place: Place): void {
    this.#runs.push({ run, place });
    this.#writing = this.#writing.then(async () => {
      const [renderer, context] = await this.#loaded;
      if (renderer.stream) await this.#sink.write(renderer.stream.run(run, this.#head, context));
    });
    this.#writing.catch(() => undefined);
  }

  async finish(times: Timestamps, interruptedBy: Report['interruptedBy']): Promise<Report> {
    await this.#writing;
    const [renderer, context] = await this.#loaded;
    const placed = this.#runs.toSorted((a, b) => a.place[0] - b.place[0] || a.place[1] - b.place[1]);
    const runs = placed.map(({ run }) => run);
    const report = reportOf(this.#head, runs, times, interruptedBy);
    const text = renderer.stream ? renderer.stream.end(report, context) : renderer.report(report, context);
    await this.#sink.write(text);
    return report;
  }
}

function reportOf(
  head: ReportHead,
  runs: readonly Run[],
  { startedAt, elapsedMs }: Timestamps,
  interruptedBy: Report['interruptedBy'],
): Report {
  const ended = interruptedBy === undefined ? {} : { interruptedBy };
  const exitCode = exitCodeOf({ runs, failOn: head.failOn, ...ended });
  return {
    schemaVersion: 1,
    ...head,
    verdict: verdictOf(runs),
    exitCode,
    startedAt,
    elapsedMs,
    ...ended,
    runs,
  };
}

async function writeTranscripts(sink: Sink, report: Report): Promise<void> {
  const { formatTranscript } = await import('../smtp/transcript.ts');
  for (const { subject, evidence } of report.runs) {
    const lines = (evidence.transcript ?? []).map((line) => ({
      ...line,
      text: printable(line.text, { unicode: true }),
    }));
    await sink.write(`# ${printable(subject, { unicode: true })}\n${formatTranscript(lines)}\n`);
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
