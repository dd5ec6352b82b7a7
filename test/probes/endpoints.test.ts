import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createResolver } from '../../src/net/resolver.ts';
import { clientName } from '../../src/probes/client-name.ts';
import { mapConcurrently } from '../../src/probes/concurrency.ts';
import type { SessionPlan } from '../../src/probes/plan.ts';
import { probeEndpoints } from '../../src/probes/ports.ts';
import { closedPort } from '../net/loopback.ts';
import { illnessOf, serverOf } from '../support/scene.ts';

function plan(port: number | string, security: SessionPlan['goal']['security'] = 'auto'): SessionPlan {
  return {
    goal: { host: '127.0.0.1', port: Number(port), role: 'submission', security },
    network: { resolver: createResolver(), deadlineMs: 5_000, session: { timeoutMs: 600 }, tls: {} },
  };
}

/** Ports as a host may have them: a healthy one, one that refuses all, one closed. */
async function doors(t: TestContext) {
  const [good, bad] = [
    await illnessOf(t, 'healthy'),
    await serverOf(t, 'S: 554 no service\nC: QUIT\nS: 221 bye'),
  ];
  return { good: Number(good.port), bad: Number(bad.port), closed: await closedPort() };
}

describe('probeEndpoints', () => {
  it('diagnoses the one that came furthest and has a line for each', async (t) => {
    const { good, bad, closed } = await doors(t);
    const evidence = await probeEndpoints([plan(bad), plan(closed), plan(good)]);
    assert.equal(evidence.goal.port, good);
    assert.equal(evidence.failure, undefined);
    assert.deepEqual(
      evidence.endpoints?.map(({ port, outcome, stoppedAt, chosen }) => [port, outcome, stoppedAt, chosen]),
      [
        [bad, 'open', 'greeting', false],
        [closed, 'refused', 'connect', false],
        [good, 'open', undefined, true],
      ],
    );
  });

  it('takes the first of equals', async (t) => {
    const [one, two] = [await illnessOf(t, 'healthy'), await illnessOf(t, 'healthy')];
    const evidence = await probeEndpoints([plan(one.port), plan(two.port)]);
    assert.equal(evidence.goal.port, Number(one.port));
  });

  it('waits for no straggler once one door has worked', async (t) => {
    const [good, silent] = [await illnessOf(t, 'healthy'), await serverOf(t, '* silence')];
    const startedMs = performance.now();
    const slow = plan(silent.port, 'none');
    const patient = {
      ...slow,
      network: { ...slow.network, deadlineMs: 30_000, session: { timeoutMs: 30_000 } },
    };
    const evidence = await probeEndpoints([patient, plan(good.port)]);
    assert.ok(performance.now() - startedMs < 5_000);
    assert.equal(evidence.goal.port, Number(good.port));
  });
});

describe('the name given in EHLO', () => {
  it('is the host’s own when it is fully qualified, else the address literal', () => {
    assert.equal(clientName('192.0.2.1', 'mail.example.org'), 'mail.example.org');
    assert.equal(clientName('192.0.2.1', 'laptop'), '[192.0.2.1]');
    assert.equal(clientName('192.0.2.1', 'laptop.local'), '[192.0.2.1]');
    assert.equal(clientName('2001:db8::1', 'laptop'), '[IPv6:2001:db8::1]');
    assert.equal(clientName('::ffff:192.0.2.1', 'laptop'), '[192.0.2.1]');
    assert.equal(clientName('fe80::1%eth0', 'laptop'), '[IPv6:fe80::1]');
    assert.equal(clientName(undefined, 'laptop'), '[127.0.0.1]');
  });
});

describe('mapConcurrently', () => {
  it('keeps the order and the limit', async () => {
    let [now, most] = [0, 0];
    const results = await mapConcurrently([5, 1, 3, 2], 2, async (ms) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, ms));
      now -= 1;
      return ms * 10;
    });
    assert.deepEqual([results, most], [[50, 10, 30, 20], 2]);
  });
});
