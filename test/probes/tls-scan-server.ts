import type { Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { createServer, type TlsOptions } from 'node:tls';
import { createAuthority } from '../../src/demo/certificates.ts';
import { listen } from '../net/loopback.ts';

const authority = createAuthority();

/** How a server of these tests differs from a plain one. */
export interface ScannedServer extends TlsOptions {
  /** What happens to the connection of this number, the first being 1, instead of a greeting. */
  readonly turnsAway?: (connection: number, socket: Socket) => boolean;
  /** What happens after STARTTLS in the place of a handshake. */
  readonly shakesHands?: (socket: Socket) => void;
  readonly key?: string;
}

/** Starts a server that speaks as much SMTP as a scan hears, and TLS after STARTTLS. */
export async function scannedServer(
  t: TestContext,
  { turnsAway, shakesHands, ...options }: ScannedServer = {},
): Promise<{ readonly port: number; connections(): number }> {
  const credential = await (await authority).issue('valid', { key: 'rsa' });
  const tls = createServer({ ...credential, ...options });
  tls.on('secureConnection', (socket) => converse(socket, () => undefined));
  tls.on('tlsClientError', () => undefined);
  let connections = 0;
  const { port } = await listen(t, (socket) => {
    connections += 1;
    if (turnsAway?.(connections, socket)) return;
    socket.write('220 mail.example.org ESMTP\r\n');
    converse(socket, () => (shakesHands ? shakesHands(socket) : tls.emit('connection', socket)));
  });
  return { port, connections: () => connections };
}

function converse(socket: Socket, onStartTls: () => void): void {
  const onData = (chunk: Buffer): void => {
    const line = chunk.toString('latin1');
    if (/^EHLO/i.test(line)) socket.write('250-mail.example.org\r\n250 STARTTLS\r\n');
    if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
    if (!/^STARTTLS/i.test(line)) return;
    socket.off('data', onData);
    socket.write('220 go on\r\n', onStartTls);
  };
  socket.on('data', onData);
}

/** Lets in so many connections within so many milliseconds, and answers the others with 421, or in another way. */
export function rateLimit(
  most: number,
  windowMs: number,
  refuse = (socket: Socket): unknown =>
    socket.end('421 4.7.0 mail.example.org Too many connections from your address\r\n'),
): NonNullable<ScannedServer['turnsAway']> {
  const times: number[] = [];
  return (_connection, socket) => {
    const now = Date.now();
    while (times[0] !== undefined && now - times[0] > windowMs) times.shift();
    if (times.length < most) {
      times.push(now);
      return false;
    }
    refuse(socket);
    return true;
  };
}
