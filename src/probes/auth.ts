import type { AuthEvidence, Evidence, WithheldReason } from '../evidence.ts';
import type { Channel, Credentials, Mechanism } from '../sasl/mechanism.ts';
import { mechanismOf, strongestOf } from '../sasl/registry.ts';
import { authMechanisms } from '../smtp/extension.ts';
import { channelBindings } from '../tls/channel-binding.ts';
import { attemptLogin, type InitialResponse } from './auth-attempt.ts';
import { examineMechanisms } from './auth-examine.ts';
import type { LiveSession, SessionPlan, SessionStages } from './plan.ts';
import { probeSession } from './session.ts';
import { readToken } from './token-facts.ts';

/** What is to be found out about a server's logins. */
export interface LoginPlan {
  /** `auto` takes the strongest that is offered and usable; a name is in upper case. */
  readonly mechanism: string;
  /** What the user asked for, where this is one of several runs: `all`. */
  readonly asked?: string;
  /** Absent: the mechanisms are examined, and no login is tried. */
  readonly credentials?: Credentials;
  readonly initialResponse: InitialResponse;
  /** Also a mechanism that is not offered. */
  readonly force: boolean;
  /** Also where somebody on the way could read the secret: without TLS, or under a certificate not believed. */
  readonly allowCleartext: boolean;
  /** TLS is given a certificate of the user's. */
  readonly showsClientCertificate: boolean;
}

/** Holds one session with a login in it: at most one attempt with credentials, or an examination without any. */
export function probeAuth(plan: SessionPlan, login: LoginPlan): Promise<Evidence> {
  return probeSession({ ...plan, stages: stagesOf(login) });
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
  const choice = chooseMechanism(live, { login, credentials, channel });
  if (typeof choice === 'string') return withhold(live, choice);
  const advertised = channel.advertised.includes(choice.name);
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

function channelOf({ goal, hello, channel }: LiveSession, login: LoginPlan): Channel {
  return {
    host: goal.host,
    port: goal.port ?? 0,
    bindings: channel ? channelBindings(channel.socket, channel.leaf) : {},
    advertised: authMechanisms(hello),
    showsClientCertificate: channel !== undefined && login.showsClientCertificate,
  };
}

interface Means {
  readonly login: LoginPlan;
  readonly credentials: Credentials;
  readonly channel: Channel;
}

function chooseMechanism(live: LiveSession, means: Means): Mechanism | WithheldReason {
  const { login, channel } = means;
  if (channel.advertised.length === 0 && !login.force) return 'not-offered';
  const named = login.mechanism === 'auto' ? undefined : mechanismOf(login.mechanism);
  return named ? judgeNamed(named, live, means) : strongest(live, means);
}

function judgeNamed(
  named: Mechanism,
  live: LiveSession,
  { login, channel }: Means,
): Mechanism | WithheldReason {
  if (!channel.advertised.includes(named.name) && !login.force) return 'mechanism-not-offered';
  if (!named.isUsable(channel)) return 'mechanism-unusable';
  return reasonToWithhold(named, live, login) ?? named;
}

function strongest(live: LiveSession, { login, credentials, channel }: Means): Mechanism | WithheldReason {
  const reasons = new Map(
    channel.advertised.map((name) => {
      const mechanism = mechanismOf(name);
      return [name, mechanism && reasonToWithhold(mechanism, live, login)] as const;
    }),
  );
  const safe = channel.advertised.filter((name) => reasons.get(name) === undefined);
  const chosen = strongestOf(safe, credentials, channel);
  if (chosen) return chosen;
  const unsafe = strongestOf(channel.advertised, credentials, channel);
  return (unsafe && reasons.get(unsafe.name)) ?? 'mechanism-unusable';
}

/** What shows the secret, or lets it be guessed at leisure, goes only where nobody else can be listening. */
function reasonToWithhold(
  { exposes }: Mechanism,
  { session, draft, goal }: LiveSession,
  { allowCleartext }: LoginPlan,
): WithheldReason | undefined {
  // A socket of this machine has no way on which others could listen.
  if (allowCleartext || goal.port === undefined || exposes === 'proof' || exposes === 'nothing')
    return undefined;
  if (!session.wire.secure) return 'cleartext';
  return draft.sections.tls?.trust.trusted === true ? undefined : 'untrusted';
}
