import type { Stage } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import { type LoginPlan, probeAuth } from '../probes/auth.ts';
import type { SessionPlan } from '../probes/plan.ts';
import { probeSession } from '../probes/session.ts';
import { printable } from '../render/printable.ts';
import { loginRefusal } from '../rules/auth-refusal.ts';
import type { Credentials, Mechanism } from '../sasl/mechanism.ts';
import { mechanismOf, missingFor } from '../sasl/registry.ts';
import { authMechanisms } from '../smtp/extension.ts';
import { TOOL } from '../version.ts';
import type { AuthOptions } from './auth.ts';
import { atDoor } from './auth-run.ts';
import { subjectOf } from './goal.ts';
import { askYes } from './prompt.ts';
import { runCommand } from './run.ts';

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
  const survey = await atDoor(plan, probeSession);
  const names = usable(survey, login).map(({ name }) => name);
  if (survey.failure || names.length === 0) return reportOne(survey, login, { plan, options, text });
  const attempts = `${names.length} attempts to log in: ${names.join(', ')}`;
  process.stderr.write(`${TOOL.name}: ${printable(attempts, { unicode: true })}\n`);
  if (!options.yes && !(await askYes('These can lock an account. Make them?'))) return 0;
  return runCommand('auth', options, async ({ signal, onStage, onEvidence }) => {
    for (const [index, mechanism] of names.entries()) {
      if (signal.aborted) return undefined;
      const door = { ...plan, goal: survey.goal, signal, onStage: (stage: Stage) => onStage(text, stage) };
      const evidence = await probeAuth(door, { ...login, mechanism, asked: 'all' });
      onEvidence(`${subjectOf(evidence)} ${mechanism}`, evidence, [index, 0]);
      if (isEnough(evidence)) return undefined;
    }
    return undefined;
  });
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

/** The mechanisms offered for which the credentials suffice; what would be withheld is no attempt. */
function usable({ hello, tls }: Evidence, { credentials, allowCleartext }: LoginForAll): Mechanism[] {
  const offered = authMechanisms(hello?.secure ?? hello?.plain).map(mechanismOf);
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

/** Whether a further attempt could do harm: the account is locked, a limit is reached, or nobody answers. */
function isEnough(evidence: Evidence): boolean {
  const { failure } = evidence;
  if (failure && failure.kind !== 'refusal' && failure.kind !== 'protocol') return true;
  const id = loginRefusal(evidence)?.id;
  return id === 'auth.account-locked' || id === 'auth.attempts-limited';
}
