import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { startDnsServer } from '../../src/demo/dns.ts';
import { parseZone } from '../../src/demo/zone.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { findCaa } from '../../src/probes/caa.ts';

async function find(t: TestContext, host: string, zone: string) {
  const dns = await startDnsServer(parseZone(zone));
  t.after(() => dns.close());
  const resolver = createResolver({ servers: [`127.0.0.1:${dns.port}`] });
  return findCaa(host, { resolver, signal: t.signal });
}

const ZONE =
  'example.net CAA 0 issue "letsencrypt.org"\nexample.net CAA 0 issuewild ";"\nmail.example.net A 127.0.0.1';

test('records are looked for from the host’s name upwards', async (t) => {
  assert.deepEqual(await find(t, 'mail.example.net', ZONE), {
    host: 'mail.example.net',
    name: 'example.net',
    status: 'answer',
    records: [
      { tag: 'issue', value: 'letsencrypt.org' },
      { tag: 'issuewild', value: ';' },
    ],
  });
});

test('the first name with records ends the search', async (t) => {
  const caa = await find(t, 'mail.example.net', `${ZONE}\nmail.example.net CAA 0 issue "digicert.com"`);
  assert.deepEqual([caa?.name, caa?.records.length], ['mail.example.net', 1]);
});

test('a name server that fails ends the search', async (t) => {
  const caa = await find(t, 'mail.example.net', `${ZONE}\nmail.example.net CAA SERVFAIL`);
  assert.deepEqual([caa?.name, caa?.status], ['mail.example.net', 'servfail']);
});

test('without any records up to the top there is no name', async (t) => {
  const caa = await find(t, 'mail.example.org', ZONE);
  assert.deepEqual([caa?.name, caa?.status, caa?.records], [undefined, 'no-data', []]);
});

for (const host of ['127.0.0.1', 'localhost', '/run/lmtp', 'mail.lan.internal']) {
  test(`nothing is asked for "${host}"`, async (t) => {
    assert.equal(await find(t, host, ''), undefined);
  });
}
