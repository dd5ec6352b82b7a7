import { type Report, type Run, verdictOfRun } from '../report.ts';
import { checksOf, unboundedPage } from './checks.ts';
import type { ExplainedFinding } from './explained.ts';
import { explain } from './explained.ts';
import type { Page } from './page.ts';
import { quoteData } from './quotation.ts';
import type { RenderContext, Renderer } from './renderer.ts';

const QUOTED_LINES = 12;
const TRANSCRIPT_LINES = 200;
const TITLE_CHARACTERS = 160;

const VERDICT_MARKS = { healthy: '✅', warnings: '⚠️', broken: '❌', inconclusive: '❔' } as const;
const SEVERITY_MARKS = { error: '❌', warning: '⚠️', info: 'ℹ️' } as const;

function render(report: Report, context: RenderContext): string {
  const page = unboundedPage(context);
  const { catalog } = context;
  const { runs, verdict, tool, command, startedAt, interruptedBy } = report;
  const blocks = [
    `## ${VERDICT_MARKS[verdict]} ${escapeMarkdown(catalog.verdicts[verdict])}`,
    ...(interruptedBy === undefined ? [] : [escapeMarkdown(page.words.interrupted(interruptedBy))]),
    ...(runs.length === 0 ? [] : [summary(runs, page)]),
    ...runs.flatMap((run) => section(run, report, page)),
    `*${escapeMarkdown(`${tool.name} ${tool.version} ${command}, ${startedAt}`)}*`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** A row a run: subject, verdict and first finding. */
function summary(runs: readonly Run[], page: Page): string {
  const head = (['subject', 'verdict', 'headline'] as const).map(page.label);
  const rows = runs.map((run) => {
    const verdict = verdictOfRun(run);
    const first = run.findings.find(({ severity }) => severity !== 'info');
    const title = first ? explain(first, run.evidence, page.context.catalog).title : page.words.nothingFound;
    return [
      escapeMarkdown(page.safe(run.subject)),
      `${VERDICT_MARKS[verdict]} ${escapeMarkdown(page.words.verdicts[verdict])}`,
      escapeMarkdown(page.safe(page.sentence(title), TITLE_CHARACTERS)),
    ];
  });
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return lines.join('\n');
}

/** What was found in a run, and the dialogue folded away below it; nothing where there is nothing to say. */
function section(run: Run, report: Report, page: Page): string[] {
  const { evidence, findings } = run;
  const stops = checksOf(run, report, page).filter(({ id }) => id.endsWith('.stopped'));
  if (findings.length === 0 && stops.length === 0) return [];
  return [
    `### ${code(page.safe(run.subject))}`,
    ...stops.map(
      ({ title = '', lines }) => `**${escapeMarkdown(title)}** ${lines.map(escapeMarkdown).join(' ')}`,
    ),
    ...findings.flatMap((finding) => findingBlocks(explain(finding, evidence, page.context.catalog), page)),
    ...dialogue(run, page),
  ];
}

function findingBlocks(finding: ExplainedFinding, page: Page): string[] {
  const { severity, title, id, meaning, see, data, fix } = finding;
  const actor = finding.who ?? page.context.catalog.actors[finding.actor];
  const sentence = (text: string) => prose(page.sentence(text));
  const quoted = quoteData(data).slice(0, QUOTED_LINES);
  return [
    `#### ${SEVERITY_MARKS[severity]} ${escapeMarkdown(page.sentence(title))} ${code(id)}`,
    sentence(meaning),
    ...(quoted.length === 0 ? [] : [fenced(quoted.map((line) => `S: ${page.safe(line)}`))]),
    `${sentence(page.words.labels.actor)}: **${sentence(actor)}**`,
    ...(fix.length === 0 ? [] : [fix.map((step, index) => `${index + 1}. ${sentence(step)}`).join('\n')]),
    ...(see === undefined
      ? []
      : [`${sentence(page.words.labels.see)}: <${page.safe(see).replace(/[<>\s]/g, encodeURIComponent)}>`]),
  ];
}

function dialogue({ evidence: { transcript = [] } }: Run, page: Page): string[] {
  if (transcript.length === 0) return [];
  const lines = transcript
    .slice(0, TRANSCRIPT_LINES)
    .map(({ direction, text }) => `${direction === '*' ? '*' : `${direction}:`} ${page.safe(text)}`);
  return [`<details><summary>${page.label('transcript')}</summary>`, fenced(lines), '</details>'];
}

/** Lines that stay as they are, between fences longer than any run of backticks in them (CommonMark §4.5). */
function fenced(lines: readonly string[]): string {
  const fence = '`'.repeat(Math.max(2, longestTicks(lines.join('\n'))) + 1);
  return `${fence}text\n${lines.join('\n')}\n${fence}`;
}

/** A text as a code span, which holds nothing but itself (CommonMark §6.1). */
function code(text: string): string {
  const ticks = '`'.repeat(longestTicks(text) + 1);
  const pad = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return ticks + pad + text + pad + ticks;
}

function longestTicks(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
}

/**
 * Makes printable text show as it is wherever inline text stands: nothing in it is markup, an entity or a link.
 * CommonMark §2.4 lets every ASCII mark be escaped.
 */
export function escapeMarkdown(text: string): string {
  return escapeInner(text)
    .replace(/^\s+/, '')
    .replace(/^([#+=-])|^(\d+)(?=[.)](?:\s|$))/, (_all, mark, number) =>
      mark ? `\\${mark}` : `${number}\\`,
    );
}

/** The same within a line. */
function escapeInner(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>|~&$]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www)\./gi, '$1\\.');
}

/** A sentence of ours: what stands in it between backticks is a command, and stays so. */
function prose(text: string): string {
  const [first = '', ...rest] = text.split(/(`[^`]+`)/);
  return (
    escapeMarkdown(first) + rest.map((part, index) => (index % 2 === 0 ? part : escapeInner(part))).join('')
  );
}

/** GitHub Flavored Markdown: a table of the runs, then what was found, each with its dialogue. */
export const renderer: Renderer = { report: render };
