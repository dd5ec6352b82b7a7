import { countedRuns, type Run, reaches } from '../report.ts';
import type { Severity } from '../rules/rule.ts';
import { type ExplainedFinding, explain } from './explained.ts';
import { setBody } from './finding.ts';
import { PLAIN_INK } from './ink.ts';
import { newPage, type Page } from './page.ts';
import type { RenderContext, ReportHead } from './renderer.ts';

/** One question to a server and its answer, as test reports know it; all texts are printable. */
export interface Check {
  /** A finding's id, or `<stage>.stopped` where a walk ended and no failed finding says so. */
  readonly id: string;
  /** `noted`: found, and below `--fail-on`; `ignored`: found, and set aside; `stopped`: cut short by the user. */
  readonly state: 'passed' | 'noted' | 'failed' | 'ignored' | 'stopped';
  readonly severity?: Severity;
  readonly title?: string;
  /** What it means, the server's words, who must act and how: plain lines, not wrapped. */
  readonly lines: readonly string[];
}

const FAILURE_CHARACTERS = 300;

/** A page for what no terminal shows: no colour, every character, lines as long as they are. */
export function unboundedPage(context: RenderContext): Page {
  return { ...newPage({ ...context, unicode: true }, PLAIN_INK), width: Number.MAX_SAFE_INTEGER };
}

/**
 * What a run comes to, question by question: its findings first, then what passed, then what was set aside.
 *
 * One has failed exactly where the run alone would make the exit code another than 0.
 */
export function checksOf(run: Run, { failOn }: Pick<ReportHead, 'failOn'>, page: Page): Check[] {
  const counted = new Set(countedRuns([run])[0]?.findings);
  const findings = run.findings.map((finding): Check => {
    const hasFailed = counted.has(finding) && reaches(finding.severity, failOn);
    const explained = explain(finding, run.evidence, page.context.catalog);
    return { ...wordsOf(explained, page), state: hasFailed ? 'failed' : 'noted' };
  });
  return [
    ...findings,
    ...(findings.some(({ state }) => state === 'failed') ? [] : stopOf(run, page)),
    ...run.passed.map((id): Check => ({ id, state: 'passed', lines: [] })),
    ...run.ignored.map((id): Check => ({ id, state: 'ignored', lines: [] })),
  ];
}

function wordsOf(finding: ExplainedFinding, page: Page) {
  const { id, severity } = finding;
  const lines = setBody(finding, page).map((line) => line.trimStart());
  return { id, severity, title: page.sentence(finding.title), lines };
}

/** Where a walk ended, when no finding failed for it. */
function stopOf({ evidence: { failure, followedBy } }: Run, page: Page): Check[] {
  if (!failure || followedBy) return [];
  const { stage, kind, message } = failure;
  const title = page.sentence(page.words.stoppedAt(page.words.stages[stage]));
  const isAborted = kind === 'aborted';
  return [
    {
      ...{ id: `${stage}.stopped`, title, lines: [page.safe(message, FAILURE_CHARACTERS)] },
      ...(isAborted ? ({ state: 'stopped' } as const) : ({ state: 'failed', severity: 'error' } as const)),
    },
  ];
}
