import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDialogue } from '../../src/demo/dialogue.ts';
import { startDnsServer } from '../../src/demo/dns.ts';
import { startDialogueServer } from '../../src/demo/server.ts';
import { parseZone } from '../../src/demo/zone.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { probeIdentity } from '../../src/probes/identity/identity.ts';
import { loadZones, zoneTextOf } from '../identity/zones.ts';
import { authority, TLS } from './tls-policy-scene.ts';

/** Large against what the work itself takes on a busy computer. */
const GREETING_MS = 3_000;
const HOSTS = ['mx1', 'mx2', 'mx3', 'mx4', 'mx5', 'mx6'].map((label) => `${label}.example.org`);

test('a domain takes less than one and a half times its slowest step: the servers wait at the same time', async (t) => {
  const healthy = loadZones().find(({ name }) => name === 'healthy');
  assert.ok(healthy);
  const slow = `* wait ${GREETING_MS}ms\n${TLS}`;
  const server = await startDialogueServer(parseDialogue(slow), { certificates: authority });
  t.after(() => server.close());
  const lines = HOSTS.map((host, place) => `example.org MX ${place} ${host}`);
  const dns = await startDnsServer(parseZone([zoneTextOf(healthy), ...lines].join('\n')));
  t.after(() => dns.close());
  const place = { address: '127.0.0.1', port: server.port };
  const overrides = new Map([...HOSTS, 'mail.example.org'].map((host) => [host, [place]]));
  // What is loaded from disk once is no part of the dialogue.
  await import('../../src/smtp/mailauth.ts');
  const startedMs = performance.now();
  const { tlsPolicy, identity } = await probeIdentity({
    ...{
      domain: 'example.org',
      addresses: ['11.0.0.25'],
      selectors: [],
      signal: new AbortController().signal,
    },
    receiving: { port: 25, security: 'auto', asksRoles: false },
    network: {
      resolver: createResolver({ servers: [`127.0.0.1:${dns.port}`], overrides }),
      ...{ deadlineMs: 60_000, session: { timeoutMs: 20_000 }, tls: { ca: [authority.rootPem] } },
    },
  });
  const elapsedMs = performance.now() - startedMs;
  const greeted = tlsPolicy?.routes.filter(({ tls }) => tls !== undefined) ?? [];
  assert.ok(greeted.length === HOSTS.length + 1, `${greeted.length} servers were talked to`);
  const names = dns.queries.map((query) => query.toLowerCase());
  assert.deepEqual(names, [...new Set(names)]);
  assert.equal(identity?.questions.length, names.length);
  assert.ok(elapsedMs < GREETING_MS * 1.5, `${Math.round(elapsedMs)} ms`);
});
