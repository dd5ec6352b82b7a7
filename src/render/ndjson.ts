import { exitCodeOf, type Report, type Run, verdictOfRun } from '../report.ts';
import { toRunJson } from './json.ts';
import { printableJson } from './printable.ts';
import { type RenderContext, type Renderer, type ReportHead, streaming } from './renderer.ts';

/** One run as a line of its own, complete without the lines around it. */
function runLine(run: Run, head: ReportHead, context: RenderContext): string {
  const { subject, ...rest } = toRunJson(run, context);
  const line = {
    ...{ schemaVersion: 1, type: 'run', tool: head.tool, command: head.command, locale: context.locale },
    ...{ failOn: head.failOn, subject, verdict: verdictOfRun(run) },
    exitCode: exitCodeOf({ runs: [run], failOn: head.failOn }),
    ...rest,
  };
  return `${printableJson(line)}\n`;
}

/** The last line: what the whole came to. */
function summaryLine(report: Report, context: RenderContext): string {
  const { tool, command, failOn, verdict, exitCode, startedAt, elapsedMs } = report;
  const line = {
    ...{ schemaVersion: 1, type: 'summary', tool, command, locale: context.locale, failOn },
    ...{ verdict, exitCode, startedAt, elapsedMs },
    ...(report.interruptedBy ? { interruptedBy: report.interruptedBy } : {}),
    runs: report.runs.map((run) => ({
      subject: run.subject,
      verdict: verdictOfRun(run),
      ...(run.findings[0] ? { headline: run.findings[0].id } : {}),
    })),
  };
  return `${printableJson(line)}\n`;
}

/** One line of JSON a run, written as the run ends, and one for the whole. */
export const renderer: Renderer = streaming((head, context) => ({
  run: (run) => runLine(run, head, context),
  end: (report) => summaryLine(report, context),
}));
