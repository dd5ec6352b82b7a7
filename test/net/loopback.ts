import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  type AddressInfo,
  connect,
  createServer,
  type ListenOptions,
  type Server,
  type Socket,
} from 'node:net';
import type { TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';

/** A server for one test, closed with everything that connected to it when the test ends. */
export interface Loopback {
  readonly port: number;
  readonly sockets: readonly Socket[];
}

/** Listens on loopback, 127.0.0.1 and a free port unless said otherwise. */
export async function listen(
  t: TestContext,
  onConnection: (socket: Socket) => void = () => {},
  options: ListenOptions = {},
): Promise<Loopback> {
  return serve(t, createServer(onConnection), options);
}

/** Starts any kind of server in the same way. */
export async function serve(t: TestContext, server: Server, options: ListenOptions = {}): Promise<Loopback> {
  const sockets: Socket[] = [];
  server.on('connection', (socket: Socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
  });
  server.listen(options.path === undefined ? { host: '127.0.0.1', port: 0, ...options } : options);
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return { port: isInfo(address) ? address.port : 0, sockets };
}

/** A port on which nobody listens. */
export async function closedPort(address = '127.0.0.1'): Promise<number> {
  const server = createServer();
  server.listen(0, address);
  await once(server, 'listening');
  const info = server.address();
  server.close();
  await once(server, 'close');
  return isInfo(info) ? info.port : 0;
}

/** Listens with a backlog of one, and then never lets the system accept anything. */
const DEAF_SERVER = `
  const server = require('node:net').createServer();
  server.listen({ host: process.argv[1], port: 0, backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

/** A port where nothing answers, not even to refuse; undefined where the system gives no such thing. */
export async function silentListener(t: TestContext, host: string): Promise<number | undefined> {
  const child = spawn(process.execPath, ['-e', DEAF_SERVER, host], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  const [port] = await once(child.stdout, 'data');
  for (let filled = 0; filled < 10; filled += 1) {
    const filler = connect({ host, port: Number(port) });
    t.after(() => filler.destroy());
    const connected = once(filler, 'connect').then(() => true);
    if (!(await Promise.race([connected, setTimeout(200, false)]))) return Number(port);
  }
  return undefined;
}

/** Waits for the first bytes. */
export function firstBytes(socket: Socket): Promise<string> {
  const bytes = once(socket, 'data').then(([chunk]) => String(chunk));
  socket.resume();
  return bytes;
}

function isInfo(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
