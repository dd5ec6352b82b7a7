import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SmtpError } from '../errors.ts';
import type { Reply } from '../smtp/reply.ts';
import { recogniseService } from '../smtp/service.ts';
import { Session } from '../smtp/session.ts';
import { Wire } from '../smtp/wire.ts';
import { Draft } from './draft.ts';
import { type LinkContext, openSocket, secureSocket } from './link.ts';
import type { SessionPlan } from './plan.ts';

/** How long a submission port may be silent before TLS from the first byte is tried beside it. */
const SUSPICION_MS = 3_000;

/** How long a foreign service may take to show what it is. */
const WORD_MS = 2_000;

/** OpenSSL's words for "what came was no TLS record": the peer speaks clear text. */
const CLEAR_TEXT_CODES = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
  'ERR_SSL_RECORD_TOO_SMALL',
  'ERR_SSL_BAD_RECORD_TYPE',
  'ERR_SSL_UNKNOWN_PROTOCOL',
]);

/** A session and the greeting it was met with. */
export interface Greeted {
  readonly session: Session;
  readonly reply: Reply;
}

/**
 * Connects in the way the plan asks for; where TLS meets clear text it connects again without.
 *
 * @throws SmtpError at stage `resolve`, `connect` or `tls`.
 */
export async function openSession(plan: SessionPlan, context: LinkContext): Promise<Session> {
  const { socket } = await openSocket(plan, context);
  if (plan.goal.security !== 'tls') return startSession(socket, false, plan, context);
  try {
    return startSession(await secureSocket(socket, 'tls', plan, context), true, plan, context);
  } catch (error) {
    socket.destroy();
    if (!isClearText(error)) throw error;
    context.draft.failBy(error, false);
    context.draft.sections.mode = { asked: 'tls' };
    context.draft.transcript.add(
      '*',
      'clear text where TLS was expected; connecting again without TLS',
      false,
    );
    const again = await openSocket(plan, context);
    return startSession(again.socket, false, plan, context);
  }
}

/**
 * Waits for the greeting; where a submission port stays silent, finds out whether it waits for TLS.
 *
 * @throws SmtpError at stage `greeting`.
 */
export async function greet(session: Session, plan: SessionPlan, context: LinkContext): Promise<Greeted> {
  const { draft } = context;
  const startedMs = draft.transcript.nowMs();
  const greeted = await draft
    .timed('greeting', () =>
      mayWaitForTls(session, plan, draft) ? greetOrSwitch(session, plan, context) : readGreeting(session),
    )
    .catch((error: unknown) => {
      if (error instanceof SmtpError) noteBanner(draft, error.received);
      throw error;
    });
  const elapsedMs = Math.round((draft.transcript.nowMs() - startedMs) * 10) / 10;
  const [first = ''] = greeted.reply.lines;
  noteBanner(draft, `${greeted.reply.code} ${first}`);
  const hostname = first.split(/\s/)[0];
  draft.sections.greeting = { reply: greeted.reply, elapsedMs, ...(hostname ? { hostname } : {}) };
  return greeted;
}

/** What speaks in clear text where TLS was asked for. */
function noteBanner(draft: Draft, banner: string | undefined): void {
  const { mode } = draft.sections;
  if (banner !== undefined && mode?.asked === 'tls')
    draft.sections.mode = { ...mode, banner: banner.slice(0, 200) };
}

/** Port 25 never waits for TLS, and a server there may punish a client for a needless second connection. */
function mayWaitForTls(session: Session, plan: SessionPlan, draft: Draft): boolean {
  return (
    plan.goal.role === 'submission' &&
    !session.wire.secure &&
    !draft.sections.mode &&
    plan.goal.port !== undefined
  );
}

async function readGreeting(session: Session): Promise<Greeted> {
  try {
    return { session, reply: await session.readGreeting() };
  } catch (error) {
    session.wire.close();
    throw error;
  }
}

async function greetOrSwitch(session: Session, plan: SessionPlan, context: LinkContext): Promise<Greeted> {
  const stop = new AbortController();
  const asked = readGreeting(session);
  const signal = AbortSignal.any([stop.signal, context.signal]);
  const rival = greetInTls(plan, context, { silent: session, signal });
  try {
    const greeted = await Promise.race([asked, rival.then((found) => found ?? asked)]);
    if (greeted.session === session) stop.abort();
    else noteSwitch(session, plan, context.draft);
    return greeted;
  } catch (error) {
    stop.abort();
    session.wire.close();
    throw error;
  }
}

