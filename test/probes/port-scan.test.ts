import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import type { Endpoint, Evidence } from '../../src/evidence.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { type PortScanPlan, scanPorts } from '../../src/probes/port-scan.ts';
import { closedPort, listen, serve, silentListener } from '../net/loopback.ts';
import { serverOf } from '../support/scene.ts';

const SUBMISSION = `S: 220 mail.example.org ESMTP
C: EHLO ***
S: 250-mail.example.org
S: 250-STARTTLS
S: 250 AUTH LOGIN
C: STARTTLS
S: 220 go on
* tls
C: EHLO ***
S: 250-mail.example.org
S: 250 AUTH PLAIN
C: QUIT
S: 221 bye
`;

/** Silent to whoever listens; in TLS from the first byte to whoever begins. */
const IN_TLS = `* silence
* connection
* tls
S: 220 mail.example.org ESMTP
C: EHLO ***
S: 250-mail.example.org
S: 250 AUTH PLAIN
C: QUIT
S: 221 bye
`;

function plan(ports: readonly number[], extra: Partial<PortScanPlan> = {}): PortScanPlan {
  const network = {
    resolver: createResolver(),
    deadlineMs: 8_000,
    connectTimeoutMs: 1_000,
    session: { timeoutMs: 1_000 },
    tls: {},
  };
  return { host: '127.0.0.1', ports, network, ...extra };
}

function doorAt({ endpoints = [] }: Evidence, port: number): Endpoint {
  const found = endpoints.find((endpoint) => endpoint.port === port);
  assert.ok(found, `port ${port} was not scanned`);
  return found;
}

describe('scanPorts', () => {
  it('tells SMTP with what it offers on both sides of TLS', async (t) => {
    const port = Number((await serverOf(t, SUBMISSION)).port);
    const { scan, ...door } = doorAt(await scanPorts(plan([port])), port);
    assert.equal(door.outcome, 'open');
    assert.equal(door.security, 'starttls');
    assert.equal(door.offersStartTls, true);
    assert.equal(scan?.speaks, 'smtp');
    assert.equal(scan.greeting, '220 mail.example.org ESMTP');
    assert.deepEqual(scan.hello?.extensions.at(-1)?.parameters, ['LOGIN']);
    assert.deepEqual(scan.secureHello?.extensions.at(-1)?.parameters, ['PLAIN']);
    assert.ok(scan.connectMs >= 0 && scan.connectMs < 1_000);
  });

  it('tells SMTP in TLS after having listened in vain', async (t) => {
    const port = Number((await serverOf(t, IN_TLS)).port);
    const { scan, security } = doorAt(await scanPorts(plan([port])), port);
    assert.equal(scan?.speaks, 'smtp-in-tls');
    assert.equal(security, 'tls');
  });

  it('tells a web server and a silent port apart with two connections to each', async (t) => {
    const web = await serve(t, createServer());
    const mute = await listen(t);
    const evidence = await scanPorts(plan([web.port, mute.port]));
    const [http, silent] = [doorAt(evidence, web.port).scan, doorAt(evidence, mute.port).scan];
    assert.deepEqual([http?.speaks, http?.service], ['other', 'http']);
    assert.equal(silent?.speaks, 'silent');
    for (const { sockets } of [web, mute]) assert.equal(sockets.length, 2);
    assert.equal(evidence.failure?.stage, 'greeting');
  });

  it('tells a refusal to greet, a silence after EHLO and an endless greeting from SMTP that goes on', async (t) => {
    const blocked = await listen(t, (socket) => socket.write('554-mail.example.org\r\n554 blocked\r\n'));
    const mute = await listen(t, (socket) => socket.write('220 mail.example.org ESMTP\r\n'));
    const endless = await listen(t, (socket) => socket.write('220-mail.example.org\r\n'));
    const evidence = await scanPorts(plan([blocked.port, mute.port, endless.port]));
    const ends = evidence.endpoints?.map(({ scan, stoppedAt }) => [scan?.speaks, stoppedAt, scan?.ended]);
    assert.deepEqual(ends, [
      ['smtp', 'greeting', 'refused'],
      ['smtp', 'hello', 'silent'],
      ['smtp', 'greeting', 'endless'],
    ]);
    assert.equal(doorAt(evidence, blocked.port).scan?.refusal?.code, 554);
    assert.deepEqual([evidence.failure?.stage, evidence.failure?.replyCode], ['greeting', 554]);
  });

  it('says of a silent port whether TLS was tried', async (t) => {
    const { port } = await listen(t);
    assert.equal(doorAt(await scanPorts(plan([port])), port).scan?.triedTls, true);
    const ports = new Map([['mail.example', [{ address: '127.0.0.1', port }]]]);
    const scan = plan([25], { host: 'mail.example' });
    const resolver = createResolver({ overrides: ports });
    const evidence = await scanPorts({ ...scan, network: { ...scan.network, resolver } });
    const { scan: relay } = doorAt(evidence, 25);
    assert.deepEqual([relay?.speaks, relay?.triedTls], ['silent', undefined]);
  });

  it('tells refused, reset and filtered ports apart', async (t) => {
    const cutting = await listen(t, (socket) => socket.resetAndDestroy());
    const filtered = await silentListener(t, '127.0.0.1');
    if (filtered === undefined) return t.skip('this system lets no port stay silent');
    const closed = await closedPort();
    const evidence = await scanPorts(plan([cutting.port, filtered, closed]));
    const outcomes = evidence.endpoints?.map(({ outcome }) => outcome);
    assert.deepEqual(outcomes, ['reset', 'timeout', 'refused']);
    assert.equal(evidence.failure?.stage, 'connect');
  });

  it('takes as long as its slowest wait, the control server included', async (t) => {
    const [one, two, three, control] = [await listen(t), await listen(t), await listen(t), await listen(t)];
    const startedMs = Date.now();
    const evidence = await scanPorts(
      plan([one.port, two.port, three.port], { control: { host: '127.0.0.1', port: control.port } }),
    );
    const elapsedMs = Date.now() - startedMs;
    assert.ok(elapsedMs < 1_900, `${elapsedMs} ms for waits of 1000 ms`);
    assert.equal(evidence.ports?.control?.endpoints[0]?.scan?.speaks, 'silent');
  });

  it('has a line for every address of the host', async (t) => {
    const { port } = await listen(t, (socket) => socket.resetAndDestroy());
    const overrides = new Map([['mail.example', [{ address: '127.0.0.1' }, { address: '127.0.0.9' }]]]);
    const scan = plan([port], { host: 'mail.example' });
    const evidence = await scanPorts({
      ...scan,
      network: { ...scan.network, resolver: createResolver({ overrides }) },
    });
    assert.deepEqual(
      evidence.endpoints?.map(({ address, outcome }) => [address, outcome]),
      [
        ['127.0.0.1', 'reset'],
        ['127.0.0.9', 'refused'],
      ],
    );
  });

  it('blames nobody when its user ends it', async (t) => {
    const { port } = await listen(t);
    const evidence = await scanPorts(plan([port], { signal: AbortSignal.timeout(50) }));
    assert.equal(evidence.failure?.kind, 'aborted');
  });
});
