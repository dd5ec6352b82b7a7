import { catalogOf } from '../../messages/catalog.ts';
import { type WatchWords, watchWordsOf } from '../../messages/watch-words.ts';
import { loadInk } from '../../render/ink.ts';
import { newPage, type Page } from '../../render/page.ts';
import { setChange, setWatch, type WatchedState, watchedState } from '../../render/watch.ts';
import type { Run } from '../../report.ts';
import type { CheckOptions } from '../check.ts';
import { openSink, type Sink } from '../sink.ts';
import { hasColor, hasUnicode, localeOf, widthOf } from '../terminal.ts';

/** How far the rounds are: targets done in this one, or when the next begins. */
export type RoundProgress =
  | { readonly round: number; readonly done: number; readonly all: number }
  | { readonly round: number; readonly nextAt: Date };

/** Where the rounds of a watch are shown. */
export interface WatchDisplay {
  /** Takes what a target came to in this round, in the place of what it came to before. */
  readonly target: (place: number, runs: readonly Run[]) => Promise<void>;
  readonly progress: (progress: RoundProgress) => void;
  /** False once nobody reads any more. */
  readonly isOpen: () => boolean;
  readonly close: () => Promise<void>;
}

/** A table that is drawn anew on a terminal; elsewhere a line for each change. */
export async function openWatchDisplay(options: CheckOptions): Promise<WatchDisplay> {
  const locale = localeOf(options.lang, process.env);
  const color = hasColor(options.color, process.env, process.stdout.isTTY === true);
  const [catalog, words, ink] = await Promise.all([catalogOf(locale), watchWordsOf(locale), loadInk(color)]);
  const context = { catalog, locale, color, unicode: hasUnicode(process.env), ...PLAINLY };
  const page = (): Page => newPage({ ...context, width: widthOf(process.stdout.columns, process.env) }, ink);
  const sink = await openSink(undefined);
  return process.stdout.isTTY === true ? new LiveTable(page, words, sink) : new ChangeLog(page, words, sink);
}

const PLAINLY = { verbose: false, quiet: false, transcript: false } as const;

/** One line for each server in the first round, and one for each change in those that follow. */
class ChangeLog implements WatchDisplay {
  readonly #page: () => Page;
  readonly #words: WatchWords;
  readonly #sink: Sink;
  readonly #known = new Map<number, ReadonlyMap<string, WatchedState>>();

  constructor(page: () => Page, words: WatchWords, sink: Sink) {
    this.#page = page;
    this.#words = words;
    this.#sink = sink;
  }

  async target(place: number, runs: readonly Run[]): Promise<void> {
    const page = this.#page();
    const known = this.#known.get(place);
    const states = statesOf(runs, page);
    this.#known.set(place, new Map(states.map((state) => [state.line.subject, state])));
    const now = new Date().toISOString();
    for (const state of states) {
      const line = setChange(state, known?.get(state.line.subject), page, this.#words);
      if (line !== undefined) await this.#sink.write(`${now} ${line}\n`);
    }
  }

  progress(): void {}

  isOpen(): boolean {
    return this.#sink.isOpen();
  }

  close(): Promise<void> {
    return this.#sink.close();
  }
}

/** The alternate screen without a cursor, and the way back (xterm, "DEC Private Mode Set"). */
const ENTER = '\x1b[?1049h\x1b[?25l';
const LEAVE = '\x1b[?25h\x1b[?1049l';
/** To the upper left corner; to the end of the line, and of the screen, nothing. */
const [HOME, REST_OF_LINE, REST_OF_SCREEN] = ['\x1b[H', '\x1b[K', '\x1b[J'];

/** Oftener than this nobody can read. */
const DRAW_MS = 100;
const DEFAULT_ROWS = 24;

class LiveTable implements WatchDisplay {
  readonly #page: () => Page;
  readonly #words: WatchWords;
  readonly #sink: Sink;
  readonly #known = new Map<number, readonly WatchedState[]>();
  #progress: RoundProgress = { round: 1, done: 0, all: 0 };
  #timer: NodeJS.Timeout | undefined;

  constructor(page: () => Page, words: WatchWords, sink: Sink) {
    this.#page = page;
    this.#words = words;
    this.#sink = sink;
    process.stdout.write(ENTER);
    process.once('exit', leaveScreen);
    process.stdout.on('resize', this.#draw);
  }

  async target(place: number, runs: readonly Run[]): Promise<void> {
    this.#known.set(place, statesOf(runs, this.#page()));
    this.#timer ??= setTimeout(this.#draw, DRAW_MS);
  }

  progress(progress: RoundProgress): void {
    this.#progress = progress;
    this.#timer ??= setTimeout(this.#draw, DRAW_MS);
  }

  readonly #draw = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const lines = this.#lines();
    const text = lines.map((line) => `${line}${REST_OF_LINE}\n`).join('');
    void this.#sink.write(HOME + text + REST_OF_SCREEN);
  };

  #lines(): string[] {
    const rows = (process.stdout.rows || DEFAULT_ROWS) - 1;
    const states = [...this.#known].sort(([a], [b]) => a - b).flatMap(([, several]) => several);
    const { round } = this.#progress;
    const said =
      'nextAt' in this.#progress
        ? this.#words.waiting(round, timeOf(this.#progress.nextAt))
        : this.#words.checking(round, this.#progress.done, this.#progress.all);
    return setWatch(states, said, rows, this.#page());
  }

  isOpen(): boolean {
    return this.#sink.isOpen();
  }

  /** What was last seen stays on the screen that was there before. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    process.stdout.off('resize', this.#draw);
    process.off('exit', leaveScreen);
    leaveScreen();
    const [, , ...table] = this.#lines();
    await this.#sink.write(`${table.join('\n')}\n`);
    await this.#sink.close();
  }
}

function leaveScreen(): void {
  process.stdout.write(LEAVE);
}

function statesOf(runs: readonly Run[], page: Page): WatchedState[] {
  return runs.flatMap((run) => watchedState(run, page) ?? []);
}

/** The reader's own clock, to the second. */
function timeOf(date: Date): string {
  return date.toTimeString().slice(0, 8);
}
