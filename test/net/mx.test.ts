import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { resolveMx } from '../../src/net/mx.ts';
import { serveZone } from './dns-fixture.ts';

async function planFor(context: TestContext, zone: string) {
  const { resolver } = await serveZone(context, zone);
  return resolveMx('example.org', resolver);
}

test('hosts come by preference, then by name, each once', async (t) => {
  const { hosts, nullMx, nullBesideReal, implicit } = await planFor(
    t,
    `example.org MX 20 a.example.org.
     example.org MX 10 c.example.org.
     example.org MX 10 B.example.org.
     example.org MX 30 b.example.org.`,
  );
  assert.deepEqual(hosts, [
    { host: 'b.example.org', preference: 10 },
    { host: 'c.example.org', preference: 10 },
    { host: 'a.example.org', preference: 20 },
  ]);
  assert.deepEqual(
    { nullMx, nullBesideReal, implicit },
    { nullMx: false, nullBesideReal: false, implicit: false },
  );
});

test('a lone null MX says that the domain takes no mail', async (t) => {
  const plan = await planFor(t, 'example.org MX 0 .');
  assert.equal(plan.nullMx, true);
  assert.deepEqual(plan.hosts, []);
});

test('a null MX beside a real one is told, and the real one used', async (t) => {
  const plan = await planFor(t, 'example.org MX 0 .\nexample.org MX 10 mx.example.org.');
  assert.equal(plan.nullMx, false);
  assert.equal(plan.nullBesideReal, true);
  assert.deepEqual(plan.hosts, [{ host: 'mx.example.org', preference: 10 }]);
});

test('an MX that is a CNAME is told with the name behind it', async (t) => {
  const plan = await planFor(
    t,
    'example.org MX 10 mx.example.org.\nmx.example.org CNAME a.example.net.\na.example.net A 192.0.2.1',
  );
  assert.deepEqual(plan.hosts, [{ host: 'mx.example.org', preference: 10, alias: 'a.example.net' }]);
});

test('an MX that is an address is told', async (t) => {
  const plan = await planFor(t, 'example.org MX 10 192.0.2.1.');
  assert.deepEqual(plan.hosts, [{ host: '192.0.2.1', preference: 10, isAddress: true }]);
});

test('without MX the address of the domain takes its place', async (t) => {
  const plan = await planFor(t, 'example.org AAAA 2001:db8::1');
  assert.equal(plan.implicit, true);
  assert.deepEqual(plan.hosts, [{ host: 'example.org' }]);
});

test('a domain without MX and address has no hosts', async (t) => {
  const plan = await planFor(t, 'example.org TXT nothing');
  assert.equal(plan.answer.status, 'no-data');
  assert.equal(plan.implicit, false);
  assert.deepEqual(plan.hosts, []);
});

test('an unknown domain or a failing server gives no hosts, and says which', async (t) => {
  const unknown = await planFor(t, '');
  assert.deepEqual([unknown.answer.status, unknown.hosts.length], ['nxdomain', 0]);
  const failing = await planFor(t, 'example.org SERVFAIL');
  assert.deepEqual([failing.answer.status, failing.hosts.length], ['servfail', 0]);
});

test('the addresses of the hosts are not asked for again', async (t) => {
  const { resolver, queries } = await serveZone(
    t,
    `example.org MX 10 mx1.example.org.
     example.org MX 20 mx2.example.org.
     mx1.example.org A 192.0.2.1
     mx2.example.org A 192.0.2.2`,
  );
  await resolveMx('example.org', resolver);
  assert.equal(queries.length, 5);
  await resolver.addresses('mx1.example.org');
  assert.equal(queries.length, 5);
});

test('the search list has no say about a host that an MX names', async (t) => {
  const { resolver, queries } = await serveZone(t, 'example.org MX 10 mx.gone.example.', {
    resolvConf: 'search corp.example',
  });
  await resolveMx('example.org', resolver);
  assert.ok(queries.every((query) => !query.includes('corp')));
});

test('of a hundred MX hosts thirty-two are asked about', async (t) => {
  const lines = Array.from({ length: 100 }, (_, index) => `example.org MX ${index} mx${index}.example.org.`);
  const plan = await planFor(t, lines.join('\n'));
  assert.equal(plan.hosts.length, 32);
  assert.equal(plan.answer.records.length, 100);
});
