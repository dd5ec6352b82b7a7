import type { WatchWords } from '../messages/watch-words.ts';
import { countedRuns, type Run, type Verdict, verdictOfRun } from '../report.ts';
import { wrap } from './layout.ts';
import { type Page, verdictMark } from './page.ts';
import { type SummaryLine, setSummaryLines, summarise } from './summary.ts';

/** What is kept of a server from one round to the next. */
export interface WatchedState {
  readonly verdict: Verdict;
  /** What was found that is more than information: with the verdict, what a change is told by. */
  readonly ids: readonly string[];
  readonly line: SummaryLine;
}

/** Reads what a round came to; undefined for a try that another took the place of. */
export function watchedState(run: Run, page: Page): WatchedState | undefined {
  const [counted] = countedRuns([run]);
  if (!counted || run.evidence.followedBy) return undefined;
  const ids = counted.findings.filter(({ severity }) => severity !== 'info').map(({ id }) => id);
  return { verdict: verdictOfRun(counted), ids: [...new Set(ids)].sort(), line: summarise(counted, page) };
}

/** A line that says what has changed, or how it is to begin with; undefined where nothing has. */
export function setChange(
  state: WatchedState,
  before: WatchedState | undefined,
  page: Page,
  words: WatchWords,
): string | undefined {
  const isSame = state.verdict === before?.verdict;
  if (isSame && state.ids.join() === before?.ids.join()) return undefined;
  const name = page.sentence(page.words.verdicts[state.verdict]);
  const old = before && page.sentence(page.words.verdicts[before.verdict]);
  const verdict =
    old === undefined ? name : page.sentence(isSame ? words.remained(name) : words.became(name, old));
  const why = state.ids.length === 0 ? '' : `: ${state.line.headline} (${state.ids.join(', ')})`;
  return `${state.line.subject}: ${verdict}${why}`;
}

const WORST_FIRST: readonly Verdict[] = ['broken', 'inconclusive', 'warnings', 'healthy'];

/** All servers as a table below a line that says how far the round is; where there are too many for the rows, the worst. */
export function setWatch(
  states: readonly WatchedState[],
  progress: string,
  rows: number,
  page: Page,
): string[] {
  const head = [...wrap(page.sentence(progress), page.width), ''];
  const room = Math.max(1, rows - head.length - 1);
  if (states.length <= room) return [...head, ...setTable(states, page)];
  const worst = WORST_FIRST.flatMap((verdict) => states.filter((state) => state.verdict === verdict));
  const shown = worst.slice(0, Math.max(1, room - 1));
  return [...head, ...setTable(shown, page), page.ink.dim(tally(worst.slice(shown.length), page))];
}

function setTable(states: readonly WatchedState[], page: Page): string[] {
  return setSummaryLines(
    states.map(({ line }) => line),
    page,
  );
}

/** Those there was no room for, by their verdicts. */
function tally(states: readonly WatchedState[], page: Page): string {
  const parts = WORST_FIRST.flatMap((verdict) => {
    const count = states.filter((state) => state.verdict === verdict).length;
    return count === 0 ? [] : [`${verdictMark(verdict, page).plain}: ${count}`];
  });
  return `${page.sentence(page.words.more(states.length))}: ${parts.join(', ')}`;
}
