import type { Report, Run } from '../report.ts';
import { explain } from './explained.ts';
import { printableJson } from './printable.ts';
import type { RenderContext, Renderer } from './renderer.ts';

/** One run as the contract has it: findings with their words, then what else is known. */
export function toRunJson(run: Run, { catalog }: RenderContext) {
  const { subject, target, passed, skipped, ignored, evidence } = run;
  const findings = run.findings.map((finding) => explain(finding, evidence, catalog));
  const named = target === undefined ? {} : { target };
  return { subject, ...named, findings, passed, skipped, ignored, evidence };
}

function toReportJson(report: Report, context: RenderContext) {
  const { schemaVersion, tool, command, failOn, verdict, exitCode, startedAt, elapsedMs } = report;
  return {
    ...{ schemaVersion, tool, command, locale: context.locale, failOn },
    ...{ verdict, exitCode, startedAt, elapsedMs },
    ...(report.interruptedBy ? { interruptedBy: report.interruptedBy } : {}),
    runs: report.runs.map((run) => toRunJson(run, context)),
  };
}

/** The report as JSON, indented by two; report.schema.json is its contract. */
export const renderer: Renderer = {
  report: (report, context) => `${printableJson(toReportJson(report, context), 2)}\n`,
};
