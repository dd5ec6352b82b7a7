import { UsageError } from '../errors.ts';
import type { Evidence, Goal } from '../evidence.ts';
import { mapConcurrently } from '../probes/concurrency.ts';
import { type DomainPlan, probeDomain } from '../probes/domain.ts';
import type { NetworkChoice, SessionPlan } from '../probes/plan.ts';
import { probePorts, roleOf, securityOf } from '../probes/ports.ts';
import { probeSession } from '../probes/session.ts';
import { formatHostPort, ipVersion, parseDomain, parseTarget, type Target, unicodeForm } from '../target.ts';
import { networkChoice } from './network.ts';
import type { ProbeOptions } from './probe.ts';
import { runCommand, type WorkContext } from './run.ts';
import { readTargets } from './targets.ts';

const LMTP_PORT = 24;

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

/** `-4` and `-6` choose among a name's addresses; an address cannot be chosen into the other family. */
function checkFamily(target: Target, { ipv4, ipv6 }: ProbeOptions): void {
  const version = target.kind === 'host' ? ipVersion(target.host) : 0;
  if (target.kind !== 'host' || !((version === 6 && ipv4) || (version === 4 && ipv6))) return;
  throw new UsageError(`"${target.host}" is an IPv${version} address`, `leave out -${version === 6 ? 4 : 6}`);
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

function subjectOf({ goal }: Evidence): string {
  return goal.port === undefined ? `unix:${goal.host}` : formatHostPort(goal.host, goal.port);
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

function sessionPlan(text: string, target: Exclude<Target, { kind: 'domain' }>, job: Job): SessionPlan {
  const goal = target.kind === 'unix' ? unixGoal(target.path, job.options) : hostGoal(target, job.options);
  const isLmtp = target.kind === 'host' && target.scheme === 'lmtp';
  return { ...common(text, job), goal, ...(isLmtp ? { lmtp: true } : {}) };
}

function unixGoal(path: string, options: ProbeOptions): Goal {
  return { host: path, role: 'relay', security: options.security ?? 'auto' };
}

function hostGoal(target: Extract<Target, { kind: 'host' }>, options: ProbeOptions): Goal {
  const implied = target.scheme === 'lmtp' ? LMTP_PORT : target.scheme === 'smtps' ? 465 : undefined;
  const port = target.port ?? options.port ?? implied;
  const security = options.security ?? (target.scheme === 'smtps' ? 'tls' : securityOf(port));
  const unicode = unicodeForm(target.host);
  const { tlsServername } = options;
  return {
    host: target.host,
    ...(unicode === undefined ? {} : { hostUnicode: unicode }),
    ...(port === undefined ? {} : { port }),
    role: target.scheme === 'lmtp' ? 'relay' : roleOf(port),
    security,
    ...(typeof tlsServername === 'string' ? { servername: tlsServername } : {}),
  };
}
