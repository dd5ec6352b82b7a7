import { Chalk } from 'chalk';
import type { SeverityCounts } from '../messages/words.ts';
import { countedRuns, type Report, type Run, verdictOf } from '../report.ts';
import { wrap } from './layout.ts';
import { type Ink, joinBlocks, newPage, type Page, setSection } from './page.ts';
import type { RenderContext, Renderer } from './renderer.ts';
import { setCompactRun, setQuietRun, setRun } from './run.ts';
import { setSummary } from './summary.ts';

/** Sixteen colours are enough, and are the user's own choice for his background. */
function newInk(color: boolean): Ink {
  return new Chalk({ level: color ? 1 : 0 });
}

function render(report: Report, context: RenderContext): string {
  const page = newPage(context, newInk(context.color));
  const lines = joinBlocks([...setRuns(report, page), setEnd(report, page)]);
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function setRuns({ runs }: Report, page: Page): string[][] {
  if (page.context.quiet) return runs.map((run) => setQuietRun(run, page));
  if (runs.length === 1) return runs.map((run) => setRun(run, page));
  const rule = page.ink.dim((page.context.unicode ? '─' : '-').repeat(page.width));
  const summary = runs.length === 0 ? [] : setSection('', setSummary(runs, page), page).slice(1);
  return [...runs.map((run) => setOneOfSeveral(run, page)), summary.length === 0 ? [] : [rule, ...summary]];
}

/** What was asked for is shown in full, and what it took in short. */
function setOneOfSeveral(run: Run, page: Page): string[] {
  return run.evidence.identity ? setRun(run, page) : setCompactRun(run, page);
}

/** The verdict in a sentence, and the signal that cut the run short. */
function setEnd({ runs, interruptedBy }: Report, page: Page): string[] {
  const { words, context } = page;
  const interrupted = interruptedBy === undefined ? [] : [words.interrupted(interruptedBy)];
  const verdict =
    `${context.catalog.verdicts[verdictOf(runs)]} ${words.tally(countFindings(countedRuns(runs)))}`.trim();
  return [...interrupted, ...(context.quiet ? [] : [verdict])].flatMap((sentence) =>
    wrap(page.sentence(sentence), page.width).map((line) => page.ink.bold(line)),
  );
}

function countFindings(runs: Report['runs']): SeverityCounts {
  const severities = runs.flatMap(({ findings }) => findings.map(({ severity }) => severity));
  const count = (wanted: string) => severities.filter((severity) => severity === wanted).length;
  return { error: count('error'), warning: count('warning'), info: count('info') };
}

/** The report for a person at a terminal; the only user of chalk. */
export const renderer: Renderer = { report: render };
