import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Endpoint, Evidence } from '../../src/evidence.ts';
import { diagnose } from '../../src/rules/index.ts';
import { submissionWays } from '../../src/rules/port-roles.ts';
import { door, hello, scanned } from '../support/evidence.ts';

function found(evidence: Evidence, id: string) {
  return diagnose(evidence).findings.find((finding) => finding.id === id);
}

function controlled(
  endpoints: readonly Endpoint[],
  control: Endpoint['outcome'],
  host = 'mx.example.net',
): Evidence {
  const evidence = scanned(endpoints);
  const address = '192.0.2.99';
  return {
    ...evidence,
    ports: { asked: [25, 587], control: { host, endpoints: [{ ...door(25, control), address }] } },
  };
}

function causes(evidence: Evidence, id: string): string[] {
  const data = found(evidence, id)?.data;
  const isBlamed = data !== undefined && 'hypotheses' in data && Array.isArray(data.hypotheses);
  return isBlamed ? data.hypotheses.map(({ cause }) => cause) : [];
}

const blocked25 = [door(25, 'timeout'), door(587, 'open')];

/** An open port with the answers given. */
function speaking(port: number, scan: Partial<Endpoint['scan']>): Endpoint {
  return { ...door(port, 'open'), scan: { connectMs: 30, speaks: 'smtp', ...scan } };
}

test('a silent 25 beside an open 587 is the network’s, with the causes ranked', () => {
  const finding = found(scanned(blocked25), 'connect.port-25-blocked');
  assert.equal(finding?.actor, 'your-network');
  assert.equal(finding?.severity, 'warning');
  assert.equal(causes(scanned(blocked25), 'connect.port-25-blocked')[0], 'network-blocks-25');
});

test('a control server whose 25 is silent too makes it certain', () => {
  const evidence = controlled(blocked25, 'timeout');
  const finding = found(evidence, 'connect.port-25-blocked');
  assert.ok(finding?.id === 'connect.port-25-blocked');
  const [first] = finding.data.hypotheses ?? [];
  assert.deepEqual(first, {
    cause: 'network-blocks-25',
    for: ['25-silent', 'others-open', 'control-silent'],
    against: [],
    settledBy: 'other-network',
  });
});

test('a control server whose 25 is open clears the network and turns to the server', () => {
  const evidence = controlled(blocked25, 'open');
  assert.equal(found(evidence, 'connect.port-25-blocked'), undefined);
  assert.equal(found(evidence, 'connect.port-25-dropped')?.actor, 'server-admin');
  assert.equal(causes(evidence, 'connect.port-25-dropped')[0], 'server-blocks-you');
});

test('a host that is silent everywhere is down, or drops us, as far as can be told', () => {
  const silent = scanned([door(25, 'timeout'), door(465, 'timeout'), door(587, 'timeout')]);
  assert.equal(found(silent, 'connect.ports-closed')?.actor, 'server-admin');
  assert.equal(causes(silent, 'connect.ports-closed')[0], 'server-down');
  const withControl = controlled([door(25, 'timeout'), door(587, 'timeout')], 'open');
  assert.equal(causes(withControl, 'connect.ports-closed')[0], 'server-blocks-you');
});

test('a host that refuses everything has no mail service, or is another host', () => {
  const evidence = scanned([door(25, 'refused'), door(587, 'refused')]);
  assert.deepEqual(causes(evidence, 'connect.ports-closed').slice(0, 2), ['server-down', 'wrong-address']);
});

test('a plain refusal of 25 is a note, one that comes sooner than the path allows is this computer’s', () => {
  const plain = found(scanned([door(25, 'refused'), door(587, 'open')]), 'connect.port-25-turned-away');
  assert.deepEqual([plain?.severity, plain?.actor], ['info', 'server-admin']);
  const near = { ...door(25, 'refused'), scan: { connectMs: 0.4, code: 'ECONNREFUSED' } };
  const local = found(scanned([near, door(587, 'open')]), 'connect.port-25-turned-away');
  assert.deepEqual([local?.severity, local?.actor], ['warning', 'you']);
});

