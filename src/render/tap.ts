import type { Run } from '../report.ts';
import { type Check, checksOf, unboundedPage } from './checks.ts';
import { printableJson } from './printable.ts';
import { type RenderContext, type Renderer, type ReportHead, streaming } from './renderer.ts';

/** A run as a test point with a subtest: its questions, numbered. */
function testPoint(number: number, run: Run, head: ReportHead, context: RenderContext): string {
  const page = unboundedPage(context);
  const checks = checksOf(run, head, page);
  const subject = escapeDescription(page.safe(run.subject));
  const isOk = !checks.some(({ state }) => state === 'failed');
  const isStopped = checks.some(({ state }) => state === 'stopped');
  const lines = [
    ...checks.flatMap((check, index) => checkLines(check, index + 1)),
    checks.length === 0 ? '1..0 # SKIP nothing was asked' : `1..${checks.length}`,
  ];
  return [
    `# Subtest: ${subject}`,
    ...lines.map((line) => `    ${line}`),
    `${isOk ? 'ok' : 'not ok'} ${number} - ${subject}${isOk && isStopped ? ' # SKIP stopped' : ''}`,
    '',
  ].join('\n');
}

function checkLines({ id, state, severity, title, lines }: Check, number: number): string[] {
  const directive = { ignored: ' # SKIP --ignore', stopped: ' # SKIP stopped' } as const;
  const skip = state === 'ignored' || state === 'stopped' ? directive[state] : '';
  const point = `${state === 'failed' ? 'not ok' : 'ok'} ${number} - ${id}${skip}`;
  if (title === undefined) return [point];
  // A string of JSON is one of YAML too (YAML 1.2 §1.3), and no line of it can be taken for one of TAP.
  const details = lines.map((line) => `  - ${printableJson(line)}`);
  return [
    point,
    '  ---',
    ...(severity === undefined ? [] : [`  severity: ${severity}`]),
    `  message: ${printableJson(title)}`,
    ...(details.length === 0 ? [] : ['  details:', ...details.map((line) => `  ${line}`)]),
    '  ...',
  ];
}

/** TAP 14, "Escaping": a `#` would begin a directive. */
function escapeDescription(text: string): string {
  return text.replace(/[\\#]/g, '\\$&');
}

/** TAP version 14 (testanything.org): a test point a run, its questions as a subtest. */
export const renderer: Renderer = streaming((head, context) => {
  let runs = 0;
  return {
    begin: 'TAP version 14\n',
    run: (run) => {
      runs += 1;
      return testPoint(runs, run, head, context);
    },
    end: ({ interruptedBy }) =>
      interruptedBy === undefined ? `1..${runs}\n` : `Bail out! interrupted by ${interruptedBy}\n`,
  };
});
