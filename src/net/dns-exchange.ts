import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { SmtpError } from '../errors.ts';
import { ipVersion } from '../target.ts';
import { createQuery, type DnsMessage, type DnsQuery, type DnsQuestion, readMessage } from './dns-message.ts';
import { type DnsServer, formatDnsServer } from './dns-server.ts';

/** The bounds of one try at one server. */
export interface ExchangeLimits {
  /** Silence allowed over each transport, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** `timeout` stands for no answer at all, a closed port included. */
export interface DnsReception {
  readonly message: DnsMessage | 'timeout' | 'malformed';
  /** `192.0.2.53:53/udp`. */
  readonly source: string;
}

/** A datagram beyond this was not sent for our EDNS payload size, and is not read. */
const UDP_BYTES = 4_096;
/** The length that goes before a message over TCP (RFC 1035 §4.2.2); it bounds the message to 64 KiB. */
const LENGTH_BYTES = 2;
const FORMERR = 1;
const NOTIMP = 4;
const BADVERS = 16;

type Outcome = DnsReception['message'];

/**
 * Puts one question to one server: over UDP with EDNS, over TCP when that answer is cut or cannot be read, and once
 * more without EDNS for a server that does not know it (RFC 6891 §7).
 *
 * @throws SmtpError `aborted`.
 */
export async function exchange(
  question: DnsQuestion,
  server: DnsServer,
  limits: ExchangeLimits,
): Promise<DnsReception> {
  const reception = await exchangeOnce(await createQuery(question, true), server, limits);
  if (!isEdnsRefusal(reception.message)) return reception;
  return exchangeOnce(await createQuery(question, false), server, limits);
}

function isEdnsRefusal(outcome: Outcome): boolean {
  return typeof outcome === 'object' && [FORMERR, NOTIMP, BADVERS].includes(outcome.rcode);
}

async function exchangeOnce(
  query: DnsQuery,
  server: DnsServer,
  limits: ExchangeLimits,
): Promise<DnsReception> {
  const name = formatDnsServer(server);
  const first = await askByUdp(query, server, limits);
  const isWhole = typeof first === 'object' && !first.truncated;
  if (isWhole || first === 'timeout') return { message: first, source: `${name}/udp` };
  const second = await askByTcp(query, server, limits);
  // Bytes that are no message stay the better evidence than the silence of a closed TCP port.
  if (first === 'malformed' && second === 'timeout') return { message: first, source: `${name}/udp` };
  return { message: second, source: `${name}/tcp` };
}

function askByUdp(query: DnsQuery, server: DnsServer, limits: ExchangeLimits): Promise<Outcome> {
  return withinLimits(query, limits, (settle) => {
    const socket = createSocket(ipVersion(server.address) === 6 ? 'udp6' : 'udp4');
    socket.on('error', () => settle('timeout'));
    socket.on('message', async (bytes) => {
      const message = bytes.length > UDP_BYTES ? 'malformed' : await readMessage(bytes, query);
      if (message !== 'foreign') settle(message);
    });
    // A connected socket takes datagrams from this server alone, and hears that its port is closed.
    socket.connect(server.port, server.address, (error?: Error) => {
      if (error) settle('timeout');
      else socket.send(query.bytes);
    });
    return () => socket.close();
  });
}

function askByTcp(query: DnsQuery, server: DnsServer, limits: ExchangeLimits): Promise<Outcome> {
  return withinLimits(query, limits, (settle) => {
    const socket = connect(server.port, server.address);
    let received = Buffer.alloc(0);
    socket.on('error', () => settle('timeout'));
    socket.on('end', () => settle(received.length > 0 ? 'malformed' : 'timeout'));
    socket.on('data', async (chunk) => {
      received = Buffer.concat([received, chunk]);
      const bytes = takeFramed(received);
      if (bytes === undefined) return;
      socket.pause();
      const message = await readMessage(bytes, query);
      const isCut = typeof message === 'object' && message.truncated && message.records.length === 0;
      settle(message === 'foreign' || isCut ? 'malformed' : message);
    });
    socket.write(framed(query.bytes));
    return () => socket.destroy();
  });
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
function withinLimits(
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
