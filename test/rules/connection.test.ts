import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import { diagnose } from '../../src/rules/index.ts';
import { dnsAnswer, failedAt, healthy, mxAnswer, submissionGoal } from '../support/evidence.ts';
import { sick } from '../support/sick-evidence.ts';

function found(evidence: Evidence, id: string) {
  return diagnose(evidence).findings.find((finding) => finding.id === id);
}

test('a name with a mail server of another family only is reported with the family it lacks', () => {
  const evidence = failedAt('resolve', 'resolve', { dns: healthy.dns });
  assert.deepEqual(found(evidence, 'resolve.name-unknown')?.data, {
    name: 'mail.example.org',
    noAddress: true,
    missing: ['AAAA'],
  });
});

test('NXDOMAIN outweighs a failed question for the other type', () => {
  const addresses = [dnsAnswer('A', 'nxdomain'), dnsAnswer('AAAA', 'timeout')];
  const { findings } = diagnose(failedAt('resolve', 'resolve', { dns: { addresses } }));
  assert.deepEqual(
    findings.map(({ id }) => id),
    ['resolve.name-unknown'],
  );
});

test('an unknown MX host is the domain owner’s to mend, a mistyped host the reader’s', () => {
  const dns = { addresses: [dnsAnswer('A', 'nxdomain')] };
  const mx = mxAnswer('mail.example.org');
  const goal = { ...healthy.goal, domain: 'example.org' };
  assert.equal(
    found(failedAt('resolve', 'resolve', { dns, mx, goal }), 'resolve.name-unknown')?.actor,
    'domain-owner',
  );
  assert.equal(found(sick['resolve.name-unknown'], 'resolve.name-unknown')?.actor, 'you');
});

test('a resolver that is silent is a matter of the network, SERVFAIL of the domain', () => {
  const silent = failedAt('resolve', 'resolve', { dns: { addresses: [dnsAnswer('A', 'timeout')] } });
  assert.equal(found(silent, 'resolve.server-failure')?.actor, 'your-network');
  assert.equal(found(sick['resolve.server-failure'], 'resolve.server-failure')?.actor, 'domain-owner');
});

test('a missing MX is a warning where the domain has an address', () => {
  const goal = { ...healthy.goal, host: 'example.org', domain: 'example.org' };
  const dns = { addresses: [dnsAnswer('A', 'answer')] };
  const mx = dnsAnswer('MX', 'no-data');
  assert.equal(found({ ...healthy, goal, dns, mx }, 'resolve.mx-absent')?.severity, 'warning');
  assert.equal(found(sick['resolve.mx-absent'], 'resolve.mx-absent')?.severity, 'error');
});

test('a refusal outweighs this machine’s lack of IPv6', () => {
  const refused = { address: '192.0.2.25', outcome: 'refused', startedMs: 0, elapsedMs: 1 } as const;
  const attempts = [{ ...refused, address: '2001:db8::25', outcome: 'unreachable' } as const, refused];
  const { findings } = diagnose(failedAt('connect', 'refused', { connect: { attempts, elapsedMs: 2 } }));
  assert.deepEqual(
    findings.map(({ id }) => id),
    ['connect.refused'],
  );
});

test('an IPv6 attempt that only came second is not broken, one that hung for seconds is', () => {
  const attempt = { address: '2001:db8::25', outcome: 'abandoned', startedMs: 0 } as const;
  const connect = (elapsedMs: number) => ({
    ...healthy.connect,
    attempts: [{ ...attempt, elapsedMs }, ...healthy.connect.attempts],
  });
  assert.equal(found({ ...healthy, connect: connect(250) }, 'connect.ipv6-broken'), undefined);
  assert.equal(found({ ...healthy, connect: connect(2_500) }, 'connect.ipv6-broken')?.actor, 'your-network');
});

test('a silent port 25 beside an open 587 is information when 587 was asked for', () => {
  const { endpoints } = sick['connect.port-25-blocked'];
  const evidence = { ...healthy, goal: submissionGoal, ...(endpoints ? { endpoints } : {}) };
  assert.equal(found(evidence, 'connect.port-25-blocked')?.severity, 'info');
  assert.equal(found(sick['connect.port-25-blocked'], 'connect.port-25-blocked')?.severity, 'error');
});

test('silence is the network’s on port 25, the server’s elsewhere', () => {
  const { connect } = sick['connect.timeout'];
  const on587 = failedAt('connect', 'timeout', { goal: submissionGoal, ...(connect ? { connect } : {}) });
  assert.equal(found(on587, 'connect.timeout')?.actor, 'server-admin');
  assert.equal(found(sick['connect.timeout'], 'connect.timeout')?.actor, 'your-network');
});
