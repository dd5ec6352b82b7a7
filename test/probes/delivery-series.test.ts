import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import { exitCodeOf, runOf } from '../../src/report.ts';
import { deliverTo } from './delivery-plan.ts';

function idsOf(evidence: Evidence): string[] {
  return runOf('x', evidence).findings.map(({ id }) => id);
}

function exitOf(evidence: Evidence): number {
  return exitCodeOf({ runs: [runOf('x', evidence)], failOn: 'error' });
}

describe('a series', () => {
  it('goes over one connection, and only the first is recorded', async (t) => {
    const { evidence, sink } = await deliverTo(t, { extensions: ['PIPELINING'] }, { count: 200 });
    assert.equal(sink.connections, 1);
    assert.equal(sink.messages.length, 200);
    const { series } = evidence.delivery ?? {};
    assert.equal(series?.accepted, 200);
    assert.equal(series.shown, 1);
    assert.ok(series.perSecond > 0);
    assert.ok((evidence.exchanges?.length ?? 0) < 12);
    assert.ok((evidence.transcript?.length ?? 0) < 30);
    assert.equal(evidence.failure, undefined);
    assert.ok(idsOf(evidence).includes('data.accepted'));
  });

  it('shows the first that was refused, and counts the others', async (t) => {
    for (const extensions of [['PIPELINING'], []]) {
      const { evidence } = await deliverTo(
        t,
        { extensions, laterMail: { from: 4, reply: '450 4.7.1 too many messages, slow down' } },
        { count: 10 },
      );
      const { series, mail } = evidence.delivery ?? {};
      assert.deepEqual([series?.accepted, series?.temporary, series?.shown], [3, 7, 4]);
      assert.equal(mail?.code, 450);
      assert.equal(exitOf(evidence), 15);
      assert.ok(idsOf(evidence).includes('data.series-refused'));
    }
  });

  it('goes on after a refusal in the middle of a transaction', async (t) => {
    const { evidence, sink } = await deliverTo(
      t,
      { rcpt: { 'bob@example.net': '550 5.1.1 unknown' } },
      { count: 3 },
    );
    assert.equal(evidence.delivery?.series?.permanent, 3);
    assert.equal(sink.commands.filter((line) => line === 'RSET').length, 2);
  });

  it('begins a message in one write with the end of the one before', async (t) => {
    const { evidence, sink } = await deliverTo(t, { extensions: ['PIPELINING'] }, { count: 50 });
    assert.equal(evidence.delivery?.series?.accepted, 50);
    assert.equal(sink.commands.filter((line) => line === 'DATA').length, 50);
    assert.ok(sink.pieces < 75, `${sink.pieces} pieces`);
  });

  it('goes on after a message that was refused', async (t) => {
    for (const extensions of [['PIPELINING'], []]) {
      const laterFinal = { from: 3, reply: '554 5.7.1 spam' };
      const { evidence, sink } = await deliverTo(t, { extensions, laterFinal }, { count: 6 });
      const { series, final } = evidence.delivery ?? {};
      assert.deepEqual([series?.accepted, series?.permanent, series?.shown], [2, 4, 3]);
      assert.equal(final?.code, 554);
      assert.equal(sink.messages.length, 6);
    }
  });

  it('sends nothing more after a 421 to a message, not even what was begun', async (t) => {
    for (const extensions of [['PIPELINING'], []]) {
      const laterFinal = { from: 3, reply: '421 4.3.2 closing' };
      const { evidence, sink } = await deliverTo(t, { extensions, laterFinal }, { count: 6 });
      const { series } = evidence.delivery ?? {};
      assert.deepEqual([series?.accepted, series?.temporary, series?.unconfirmed], [2, 1, 0]);
      assert.equal(sink.messages.length, 3);
      assert.equal(exitOf(evidence), 15);
    }
  });

  it('tells of a message to which no answer came', async (t) => {
    const script = { extensions: ['PIPELINING'], isDroppedAtEnd: true };
    const { evidence } = await deliverTo(t, script, { count: 3 });
    const { series, unconfirmed } = evidence.delivery ?? {};
    assert.deepEqual([series?.accepted, series?.unconfirmed, unconfirmed], [0, 1, true]);
  });

  for (const extensions of [['PIPELINING'], []]) {
    const how = extensions.length > 0 ? 'in flights' : 'one by one';

    it(`ends with the connection, and tells what was not sent, ${how}`, async (t) => {
      const { evidence, sink } = await deliverTo(t, { extensions, mailMax: 5 }, { count: 8 });
      assert.equal(sink.messages.length, 5);
      assert.equal(evidence.delivery?.series?.accepted, 5);
      assert.equal(evidence.delivery.series.temporary, 1);
      assert.equal(evidence.failure?.replyCode, 421);
    });

    it(`keeps to MAILMAX by connecting again, ${how}`, async (t) => {
      const script = { extensions: [...extensions, 'LIMITS MAILMAX=4'], mailMax: 4 };
      const { evidence, sink } = await deliverTo(t, script, { count: 10 });
      assert.equal(sink.connections, 3);
      assert.equal(evidence.delivery?.series?.accepted, 10);
      assert.equal(evidence.delivery.connections, 3);
      assert.equal(evidence.failure, undefined);
      assert.equal(sink.commands.filter((line) => line.startsWith('MAIL')).length, 10);
    });

    it(`gives every recipient every message where one transaction takes too few, ${how}`, async (t) => {
      const script = { extensions, rcptMax: 2 };
      const to = ['a@x.example', 'b@x.example', 'c@x.example'];
      const { evidence, sink } = await deliverTo(t, script, { to, count: 4 });
      assert.equal(evidence.delivery?.series?.accepted, 4);
      assert.equal(sink.messages.length, 8);
      assert.equal(evidence.failure, undefined);
    });

    it(`is answered for each recipient in LMTP, ${how}`, async (t) => {
      const deliveries = { 'b@x.example': '552 5.2.2 full' };
      const change = { to: ['a@x.example', 'b@x.example'], count: 5, plan: { lmtp: true } };
      const { evidence, sink } = await deliverTo(t, { extensions, isLmtp: true, deliveries }, change);
      const { series } = evidence.delivery ?? {};
      assert.deepEqual([series?.accepted, series?.partly], [0, 5]);
      assert.equal(sink.messages.length, 5);
    });

    it(`goes in chunks, ${how}`, async (t) => {
      const script = { extensions: [...extensions, 'CHUNKING'] };
      const { evidence, sink } = await deliverTo(t, script, { wishes: { chunks: true }, count: 5 });
      assert.equal(evidence.delivery?.series?.accepted, 5);
      assert.equal(sink.messages.length, 5);
    });
  }

  it('of large messages waits for each answer', async (t) => {
    const message = Buffer.concat([Buffer.alloc(100_000, 'line of text\r\n.'), Buffer.from('\r\n')]);
    const { evidence, sink } = await deliverTo(t, { extensions: ['PIPELINING'] }, { message, count: 5 });
    assert.equal(evidence.delivery?.series?.accepted, 5);
    assert.ok(sink.messages.every((received) => received.equals(message)));
  });
});
