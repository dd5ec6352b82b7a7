import { setMaxListeners } from 'node:events';
import type { TLSSocket } from 'node:tls';
import { clockMs } from '../clock.ts';
import type { Goal } from '../evidence.ts';
import type { GateQueue } from '../net/address-gate.ts';
import type { ProxyServer } from '../net/proxy.ts';
import type { Resolver } from '../net/resolver.ts';
import type { Concealment } from '../smtp/concealment.ts';
import type { Hello } from '../smtp/extension.ts';
import type { ReplyLimits } from '../smtp/reply.ts';
import type { Session, SessionOptions } from '../smtp/session.ts';
import type { Draft, StageListener } from './draft.ts';

/** What the TLS side of a connection is to be. */
export interface TlsChoice {
  /** False sends no SNI. */
  readonly servername?: string | false;
  /** PEM certificates trusted beside the system's. */
  readonly ca?: readonly string[];
  readonly minVersion?: TlsVersion;
  readonly maxVersion?: TlsVersion;
  readonly clientCertificate?: { readonly cert: string; readonly key: string; readonly passphrase?: string };
}

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** How every connection of a command is made. Durations in milliseconds. */
export interface NetworkChoice {
  readonly resolver: Resolver;
  readonly family?: 4 | 6;
  /** Local address to connect from. */
  readonly source?: string;
  readonly proxy?: ProxyServer;
  /** Version of the PROXY protocol header to send first. */
  readonly proxyHeader?: 1 | 2;
  readonly connectTimeoutMs?: number;
  /** For everything one run does. */
  readonly deadlineMs: number;
  readonly session: SessionOptions;
  /** In the place of REPLY_LIMITS. */
  readonly limits?: ReplyLimits;
  readonly tls: TlsChoice;
  /** Name given in EHLO; by default this host's, when it is fully qualified, else the address literal. */
  readonly clientName?: string;
}

/** A session that stands open after EHLO, as the walk hands it to what a command does in it. */
export interface LiveSession {
  readonly session: Session;
  /** The last answer to EHLO. */
  readonly hello: Hello;
  readonly goal: Goal;
  readonly draft: Draft;
  /** What channel bindings are made of, the leaf certificate in DER; absent in clear text. */
  readonly channel?: { readonly socket: TLSSocket; readonly leaf: Buffer | undefined };
}

/** What a command does in a session beyond looking at it. May throw SmtpError, which then stands in the evidence. */
export interface SessionStages {
  /** Once the greeting has invited us; false ends the session. */
  readonly afterGreeting?: (session: Session) => boolean;
  /** In clear text, where STARTTLS comes next; false ends the session instead. */
  readonly beforeTls?: (live: LiveSession) => Promise<boolean>;
  /** After the last EHLO, before QUIT; not called once something has failed. */
  readonly afterHello?: (live: LiveSession) => Promise<void>;
}

/** A look at one port among many: without DANE, and with as few connections as may be. */
export interface ScanChoice {
  /** How long the port may be silent before TLS from the first byte is tried beside it, in milliseconds. */
  readonly listenMs: number;
  /** How many connections may still be made to this port and address. */
  connectionsLeft: number;
}

/** One host to hold a session with. */
export interface SessionPlan {
  readonly goal: Goal;
  readonly network: NetworkChoice;
  /** Only this one of the host's addresses. */
  readonly address?: string;
  readonly lmtp?: boolean;
  /** Also send MAIL before STARTTLS, to see whether TLS is enforced. */
  readonly tryEnforcement?: boolean;
  readonly scan?: ScanChoice;
  readonly stages?: SessionStages;
  /** What is to stand in no record, of this session or of another of the run. */
  readonly concealment?: Concealment;
  /** Where connections wait for their turn; without it none does. */
  readonly queue?: GateQueue;
  readonly signal?: AbortSignal;
  readonly onStage?: StageListener;
}

/** A run's own clock over the caller's signal. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Whether it was the clock that ended the run. */
  isOverdue(): boolean;
  /** Stops the clock, and with it whatever still waits on the signal. */
  end(): void;
}

/** What still waits when a run has ended is told so; made once, since a DOMException with its stack is dear. */
const ENDED = new Error('the run has ended');
const OVERDUE = new Error('the deadline has passed');

/** Ends the run after `ms`, without what was waited in a queue, or when the caller's signal does. */
export function startDeadline(ms: number, parent?: AbortSignal, queue?: GateQueue): Deadline {
  const controller = new AbortController();
  // Every question and connection of a run waits on it; Node would warn of the eleventh.
  setMaxListeners(0, controller.signal);
  const onAbort = (): void => controller.abort(parent?.reason);
  const startedMs = clockMs();
  const waitedMs = queue?.waitedMs ?? 0;
  const onTime = (): void => {
    const leftMs = queue ? ms + queue.waitedMs - waitedMs - (clockMs() - startedMs) : 0;
    if (leftMs > 1) timer = setTimeout(onTime, leftMs);
    else controller.abort(OVERDUE);
  };
  let timer = setTimeout(onTime, ms);
  if (parent?.aborted) onAbort();
  parent?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    isOverdue: () => controller.signal.reason === OVERDUE,
    end: () => {
      clearTimeout(timer);
      controller.abort(ENDED);
      parent?.removeEventListener('abort', onAbort);
    },
  };
}
