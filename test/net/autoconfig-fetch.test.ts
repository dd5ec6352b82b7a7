import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { fetchPage } from '../../src/net/autoconfig/fetch.ts';
import { areOwnServers, isPublicAddress } from '../../src/net/autoconfig/public-address.ts';
import { type Respond, serveSite } from './autoconfig-fixture.ts';
import { serveZone } from './dns-fixture.ts';

const HOST = 'autoconfig.example.org';
const URL_THERE = `https://${HOST}/a`;

async function fetchFrom(context: TestContext, respond: Respond, zone = '') {
  const { options, requests } = await serveSite(context, [HOST, 'www.example.org'], respond, zone);
  return { fetched: await fetchPage({ url: URL_THERE }, options), requests };
}

function redirectTo(location: string): Respond {
  return (response, _host, path) => {
    if (path === '/b') response.end('there');
    else response.writeHead(302, { location }).end();
  };
}

test('a page is fetched, also from behind a redirect to another host', async (t) => {
  const { fetched, requests } = await fetchFrom(t, redirectTo('https://www.example.org/b'));
  assert.deepEqual(fetched, { text: 'there', via: 'www.example.org' });
  assert.deepEqual(requests, [`GET ${HOST}/a`, 'GET www.example.org/b']);
});

for (const [location, problem] of [
  ['http://www.example.org/b', 'plain-http'],
  ['https://127.0.0.1/b', 'bad-redirect'],
  ['https://[::1]/b', 'bad-redirect'],
  ['https://localhost/b', 'bad-redirect'],
  ['https://www.example.org:8443/b', 'bad-redirect'],
  ['https://user:secret@www.example.org/b', 'bad-redirect'],
  ['file:///etc/passwd', 'bad-redirect'],
  ['https://inside.example.org/b', 'private-address'],
  ['https://nowhere.example.org/b', 'no-address'],
  ['/a', 'too-many-redirects'],
] as const) {
  test(`a redirect to ${location} is not followed: ${problem}`, async (t) => {
    const { fetched } = await fetchFrom(t, redirectTo(location), 'inside.example.org A 10.0.0.7');
    assert.deepEqual(fetched, { problem });
  });
}

test('a name in the public DNS that leads into this network is not asked, but for who names the DNS server', async (t) => {
  const { resolver } = await serveZone(t, `${HOST} A 127.0.0.1\n${HOST} A 192.0.2.1`);
  assert.deepEqual(await fetchPage({ url: URL_THERE }, { resolver }), { problem: 'private-address' });
  const own = await fetchPage({ url: URL_THERE }, { resolver: resolverTo(resolver), allowPrivate: true });
  assert.deepEqual(own, { problem: 'unreachable' });
});

/** The same names, at a port where nobody listens. */
function resolverTo(resolver: Awaited<ReturnType<typeof serveZone>>['resolver']) {
  return {
    query: resolver.query.bind(resolver),
    addresses: async (name: string) => (await resolver.addresses(name)).slice(0, 1).map(firstRecord),
    portOf: () => 1,
  };
}

function firstRecord<Answer extends { readonly records: readonly unknown[] }>(answer: Answer): Answer {
  return { ...answer, records: answer.records.slice(0, 1) };
}

test('an address that fails at once cannot be reached, and nothing else goes wrong', async (t) => {
  const { resolver } = await serveZone(t, `${HOST} A 255.255.255.255`);
  const fetched = await fetchPage({ url: URL_THERE }, { resolver, allowPrivate: true });
  assert.deepEqual(fetched, { problem: 'unreachable' });
});

test('only DNS servers of this network may name its machines', () => {
  assert.ok(areOwnServers(['127.0.0.1:5353', '10.0.0.1', '[fd00::53]:53']));
  assert.ok(!areOwnServers(['8.8.8.8']));
  assert.ok(!areOwnServers(['127.0.0.1', '8.8.8.8:53']));
  assert.ok(!areOwnServers([]));
});

test('a hosts file does not open this network', async (t) => {
  const { resolver } = await serveZone(t, '', { hosts: `127.0.0.1 ${HOST}` });
  assert.deepEqual(await fetchPage({ url: URL_THERE }, { resolver }), { problem: 'private-address' });
});

test('a page beyond 64 KiB, a status and a broken connection are told', async (t) => {
  const large = await fetchFrom(t, (response) => response.end('x'.repeat(70_000)));
  assert.deepEqual(large.fetched, { problem: 'too-large' });
  const missing = await fetchFrom(t, (response) => response.writeHead(404).end());
  assert.deepEqual(missing.fetched, { problem: 'status-404' });
  const broken = await fetchFrom(t, (response) => response.destroy());
  assert.deepEqual(broken.fetched, { problem: 'unreachable' });
});

test('a certificate that is not believed is told', async (t) => {
  const { options } = await serveSite(t, [HOST], (response) => response.end('x'));
  const { resolver } = options;
  assert.deepEqual(await fetchPage({ url: URL_THERE }, { resolver }), { problem: 'certificate' });
});

test('an abort ends a fetch with an error of its own', async (t) => {
  const controller = new AbortController();
  const { options } = await serveSite(t, [HOST], () => controller.abort());
  const fetching = fetchPage({ url: URL_THERE }, { ...options, signal: controller.signal });
  await assert.rejects(fetching, { kind: 'aborted', stage: 'domain' });
});

test('public addresses are told from all others', () => {
  for (const address of ['8.8.8.8', '2606:4700::1', '172.32.0.1', '2a00:1450::5']) {
    assert.ok(isPublicAddress(address), address);
  }
  for (const address of [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['224.0.0.1', '255.255.255.255', '198.18.0.1', '203.0.113.5', '::1', '::', 'fe80::1', 'fd00::1'],
    ...[
      '::ffff:127.0.0.1',
      '64:ff9b::7f00:1',
      '2001:db8::1',
      '2002:7f00:1::',
      'ff02::1',
      'fe80::1%eth0',
      'x',
    ],
  ]) {
    assert.ok(!isPublicAddress(address), address);
  }
});
