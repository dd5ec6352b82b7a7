import type { Report, Run } from '../report.ts';
import { type Check, checksOf, unboundedPage } from './checks.ts';
import { escapeMarkup } from './markup.ts';
import type { Page } from './page.ts';
import { type RenderContext, type Renderer, type ReportHead, streaming } from './renderer.ts';
import { totalMs } from './waterfall.ts';

const TRANSCRIPT_LINES = 400;

/** A run as a test suite: each question a test case, and below them the dialogue where one failed. */
function suite(run: Run, head: ReportHead, context: RenderContext): string {
  const page = unboundedPage(context);
  const checks = checksOf(run, head, page);
  const hasFailed = checks.some(({ state }) => state === 'failed');
  const count = (...states: Check['state'][]) => checks.filter(({ state }) => states.includes(state)).length;
  const { evidence, subject } = run;
  const attributes = {
    name: page.safe(subject),
    ...{ tests: checks.length, failures: count('failed'), errors: 0, skipped: count('ignored', 'stopped') },
    time: (totalMs(evidence.timings ?? []) / 1000).toFixed(3),
    timestamp: evidence.observedAt.slice(0, 19),
    hostname: page.safe(evidence.goal.host),
  };
  return element('testsuite', attributes, [
    ...checks.map((check) => testCase(check, subject, page)),
    ...(hasFailed ? dialogue(run, page) : []),
  ]);
}

function testCase({ id, state, severity, title = '', lines }: Check, subject: string, page: Page): string {
  const text = escapeMarkup([title, ...lines].join('\n'));
  const inner: Readonly<Record<Check['state'], readonly string[]>> = {
    passed: [],
    noted: [`<system-out>${text}</system-out>\n`],
    failed: [`<failure message="${escapeMarkup(title)}" type="${severity ?? 'error'}">${text}</failure>\n`],
    ignored: ['<skipped message="--ignore"/>\n'],
    stopped: [`<skipped message="${escapeMarkup(title)}"/>\n`],
  };
  return element('testcase', { name: id, classname: page.safe(subject) }, inner[state]);
}

function dialogue({ evidence: { transcript = [] } }: Run, page: Page): string[] {
  const lines = transcript
    .slice(0, TRANSCRIPT_LINES)
    .map(({ direction, text }) => `${direction === '*' ? '*' : `${direction}:`} ${page.safe(text)}`);
  return lines.length === 0 ? [] : [`<system-out>${escapeMarkup(lines.join('\n'))}</system-out>\n`];
}

/** A signal that ended the work is nobody's failure, but must not look like success. */
function interruption({ interruptedBy, tool }: Report, context: RenderContext): string {
  if (interruptedBy === undefined) return '';
  const message = escapeMarkup(
    unboundedPage(context).sentence(context.catalog.report.interrupted(interruptedBy)),
  );
  const error = `<error message="${message}" type="${interruptedBy}"/>\n`;
  return element('testsuite', { name: tool.name, tests: 1, failures: 0, errors: 1 }, [
    element('testcase', { name: 'interrupted', classname: tool.name }, [error]),
  ]);
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[],
): string {
  const set = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeMarkup(String(value))}"`);
  const start = `<${name}${set.join('')}`;
  return children.length === 0 ? `${start}/>\n` : `${start}>\n${children.join('')}</${name}>\n`;
}

/** JUnit XML as Jenkins, GitLab and others read it (junit-10.xsd of Jenkins’ xUnit plugin): a suite a run. */
export const renderer: Renderer = streaming((head, context) => ({
  begin: `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escapeMarkup(`${head.tool.name} ${head.command}`)}">\n`,
  run: (run) => suite(run, head, context),
  end: (report) => `${interruption(report, context)}</testsuites>\n`,
}));
