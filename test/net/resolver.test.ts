import assert from 'node:assert/strict';
import { test } from 'node:test';
import dnsPacket from 'dns-packet';
import { SmtpError, UsageError } from '../../src/errors.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { serveDatagrams, serveZone } from './dns-fixture.ts';

test('records of every type are read', async (t) => {
  const { resolver } = await serveZone(
    t,
    `example.org 60 IN A 192.0.2.1
     example.org AAAA 2001:db8::1
     example.org MX 10 mx.example.org.
     example.org TXT "v=spf1 " "-all"
     _25._tcp.example.org TLSA 3 1 1 ABCD ef01
     _smtp._tcp.example.org SRV 1 2 587 mail.example.org.
     1.2.0.192.in-addr.arpa PTR example.org.`,
  );
  const read = async (name: string, type: Parameters<typeof resolver.query>[1]) =>
    (await resolver.query(name, type)).records;
  assert.deepEqual(await read('example.org', 'A'), [{ type: 'A', address: '192.0.2.1' }]);
  assert.deepEqual(await read('example.org', 'AAAA'), [{ type: 'AAAA', address: '2001:db8::1' }]);
  assert.deepEqual(await read('example.org', 'MX'), [
    { type: 'MX', preference: 10, exchange: 'mx.example.org' },
  ]);
  assert.deepEqual(await read('example.org', 'TXT'), [{ type: 'TXT', text: 'v=spf1 -all' }]);
  assert.deepEqual(await read('_25._tcp.example.org', 'TLSA'), [
    { type: 'TLSA', usage: 3, selector: 1, matching: 1, data: 'abcdef01' },
  ]);
  assert.deepEqual(await read('_smtp._tcp.example.org', 'SRV'), [
    { type: 'SRV', priority: 1, weight: 2, port: 587, target: 'mail.example.org' },
  ]);
  assert.deepEqual(await read('1.2.0.192.in-addr.arpa', 'PTR'), [{ type: 'PTR', target: 'example.org' }]);
});

test('an answer says its source, least TTL and whether it was authenticated', async (t) => {
  const { resolver, port } = await serveZone(
    t,
    '* ad\nexample.org 900 A 192.0.2.1\nexample.org 60 A 192.0.2.2',
  );
  const { elapsedMs: _elapsedMs, ...answer } = await resolver.query('Example.ORG.', 'A');
  assert.deepEqual(answer, {
    name: 'example.org',
    type: 'A',
    status: 'answer',
    records: [
      { type: 'A', address: '192.0.2.1' },
      { type: 'A', address: '192.0.2.2' },
    ],
    aliases: [],
    authenticated: true,
    pathTrusted: true,
    ttlSeconds: 60,
    source: `127.0.0.1:${port}/udp`,
  });
});

for (const [line, status] of [
  ['example.org TXT here', 'no-data'],
  ['mx.example.org A 192.0.2.1', 'no-data'],
  ['other.example A 192.0.2.1', 'nxdomain'],
  ['example.org SERVFAIL', 'servfail'],
  ['example.org REFUSED', 'refused'],
  ['example.org TIMEOUT', 'timeout'],
] as const) {
  test(`a zone with "${line}" answers a question for the address with ${status}`, async (t) => {
    const { resolver } = await serveZone(t, line);
    const answer = await resolver.query('example.org', 'A');
    assert.equal(answer.status, status);
    assert.equal(answer.authenticated, false);
  });
}

test('a truncated answer is asked for again over TCP', async (t) => {
  const { resolver, port, queries } = await serveZone(t, 'example.org TRUNCATED\nexample.org A 192.0.2.1');
  const answer = await resolver.query('example.org', 'A');
  assert.deepEqual(answer.records, [{ type: 'A', address: '192.0.2.1' }]);
  assert.equal(answer.source, `127.0.0.1:${port}/tcp`);
  assert.deepEqual(queries, ['example.org A', 'example.org A']);
});

test('an answer too large for a datagram comes whole over TCP', async (t) => {
  const lines = Array.from({ length: 120 }, (_, index) => `example.org A 192.0.2.${index}`);
  const { resolver } = await serveZone(t, lines.join('\n'));
  assert.equal((await resolver.query('example.org', 'A')).records.length, 120);
});

test('a chain of CNAMEs is followed, and its links listed', async (t) => {
  const { resolver, queries } = await serveZone(
    t,
    'a.example 30 CNAME B.example.\nb.example CNAME c.example.\nc.example A 192.0.2.1',
  );
  const answer = await resolver.query('a.example', 'A');
  assert.equal(answer.status, 'answer');
  assert.deepEqual(answer.aliases, ['B.example', 'c.example']);
  assert.equal(answer.ttlSeconds, 30);
  assert.deepEqual(queries, ['a.example A']);
});

test('a CNAME that leads nowhere is an unknown name', async (t) => {
  const { resolver } = await serveZone(t, 'a.example CNAME gone.example.');
  const answer = await resolver.query('a.example', 'A');
  assert.equal(answer.status, 'nxdomain');
  assert.deepEqual(answer.aliases, ['gone.example']);
});

