import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { type CertificateKind, createAuthority } from '../../src/demo/certificates.ts';
import { DnsResponder } from '../../src/demo/dns-responder.ts';
import { parseZone } from '../../src/demo/zone.ts';
import { formatDnsServer, parseDnsServer } from '../../src/net/dns-server.ts';
import { dnssecOf } from '../../src/net/dnssec.ts';
import { createResolver, type Resolver } from '../../src/net/resolver.ts';

const authority = await createAuthority();
const responder = new DnsResponder(
  parseZone('* ad\nmx.example.org A 192.0.2.1'),
  await import('../../src/net/dns-packet.ts'),
  [],
);

async function listen(t: TestContext, server: Server): Promise<number> {
  // A client that breaks the handshake off is what some of the tests are about.
  server.on('tlsClientError', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  // A server that listens on TCP has an address with a port.
  return (server.address() as AddressInfo).port;
}

async function serveTls(
  t: TestContext,
  respond: (socket: TLSSocket, query: Buffer) => void,
  certificate: CertificateKind = 'valid',
): Promise<number> {
  return listen(
    t,
    createTlsServer(await authority.issue(certificate), (socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', (chunk) => respond(socket, chunk.subarray(2)));
    }),
  );
}

const answerByTls = (socket: TLSSocket, query: Buffer) => socket.write(responder.overTcp(query) ?? '');

async function serveHttps(
  t: TestContext,
  respond: (response: ServerResponse, query: Buffer, request: IncomingMessage) => void,
): Promise<number> {
  const server = createHttpsServer(await authority.issue('valid'), async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    respond(response, Buffer.concat(chunks), request);
  });
  t.after(() => server.closeAllConnections());
  return listen(t, server);
}

function answerByHttps(response: ServerResponse, query: Buffer): void {
  response
    .writeHead(200, { 'content-type': 'application/dns-message' })
    .end(responder.overTcp(query)?.subarray(2));
}

function resolverAt(server: string): Resolver {
  return createResolver({ servers: [server], timeoutMs: 1_000, tries: 1, ca: [authority.rootPem] });
}

test('a server is asked over TLS, and its word on DNSSEC counts', async (t) => {
  const port = await serveTls(t, answerByTls);
  const answer = await resolverAt(`tls://127.0.0.1:${port}`).query('mx.example.org', 'A');
  assert.deepEqual([answer.status, answer.source], ['answer', `tls://127.0.0.1:${port}`]);
  assert.equal(dnssecOf(answer), 'secure');
});

test('a server is asked over HTTPS at its path, or the usual one', async (t) => {
  const paths: (string | undefined)[] = [];
  const port = await serveHttps(t, (response, query, request) => {
    paths.push(`${request.method} ${request.url}`);
    answerByHttps(response, query);
  });
  const answer = await resolverAt(`https://127.0.0.1:${port}`).query('mx.example.org', 'A');
  assert.deepEqual([answer.status, dnssecOf(answer)], ['answer', 'secure']);
  await resolverAt(`https://localhost:${port}/q`).query('mx.example.org', 'A');
  assert.deepEqual(paths, ['POST /dns-query', 'POST /q']);
});

for (const certificate of ['expired', 'unknown-issuer', 'wrong-name'] as const) {
  test(`a server whose certificate has the fault "${certificate}" is not believed`, async (t) => {
    const port = await serveTls(t, answerByTls, certificate);
    assert.equal(
      (await resolverAt(`tls://127.0.0.1:${port}`).query('mx.example.org', 'A')).status,
      'timeout',
    );
  });
}

test('what is no DNS message over HTTPS is malformed', async (t) => {
  for (const respond of [
    (response: ServerResponse) => response.writeHead(404).end(),
    (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/html' }).end('hello'),
    (response: ServerResponse) =>
      response.writeHead(200, { 'content-type': 'application/dns-message' }).end(Buffer.alloc(70_000)),
  ]) {
    const port = await serveHttps(t, respond);
    assert.equal(
      (await resolverAt(`https://127.0.0.1:${port}`).query('mx.example.org', 'A')).status,
      'malformed',
    );
  }
});

test('a server that keeps silent in TLS is given up', async (t) => {
  const port = await serveTls(t, () => undefined);
  const resolver = createResolver({
    servers: [`tls://127.0.0.1:${port}`],
    timeoutMs: 300,
    tries: 1,
    ca: [authority.rootPem],
  });
  assert.equal((await resolver.query('mx.example.org', 'A')).status, 'timeout');
});

for (const [text, written] of [
  ['tls://192.0.2.53', 'tls://192.0.2.53:853'],
  ['tls://dns.example:8853', 'tls://dns.example:8853'],
  ['tls://[2001:db8::53]', 'tls://[2001:db8::53]:853'],
  ['https://dns.example', 'https://dns.example:443/dns-query'],
  ['https://192.0.2.53:8443/q', 'https://192.0.2.53:8443/q'],
] as const) {
  test(`"${text}" is a server`, () => assert.equal(formatDnsServer(parseDnsServer(text)), written));
}

for (const text of [
  'tls://',
  'tls://a b',
  'tls://[192.0.2.1]',
  'tls://a/path',
  'https://a:0/',
  'http://a/',
  'https://u@a/',
]) {
  test(`"${text}" is no server`, () => assert.throws(() => parseDnsServer(text), /unknown DNS server/));
}
