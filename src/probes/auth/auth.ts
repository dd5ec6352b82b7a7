import type { AuthEvidence, Evidence, WithheldReason } from '../../evidence.ts';
import type { Credentials } from '../../sasl/mechanism.ts';
import { Concealment } from '../../smtp/concealment.ts';
import type { LiveSession, SessionPlan, SessionStages } from '../plan.ts';
import { probeSession } from '../session.ts';
import { readToken } from '../token-facts.ts';
import { attemptLogin } from './attempt.ts';
import { channelOf, chooseMechanism, isAdvertised } from './choice.ts';
import { examineMechanisms } from './examine.ts';
import type { LoginPlan } from './login-plan.ts';

export type { LoginPlan } from './login-plan.ts';

/** Holds one session with a login in it: at most one attempt with credentials, or an examination without any. */
export function probeAuth(plan: SessionPlan, login: LoginPlan): Promise<Evidence> {
  const concealment = plan.concealment ?? concealmentOf(login.credentials);
  return probeSession({ ...plan, concealment, stages: stagesOf(login) });
}

/** What hides these credentials in all the sessions that it is given to, from the first byte on. */
export function concealmentOf(credentials: Credentials | undefined): Concealment {
  const concealment = new Concealment();
  const { password, token } = credentials ?? {};
  concealment.add([password, token].filter((secret) => secret !== undefined));
  return concealment;
}

function stagesOf(login: LoginPlan): SessionStages {
  const { credentials, mechanism } = login;
  if (credentials) return { afterHello: (live) => logIn(live, login, credentials) };
  const named = mechanism === 'auto' || mechanism === 'all' ? undefined : mechanism;
  const examine = (live: LiveSession): Promise<boolean> => {
    note(live, { asked: login.asked ?? mechanism });
    return examineMechanisms(live, named);
  };
  return { beforeTls: examine, afterHello: async (live) => void (await examine(live)) };
}

/** Tries a login once in an open session; what came of it, and why it went no further, stands in the draft. */
export async function logIn(live: LiveSession, login: LoginPlan, credentials: Credentials): Promise<void> {
  const { draft, session } = live;
  note(live, { asked: login.asked ?? login.mechanism, ...factsOf(credentials) });
  const channel = channelOf(live, login);
  const choice = await chooseMechanism(live, { login, credentials, channel });
  if (typeof choice === 'string') return withhold(live, choice);
  const advertised = isAdvertised(choice, channel);
  const request = {
    mechanism: choice,
    credentials,
    channel,
    initialResponse: login.initialResponse,
    advertised,
  };
  const attempt = await draft.timed('auth', () =>
    attemptLogin(session, request, (seen) => note(live, { attempt: seen })),
  );
  if (attempt.outcome === 'accepted') return;
  const { code, lines } = attempt.reply ?? { code: undefined, lines: [] };
  const said = `${code ?? ''} ${lines.join(' ')}`.trim().slice(0, 500);
  draft.fail({
    stage: 'auth',
    kind: attempt.outcome === 'challenge-malformed' ? 'protocol' : 'refusal',
    message: attempt.fault?.message ?? said,
    ...(code === undefined ? {} : { replyCode: code }),
  });
}

function note({ draft }: LiveSession, part: Partial<AuthEvidence>): void {
  draft.sections.auth = { asked: 'auto', ...draft.sections.auth, ...part };
}

/** Where TLS was to be had and is not, that is the failure; else the login is. */
function withhold(live: LiveSession, withheld: WithheldReason): void {
  note(live, { withheld });
  const lacksTls = isTlsMissing(live, withheld);
  live.draft.fail({
    stage: lacksTls ? 'starttls' : 'auth',
    kind: 'refusal',
    message: lacksTls ? 'STARTTLS is not offered' : `no login was tried: ${withheld}`,
  });
}

/** AUTH may be hidden until TLS is up, so that where users log in its absence is that of TLS. */
function isTlsMissing({ goal, session }: LiveSession, withheld: WithheldReason): boolean {
  if (session.wire.secure || goal.security === 'none' || goal.port === undefined) return false;
  return withheld === 'cleartext' || (withheld === 'not-offered' && goal.role === 'submission');
}

function factsOf({ username, token }: Credentials): Partial<AuthEvidence> {
  const facts = token === undefined ? undefined : readToken(token);
  return {
    ...(username === '' ? {} : { usernameForm: username.includes('@') ? 'address' : 'name' }),
    ...(facts ? { token: facts } : {}),
  };
}
