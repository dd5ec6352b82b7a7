import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Catalog } from '../messages/catalog.ts';
import {
  loadRenderer,
  type RenderContext,
  type Renderer,
  type ReportHead,
  type ReportStream,
} from '../render/index.ts';
import { printable } from '../render/printable.ts';
import { essenceOf, exitCodeOf, type Report, type Run, verdictOf } from '../report.ts';
import type { FormatChoice } from './format.ts';
import type { OutputOptions } from './options.ts';
import { openAppendingSink, openSink, type Sink } from './sink.ts';
import { hasColor, hasUnicode, widthOf } from './terminal.ts';

/** Where a run belongs in the report, whatever ends first: the target's place as named, then the host's in its MX. */
export type Place = readonly [target: number, host: number];

/** What is known of a saved report: its own times in the place of this run's. */
export interface Timestamps {
  readonly startedAt: string;
  readonly elapsedMs: number;
  readonly interruptedBy?: Report['interruptedBy'];
}

/** Takes the runs and writes them in every format that was asked for: each as it ends where the format allows, else at the end. */
export interface Outlet {
  /** Ends when the run is written, as far as it can be: who has many waits for that. */
  readonly add: (run: Run, place: Place) => Promise<void>;
  /** Takes a run that the file which is gone on with has already: it counts, and stands in every other place. */
  readonly addEarlier: (run: Run, place: Place) => Promise<void>;
  /** False once nobody reads any of it. */
  readonly isRead: () => boolean;
  readonly finish: (times: Timestamps, interruptedBy: Report['interruptedBy']) => Promise<Report>;
  readonly close: () => Promise<void>;
}

/** One format on its way to its place; without a stream it is written as a whole. */
interface Output {
  readonly renderer: Renderer;
  readonly stream: ReportStream | undefined;
  readonly context: RenderContext;
  readonly sink: Sink;
  readonly isGuarded: boolean;
  readonly isResumed: boolean;
}

/** A job summary that is larger is refused (docs.github.com, "Adding a job summary"). */
const JOB_SUMMARY_BYTES = 1024 * 1024;

/**
 * Opens every place before any work is done, so that nothing is found out and then lost.
 *
 * @throws UsageError for a file that cannot be written.
 */
export async function openOutlet(
  choices: readonly FormatChoice[],
  head: ReportHead,
  options: OutputOptions,
  catalog: Promise<Catalog>,
): Promise<Outlet> {
  const sinks = await Promise.all(choices.map(openPlace));
  const transcript = typeof options.transcript === 'string' ? await openSink(options.transcript) : undefined;
  const load = async (choice: FormatChoice, sink: Sink): Promise<Output> => {
    const [renderer, words] = await Promise.all([loadRenderer(choice.format), catalog]);
    const context = contextOf(choice, words, head, options);
    const { isGuarded = false, isResumed = false } = choice;
    return { renderer, context, sink, isGuarded, isResumed, stream: renderer.stream?.(head, context) };
  };
  const parts = choices.flatMap((choice, index) => {
    const sink = sinks[index];
    return sink ? [{ choice, sink }] : [];
  });
  // Loading takes some milliseconds: it waits until the work has begun to wait for the network.
  const outputs = nextTurn().then(() => Promise.all(parts.map(({ choice, sink }) => load(choice, sink))));
  return new ReportWriter(head, outputs, transcript, sinks);
}

function openPlace({ file, isAppended, isResumed }: FormatChoice): Promise<Sink> {
  if (file !== undefined && isResumed) return openAppendingSink(file, Number.POSITIVE_INFINITY);
  return file !== undefined && isAppended ? openAppendingSink(file, JOB_SUMMARY_BYTES) : openSink(file);
}

class ReportWriter implements Outlet {
  readonly #runs: { readonly run: Run; readonly place: Place }[] = [];
  readonly #head: ReportHead;
  readonly #begun: Promise<readonly Output[]>;
  readonly #transcript: Sink | undefined;
  readonly #sinks: readonly Sink[];
  #writing: Promise<void> = Promise.resolve();

  constructor(
    head: ReportHead,
    outputs: Promise<readonly Output[]>,
    transcript: Sink | undefined,
    sinks: readonly Sink[],
  ) {
    this.#head = head;
    this.#transcript = transcript;
    this.#sinks = sinks;
    this.#begun = outputs.then(begin);
    // Awaited only once there is something to write; until then a failure must not go unheard.
    this.#begun.catch(() => undefined);
  }

  add(run: Run, place: Place): Promise<void> {
    return this.#take(run, place, async (outputs) => {
      for (const { stream, sink } of outputs) if (stream) await sink.write(stream.run(run));
      if (this.#transcript) await writeTranscript(this.#transcript, run);
    });
  }

  addEarlier(run: Run, place: Place): Promise<void> {
    return this.#take(run, place, async (outputs) => {
      for (const { stream, sink, isResumed } of outputs)
        if (stream && !isResumed) await sink.write(stream.run(run));
    });
  }

  isRead(): boolean {
    return this.#sinks.some((sink) => sink.isOpen());
  }

  #take(run: Run, place: Place, write: (outputs: readonly Output[]) => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      const outputs = await this.#begun;
      await write(outputs);
      // Of thousands of runs, the evidence stays in memory only for a format that needs them all at once.
      const isWhole = outputs.some(({ stream }) => stream === undefined);
      this.#runs.push({ run: isWhole ? run : essenceOf(run), place });
    });
    this.#writing.catch(() => undefined);
    return this.#writing;
  }

  async finish(times: Timestamps, interruptedBy: Report['interruptedBy']): Promise<Report> {
    await this.#writing;
    const outputs = await this.#begun;
    const placed = this.#runs.toSorted((a, b) => a.place[0] - b.place[0] || a.place[1] - b.place[1]);
    const runs = placed.map(({ run }) => run);
    const report = reportOf(this.#head, runs, times, interruptedBy);
    for (const { stream, renderer, context, sink, isGuarded } of outputs) {
      const text = stream ? stream.end(report) : renderer.report(report, context);
      await sink.write(isGuarded ? await withoutCommands(text) : text);
    }
    return report;
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#sinks, ...(this.#transcript ? [this.#transcript] : [])].map((sink) => sink.close()),
    );
  }
}

/** GitHub's runner takes no command from the lines between these two (docs.github.com, "Stopping and starting workflow commands"). */
async function withoutCommands(text: string): Promise<string> {
  const { randomUUID } = await import('node:crypto');
  const token = randomUUID();
  return `::stop-commands::${token}\n${text}::${token}::\n`;
}

async function begin(outputs: readonly Output[]): Promise<readonly Output[]> {
  for (const { stream, sink } of outputs) if (stream?.begin !== undefined) await sink.write(stream.begin);
  return outputs;
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

async function writeTranscript(sink: Sink, { subject, evidence }: Run): Promise<void> {
  const { formatTranscript } = await import('../smtp/transcript.ts');
  const lines = (evidence.transcript ?? []).map((line) => ({
    ...line,
    text: printable(line.text, { unicode: true }),
  }));
  await sink.write(`# ${printable(subject, { unicode: true })}\n${formatTranscript(lines)}\n`);
}

function contextOf(
  { file }: FormatChoice,
  catalog: Catalog,
  { locale }: ReportHead,
  options: OutputOptions,
): RenderContext {
  const isFile = file !== undefined && file !== '-';
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
