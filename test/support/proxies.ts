import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { listen } from '../net/loopback.ts';

/** Reads exactly so many bytes. */
async function take(socket: Socket, size: number): Promise<Buffer> {
  while (true) {
    const bytes: Buffer | null = socket.read(size);
    if (bytes) return bytes;
    await once(socket, 'readable');
  }
}

/** A SOCKS5 proxy (RFC 1928) that answers a request with `status`, and on 0 relays to the port on 127.0.0.1. */
export async function socksProxy(
  t: TestContext,
  behaviour: { status?: number; login?: string; early?: string } = {},
) {
  const requests: string[] = [];
  const speak = async (socket: Socket): Promise<void> => {
    const methods = await take(socket, (await take(socket, 2))[1] ?? 0);
    const wanted = behaviour.login === undefined ? 0 : 2;
    if (!methods.includes(wanted)) return void socket.end(Buffer.from([5, 0xff]));
    socket.write(Buffer.from([5, wanted]));
    if (wanted === 2 && !(await isLoggedIn(socket, behaviour.login ?? ''))) return;
    const [, , , kind] = await take(socket, 4);
    const host = kind === 3 ? await take(socket, (await take(socket, 1))[0] ?? 0) : await take(socket, 4);
    const port = (await take(socket, 2)).readUInt16BE();
    requests.push(`${kind === 3 ? host.toString() : [...host].join('.')}:${port}`);
    const reply = Buffer.from([5, behaviour.status ?? 0, 0, 1, 127, 0, 0, 1, 0, 25]);
    if (behaviour.status) return void socket.end(reply);
    if (behaviour.early !== undefined)
      return void socket.write(Buffer.concat([reply, Buffer.from(behaviour.early)]));
    socket.write(reply);
    relay(socket, port);
  };
  const { port } = await listen(t, (socket) => void speak(socket));
  return { port, requests };
}

async function isLoggedIn(socket: Socket, login: string): Promise<boolean> {
  const user = await take(socket, (await take(socket, 2))[1] ?? 0);
  const password = await take(socket, (await take(socket, 1))[0] ?? 0);
  const isRight = `${user}:${password}` === login;
  socket.write(Buffer.from([1, isRight ? 0 : 1]));
  return isRight;
}

/** Hands everything on to a port on 127.0.0.1, in both directions. */
export function relay(socket: Socket, port: number): void {
  const onward = connect(port, '127.0.0.1');
  onward.on('error', () => socket.destroy());
  socket.on('close', () => onward.destroy());
  socket.pipe(onward).pipe(socket);
}

/** An HTTP proxy that answers CONNECT with `status`, on 200 relaying to the port on 127.0.0.1. */
export async function httpProxy(t: TestContext, behaviour: { status?: string; early?: string } = {}) {
  const requests: string[] = [];
  const { port } = await listen(t, (socket) => {
    socket.once('data', (chunk) => {
      requests.push(chunk.toString());
      const head = `HTTP/1.1 ${behaviour.status ?? '200 OK'}\r\n\r\n`;
      socket.write(head + (behaviour.early ?? ''));
      const target = /^CONNECT \S+:(\d+) /.exec(chunk.toString())?.[1];
      if (behaviour.status === undefined && behaviour.early === undefined) relay(socket, Number(target));
    });
  });
  return { port, requests };
}