test('a loop of CNAMEs ends as a server failure', async (t) => {
  const { resolver } = await serveZone(t, 'a.example CNAME b.example.\nb.example CNAME a.example.');
  assert.equal((await resolver.query('a.example', 'A')).status, 'servfail');
});

test('the target of a CNAME is asked for where the answer leaves it out', async (t) => {
  const port = await serveDatagrams(t, (query) => {
    const { id, questions = [] } = dnsPacket.decode(query);
    const name = questions[0]?.name ?? '';
    const alias = { type: 'CNAME', name, data: 'there.example' } as const;
    const answers = [name === 'there.example' ? ({ type: 'A', name, data: '192.0.2.9' } as const) : alias];
    return [dnsPacket.encode({ id, type: 'response', questions, answers })];
  });
  const answer = await createResolver({ servers: [`127.0.0.1:${port}`] }).query('here.example', 'A');
  assert.deepEqual(answer.aliases, ['there.example']);
  assert.deepEqual(answer.records, [{ type: 'A', address: '192.0.2.9' }]);
});

test('a server that gives ever new CNAMEs is left after eight', async (t) => {
  let asked = 0;
  const port = await serveDatagrams(t, (query) => {
    const { id, questions = [] } = dnsPacket.decode(query);
    asked += 1;
    const alias = { type: 'CNAME', name: questions[0]?.name ?? '', data: `n${asked}.example` } as const;
    return [dnsPacket.encode({ id, type: 'response', questions, answers: [alias] })];
  });
  const answer = await createResolver({ servers: [`127.0.0.1:${port}`] }).query('n0.example', 'A');
  assert.equal(answer.status, 'servfail');
  assert.equal(asked, 8);
});

test('a name goes out in A-labels', async (t) => {
  const { resolver, queries } = await serveZone(t, 'xn--bcher-kva.example A 192.0.2.1');
  const answer = await resolver.query('Bücher.example', 'A');
  assert.equal(answer.name, 'xn--bcher-kva.example');
  assert.deepEqual(queries, ['xn--bcher-kva.example A']);
});

for (const name of [
  '',
  '.',
  'a..example',
  `${'x'.repeat(64)}.example`,
  `${'x.'.repeat(127)}x`,
  'a b.example',
]) {
  test(`the name ${JSON.stringify(name.slice(0, 20))} of ${name.length} letters is never asked`, async (t) => {
    const { resolver, queries } = await serveZone(t, '');
    assert.equal((await resolver.query(name, 'A')).status, 'malformed');
    assert.deepEqual(queries, []);
  });
}

test('the same question is asked on the network once', async (t) => {
  const { resolver, queries } = await serveZone(t, 'example.org A 192.0.2.1');
  await Promise.all([resolver.query('example.org', 'A'), resolver.query('EXAMPLE.org.', 'A')]);
  await resolver.query('example.org', 'A');
  assert.deepEqual(queries, ['example.org A']);
});

test('a failed question is asked again', async (t) => {
  const { resolver, queries } = await serveZone(t, 'example.org SERVFAIL');
  await resolver.query('example.org', 'A');
  await resolver.query('example.org', 'A');
  assert.equal(queries.length, 2);
});

test('a silent server is tried twice', async (t) => {
  const { resolver, queries } = await serveZone(t, 'example.org TIMEOUT');
  await resolver.query('example.org', 'A');
  assert.equal(queries.length, 2);
});

test('the next server is asked after silence or failure, and goes first from then on', async (t) => {
  const silent = await serveZone(t, 'example.org TIMEOUT\nexample.net SERVFAIL');
  const failing = await serveZone(t, 'example.org SERVFAIL\nexample.net SERVFAIL');
  const good = await serveZone(t, 'example.org A 192.0.2.1\nexample.net A 192.0.2.2');
  const servers = [silent, failing, good].map(({ port }) => `127.0.0.1:${port}`);
  const resolver = createResolver({ servers, timeoutMs: 250 });
  assert.equal((await resolver.query('example.org', 'A')).source, `127.0.0.1:${good.port}/udp`);
  assert.equal((await resolver.query('example.net', 'A')).status, 'answer');
  assert.deepEqual(silent.queries, ['example.org A']);
});

test('an abort ends a question at once', async (t) => {
  const { resolver } = await serveZone(t, 'example.org TIMEOUT', { timeoutMs: 10_000 });
  const started = performance.now();
  const question = resolver.query('example.org', 'A', AbortSignal.timeout(30));
  await assert.rejects(
    question,
    (error) => error instanceof SmtpError && error.kind === 'aborted' && error.stage === 'resolve',
  );
  assert.ok(performance.now() - started < 2_000);
});

test('an abort by one asker leaves the question to the other', async (t) => {
  const { resolver, queries } = await serveZone(t, 'example.org TRUNCATED\nexample.org A 192.0.2.1');
  const controller = new AbortController();
  const leaving = resolver.query('example.org', 'A', controller.signal);
  const staying = resolver.query('example.org', 'A', new AbortController().signal);
  controller.abort();
  await assert.rejects(leaving, { kind: 'aborted' });
  assert.equal((await staying).status, 'answer');
  assert.equal(queries.length, 2);
});

