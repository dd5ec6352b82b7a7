import { clockMs } from '../../clock.ts';
import { type Stage, UsageError } from '../../errors.ts';
import type { Evidence } from '../../evidence.ts';
import { catalogOf } from '../../messages/catalog.ts';
import { type LoginPlan, probeAuth } from '../../probes/auth/auth.ts';
import type { SessionPlan } from '../../probes/plan.ts';
import { probeSession } from '../../probes/session.ts';
import { printable } from '../../render/printable.ts';
import { loginRefusal } from '../../rules/auth/refusal.ts';
import type { Credentials, Mechanism } from '../../sasl/mechanism.ts';
import { mechanismOf, missingFor } from '../../sasl/registry.ts';
import { authMechanisms } from '../../smtp/extension.ts';
import { TOOL } from '../../version.ts';
import type { AuthOptions } from '../auth.ts';
import { beforeRun, type Preparation, reportInterrupted } from '../before-run.ts';
import { subjectOf } from '../goal.ts';
import { askYes } from '../prompt.ts';
import { runCommand } from '../run.ts';
import { localeOf } from '../terminal.ts';
import { atDoor } from './run.ts';

interface AllPlan {
  readonly plan: SessionPlan;
  readonly options: AuthOptions;
  /** The target as typed. */
  readonly text: string;
}

type LoginForAll = LoginPlan & { readonly credentials: Credentials };

/**
 * Makes one attempt to log in with each mechanism that is offered and usable, each in a session of its own,
 * once it was said how many they are and, on a terminal, agreed to. Gives the exit code.
 */
export async function authAll(login: LoginForAll, { plan, options, text }: AllPlan): Promise<number> {
  const looked = await beforeRun(plan.network.deadlineMs, (signal) =>
    atDoor({ ...plan, signal }, probeSession),
  );
  const { value: survey, interruptedBy, leftMs } = looked;
  if (interruptedBy || !survey) return lookInterrupted(looked, plan, options);
  const names = (await usable(survey, login)).map(({ name }) => name);
  if (survey.failure || names.length === 0) return reportOne(survey, login, { plan, options, text });
  const { report } = await catalogOf(localeOf(options.lang, process.env));
  remark(report.auth.attempts(names));
  if (!options.yes && !(await askYes(() => report.auth.askForAttempts, options.lang))) return 0;
  return runCommand('auth', options, async ({ signal, onStage, onEvidence }) => {
    const endMs = clockMs() + leftMs;
    for (const [index, mechanism] of names.entries()) {
      const deadlineMs = Math.round(endMs - clockMs());
      if (signal.aborted || deadlineMs <= 0) return undefined;
      const network = { ...plan.network, deadlineMs };
      const watch = (stage: Stage): void => onStage(text, stage);
      const door = { ...plan, network, goal: survey.goal, signal, onStage: watch };
      const evidence = await probeAuth(door, { ...login, mechanism, asked: 'all' });
      onEvidence(`${subjectOf(evidence)} ${mechanism}`, evidence, [index, 0]);
      if (!isEnough(evidence)) continue;
      const untried = names.slice(index + 1);
      if (untried.length > 0) remark(report.auth.attemptsEnd(untried));
      return undefined;
    }
    return undefined;
  });
}

function remark(text: string): void {
  process.stderr.write(`${TOOL.name}: ${printable(text, { unicode: true })}\n`);
}

/** What cannot be tried at all is told as a single run tells it. */
function reportOne(survey: Evidence, login: LoginForAll, { plan, options }: AllPlan): Promise<number> {
  return runCommand('auth', options, async ({ signal, onEvidence }) => {
    const door = { ...plan, goal: survey.goal, signal };
    const evidence = survey.failure
      ? survey
      : await probeAuth(door, { ...login, mechanism: 'auto', asked: 'all' });
    onEvidence(subjectOf(evidence), evidence, [0, 0]);
    return undefined;
  });
}

function lookInterrupted(
  { value: evidence, interruptedBy = 'SIGINT' }: Preparation<Evidence>,
  { goal }: SessionPlan,
  options: AuthOptions,
): Promise<number> {
  return reportInterrupted('auth', options, { goal, evidence, interruptedBy });
}

/** The mechanisms offered for which the credentials suffice; what would be withheld is no attempt. */
async function usable(survey: Evidence, login: LoginForAll): Promise<Mechanism[]> {
  const fitting = fittingOf(survey, login);
  const carrying = await Promise.all(fitting.map((mechanism) => canCarry(mechanism, login.credentials)));
  return fitting.filter((_mechanism, index) => carrying[index]);
}

/** Whether the mechanism can begin at all: SASLprep forbids some passwords to some. */
async function canCarry(mechanism: Mechanism, credentials: Credentials): Promise<boolean> {
  const bindings = { 'tls-exporter': new Uint8Array(32) };
  try {
    await mechanism.begin(credentials, { host: 'localhost', port: 587, bindings, advertised: [] });
    return true;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

function fittingOf({ hello, tls }: Evidence, { credentials, allowCleartext }: LoginForAll): Mechanism[] {
  // Some list a mechanism several times, and in the form before RFC 2554 too.
  const offered = [...new Set(authMechanisms(hello?.secure ?? hello?.plain).map(mechanismOf))];
  const isPrivate = tls?.trust.trusted === true || allowCleartext;
  return offered
    .filter((mechanism): mechanism is Mechanism => mechanism !== undefined)
    .filter(
      ({ exposes, needs, carriesAuthzid }) =>
        needs.length > 0 &&
        (isPrivate || exposes === 'proof' || exposes === 'nothing') &&
        (credentials.authzid === undefined || carriesAuthzid),
    )
    .filter((mechanism) => missingFor(mechanism, credentials).length === 0)
    .filter(({ name }) => tls !== undefined || !name.endsWith('-PLUS'));
}

/** Refusals after which another mechanism may still do: they say nothing of the account, or only that it was wrong. */
const HARMLESS: ReadonlySet<string> = new Set([
  'auth.credentials-rejected',
  'auth.mechanism-unsupported',
  'auth.app-password-required',
  'auth.oauth-required',
  'auth.token-rejected',
  'auth.tls-required',
]);

/**
 * Whether a further attempt could do harm: the account is locked, a limit is reached, nobody answers, or the
 * refusal is for now only, or in words that may mean any of these.
 */
function isEnough(evidence: Evidence): boolean {
  const { failure } = evidence;
  if (failure && failure.kind !== 'refusal' && failure.kind !== 'protocol') return true;
  const refusal = loginRefusal(evidence);
  if (!refusal) return false;
  return refusal.data.code < 500 || !HARMLESS.has(refusal.id);
}
