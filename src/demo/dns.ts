import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { DnsResponder } from './dns-responder.ts';
import type { Zone } from './zone.ts';

/** A DNS server at work. */
export interface DnsServing {
  readonly port: number;
  /** `name TYPE` of every question that came, in order, with the name as it was written. */
  readonly queries: readonly string[];
  /** Ends the server and its open connections. */
  close(): Promise<void>;
}

const LENGTH_BYTES = 2;
/** How often a port that is free for TCP and taken for UDP is given up for another. */
const PORT_TRIES = 10;

/**
 * Serves a zone over UDP and TCP on one port, as a recursive resolver would.
 *
 * @throws Error of the system for an address or a port that cannot be had.
 */
export async function startDnsServer(
  zone: Zone,
  { host = '127.0.0.1', port = 0 }: { readonly host?: string; readonly port?: number } = {},
): Promise<DnsServing> {
  const queries: string[] = [];
  const responder = new DnsResponder(zone, await import('../net/dns-packet.ts'), queries);
  const { tcp, udp, port: bound } = await bindBoth(host, port);
  const connections = new Set<Socket>();
  udp.on('message', (bytes, peer) => {
    const response = responder.overUdp(bytes);
    if (response !== undefined) udp.send(response, peer.port, peer.address);
  });
  // A datagram that cannot be sent is a client's loss, as on any network.
  udp.on('error', () => undefined);
  tcp.on('connection', (socket) => {
    connections.add(socket.on('close', () => connections.delete(socket)));
    serveConnection(socket, responder);
  });
  const close = async (): Promise<void> => {
    for (const socket of connections) socket.destroy();
    await Promise.all([once(tcp.close(), 'close'), once(udp.close(), 'close')]);
  };
  return { port: bound, queries, close };
}

async function bindBoth(host: string, port: number): Promise<{ tcp: Server; udp: UdpSocket; port: number }> {
  for (let tries = 1; ; tries += 1) {
    const tcp = createServer();
    await once(tcp.listen(port, host), 'listening');
    const address = tcp.address();
    const bound = typeof address === 'object' && address !== null ? address.port : port;
    const udp = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    try {
      udp.bind(bound, host);
      await once(udp, 'listening');
      return { tcp, udp, port: bound };
    } catch (error) {
      udp.close();
      tcp.close();
      if (port !== 0 || tries === PORT_TRIES) throw error;
    }
  }
}

/** Answers each message of a connection (RFC 7766 §6.2.1). */
function serveConnection(socket: Socket, responder: DnsResponder): void {
  let received = Buffer.alloc(0);
  // A client that goes away in the middle is no trouble of the server's.
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + received.readUInt16BE(0);
      if (received.length < end) return;
      const response = responder.overTcp(received.subarray(LENGTH_BYTES, end));
      received = received.subarray(end);
      if (response !== undefined) socket.write(response);
    }
  });
}
