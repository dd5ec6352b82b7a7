import { SmtpError } from '../errors.ts';
import type { Evidence, InjectionOutcome, TlsTrialsEvidence } from '../evidence.ts';
import { authMechanisms, type Hello } from '../smtp/extension.ts';
import type { Reply } from '../smtp/reply.ts';
import type { Session } from '../smtp/session.ts';
import { clientName } from './client-name.ts';
import { Draft } from './draft.ts';
import { openSession } from './greeting.ts';
import { type LinkContext, secureSocket } from './link.ts';
import type { SessionPlan } from './plan.ts';
import type { Pace } from './tls-scan/pace.ts';

/** Connections that the trials of one port take. */
export const TRIAL_CONNECTIONS = 1;

/** Asks for nothing (RFC 4954 §4): a name alone, which is cancelled at once. */
const MECHANISM = 'PLAIN';

type Trials = { -readonly [K in keyof TlsTrialsEvidence]: TlsTrialsEvidence[K] };

/** What the trials found; `enforcement` is the answer to MAIL in clear text. */
export interface TrialsFound {
  readonly tlsTrials: TlsTrialsEvidence;
  readonly enforcement?: Reply;
}

interface Trial {
  readonly plan: SessionPlan;
  readonly session: Session;
  readonly hello: Hello;
  readonly context: LinkContext;
}

/** Tries what a server does with MAIL, AUTH and a smuggled NOOP before TLS, where it offers STARTTLS. */
export async function tryBeforeTls(plan: SessionPlan, pace: Pace, signal: AbortSignal): Promise<TrialsFound> {
  const tlsTrials: Trials = {};
  let enforcement: Reply | undefined;
  await inConnection(plan, { pace, signal }, async (trial) => {
    enforcement = await tryMail(trial);
    tlsTrials.login = await tryLogin(trial);
    tlsTrials.injection = 'unclear';
    tlsTrials.injection = await tryInjection(trial);
  });
  return { tlsTrials, ...(enforcement ? { enforcement } : {}) };
}

/** Sends STARTTLS although EHLO does not offer it: a server that accepts it had its offer taken out on the way. */
export async function tryUnoffered(
  plan: SessionPlan,
  pace: Pace,
  signal: AbortSignal,
): Promise<TlsTrialsEvidence> {
  const tlsTrials: Trials = {};
  await inConnection(plan, { pace, signal }, async ({ session }) => {
    tlsTrials.unoffered = await session.command('starttls', 'STARTTLS');
    if (tlsTrials.unoffered.code !== 220) await session.quit();
  });
  return tlsTrials;
}

/** Whether a walk came to an EHLO without STARTTLS, which should have been there. */
export function lacksOffer({ goal, hello, starttls }: Evidence): boolean {
  return goal.security !== 'tls' && starttls?.offered === false && hello?.plain?.verb === 'EHLO';
}

/** Goes as far as EHLO; whatever the network or the server does, the trial then tells what it has told so far. */
async function inConnection(
  plan: SessionPlan,
  { pace, signal }: { readonly pace: Pace; readonly signal: AbortSignal },
  work: (trial: Trial) => Promise<void>,
): Promise<void> {
  if (!(await pace.admit())) return;
  const context: LinkContext = { draft: new Draft(plan.goal), signal };
  let session: Session | undefined;
  try {
    session = await openSession(plan, context);
    const greeting = await session.readGreeting();
    const name = plan.network.clientName ?? clientName(context.draft.sections.connect?.localAddress);
    const { hello } = greeting.code === 220 ? await session.hello('EHLO', name) : {};
    if (hello) await work({ plan, session, hello, context });
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
  } finally {
    session?.wire.close();
    pace.release(Promise.resolve());
  }
}

async function tryMail({ session }: Trial): Promise<Reply> {
  const reply = await session.command('mail', 'MAIL FROM:<>');
  if (reply.code === 250) await session.command('mail', 'RSET');
  return reply;
}

async function tryLogin({ session, hello }: Trial): Promise<NonNullable<TlsTrialsEvidence['login']>> {
  const reply = await session.command('auth', `AUTH ${MECHANISM}`);
  // RFC 4954 §4: a line of a single asterisk cancels, and is answered by 501.
  if (reply.code === 334) await session.command('auth', '*');
  return { mechanism: MECHANISM, advertised: authMechanisms(hello).includes(MECHANISM), reply };
}

/** NOOP stands behind STARTTLS in one write; within TLS we say QUIT, whose answer is 221 and never 250. */
async function tryInjection({ session, plan, context }: Trial): Promise<InjectionOutcome> {
  const startedMs = session.dispatch(['STARTTLS', 'NOOP']);
  const reply = await session.answer('starttls', 'STARTTLS', startedMs);
  if (reply.code !== 220) return 'refused';
  const { socket } = session.wire.detach();
  try {
    session.wire.attachSecure(await secureSocket(socket, 'starttls', plan, context));
  } catch (error) {
    if (error instanceof SmtpError && error.kind !== 'aborted' && error.kind !== 'timeout') return 'refused';
    throw error;
  }
  const last = await session.quit();
  if (last.code === 250 || hasSpokenUnasked(session)) return 'answered';
  return last.code === 221 ? 'discarded' : 'unclear';
}

/** Whether the answer to NOOP was there before QUIT was said. */
function hasSpokenUnasked({ oddities }: Session): boolean {
  return oddities.some(({ kind, sample, stage }) => {
    return stage === 'quit' && kind === 'unsolicited' && sample?.startsWith('250');
  });
}
