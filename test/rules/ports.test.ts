import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Endpoint, Evidence } from '../../src/evidence.ts';
import { diagnose } from '../../src/rules/index.ts';
import { submissionWays } from '../../src/rules/ports/roles.ts';
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

test('a port other than 25 never makes the network block 25, and a lone refusal is a stopped service', () => {
  for (const port of [465, 587, 2525, 20_006])
    for (const outcome of ['refused', 'reset', 'timeout'] as const) {
      const evidence = scanned([door(port, outcome)]);
      assert.ok(!causes(evidence, 'connect.ports-closed').includes('network-blocks-25'));
      assert.equal(found(evidence, 'connect.ports-closed')?.actor, 'server-admin');
    }
  for (const port of [25, 587])
    assert.equal(causes(scanned([door(port, 'refused')]), 'connect.ports-closed')[0], 'server-down');
});

test('what favours no cause blames none', () => {
  const mixed = scanned([door(465, 'refused'), door(587, 'timeout')]);
  assert.deepEqual(causes(mixed, 'connect.ports-closed'), []);
  assert.equal(found(mixed, 'connect.ports-closed')?.actor, 'server-admin');
});

test('a lone silent 25 is the network’s', () => {
  assert.equal(causes(scanned([door(25, 'timeout')]), 'connect.ports-closed')[0], 'network-blocks-25');
});

test('a 25 that is turned away at the control server too is the network’s unless this computer shows itself', () => {
  for (const outcome of ['refused', 'reset'] as const) {
    const id = 'connect.port-25-turned-away';
    const finding = found(controlled([door(25, outcome), door(587, 'open')], outcome), id);
    assert.deepEqual([finding?.severity, finding?.actor], ['warning', 'your-network']);
    assert.equal(
      causes(controlled([door(25, outcome)], outcome), 'connect.ports-closed')[0],
      'network-blocks-25',
    );
    const near = { ...door(25, outcome), scan: { connectMs: 0.4, code: 'ECONNREFUSED' } };
    assert.equal(causes(controlled([near, door(587, 'open')], outcome), id)[0], 'local-antivirus');
    const shield = { name: 'Avast', kind: 'antivirus', seenIn: 'certificate', sample: 'avast!' } as const;
    const shielded = speaking(587, { software: [shield] });
    assert.equal(causes(controlled([door(25, outcome), shielded], outcome), id)[0], 'local-antivirus');
  }
});

test('an open control server is no evidence that this one is down', () => {
  const finding = found(
    controlled([door(25, 'timeout'), door(587, 'timeout')], 'open'),
    'connect.ports-closed',
  );
  assert.ok(finding?.id === 'connect.ports-closed');
  const down = finding.data.hypotheses.find(({ cause }) => cause === 'server-down');
  assert.deepEqual(down?.for, ['25-silent', 'all-silent']);
});

test('names of one country’s second level are strangers, neighbours without a name are not', () => {
  const same = { greeting: '220 mx.example ESMTP', hello: hello('ETRN') };
  const isIntercepted = (host: string, other: string, address: string) => {
    const evidence = scanned([speaking(25, same)]);
    const control = { host: other, endpoints: [{ ...speaking(25, same), address }] };
    const asked = { ...evidence, goal: { ...evidence.goal, host }, ports: { asked: [25], control } };
    return found(asked, 'connect.intercepted') !== undefined;
  };
  assert.equal(isIntercepted('mail.one.co.uk', 'mail.two.co.uk', '198.51.100.7'), true);
  assert.equal(isIntercepted('a.one.co.uk', 'b.one.co.uk', '198.51.100.7'), false);
  assert.equal(isIntercepted('192.0.2.25', '192.0.2.26', '192.0.2.26'), false);
  assert.equal(isIntercepted('192.0.2.25', '198.51.100.7', '198.51.100.7'), true);
});

const refusal = { code: 554, lines: ['mail.example.org', 'blocked using zen.spamhaus.org'] };
const refusing: Endpoint = {
  ...speaking(25, { greeting: '554-mail.example.org', ended: 'refused', refusal }),
  stoppedAt: 'greeting',
};

test('a port that refuses in its greeting is found, as an error where no other goes on', () => {
  const alone = found(scanned([refusing]), 'greeting.port-refused');
  assert.ok(alone?.id === 'greeting.port-refused');
  assert.deepEqual([alone.severity, alone.data.refusal.code], ['error', 554]);
  const busy: Endpoint = {
    ...speaking(587, { ended: 'refused', refusal: { code: 421, lines: ['too busy'] } }),
    stoppedAt: 'greeting',
  };
  const both = found(scanned([refusing, busy]), 'greeting.port-refused');
  assert.ok(both?.id === 'greeting.port-refused');
  assert.deepEqual([both.data.ports, both.data.others], [[25], [{ port: 587, code: 421 }]]);
  const beside = found(scanned([refusing, door(587, 'open')]), 'greeting.port-refused');
  assert.equal(beside?.severity, 'warning');
});

test('a port that is mute after EHLO is found and recommended to nobody', () => {
  const mute: Endpoint = {
    ...speaking(587, { ended: 'silent' }),
    stoppedAt: 'hello',
    security: 'starttls',
  };
  const finding = found(scanned([mute]), 'hello.port-stopped');
  assert.ok(finding?.id === 'hello.port-stopped');
  assert.deepEqual(finding.data.doors, [
    { port: 587, stage: 'hello', ended: 'silent', code: undefined, line: '' },
  ]);
  assert.deepEqual(submissionWays([mute]), []);
});

test('a greeting that takes more than 5 s is mentioned', () => {
  const finding = found(scanned([speaking(25, { greetingMs: 5_100 })]), 'greeting.port-slow');
  assert.ok(finding?.id === 'greeting.port-slow');
  assert.deepEqual(finding.data, { ports: [25], elapsedMs: 5_100 });
  assert.equal(found(scanned([speaking(25, { greetingMs: 4_000 })]), 'greeting.port-slow'), undefined);
});

test('what a port says is cut at 60 characters, and the ports are counted', () => {
  const doors = [2525, 2526].map((port) => speaking(port, { speaks: 'other', greeting: 'x'.repeat(90) }));
  const finding = found(scanned(doors), 'greeting.ports-without-smtp');
  assert.ok(finding?.id === 'greeting.ports-without-smtp');
  assert.equal(finding.data.count, 2);
  assert.equal(finding.data.doors[0]?.line.length, 60);
});
