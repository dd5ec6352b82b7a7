import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { ipVersion } from '../target.ts';
import {
  askByStream,
  type DnsReception,
  type ExchangeLimits,
  type Outcome,
  withinLimits,
} from './dns-attempt.ts';
import { createQuery, type DnsQuery, type DnsQuestion, readMessage } from './dns-message.ts';
import { type DnsServer, formatDnsServer } from './dns-server.ts';

/** A datagram beyond this was not sent for our EDNS payload size, and is not read. */
const UDP_BYTES = 4_096;
const FORMERR = 1;
const NOTIMP = 4;
const BADVERS = 16;

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
  if (server.transport !== undefined) {
    const { askEncrypted } = await import('./dns-encrypted.ts');
    return { message: await askEncrypted(query, server, limits), source: name };
  }
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
  return askByStream(query, () => connect(server.port, server.address), limits);
}
