import { STAGES, type Stage } from '../../errors.ts';
import { type Run, verdictOfRun } from '../../report.ts';
import type { Severity } from '../../rules/rule.ts';
import { quoted, said, type Voice } from './voice.ts';

type Cell = Severity | 'reached' | 'unreached';

const MARKS: Readonly<Record<Cell, string>> = {
  error: '✗',
  warning: '!',
  info: 'i',
  reached: '✓',
  unreached: '·',
};
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** A row a run, a column a stage that any of them came to: how each went. */
export function matrix(runs: readonly Run[], voices: readonly Voice[]): string {
  const stages = STAGES.filter((stage) => runs.some((run) => cellOf(run, stage) !== 'unreached'));
  const heads = [
    said(voices, ({ page }) => page.words.labels.subject),
    said(voices, ({ page }) => page.words.labels.verdict),
    ...stages.map((stage) => said(voices, ({ page }) => page.words.stages[stage])),
  ];
  const rows = runs.map((run, index) => row(run, index, stages, voices));
  return [
    '<div class="wide" tabindex="0"><table><thead><tr>',
    ...heads.map((head) => `<th scope="col">${head}</th>`),
    `</tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
  ].join('');
}

function row(run: Run, index: number, stages: readonly Stage[], voices: readonly Voice[]): string {
  const [voice] = voices;
  if (!voice) return '';
  const verdict = verdictOfRun(run);
  const cells = stages.map((stage) => cell(cellOf(run, stage), voices));
  const name = `<th scope="row"><a href="#run-${index + 1}">${quoted(run.subject, voice)}</a></th>`;
  return `<tr>${name}<td>${badge(verdict, voices)}</td>${cells.join('')}</tr>`;
}

/** A verdict in a word. */
export function badge(verdict: ReturnType<typeof verdictOfRun>, voices: readonly Voice[]): string {
  return `<span class="badge ${verdict}">${said(voices, ({ page }) => page.words.verdicts[verdict])}</span>`;
}

function cell(state: Cell, voices: readonly Voice[]): string {
  const name = said(voices, ({ words }) => words.cells[state]);
  return `<td><b class="${state}" aria-hidden="true">${MARKS[state]}</b><span class="away">${name}</span></td>`;
}

/** The worst that was found at a stage, else whether the walk came to it. */
function cellOf({ findings, evidence }: Run, stage: Stage): Cell {
  const { failure, timings = [] } = evidence;
  const found = findings.filter((finding) => finding.stage === stage).map(({ severity }) => severity);
  const worst = SEVERITIES.find((severity) => found.includes(severity));
  if (worst) return worst;
  if (failure?.stage === stage && failure.kind !== 'aborted') return 'error';
  return timings.some((timing) => timing.stage === stage) ? 'reached' : 'unreached';
}
