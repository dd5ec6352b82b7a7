import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startDnsServer } from '../../src/demo/dns.ts';
import { parseZone } from '../../src/demo/zone.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { probeIdentity } from '../../src/probes/identity/identity.ts';
import { loadZones, zoneTextOf } from '../identity/zones.ts';

/** Large against what the work itself takes on a busy computer. */
const DELAY_MS = 500;
/** MX, its host's address, that one's name: each hangs on the one before. */
const LONGEST_CHAIN = 3;

/** Passes datagrams on to a DNS server, each answer late. */
async function delayedBy(t: TestContext, port: number): Promise<number> {
  const front = createSocket('udp4');
  front.on('message', (query, client) => {
    const back = createSocket('udp4');
    back.on('message', async (answer) => {
      back.close();
      await wait(DELAY_MS);
      front.send(answer, client.port, client.address);
    });
    back.send(query, port, '127.0.0.1');
  });
  front.bind(0, '127.0.0.1');
  await once(front, 'listening');
  t.after(() => front.close());
  return front.address().port;
}

test('all questions of a run go out as soon as they can, each once', async (t) => {
  const healthy = loadZones().find(({ name }) => name === 'healthy');
  assert.ok(healthy);
  const dns = await startDnsServer(parseZone(zoneTextOf(healthy)));
  t.after(() => dns.close());
  const port = await delayedBy(t, dns.port);
  const network = {
    resolver: createResolver({ servers: [`127.0.0.1:${port}`] }),
    ...{ deadlineMs: 30_000, session: {}, tls: {} },
  };
  const plan = { domain: 'example.org', addresses: [], selectors: [], signal: new AbortController().signal };
  // What is loaded from disk once is no part of the dialogue.
  await import('../../src/smtp/mailauth.ts');
  const startedMs = performance.now();
  const { identity } = await probeIdentity({ ...plan, network });
  const elapsedMs = performance.now() - startedMs;
  assert.ok(identity);
  const names = dns.queries.map((query) => query.toLowerCase());
  assert.equal(new Set(names).size, names.length);
  assert.equal(identity.questions.length, names.length);
  assert.ok(names.length > 100, `${names.length} questions`);
  const limitMs = LONGEST_CHAIN * DELAY_MS * 1.5;
  assert.ok(
    elapsedMs < limitMs,
    `${Math.round(elapsedMs)} ms for ${names.length} questions, not ${limitMs} ms`,
  );
});
