import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { AddressGate, GateQueue } from '../../src/net/address-gate.ts';

const LASTING = new AbortController().signal;

describe('the gate', () => {
  it('lets as many in as there is room for, and the next when one leaves', async () => {
    const gate = new AddressGate(2);
    let most = 0;
    let inside = 0;
    const visit = async (): Promise<void> => {
      const admission = await gate.enter(['192.0.2.1'], LASTING);
      inside += 1;
      most = Math.max(most, inside);
      await delay(5);
      inside -= 1;
      admission.leave();
    };
    await Promise.all(Array.from({ length: 12 }, visit));
    assert.deepEqual([most, inside], [2, 0]);
  });

  it('keeps nobody out who goes elsewhere', async () => {
    const gate = new AddressGate(1);
    await gate.enter(['192.0.2.1'], LASTING);
    await gate.enter(['192.0.2.2'], LASTING);
  });

  it('frees the addresses that were not taken, and each once', async () => {
    const gate = new AddressGate(1);
    const first = await gate.enter(['192.0.2.1', '2001:db8::1'], LASTING);
    first.keep('2001:db8::1');
    const second = await gate.enter(['192.0.2.1'], LASTING);
    first.leave();
    first.leave();
    let isIn = false;
    const third = gate.enter(['192.0.2.1', '2001:db8::1'], LASTING).then(() => {
      isIn = true;
    });
    await delay(20);
    assert.equal(isIn, false, 'the second still stands there');
    second.leave();
    await third;
  });

  it('lets go of who is interrupted while waiting', async () => {
    const gate = new AddressGate(1);
    const first = await gate.enter(['192.0.2.1'], LASTING);
    const stop = new AbortController();
    const queue = new GateQueue(gate);
    const waiting = queue.enter(['192.0.2.1'], stop.signal);
    assert.equal(queue.isWaiting, true);
    await delay(30);
    stop.abort();
    await assert.rejects(waiting, { kind: 'aborted' });
    assert.equal(queue.isWaiting, false);
    assert.ok(queue.waitedMs >= 25, String(queue.waitedMs));
    first.leave();
    await gate.enter(['192.0.2.1'], LASTING);
  });
});
