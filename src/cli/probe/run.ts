import { UsageError } from '../../errors.ts';
import { mapConcurrently } from '../../probes/concurrency.ts';
import { type DomainPlan, probeDomain } from '../../probes/domain.ts';
import type { NetworkChoice, SessionPlan } from '../../probes/plan.ts';
import { probePorts } from '../../probes/ports.ts';
import { probeSession } from '../../probes/session.ts';
import { parseDomain, parseTarget, type Target } from '../../target.ts';
import { checkFamily, goalOf, type SessionTarget, subjectOf } from '../goal.ts';
import { networkChoice } from '../network.ts';
import type { ProbeOptions } from '../probe.ts';
import { runCommand, type WorkContext } from '../run.ts';
import { readTargets } from './targets.ts';

/**
 * Probes the targets, or diagnoses a saved report again; gives the exit code.
 *
 * @throws UsageError for a target or an option that cannot be read.
 */
export async function probe(texts: readonly string[], options: ProbeOptions): Promise<number> {
  if (options.from !== undefined) return probeAgain(options.from, texts, options);
  const targets = (await readTargets(texts)).map((text) => ({ text, target: targetOf(text, options) }));
  const network = await networkChoice(options);
  return runCommand('probe', options, (context) =>
    mapConcurrently(targets, options.concurrency, async ({ text, target }, place) => {
      if (!context.signal.aborted) await probeTarget(text, target, { options, network, context, place });
    }).then(() => undefined),
  );
}

async function probeAgain(file: string, texts: readonly string[], options: ProbeOptions): Promise<number> {
  if (texts.length > 0)
    throw new UsageError('--from takes no targets', 'leave them out: the report names its own');
  const { readReport } = await import('./saved-report.ts');
  const saved = await readReport(file);
  return runCommand(saved.command, options, async (context) => {
    for (const [place, run] of saved.runs.entries())
      context.onEvidence(run.subject, run.evidence, [place, 0]);
    const { startedAt, elapsedMs, interruptedBy } = saved;
    return { startedAt, elapsedMs, ...(interruptedBy ? { interruptedBy } : {}) };
  });
}

function targetOf(text: string, options: ProbeOptions): Target {
  const target = parseTarget(text);
  checkFamily(target, options);
  if (!options.mx || target.kind === 'domain') return target;
  if (target.kind === 'host' && target.port === undefined && target.scheme === undefined) {
    return { kind: 'domain', domain: parseDomain(target.host) };
  }
  throw new UsageError(`--mx needs a mail domain, not "${text}"`, 'give the part after the @');
}

interface Job {
  readonly options: ProbeOptions;
  readonly network: NetworkChoice;
  readonly context: WorkContext;
  readonly place: number;
}

async function probeTarget(text: string, target: Target, job: Job): Promise<void> {
  const { place, context } = job;
  const { onEvidence } = context;
  if (target.kind === 'domain') {
    const plan = domainPlan(text, target.domain, job);
    return probeDomain(plan, (evidence, host) => onEvidence(subjectOf(evidence), evidence, [place, host]));
  }
  const plan = sessionPlan(text, target, job);
  const isSingle = target.kind === 'unix' || plan.goal.port !== undefined;
  const evidence = await (isSingle ? probeSession(plan) : probePorts(plan));
  onEvidence(subjectOf(evidence), evidence, [place, 0]);
}

function common(text: string, { options, network, context }: Job): Omit<SessionPlan, 'goal'> {
  return {
    network,
    signal: context.signal,
    onStage: (stage) => context.onStage(text, stage),
    ...(options.enforcement ? { tryEnforcement: true } : {}),
  };
}

function domainPlan(text: string, domain: string, job: Job): DomainPlan {
  const { port = 25, security = 'auto' } = job.options;
  return { ...common(text, job), domain, port, security };
}

function sessionPlan(text: string, target: SessionTarget, job: Job): SessionPlan {
  const goal = goalOf(target, job.options);
  const isLmtp = target.kind === 'host' && target.scheme === 'lmtp';
  return { ...common(text, job), goal, ...(isLmtp ? { lmtp: true } : {}) };
}
