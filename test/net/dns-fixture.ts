import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type DnsServing, startDnsServer } from '../../src/demo/dns.ts';
import { parseZone } from '../../src/demo/zone.ts';
import { createResolver, type Resolver, type ResolverOptions } from '../../src/net/resolver.ts';

interface Served extends DnsServing {
  readonly resolver: Resolver;
}

/** Texts in the place of the system's files. */
interface Files {
  readonly hosts?: string;
  readonly resolvConf?: string;
}

/** Serves a zone on loopback until the test ends, with a resolver that asks it and knows nothing of this computer. */
export async function serveZone(
  context: TestContext,
  zone: string,
  { hosts = '', resolvConf = '', ...options }: ResolverOptions & Files = {},
): Promise<Served> {
  const server = await startDnsServer(parseZone(zone));
  context.after(() => server.close());
  const folder = await mkdtemp(join(tmpdir(), 'resolver-'));
  context.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'hosts'), hosts);
  await writeFile(join(folder, 'resolv.conf'), resolvConf);
  const resolver = createResolver({
    servers: [`127.0.0.1:${server.port}`],
    // Short only where something never comes: a loaded machine is no silent server.
    timeoutMs: / TIMEOUT\b/.test(zone) ? 250 : 5_000,
    hostsPath: join(folder, 'hosts'),
    resolvConfPath: join(folder, 'resolv.conf'),
    ...options,
  });
  return { ...server, resolver };
}

/** Answers each UDP query with what `respond` makes of its bytes: none, one or several datagrams. */
export async function serveDatagrams(
  context: TestContext,
  respond: (query: Buffer) => readonly Buffer[],
  port = 0,
): Promise<number> {
  const socket = createSocket('udp4');
  socket.on('message', (query, peer) => {
    for (const response of respond(query)) socket.send(response, peer.port, peer.address);
  });
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  context.after(() => socket.close());
  return socket.address().port;
}

/** Cuts every answer over UDP, and over TCP, at the same port, sends given bytes to whoever asks, and stays open. */
export async function serveStream(
  context: TestContext,
  cut: (query: Buffer) => Buffer,
  response: Buffer,
): Promise<number> {
  const server = createServer((socket) => {
    context.after(() => socket.destroy());
    socket.on('error', () => socket.destroy()).write(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  // The number may be taken over UDP; then another one is free over both.
  return serveDatagrams(context, (query) => [cut(query)], port).catch(() =>
    serveStream(context, cut, response),
  );
}