/** A way of protection that the user did not choose may be changed without a word of failure. */
function noteSwitch(silent: Session, plan: SessionPlan, draft: Draft): void {
  silent.wire.close();
  draft.sections.mode = { asked: askedOf(plan), works: 'tls' };
  if (plan.goal.security === 'auto') return;
  const message = 'silence where a greeting was expected, while TLS is answered';
  draft.fail({ stage: 'greeting', kind: 'timeout', code: 'TLS_EXPECTED', message });
}

function askedOf({ goal }: SessionPlan): 'none' | 'starttls' {
  return goal.security === 'none' ? 'none' : 'starttls';
}

/** A second connection that begins with TLS, once the first has been silent long enough; undefined when that fails too. */
async function greetInTls(
  plan: SessionPlan,
  context: LinkContext,
  { silent, signal }: { readonly silent: Session; readonly signal: AbortSignal },
): Promise<Greeted | undefined> {
  const suspicionMs = plan.scan?.listenMs ?? SUSPICION_MS;
  const waitMs = Math.min(suspicionMs, (plan.network.session.timeoutMs ?? suspicionMs * 2) / 2);
  const scratch: LinkContext = { draft: new Draft(plan.goal), signal };
  let socket: Socket | undefined;
  try {
    await delay(waitMs, undefined, { signal });
    const { draft } = context;
    draft.transcript.add('*', 'silence; trying TLS from the first byte on a second connection', false);
    const dialled = await openSocket(plan, scratch);
    socket = dialled.socket;
    const secured = await draft.timed('tls', () => secureSocket(dialled.socket, 'tls', plan, scratch));
    draft.transcript.add('*', `tls ${scratch.draft.sections.tls?.protocol} on the second connection`, true);
    const greeted = await readGreeting(newSession(secured, true, plan, { draft, signal }));
    if (signal.aborted) {
      greeted.session.wire.close();
      return undefined;
    }
    draft.hold(greeted.session);
    if (scratch.draft.sections.tls) context.draft.sections.tls = scratch.draft.sections.tls;
    if (scratch.chain) context.chain = scratch.chain;
    if (scratch.secureSocket) context.secureSocket = scratch.secureSocket;
    return greeted;
  } catch (error) {
    if (socket && !signal.aborted) context.draft.sections.mode = { asked: askedOf(plan) };
    socket?.destroy();
    if (isClearText(error) && !signal.aborted) {
      // Where no third connection may be made, the silent one takes the word out of turn.
      if (plan.scan?.connectionsLeft === 0) silent.wire.send(['QUIT', '']);
      else await nameForeignService(plan, scratch);
    }
    // Whatever the network did here, the first connection's own failure is the one to report.
    if (!(error instanceof SmtpError) && !signal.aborted) throw error;
    return undefined;
  }
}

/**
 * Finds out what a port is that gave no greeting, and answered a TLS hello in clear text: no mail server does that,
 * so that a word out of turn on a connection of its own harms nobody. HTTP servers answer it with their 400.
 *
 * @throws SmtpError `protocol` at stage `greeting` with what it said, where that tells the service.
 */
async function nameForeignService(plan: SessionPlan, scratch: LinkContext): Promise<void> {
  const dialled = await openSocket(plan, scratch).catch((error: unknown) => {
    if (!(error instanceof SmtpError)) throw error;
  });
  if (!dialled) return;
  const { socket } = dialled;
  socket.write('QUIT\r\n\r\n');
  const first = await once(socket, 'data', {
    signal: AbortSignal.any([scratch.signal, AbortSignal.timeout(WORD_MS)]),
  })
    .then(([chunk]) => String(chunk).slice(0, 500))
    .catch(() => '');
  socket.destroy();
  const service = recogniseService(first);
  if (service === undefined) return;
  const message = `speaks ${service}`;
  throw new SmtpError('protocol', message, { stage: 'greeting', code: 'NOT_SMTP', received: first });
}

function isClearText(error: unknown): error is SmtpError {
  return error instanceof SmtpError && CLEAR_TEXT_CODES.has(error.code ?? '');
}

function startSession(socket: Socket, secure: boolean, plan: SessionPlan, context: LinkContext): Session {
  return context.draft.hold(newSession(socket, secure, plan, context));
}

function newSession(socket: Socket, secure: boolean, plan: SessionPlan, context: LinkContext): Session {
  const { draft, signal } = context;
  const { concealment, network } = plan;
  const { limits, session } = network;
  const options = {
    transcript: draft.transcript,
    secure,
    signal,
    ...(limits ? { limits } : {}),
    ...(concealment ? { concealment } : {}),
  };
  return new Session(new Wire(socket, options), draft.transcript, session);
}