test('a connection that this computer’s own system forbids is this computer’s', () => {
  const forbidden = { ...door(25, 'unreachable'), scan: { connectMs: 0.2, code: 'EACCES' } };
  const finding = found(scanned([forbidden, door(587, 'open')]), 'connect.port-25-turned-away');
  assert.equal(finding?.actor, 'you');
});

test('a host without a way to it has no causes to rank', () => {
  const finding = found(scanned([door(25, 'unreachable'), door(587, 'unreachable')]), 'connect.ports-closed');
  assert.equal(finding?.actor, 'your-network');
  assert.deepEqual(causes(scanned([door(25, 'unreachable')]), 'connect.ports-closed'), []);
});

test('a family that this machine lacks is no fault of the host’s address', () => {
  const six = { ...door(587, 'unreachable'), address: '2001:db8::25' };
  assert.equal(found(scanned([six, door(587, 'open')]), 'connect.addresses-differ'), undefined);
  const silent = { ...six, outcome: 'timeout' } as const;
  assert.ok(found(scanned([silent, door(587, 'open')]), 'connect.addresses-differ'));
});

test('the same EHLO answer from an unrelated server gives an interception away, from a sibling it does not', () => {
  const same = { greeting: '220 proxy.example ESMTP', hello: hello('SIZE 20000000', 'ETRN') };
  const intercepted = (host: string) => {
    const control = { ...speaking(25, same), address: '192.0.2.99' };
    const evidence = scanned([speaking(25, same)]);
    return found(
      { ...evidence, ports: { asked: [25], control: { host, endpoints: [control] } } },
      'connect.intercepted',
    );
  };
  const finding = intercepted('mx.example.net');
  assert.ok(finding?.id === 'connect.intercepted');
  assert.deepEqual(
    finding.data.signs.map(({ kind }) => kind),
    ['same-greeting', 'same-hello'],
  );
  assert.equal(finding.actor, 'your-network');
  assert.equal(intercepted('mx.example.org'), undefined);
});

test('keywords that are the same, under names of their own, give nothing away', () => {
  const mine = speaking(25, { greeting: '220 a.example.org ESMTP', hello: hello('PIPELINING') });
  const theirs = { ...hello('PIPELINING'), greeting: 'b.example.net', domain: 'b.example.net' };
  const control = {
    ...speaking(25, { greeting: '220 b.example.net ESMTP', hello: theirs }),
    address: '192.0.2.99',
  };
  const evidence = scanned([mine]);
  const ports = { asked: [25], control: { host: 'b.example.net', endpoints: [control] } };
  assert.equal(found({ ...evidence, ports }, 'connect.intercepted'), undefined);
});

test('a firewall’s asterisks are the server’s own side to mend', () => {
  const masked = speaking(25, { greeting: '220 ******2*****0***', hello: hello('XXXXXXXA') });
  assert.equal(found(scanned([masked]), 'connect.intercepted')?.actor, 'server-admin');
});

test('a SYN that is answered sooner than the path allows is answered by another', () => {
  const near = speaking(25, { connectMs: 0.6 });
  const finding = found(scanned([near, door(465, 'open'), door(587, 'open')]), 'connect.intercepted');
  assert.ok(finding?.id === 'connect.intercepted');
  assert.deepEqual(finding.data.signs, [{ kind: 'too-soon', port: 25 }]);
});

test('TLS from the first byte is recommended before STARTTLS, a standard port before another, 25 never', () => {
  const doors = [
    { ...speaking(25, {}), security: 'starttls' },
    { ...speaking(2525, {}), security: 'starttls' },
    { ...speaking(587, {}), security: 'starttls' },
    { ...speaking(465, {}), security: 'tls' },
    { ...speaking(2587, {}), security: 'none' },
  ] as const;
  assert.deepEqual(
    submissionWays(doors).map(({ port }) => port),
    [465, 587, 2525],
  );
});
