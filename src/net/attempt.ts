import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { clockMs } from '../clock.ts';
import type { ConnectAttempt } from './dial.ts';

type Outcome = ConnectAttempt['outcome'];

/** What one attempt came to. */
export interface AttemptEnding {
  readonly outcome: Outcome;
  readonly cause?: NodeJS.ErrnoException;
  /** `clockMs()` at that moment. */
  readonly at: number;
}

/** An address and port, or the path of a unix socket. */
export type AttemptTarget =
  | { readonly address: string; readonly port: number; readonly source?: string | undefined }
  | { readonly path: string };

/** One connection under way. */
export class Attempt {
  /** IP address, or path. */
  readonly address: string;
  readonly port: number | undefined;
  readonly timeoutMs: number;
  readonly #socket: Socket;
  readonly #signal: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #startedAt = clockMs();
  readonly #ended: Promise<void>;
  #settle = (): void => {};
  #ending: AttemptEnding | undefined;
  #isTaken = false;

  constructor(target: AttemptTarget, options: { timeoutMs: number; signal?: AbortSignal | undefined }) {
    this.address = 'path' in target ? target.path : target.address;
    this.port = 'path' in target ? undefined : target.port;
    this.timeoutMs = options.timeoutMs;
    this.#signal = options.signal;
    this.#ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#socket = connect(connectOptions(target));
    this.#socket.once('connect', () => this.#end('connected'));
    // Stays for the socket's life: an 'error' that nobody hears would end the process.
    this.#socket.on('error', (error) => this.#end(outcomeOf(error), error));
    this.#timer = setTimeout(() => this.#end('timeout', timeoutError(this.timeoutMs)), this.timeoutMs);
    this.#signal?.addEventListener('abort', this.abandon, { once: true });
  }

  /** Settles, and never rejects, as soon as there is an `ending`. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  get ending(): AttemptEnding | undefined {
    return this.#ending;
  }

  /** Gives the connected socket away; `abandon` leaves it alone from then on. */
  take(): Socket {
    this.#isTaken = true;
    return this.#socket.setNoDelay(true);
  }

  /** Closes the socket, unless it was taken. An abort of the signal does the same. */
  readonly abandon = (): void => {
    this.#end('abandoned');
    if (!this.#isTaken) this.#socket.destroy();
  };

  /** Tells of the attempt, timed from the start of the whole dial; one that connected in vain was abandoned. */
  record(began: number): ConnectAttempt {
    const { outcome, cause, at } = this.#ending ?? { outcome: 'abandoned' as const, at: clockMs() };
    return {
      address: this.address,
      ...(this.port === undefined ? {} : { port: this.port }),
      outcome: outcome === 'connected' && !this.#isTaken ? 'abandoned' : outcome,
      ...(cause?.code === undefined ? {} : { code: cause.code }),
      startedMs: toMilliseconds(this.#startedAt - began),
      elapsedMs: toMilliseconds(at - this.#startedAt),
    };
  }

  #end(outcome: Outcome, cause?: NodeJS.ErrnoException): void {
    if (this.#ending) return;
    this.#ending = { outcome, at: clockMs(), ...(cause === undefined ? {} : { cause }) };
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.abandon);
    if (outcome !== 'connected') this.#socket.destroy();
    this.#settle();
  }
}

/** Names the outcome that a system error stands for. */
export function outcomeOf(error: NodeJS.ErrnoException): Outcome {
  return OUTCOMES[error.code ?? ''] ?? 'failed';
}

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  EACCES: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  // What a packet filter of this machine answers with.
  EPERM: 'unreachable',
  ECONNABORTED: 'reset',
  ECONNRESET: 'reset',
  ENETRESET: 'reset',
  EPIPE: 'reset',
};

function connectOptions(target: AttemptTarget): NetConnectOpts {
  if ('path' in target) return { path: target.path };
  const { address, port, source } = target;
  return { host: address, port, ...(source === undefined ? {} : { localAddress: source }) };
}

function timeoutError(timeoutMs: number): NodeJS.ErrnoException {
  return Object.assign(new Error(`no connection within ${timeoutMs} ms`), { code: 'ETIMEDOUT' });
}

/** Rounds to a tenth of a millisecond, as evidence keeps times. */
export function toMilliseconds(elapsed: number): number {
  return Math.round(elapsed * 10) / 10;
}
