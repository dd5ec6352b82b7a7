import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { type CertificateKind, createAuthority } from '../../src/demo/certificates.ts';
import { fetchMtaSts } from '../../src/net/mta-sts.ts';
import type { ResolverOptions } from '../../src/net/resolver.ts';
import { serveZone } from './dns-fixture.ts';

const HOST = 'mta-sts.example.org';
const RECORD = '_mta-sts.example.org TXT "v=STSv1; id=20261122;"';
const POLICY =
  'version: STSv1\r\nmode: enforce\r\nmx: mx.example.org\r\nmx: *.example.net\r\nmax_age: 604800\r\n';
const authority = await createAuthority();

interface Site {
  readonly respond: (response: ServerResponse, url: string) => void;
  readonly certificate?: CertificateKind;
  readonly name?: string;
}

/** Serves a site on loopback; the overrides lead to it as `--resolve mta-sts.example.org=127.0.0.1:PORT` does. */
async function serveSite(
  context: TestContext,
  { respond, certificate = 'valid', name = HOST }: Site,
): Promise<ResolverOptions> {
  const credential = await authority.issue(certificate, { names: [name] });
  const server = createServer(credential, (request, response) => respond(response, request.url ?? ''));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  return { overrides: new Map([[HOST, [{ address: '127.0.0.1', port }]]]) };
}

async function fetchFrom(context: TestContext, site: Site, signal?: AbortSignal) {
  const { resolver } = await serveZone(context, RECORD, await serveSite(context, site));
  const ca = authority.rootPem;
  return fetchMtaSts('example.org', resolver, { ca, ...(signal && { signal }) });
}

async function problemFrom(context: TestContext, site: Site): Promise<string | undefined> {
  const policy = await fetchFrom(context, site);
  assert.equal(policy?.mode, undefined);
  assert.deepEqual(policy?.mx, []);
  return policy?.problem;
}

function sendText(response: ServerResponse, text: string, type = 'text/plain'): void {
  response.writeHead(200, { 'content-type': type }).end(text);
}

test('a policy is fetched from its well-known place and read', async (t) => {
  const paths: string[] = [];
  const respond: Site['respond'] = (response, url) => {
    paths.push(url);
    sendText(response, POLICY, 'Text/Plain; charset=utf-8');
  };
  assert.deepEqual(await fetchFrom(t, { respond }), {
    domain: 'example.org',
    id: '20261122',
    mode: 'enforce',
    mx: ['mx.example.org', '*.example.net'],
    maxAgeSeconds: 604_800,
  });
  assert.deepEqual(paths, ['/.well-known/mta-sts.txt']);
});

test('a domain without an STSv1 record has no policy, and nothing is fetched', async (t) => {
  const { resolver, queries } = await serveZone(t, '_mta-sts.example.org TXT "v=spf1 -all"');
  assert.equal(await fetchMtaSts('example.org', resolver), undefined);
  assert.deepEqual(queries, ['_mta-sts.example.org TXT']);
});

test('two records, or one without id, are a syntax problem', async (t) => {
  for (const zone of [
    `${RECORD}\n_mta-sts.example.org TXT "v=STSv1; id=2"`,
    '_mta-sts.example.org TXT "v=STSv1;"',
  ]) {
    const { resolver } = await serveZone(t, zone);
    assert.equal((await fetchMtaSts('example.org', resolver))?.problem, 'syntax');
  }
});

test('a policy host without address is told', async (t) => {
  const { resolver } = await serveZone(t, RECORD);
  assert.equal((await fetchMtaSts('example.org', resolver))?.problem, 'no-address');
});

test('a redirect is not followed', async (t) => {
  const respond: Site['respond'] = (response, url) => {
    if (url === '/elsewhere') return sendText(response, POLICY);
    response.writeHead(301, { location: '/elsewhere' }).end();
  };
  assert.equal(await problemFrom(t, { respond }), 'redirect');
});

test('a status other than 200 is told', async (t) => {
  assert.equal(
    await problemFrom(t, { respond: (response) => response.writeHead(404).end('no') }),
    'status-404',
  );
});

test('a policy of another media type is not read', async (t) => {
  const respond: Site['respond'] = (response) => sendText(response, POLICY, 'text/html');
  assert.equal(await problemFrom(t, { respond }), 'media-type');
});

test('a policy beyond 64 KiB is not read', async (t) => {
  const respond: Site['respond'] = (response) => sendText(response, POLICY + 'x: y\n'.repeat(20_000));
  assert.equal(await problemFrom(t, { respond }), 'too-large');
});

test('a text that is no policy is a syntax problem', async (t) => {
  assert.equal(await problemFrom(t, { respond: (response) => sendText(response, 'hello') }), 'syntax');
});

test('a server that hangs up is a failed fetch', async (t) => {
  assert.equal(await problemFrom(t, { respond: (response) => response.destroy() }), 'fetch-failed');
});

for (const certificate of ['unknown-issuer', 'self-signed', 'expired', 'missing-intermediate'] as const) {
  test(`a policy host with the certificate fault "${certificate}" is told`, async (t) => {
    const respond: Site['respond'] = (response) => sendText(response, POLICY);
    assert.equal(await problemFrom(t, { respond, certificate }), 'certificate');
  });
}

test('a certificate for another name is told', async (t) => {
  const respond: Site['respond'] = (response) => sendText(response, POLICY);
  assert.equal(await problemFrom(t, { respond, name: 'www.example.org' }), 'certificate');
});

test('without the authority given the certificate is not believed', async (t) => {
  const site: Site = { respond: (response) => sendText(response, POLICY) };
  const { resolver } = await serveZone(t, RECORD, await serveSite(t, site));
  assert.equal((await fetchMtaSts('example.org', resolver))?.problem, 'certificate');
});

test('a closed port is a failed fetch', async (t) => {
  const overrides = new Map([[HOST, [{ address: '127.0.0.1', port: 1 }]]]);
  const { resolver } = await serveZone(t, RECORD, { overrides });
  assert.equal((await fetchMtaSts('example.org', resolver))?.problem, 'fetch-failed');
});

test('an abort ends the fetch at once', async (t) => {
  const started = performance.now();
  const controller = new AbortController();
  const fetching = fetchFrom(t, { respond: () => controller.abort() }, controller.signal);
  await assert.rejects(fetching, { kind: 'aborted', stage: 'domain' });
  assert.ok(performance.now() - started < 3_000);
});
