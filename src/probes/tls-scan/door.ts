import type { Socket } from 'node:net';
import { SmtpError, type Stage } from '../../errors.ts';
import type { Throttle, TlsEvidence } from '../../evidence.ts';
import type { Reply } from '../../smtp/reply.ts';
import { Session } from '../../smtp/session.ts';
import { Wire } from '../../smtp/wire.ts';
import { clientName } from '../client-name.ts';
import { Draft } from '../draft.ts';
import { openSocket } from '../link.ts';
import type { SessionPlan } from '../plan.ts';

/** A server that a scan has been let in to once, and how it is reached. */
export interface TlsDoor {
  readonly plan: SessionPlan;
  readonly mode: TlsEvidence['mode'];
  /** Ends with the scan, and with it the connections that the server has not closed yet. */
  readonly signal: AbortSignal;
}

/** What became of one connection: `unanswered` says how it ended after the hello; `away` that it never got so far. */
export type Attempt<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'unanswered'; readonly code: string }
  | { readonly kind: 'away'; readonly throttle: Omit<Throttle, 'afterConnections'> };

/** What is sent as the first of TLS, and how what comes back is read: `push` gives an answer once there is one. */
export interface Opening<Answer> {
  readonly bytes: Buffer;
  readonly push: (chunk: Buffer) => Answer | undefined;
}

const ANSWER_MS = 10_000;
const FAREWELL_MS = 1_000;
const TEXT_CHARACTERS = 200;
/** A warning of `close_notify`: whoever says it leaves on purpose (RFC 8446 §6.1). */
const FAREWELL = Buffer.from([21, 3, 1, 0, 2, 1, 0]);

/**
 * Connects, goes as far as STARTTLS where TLS does not come first, sends the opening and waits for its answer.
 *
 * @param onClosing  Told when the connection is done with, with a promise that settles once it is closed.
 * @throws SmtpError `aborted` alone; all else that the network or the server does is an attempt's end.
 */
export async function knock<Answer>(
  door: TlsDoor,
  opening: Opening<Answer>,
  onClosing: (closed: Promise<unknown>) => void,
): Promise<Attempt<Answer>> {
  let socket: Socket | undefined;
  try {
    const entered = await enter(door);
    if ('throttle' in entered) return { kind: 'away', throttle: entered.throttle };
    socket = entered.socket;
    return await exchange(socket, opening, door);
  } catch (error) {
    if (!(error instanceof SmtpError) || error.kind === 'aborted') throw error;
    const text = error.code ?? error.message;
    return { kind: 'away', throttle: { stage: error.stage, text: text.slice(0, TEXT_CHARACTERS) } };
  } finally {
    onClosing(leave(socket, door.signal));
  }
}

type Entry = { readonly socket: Socket } | { readonly throttle: Omit<Throttle, 'afterConnections'> };

async function enter({ plan, mode, signal }: TlsDoor): Promise<Entry> {
  const draft = new Draft(plan.goal);
  const { socket, localAddress } = await openSocket(plan, { draft, signal });
  if (mode === 'tls') return { socket };
  const { session: options, limits, clientName: name } = plan.network;
  const wire = new Wire(socket, {
    transcript: draft.transcript,
    secure: false,
    signal,
    ...(limits ? { limits } : {}),
  });
  const session = new Session(wire, draft.transcript, options);
  try {
    const refusal = await askForTls(session, name ?? clientName(localAddress));
    if (!refusal) return { socket: wire.detach().socket };
    await takeLeave(session, refusal.throttle.code);
    return refusal;
  } catch (error) {
    wire.close();
    throw error;
  }
}

/** Says what a session says up to STARTTLS; gives the reply that ended it, which was a limit, since once it was not. */
async function askForTls(
  session: Session,
  name: string,
): Promise<Extract<Entry, { throttle: unknown }> | undefined> {
  const greeting = await session.readGreeting();
  if (greeting.code !== 220) return away('greeting', greeting);
  const { reply, hello } = await session.hello('EHLO', name);
  if (!hello) return away('hello', reply);
  const answer = await session.command('starttls', 'STARTTLS');
  return answer.code === 220 ? undefined : away('starttls', answer);
}

function away(stage: Stage, { code, lines }: Reply): Extract<Entry, { throttle: unknown }> {
  return { throttle: { stage, code, text: lines.join(' ').slice(0, TEXT_CHARACTERS) } };
}

/** After 421 the server hangs up by itself (RFC 5321 §3.8). */
async function takeLeave(session: Session, code: number | undefined): Promise<void> {
  if (code !== 421 && !session.wire.isClosed) await session.quit().catch(() => undefined);
  session.wire.close();
}

function exchange<Answer>(
  socket: Socket,
  { bytes, push }: Opening<Answer>,
  { plan, signal }: TlsDoor,
): Promise<Attempt<Answer>> {
  const waitMs = plan.network.session.timeoutMs ?? ANSWER_MS;
  let timer: NodeJS.Timeout | undefined;
  let onAbort = (): void => {};
  const outcome = new Promise<Attempt<Answer>>((resolve, reject) => {
    const end = (code: string): void => resolve({ kind: 'unanswered', code });
    onAbort = () =>
      reject(
        new SmtpError('aborted', 'interrupted while waiting for TLS', { stage: 'tls', cause: signal.reason }),
      );
    timer = setTimeout(() => end('ETIMEDOUT'), waitMs);
    socket.on('data', (chunk: Buffer) => {
      const answer = push(chunk);
      if (answer !== undefined) resolve({ kind: 'answer', answer });
    });
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'ERROR'));
    socket.once('end', () => end('EOF'));
    socket.once('close', () => end('EOF'));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    socket.write(bytes);
    socket.resume();
  });
  return outcome.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  });
}

/** Hangs up in the midst of the handshake, but says so. */
async function leave(socket: Socket | undefined, signal: AbortSignal): Promise<void> {
  if (!socket || socket.destroyed) return;
  socket.removeAllListeners('data');
  socket.resume();
  socket.end(FAREWELL);
  socket.setTimeout(FAREWELL_MS, () => socket.destroy());
  const onAbort = (): unknown => socket.destroy();
  signal.addEventListener('abort', onAbort, { once: true });
  await new Promise((resolve) => socket.once('close', resolve));
  signal.removeEventListener('abort', onAbort);
}
