import { STAGES, type Stage } from './errors.ts';
import type { Evidence, Expectations, Failure, FollowingTry, Verdict } from './evidence.ts';
import { baselineRules } from './rules/baseline.ts';
import { expectationRules } from './rules/expectation.ts';
import { diagnose, type Finding, type FindingId } from './rules/index.ts';
import type { Severity } from './rules/rule.ts';
import { verdictOfFindings } from './rules/verdict.ts';

export type { Verdict } from './evidence.ts';

/** One subject (a target, or one MX of a domain) and what was found. */
export interface Run {
  /** `host:port`, `unix:/path`, or what the user typed when it came to no connection. */
  readonly subject: string;
  /** The target as it was named, in the last of its runs: with this one all is known of it. Of checks alone. */
  readonly target?: string;
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
  const { findings, passed, skipped } = diagnose(evidence, ignore);
  const kept = findings.filter((finding) => !ignore.has(finding.id));
  const ignored = findings.filter((finding) => ignore.has(finding.id)).map((finding) => finding.id);
  return { subject, findings: kept.sort(compareFindings), passed, skipped, ignored, evidence };
}

/** Severity first, then stage, as the text and the JSON show them. */
function compareFindings(a: Finding, b: Finding): number {
  const bySeverity = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  return bySeverity === 0 ? STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) : bySeverity;
}

/** Whether a severity is as bad as the threshold, or worse. */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

/** One word for one run. */
export function verdictOfRun({ findings, evidence }: Pick<Run, 'findings' | 'evidence'>): Verdict {
  return verdictOfFindings(findings, evidence);
}

const VERDICTS: readonly Verdict[] = ['broken', 'inconclusive', 'warnings', 'healthy'];

/**
 * What counts of the runs: where another try took a run's place, that one decides, and of this only that it had to;
 * where it did so for some recipients, what is said of those alone does not count either. And nothing counts that a
 * check had expected.
 */
export function countedRuns(runs: readonly Run[]): Run[] {
  return runs.map((run) => {
    const { check, followedBy } = run.evidence;
    if (followedBy) return withoutFailure(run, (finding) => countsBefore(followedBy, finding));
    return check ? unexpectedOf(run, check.expect) : run;
  });
}

/** Whether a finding is not made good by the try that followed. */
function countsBefore({ why, recipients }: FollowingTry, { id, data }: Finding): boolean {
  if (!recipients) return id === 'mail.try-repeated';
  if (why === 'greylisting' && id === 'rcpt.greylisted') return false;
  if (!('offersAuth' in data)) return true;
  const refused = [...data.addresses, ...data.others.map(({ address }) => address)];
  return refused.length === 0 || refused.some((address) => !recipients.includes(address));
}

function withoutFailure(run: Run, isKept: (finding: Finding) => boolean): Run {
  const { failure: _failure, ...evidence } = run.evidence;
  return { ...run, evidence, findings: run.findings.filter(isKept) };
}

const CHECK_IDS: ReadonlySet<string> = new Set([...expectationRules, ...baselineRules].map(({ id }) => id));

/** An expected verdict that came about sets aside what it rests on; so does a finding that was to be there. */
function unexpectedOf(run: Run, { verdict, findings: { include = [] } = {} }: Expectations): Run {
  const { findings, evidence } = run;
  const { failure } = evidence;
  const isVerdictMet = verdict && !findings.some(({ id }) => id === 'quit.verdict-unexpected');
  if (isVerdictMet && failure?.kind !== 'aborted') return withoutFailure(run, ({ id }) => CHECK_IDS.has(id));
  const isRest = ({ id }: Finding): boolean => !include.includes(id);
  const explainsFailure = findings.some((finding) => !isRest(finding) && finding.stage === failure?.stage);
  return explainsFailure ? withoutFailure(run, isRest) : { ...run, findings: findings.filter(isRest) };
}

/** What verdict, exit code and headline of a run hang on, without the rest of its evidence, which may be large. */
export function essenceOf({ subject, findings, evidence }: Run): Run {
  const { observedAt, goal, failure, followedBy, check } = evidence;
  return {
    ...{ subject, findings: findings.map(withoutData), passed: NONE, skipped: NONE, ignored: NONE },
    evidence: {
      observedAt,
      goal,
      ...(failure && { failure }),
      ...(followedBy && { followedBy }),
      ...(check && { check: { expect: check.expect } }),
    },
  };
}

/** Shared, since thousands of runs are kept so. */
const NONE: readonly FindingId[] = [];
const NO_DATA = {};

function withoutData({ id, severity, stage, actor }: Finding): Finding {
  // Nobody reads what was found once it is written.
  return { id, severity, stage, actor, data: NO_DATA } as Finding;
}

/** The worst verdict of what counts of the runs; no runs say nothing. */
export function verdictOf(runs: readonly Run[]): Verdict {
  const verdicts = countedRuns(runs).map(verdictOfRun);
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
  const codes = countedRuns(report.runs).map((run) => exitCodeOfRun(run, report.failOn));
  const stages = codes.filter((code) => code >= 10);
  if (stages.length > 0) return stages.reduce((least, code) => Math.min(least, code));
  return codes.includes(1) ? 1 : 0;
}

const PLUGIN_CODES: Readonly<Record<Verdict, number>> = {
  healthy: 0,
  warnings: 1,
  broken: 2,
  inconclusive: 3,
};

/**
 * The exit code of a monitoring plugin: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN (Monitoring Plugins Development
 * Guidelines, "Plugin Return Codes"). What was cut short is not known.
 */
export function pluginCodeOf({
  verdict,
  exitCode,
  interruptedBy,
}: Pick<Report, 'verdict' | 'exitCode' | 'interruptedBy'>): number {
  if (interruptedBy) return PLUGIN_CODES.inconclusive;
  // What `--fail-on` makes fail is no mere warning.
  return exitCode === 0 ? PLUGIN_CODES[verdict] : PLUGIN_CODES.broken;
}
