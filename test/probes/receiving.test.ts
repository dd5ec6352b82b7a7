import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { parseDialogue } from '../../src/demo/dialogue.ts';
import { startDnsServer } from '../../src/demo/dns.ts';
import { startDialogueServer } from '../../src/demo/server.ts';
import { parseZone } from '../../src/demo/zone.ts';
import type { Evidence } from '../../src/evidence.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { probeIdentity } from '../../src/probes/identity/identity.ts';
import type { ReceivingPlan } from '../../src/probes/receiving.ts';
import { diagnose, type FindingId } from '../../src/rules/index.ts';
import { authority, PLAIN, TLS } from './tls-policy-scene.ts';

const ADDRESS = '127.0.0.1';
/** Nothing listens there. */
const DEAD = { address: ADDRESS, port: 1 };

const ASKED = `C: MAIL FROM:<>
S: 250 ok
C: RCPT TO:<postmaster@example.net>
S: 250 ok
C: RSET
S: 250 ok
C: MAIL FROM:<>
S: 250 ok
C: RCPT TO:<abuse@example.net>
S: 550 5.1.1 no such user
C: RSET
S: 250 ok`;
const RELAYED = `C: MAIL FROM:<ada@example.com>
S: 250 ok
C: RCPT TO:<ada@example.com>
S: 250 ok
C: RSET
S: 250 ok`;
const END = 'C: QUIT\nS: 221 bye';

function withStages(stages: string): string {
  return TLS.replace(END, `${stages}\n${END}`);
}

interface Seen {
  readonly evidence: Evidence;
  readonly routes: readonly Evidence[];
  readonly queries: readonly string[];
  readonly mismatches: readonly string[];
  ids(): FindingId[];
}

/** Plays one mail server, to which the hosts lead but those said to be dead, and looks at example.net. */
async function look(
  t: TestContext,
  dialogue: string,
  hosts: readonly string[],
  wishes: Partial<ReceivingPlan> & { readonly dead?: readonly string[] } = {},
): Promise<Seen> {
  const server = await startDialogueServer(parseDialogue(dialogue), { certificates: authority });
  t.after(() => server.close());
  const lines = hosts.map((host, place) => `example.net MX ${10 * (place + 1)} ${host}`);
  const dns = await startDnsServer(parseZone(lines.join('\n')));
  t.after(() => dns.close());
  const { dead = [], ...plan } = wishes;
  const places = hosts.map(
    (host) => [host, [dead.includes(host) ? DEAD : { address: ADDRESS, port: server.port }]] as const,
  );
  const routes: Evidence[] = [];
  const evidence = await probeIdentity({
    ...{ domain: 'example.net', addresses: [], selectors: [] },
    receiving: {
      ...{ port: 25, security: 'auto', asksRoles: false, ...plan },
      onRoute: (route) => routes.push(route),
    },
    network: {
      resolver: createResolver({ servers: [`${ADDRESS}:${dns.port}`], overrides: new Map(places) }),
      deadlineMs: 10_000,
      session: { timeoutMs: 2_000 },
      tls: { ca: [authority.rootPem] },
    },
    signal: new AbortController().signal,
  });
  const ids = (): FindingId[] => diagnose(evidence).findings.map(({ id }) => id);
  return { evidence, routes, queries: dns.queries, mismatches: server.mismatches, ids };
}

test('a domain’s mail servers are talked to in the same run, and each question goes out once', async (t) => {
  const { evidence, routes, queries, ids } = await look(t, TLS, ['mx.example.net']);
  assert.equal(evidence.tlsPolicy?.routes[0]?.tls?.trusted, true);
  assert.equal(routes.length, 1);
  assert.ok(!ids().includes('domain.mx-unreached'));
  assert.ok(!ids().includes('domain.mx-unroutable'), 'an address of the user’s own is not judged');
  const names = queries.map((query) => query.toLowerCase());
  assert.deepEqual(names, [...new Set(names)]);
  assert.equal(evidence.identity?.questions.length, names.length);
});

test('role addresses are asked for only when wished, and one that is refused is a finding', async (t) => {
  const unasked = await look(t, TLS, ['mx.example.net']);
  assert.equal(unasked.evidence.identity?.trials, undefined);
  const { evidence, mismatches } = await look(t, withStages(ASKED), ['mx.example.net'], { asksRoles: true });
  assert.deepEqual(mismatches, []);
  assert.deepEqual(
    evidence.identity?.trials?.map(({ recipient, reply }) => `${recipient} ${reply.code}`),
    ['postmaster@example.net 250', 'abuse@example.net 550'],
  );
  const finding = diagnose(evidence).findings.find(({ id }) => id === 'domain.role-address-refused');
  assert.ok(finding);
});

test('a server that takes mail for others from a stranger is an open relay, and gets no DATA', async (t) => {
  const wishes = { relayTo: 'ada@example.com' };
  const open = await look(t, withStages(RELAYED), ['mx.example.net'], wishes);
  assert.deepEqual(open.mismatches, []);
  assert.ok(open.ids().includes('domain.relay-open'));
  const refusing = RELAYED.replace(
    '<ada@example.com>\nS: 250 ok\nC: RSET',
    '<ada@example.com>\nS: 554 no\nC: RSET',
  );
  const shut = await look(t, withStages(refusing), ['mx.example.net'], wishes);
  assert.ok(!shut.ids().includes('domain.relay-open'));
});

test('a server that answers nobody is a warning beside one that works, and says little where it is alone', async (t) => {
  const hosts = ['mx.example.net', 'old.example.net'];
  const one = await look(t, TLS, hosts, { dead: ['old.example.net'] });
  const finding = diagnose(one.evidence).findings.find(({ id }) => id === 'domain.mx-unreached');
  assert.deepEqual([finding?.severity, finding?.actor], ['warning', 'server-admin']);
  assert.equal(one.routes.length, 1);
  const none = await look(t, TLS, hosts, { dead: hosts });
  const all = diagnose(none.evidence).findings.find(({ id }) => id === 'domain.mx-unreached');
  assert.deepEqual([all?.severity, all?.actor], ['info', 'your-network']);
  assert.equal(none.evidence.failure, undefined);
  assert.deepEqual(none.routes, []);
});

test('a server that turns us away at its greeting has not been tried', async (t) => {
  const away = await look(t, 'S: 554 5.7.1 no\nC: QUIT\nS: 221 bye', ['mx.example.net']);
  assert.ok(away.ids().includes('domain.mx-unreached'));
});

test('a server without STARTTLS is a run of its own with its finding', async (t) => {
  const { routes } = await look(t, PLAIN, ['mx.example.net']);
  const [route] = routes;
  assert.ok(route);
  assert.ok(diagnose(route).findings.some(({ id }) => id === 'starttls.missing'));
});

test('a backup server of another owner is told of, and one of the same provider is not', async (t) => {
  const foreign = await look(t, TLS, ['mx.example.net', 'mx.example.com']);
  assert.ok(foreign.ids().includes('domain.mx-backup-foreign'));
  const same = await look(t, TLS, ['aspmx.l.google.com', 'aspmx2.googlemail.com']);
  assert.ok(!same.ids().includes('domain.mx-backup-foreign'));
});
