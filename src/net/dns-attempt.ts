import type { Socket } from 'node:net';
import { SmtpError } from '../errors.ts';
import { type DnsMessage, type DnsQuery, readMessage } from './dns-message.ts';

/** The bounds of one try at one server. */
export interface ExchangeLimits {
  /** Silence allowed over each transport, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** PEM certificates that a server asked in TLS may be trusted by, beside the usual ones. */
  readonly ca?: readonly string[];
}

/** `timeout` stands for no answer at all, a closed port included. */
export interface DnsReception {
  readonly message: DnsMessage | 'timeout' | 'malformed';
  /** `192.0.2.53:53/udp`, `tls://192.0.2.53:853`. */
  readonly source: string;
}

/** What one try came to. */
export type Outcome = DnsReception['message'];

/** The length that goes before a message over TCP (RFC 1035 §4.2.2); it bounds the message to 64 KiB. */
const LENGTH_BYTES = 2;

/** Asks over a stream that is being opened: TCP, or TLS over it (RFC 7858 §3.3). */
export function askByStream(query: DnsQuery, open: () => Socket, limits: ExchangeLimits): Promise<Outcome> {
  return withinLimits(query, limits, (settle) => {
    const socket = open();
    let received = Buffer.alloc(0);
    socket.on('error', () => settle('timeout'));
    socket.on('end', () => settle(received.length > 0 ? 'malformed' : 'timeout'));
    socket.on('data', async (chunk) => {
      received = Buffer.concat([received, chunk]);
      const bytes = takeFramed(received);
      if (bytes === undefined) return;
      socket.pause();
      settle(await readWhole(bytes, query));
    });
    socket.write(framed(query.bytes));
    return () => socket.destroy();
  });
}

/** Reads a message from a transport on which it need not be cut. */
export async function readWhole(bytes: Buffer, query: DnsQuery): Promise<Outcome> {
  const message = await readMessage(bytes, query);
  const isCut = typeof message === 'object' && message.truncated && message.records.length === 0;
  return message === 'foreign' || isCut ? 'malformed' : message;
}

function framed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function takeFramed(received: Buffer): Buffer | undefined {
  if (received.length < LENGTH_BYTES) return undefined;
  const end = LENGTH_BYTES + received.readUInt16BE(0);
  return received.length < end ? undefined : received.subarray(LENGTH_BYTES, end);
}

/** Opens a transport and closes it at whatever comes first: an outcome, the time limit, or the signal. */
export function withinLimits(
  { question }: DnsQuery,
  { timeoutMs, signal }: ExchangeLimits,
  open: (settle: (outcome: Outcome) => void) => () => void,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(abortedError(question.name, signal));
    let isOpen = true;
    const finish = (end: () => void): void => {
      if (!isOpen) return;
      isOpen = false;
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      close();
      end();
    };
    const abort = (): void => finish(() => reject(abortedError(question.name, signal)));
    const settle = (outcome: Outcome): void => finish(() => resolve(outcome));
    const timer = setTimeout(settle, timeoutMs, 'timeout');
    signal.addEventListener('abort', abort);
    const close = open(settle);
  });
}

/** The error for a question whose asker gave up waiting; the signal's reason is its cause. */
export function abortedError(name: string, signal: AbortSignal): SmtpError {
  return new SmtpError('aborted', `stopped while asking DNS for "${name}"`, {
    stage: 'resolve',
    cause: signal.reason,
  });
}
