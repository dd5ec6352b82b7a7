import { STAGES, type Stage } from './errors.ts';
import type { Evidence, Failure } from './evidence.ts';
import { diagnose, type Finding, type FindingId } from './rules/index.ts';
import type { Severity } from './rules/rule.ts';

export type Verdict = 'healthy' | 'warnings' | 'broken' | 'inconclusive';

/** One subject (a target, or one MX of a domain) and what was found. */
export interface Run {
  /** `host:port`, `unix:/path`, or what the user typed when it came to no connection. */
  readonly subject: string;
  /** Sorted: the first is the headline. */
  readonly findings: readonly Finding[];
  readonly passed: readonly FindingId[];
  /** Not asked, because the evidence they need was never reached. */
  readonly skipped: readonly FindingId[];
  /** Found, and silenced by `--ignore`. */
  readonly ignored: readonly FindingId[];
  readonly evidence: Evidence;
}

export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly command: string;
  readonly locale: 'en' | 'it';
  /** The least severity that makes a run fail. */
  readonly failOn: Severity;
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly elapsedMs: number;
  /** The signal that ended the run before its time. */
  readonly interruptedBy?: 'SIGINT' | 'SIGTERM';
  readonly runs: readonly Run[];
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Judges one piece of evidence and makes a run of it; ids in `ignore` are set aside, not forgotten. */
export function runOf(subject: string, evidence: Evidence, ignore: ReadonlySet<string> = new Set()): Run {
  const { findings, passed, skipped } = diagnose(evidence);
  const kept = findings.filter((finding) => !ignore.has(finding.id));
  const ignored = findings.filter((finding) => ignore.has(finding.id)).map((finding) => finding.id);
  return { subject, findings: kept.sort(compareFindings), passed, skipped, ignored, evidence };
}

/** Severity first, then stage, as the text and the JSON show them. */
function compareFindings(a: Finding, b: Finding): number {
  const bySeverity = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  return bySeverity === 0 ? STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) : bySeverity;
}

function reaches(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

/** One word for one run: an aborted walk without an error says nothing about the server. */
export function verdictOfRun(run: Pick<Run, 'findings' | 'evidence'>): Verdict {
  if (run.findings.some((finding) => finding.severity === 'error')) return 'broken';
  if (run.evidence.failure) return run.evidence.failure.kind === 'aborted' ? 'inconclusive' : 'broken';
  return run.findings.some((finding) => finding.severity === 'warning') ? 'warnings' : 'healthy';
}

const VERDICTS: readonly Verdict[] = ['broken', 'inconclusive', 'warnings', 'healthy'];

/** The worst verdict of the runs; no runs say nothing. */
export function verdictOf(runs: readonly Run[]): Verdict {
  const verdicts = runs.map(verdictOfRun);
  return VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'inconclusive';
}

const STAGE_CODES: Partial<Record<Stage, number>> = {
  resolve: 10,
  connect: 11,
  greeting: 12,
  hello: 12,
  starttls: 13,
  tls: 13,
  auth: 14,
};

/** Exit code of one run: the stage it stopped at, else whether a finding reaches the threshold. */
function exitCodeOfRun(run: Run, failOn: Severity): number {
  const failure = run.evidence.failure;
  if (failure && failure.kind !== 'aborted') {
    return STAGE_CODES[failure.stage] ?? (isPermanent(failure) ? 16 : 15);
  }
  return run.findings.some((finding) => reaches(finding.severity, failOn)) ? 1 : 0;
}

/** A refusal without a code is ours: the server does not offer what the message needs. */
function isPermanent({ kind, replyCode }: Failure): boolean {
  return kind === 'refusal' && (replyCode ?? 500) >= 500;
}

/**
 * The process exit code, a pure function of the report.
 *
 * With several runs it is that of the worst: the earliest stage that was not reached outranks a finding.
 */
export function exitCodeOf(report: Pick<Report, 'runs' | 'failOn' | 'interruptedBy'>): number {
  if (report.interruptedBy) return report.interruptedBy === 'SIGINT' ? 130 : 143;
  const codes = report.runs.map((run) => exitCodeOfRun(run, report.failOn));
  const stages = codes.filter((code) => code >= 10);
  if (stages.length > 0) return stages.reduce((least, code) => Math.min(least, code));
  return codes.includes(1) ? 1 : 0;
}