test('a signal that was aborted before asks nothing', async (t) => {
  const { resolver, queries } = await serveZone(t, 'example.org A 192.0.2.1');
  await assert.rejects(resolver.addresses('example.org', AbortSignal.abort()), { kind: 'aborted' });
  assert.deepEqual(queries, []);
});

test('the addresses of a literal are itself', async (t) => {
  const { resolver, queries } = await serveZone(t, '');
  const [v6] = await resolver.addresses('fe80::1%eth0');
  assert.deepEqual(v6?.records, [{ type: 'AAAA', address: 'fe80::1%eth0' }]);
  assert.equal(v6?.source, 'literal');
  const [v4] = await resolver.addresses('192.0.2.1');
  assert.deepEqual(v4?.records, [{ type: 'A', address: '192.0.2.1' }]);
  assert.deepEqual(queries, []);
});

test('--resolve goes before the hosts file, and replaces the port', async (t) => {
  const overrides = new Map([['MX.example.org', [{ address: '192.0.2.1', port: 2525 }, { address: '::1' }]]]);
  const { resolver } = await serveZone(t, '', { overrides, hosts: '192.0.2.9 mx.example.org' });
  const answers = await resolver.addresses('mx.example.org.');
  assert.deepEqual(
    answers.map(({ type, source }) => [type, source]),
    [
      ['A', '--resolve'],
      ['AAAA', '--resolve'],
    ],
  );
  assert.equal(resolver.portOf('mx.example.org', 25), 2525);
  assert.equal(resolver.portOf('other.example.org', 25), 25);
});

test('the hosts file goes before DNS', async (t) => {
  const { resolver, queries } = await serveZone(t, '', { hosts: '192.0.2.9 mx.example.org' });
  const answers = await resolver.addresses('mx.example.org');
  assert.deepEqual(
    answers.map(({ records, source }) => [records, source]),
    [[[{ type: 'A', address: '192.0.2.9' }], 'hosts']],
  );
  assert.deepEqual(queries, []);
});

test('localhost is this computer, whatever DNS would say', async (t) => {
  const { resolver, queries } = await serveZone(t, 'localhost A 192.0.2.66');
  const answers = await resolver.addresses('db.localhost');
  assert.deepEqual(
    answers.flatMap(({ records }) => records),
    [
      { type: 'A', address: '127.0.0.1' },
      { type: 'AAAA', address: '::1' },
    ],
  );
  assert.deepEqual(queries, []);
});

test('a failed AAAA beside a good A is seen as two answers', async (t) => {
  const { resolver } = await serveZone(t, 'mx.example.org A 192.0.2.1\nmx.example.org AAAA SERVFAIL');
  const answers = await resolver.addresses('mx.example.org');
  assert.deepEqual(
    answers.map(({ type, status }) => [type, status]),
    [
      ['A', 'answer'],
      ['AAAA', 'servfail'],
    ],
  );
});

test('a relative name is completed from the search list', async (t) => {
  const resolvConf = 'search corp.example example.org';
  const { resolver, queries } = await serveZone(t, 'mail.example.org A 192.0.2.1', { resolvConf });
  const [v4] = await resolver.addresses('mail');
  assert.equal(v4?.name, 'mail.example.org');
  assert.deepEqual(
    queries.filter((query) => query.endsWith(' A')),
    ['mail.corp.example A', 'mail.example.org A'],
  );
});

test('a relative name that is nowhere gives the answers for the name as typed', async (t) => {
  const { resolver } = await serveZone(t, 'other.example A 192.0.2.1', { resolvConf: 'search corp.example' });
  const answers = await resolver.addresses('mail');
  assert.deepEqual(
    answers.map(({ name, status }) => [name, status]),
    [
      ['mail', 'nxdomain'],
      ['mail', 'nxdomain'],
    ],
  );
});

test('a name with a trailing dot is never searched', async (t) => {
  const { resolver, queries } = await serveZone(t, '', { resolvConf: 'search example.org' });
  await resolver.addresses('mx.example.net.');
  assert.deepEqual(queries.toSorted(), ['mx.example.net A', 'mx.example.net AAAA']);
});

for (const server of [
  'dns.example',
  '192.0.2.53:',
  '192.0.2.53:0',
  '192.0.2.53:70000',
  '[192.0.2.53]:53',
  '[::1',
]) {
  test(`"${server}" is no DNS server`, () => {
    assert.throws(() => createResolver({ servers: [server] }), UsageError);
  });
}

test('DNS servers are taken as an address, with a port, and in brackets', () => {
  const servers = ['192.0.2.53', '192.0.2.53:5353', '2001:db8::53', '[2001:db8::53]:5353', 'fe80::1%eth0'];
  assert.doesNotThrow(() => createResolver({ servers }));
});

test('an override that is no IP address is a usage error', () => {
  const overrides = new Map([['mx.example.org', [{ address: 'localhost' }]]]);
  assert.throws(() => createResolver({ overrides }), UsageError);
});
