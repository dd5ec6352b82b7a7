import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What stands before a server, and how many connections it has taken. */
export interface DelayProxy {
  readonly port: number;
  connections(): number;
  close(): Promise<void>;
}

/** A TCP proxy that hands on every chunk after a fixed delay, in each direction, order kept. */
export async function startDelayProxy(
  targetPort: number,
  delayMs: number,
  host = '127.0.0.1',
): Promise<DelayProxy> {
  let connections = 0;
  const server = createServer({ noDelay: true }, (client) => {
    connections += 1;
    const target = connect({ port: targetPort, host, noDelay: true });
    pass(client, target, delayMs);
    pass(target, client, delayMs);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

function pass(from: Socket, to: Socket, delayMs: number): void {
  from.on('data', (chunk) => setTimeout(() => to.write(chunk), delayMs));
  from.on('end', () => setTimeout(() => to.end(), delayMs));
  from.on('close', () => setTimeout(() => to.destroy(), delayMs * 2));
  from.on('error', () => to.destroy());
}
