import type { Socket } from 'node:net';
import { clockMs } from '../clock.ts';
import { SmtpError, UsageError } from '../errors.ts';
import { ipVersion } from '../target.ts';
import { Attempt, type AttemptTarget } from './attempt.ts';
import type { ProgramEnding } from './program.ts';
import { notSocket } from './socket-path.ts';
import { failureOf } from './undialled.ts';

/** One try at one address. */
export interface ConnectAttempt {
  /** IP address, or the path of a unix socket. */
  readonly address: string;
  readonly port?: number;
  /** `abandoned`: still waiting when another address had won. */
  readonly outcome: 'connected' | 'refused' | 'timeout' | 'unreachable' | 'reset' | 'abandoned' | 'failed';
  /** The system's error name, e.g. `ECONNREFUSED`. */
  readonly code?: string;
  /** Since the first attempt of this dial, in milliseconds. */
  readonly startedMs: number;
  readonly elapsedMs: number;
}

/**
 * A connection made.
 *
 * The socket bears an `error` listener that does nothing, so that a reset before anyone reads cannot end
 * the process; who takes the socket over adds listeners of its own and calls `resume()`.
 */
export interface Dialled {
  readonly socket: Socket;
  readonly attempts: readonly ConnectAttempt[];
  readonly address: string;
  readonly localAddress?: string;
  /** For a program: waits for its end, and tells how it ended where it did so by itself. */
  readonly ending?: () => Promise<ProgramEnding | undefined>;
}

/** No connection: what was tried, and the error that tells most. */
export interface Undialled {
  readonly attempts: readonly ConnectAttempt[];
  readonly failure: SmtpError;
}

/** An IP address, never a name, and a port. */
export interface DialAddress {
  readonly address: string;
  readonly port: number;
}

export interface DialOptions {
  /** Local IP address to connect from; addresses of the other family are then left out. */
  readonly source?: string;
  /** For one attempt, in milliseconds; CONNECT_TIMEOUT_MS when absent. */
  readonly timeoutMs?: number;
  readonly family?: 4 | 6;
  /** Bears the overall deadline, if there is one. */
  readonly signal?: AbortSignal;
}

/** How long one address may keep silent, when nothing else is said. */
export const CONNECT_TIMEOUT_MS = 10_000;

/** Head start of one attempt before the next begins: the Connection Attempt Delay of RFC 8305 §5. */
export const STAGGER_MS = 250;

/**
 * Connects to whichever address answers first, IPv6 preferred (Happy Eyeballs, RFC 8305 §4 and §5).
 *
 * The next address is tried at once when one fails, and after STAGGER_MS while one is silent.
 * @returns Undialled when no address answered, or none was left by `family` and `source`.
 * @throws SmtpError `aborted`; UsageError for a source that is no IP address.
 */
export async function dial(
  addresses: readonly DialAddress[],
  options: DialOptions = {},
): Promise<Dialled | Undialled> {
  const family = options.family ?? sourceFamily(options.source);
  const queue = interleaveFamilies(
    addresses.filter(({ address }) => !family || ipVersion(address) === family),
  );
  if (queue.length === 0) return { attempts: [], failure: noAddress(family) };
  return race(
    queue.map((target) => ({ ...target, source: options.source })),
    options,
  );
}

/**
 * Connects to a unix socket; the one attempt bears the path as its address.
 *
 * @throws SmtpError `aborted`.
 */
export async function dialUnix(
  path: string,
  options: Pick<DialOptions, 'timeoutMs' | 'signal'> = {},
): Promise<Dialled | Undialled> {
  return (await notSocket(path)) ?? race([{ path }], options);
}

/** Puts IPv6 and IPv4 in turns, IPv6 first, each family in its own order (RFC 8305 §4). */
export function interleaveFamilies(addresses: readonly DialAddress[]): DialAddress[] {
  const six = addresses.filter(({ address }) => ipVersion(address) === 6);
  const four = addresses.filter(({ address }) => ipVersion(address) !== 6);
  const longest = Math.max(six.length, four.length);
  return Array.from({ length: longest }, (_, at) => [six[at], four[at]])
    .flat()
    .filter((target) => target !== undefined);
}

async function race(
  queue: readonly AttemptTarget[],
  { timeoutMs = CONNECT_TIMEOUT_MS, signal }: Pick<DialOptions, 'timeoutMs' | 'signal'>,
): Promise<Dialled | Undialled> {
  const began = clockMs();
  const waiting = [...queue];
  const begun: Attempt[] = [];
  try {
    while (true) {
      throwIfAborted(signal);
      const next = waiting.shift();
      if (next) begun.push(new Attempt(next, { timeoutMs, signal }));
      await firstOf(begun, waiting.length > 0);
      const winner = begun.find((attempt) => attempt.ending?.outcome === 'connected');
      if (winner) return dialled(winner, begun, began);
      if (waiting.length > 0 || begun.some((attempt) => !attempt.ending)) continue;
      throwIfAborted(signal);
      const failure = failureOf(begun) ?? noAddress(0);
      return { attempts: begun.map((attempt) => attempt.record(began)), failure };
    }
  } finally {
    for (const attempt of begun) attempt.abandon();
  }
}

/** Waits until one more has ended, and no longer than STAGGER_MS while others are in the queue. */
async function firstOf(begun: readonly Attempt[], isStaggered: boolean): Promise<void> {
  const running = begun.filter((attempt) => !attempt.ending);
  if (running.length === 0) return;
  let timer: NodeJS.Timeout | undefined;
  const stagger = new Promise<void>((resolve) => {
    if (isStaggered) timer = setTimeout(resolve, STAGGER_MS);
  });
  await Promise.race([stagger, ...running.map((attempt) => attempt.ended)]);
  clearTimeout(timer);
}

function dialled(winner: Attempt, begun: readonly Attempt[], began: number): Dialled {
  const socket = winner.take();
  for (const attempt of begun) attempt.abandon();
  const { localAddress } = socket;
  return {
    socket,
    attempts: begun.map((attempt) => attempt.record(began)),
    address: winner.address,
    ...(localAddress === undefined ? {} : { localAddress }),
  };
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new SmtpError('aborted', 'interrupted while connecting', { stage: 'connect', cause: signal.reason });
}

function noAddress(family: number): SmtpError {
  const wanted = family === 0 ? 'address' : `IPv${family} address`;
  return new SmtpError('unreachable', `no ${wanted} to connect to`, { stage: 'connect', code: 'ENOADDRESS' });
}

function sourceFamily(source: string | undefined): number {
  if (source === undefined) return 0;
  const family = ipVersion(source);
  if (family !== 0) return family;
  throw new UsageError(`source "${source}" is no IP address`, 'give one of this machine, as in 192.0.2.7');
}
