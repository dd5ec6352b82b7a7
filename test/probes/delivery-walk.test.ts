import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Evidence } from '../../src/evidence.ts';
import { exitCodeOf, runOf } from '../../src/report.ts';
import { queueIdOf } from '../../src/smtp/queue-id.ts';
import { listen } from '../net/loopback.ts';
import { type Sink, sinkServer } from '../smtp/sink-server.ts';
import { deliver, deliverTo } from './delivery-plan.ts';

const MANY = Buffer.alloc(40_000_000, 'line of text\r\n');

function idsOf(evidence: Evidence): string[] {
  return runOf('x', evidence).findings.map(({ id }) => id);
}

function exitOf(evidence: Evidence): number {
  return exitCodeOf({ runs: [runOf('x', evidence)], failOn: 'error' });
}

function numbered(count: number, domain = 'x.example'): string[] {
  return Array.from({ length: count }, (_value, index) => `u${index}@${domain}`);
}

/** Who breaks off does not wait for the server to have read all. */
async function firstMessage(sink: Sink): Promise<Buffer | undefined> {
  for (let tries = 0; tries < 100 && sink.messages.length === 0; tries += 1) await delay(50);
  return sink.messages[0];
}

describe('an answer before the message', () => {
  it('that comes with the 354 of a flight is heard, and nothing is sent', async (t) => {
    const { port } = await listen(t, (socket) => {
      socket.write('220 x ESMTP\r\n');
      socket.on('data', (piece) => {
        const text = String(piece);
        if (text.startsWith('EHLO')) socket.write('250-x\r\n250 PIPELINING\r\n');
        if (text.startsWith('MAIL')) {
          socket.write('250 ok\r\n250 ok\r\n354 go\r\n552 5.3.4 message too big\r\n');
        }
      });
    });
    const evidence = await deliver(port);
    assert.equal(evidence.delivery?.final?.code, 552);
    assert.equal(evidence.delivery.cutShort, true);
    assert.ok(idsOf(evidence).includes('data.too-large'));
    assert.equal(exitOf(evidence), 16);
  });

  it('that is a yes delivers nothing', async (t) => {
    const { evidence } = await deliverTo(
      t,
      { early: { bytes: 100_000, reply: '250 2.0.0 Ok: queued as 4XyZ12345' } },
      { message: MANY },
    );
    assert.equal(evidence.delivery?.cutShort, true);
    assert.equal(evidence.delivery.queueId, undefined);
    assert.ok(queueIdOf({ code: 250, lines: ['Ok: queued as 4XyZ12345'] }));
    assert.equal(evidence.failure?.code, 'EARLY_REPLY');
    const ids = idsOf(evidence);
    assert.equal(ids[0], 'data.answered-early');
    assert.ok(!ids.includes('data.refused') && !ids.includes('data.accepted'));
    assert.equal(exitOf(evidence), 15);
  });

  it('is not claimed where the connection broke in the middle', async (t) => {
    const { port } = await listen(t, (socket) => {
      socket.write('220 x ESMTP\r\n');
      let seen = 0;
      socket.on('data', (piece) => {
        if (seen > 0) {
          seen += piece.length;
          if (seen > 1_000_000) socket.destroy();
          return;
        }
        const isData = String(piece).startsWith('DATA');
        if (isData) seen = 1;
        socket.write(isData ? '354 go\r\n' : '250 ok\r\n');
      });
    });
    const evidence = await deliver(port, { message: MANY });
    assert.equal(evidence.delivery?.cutShort, undefined);
    assert.equal(evidence.delivery?.unconfirmed, undefined);
    assert.ok(idsOf(evidence).includes('data.dropped'));
  });
});

describe('a connection broken off after the dot, as asked', () => {
  it('leaves a message that may have been delivered, which is said', async (t) => {
    for (const chunks of [false, true]) {
      const { evidence, sink } = await deliverTo(
        t,
        { extensions: ['CHUNKING'] },
        { leave: { after: 'dot', isRude: true }, wishes: { chunks } },
      );
      const finding = runOf('x', evidence).findings.find(({ id }) => id === 'data.unconfirmed');
      assert.equal(finding?.severity, 'warning');
      assert.equal(exitOf(evidence), 0);
      assert.equal((await firstMessage(sink))?.length, 21);
    }
  });

  it('has sent every byte of a large one', async (t) => {
    const message = MANY.subarray(0, 4_000_000);
    const { sink } = await deliverTo(t, {}, { message, leave: { after: 'dot', isRude: true } });
    assert.equal((await firstMessage(sink))?.length, message.length + 2);
  });
});

describe('a server that takes mail without TLS and without a login', () => {
  const planAt = (port: number) => ({
    goal: { host: '127.0.0.1', port, role: 'submission', security: 'auto' } as const,
  });

  it('has nothing to be blamed for on a port of its own, accepted or refused', async (t) => {
    for (const rcpt of [{}, { 'bob@example.net': '550 5.1.1 no such user' }]) {
      const sink = await sinkServer(t, { rcpt });
      const ids = idsOf(await deliver(sink.port, { plan: planAt(sink.port) }));
      assert.ok(['data.accepted', 'rcpt.mailbox-unknown'].includes(ids[0] ?? ''), ids.join());
    }
  });

  it('is warned of at the port of users, and delivers all the same', async (t) => {
    const sink = await sinkServer(t);
    const evidence = await deliver(sink.port, { plan: planAt(sink.port) });
    const goal = { ...evidence.goal, port: 587 };
    const { findings } = runOf('x', { ...evidence, goal });
    assert.equal(findings.find(({ id }) => id === 'starttls.missing')?.severity, 'warning');
    assert.equal(exitOf({ ...evidence, goal }), 0);
  });
});

describe('limits', () => {
  it('of recipients split them over transactions of one connection', async (t) => {
    const to = numbered(7);
    const { evidence, sink } = await deliverTo(
      t,
      { extensions: ['PIPELINING', 'LIMITS RCPTMAX=3'], rcpt: { 'u4@x.example': '550 5.1.1 unknown' } },
      { to },
    );
    assert.equal(sink.connections, 1);
    assert.equal(sink.messages.length, 3);
    assert.equal(evidence.delivery?.transactions, 3);
    assert.deepEqual(evidence.delivery.limits, { rcptMax: 3 });
    const fates = evidence.delivery.recipients.map(({ reply, delivery }) => [reply?.code, delivery?.code]);
    assert.deepEqual(fates[4], [550, undefined]);
    assert.deepEqual(fates[6], [250, 250]);
    assert.equal(evidence.failure, undefined);
    assert.equal(evidence.delivery.queueId, '4XyZ12345');
  });

  it('of domains keep each in a transaction of its own', async (t) => {
    const { sink } = await deliverTo(
      t,
      { extensions: ['LIMITS RCPTDOMAINMAX=1'] },
      { to: ['a@x.example', 'b@y.example', 'c@X.example'] },
    );
    const lines = sink.commands.filter((line) => /^(MAIL|RCPT)/.test(line)).map((line) => line.slice(0, 20));
    assert.deepEqual(
      lines.map((line) => line.split(':')[0]),
      ['MAIL FROM', 'RCPT TO', 'RCPT TO', 'MAIL FROM', 'RCPT TO'],
    );
  });

  it('of messages in a connection open another, with all the recipients told of', async (t) => {
    const { evidence, sink } = await deliverTo(
      t,
      { extensions: ['LIMITS MAILMAX=2 RCPTMAX=1'], mailMax: 2 },
      { to: numbered(5) },
    );
    assert.equal(sink.connections, 3);
    assert.equal(sink.messages.length, 5);
    assert.equal(evidence.delivery?.connections, 3);
    assert.ok(evidence.delivery.recipients.every(({ delivery }) => delivery?.code === 250));
    assert.equal(evidence.failure, undefined);
  });

  it('that only a 452 tells of make a following transaction', async (t) => {
    for (const extensions of [['PIPELINING'], []]) {
      const { evidence, sink } = await deliverTo(t, { extensions, rcptMax: 2 }, { to: numbered(5) });
      assert.equal(sink.messages.length, 3);
      assert.ok(evidence.delivery?.recipients.every(({ reply }) => reply?.code === 250));
      assert.equal(evidence.failure, undefined);
    }
  });

  it('that take nobody at all end it', async (t) => {
    const { evidence, sink } = await deliverTo(t, { rcptMax: 0 }, { to: numbered(3) });
    assert.equal(sink.messages.length, 0);
    assert.equal(evidence.failure?.stage, 'rcpt');
    assert.equal(exitOf(evidence), 15);
  });

  it('end nothing where the message itself is refused', async (t) => {
    const { evidence, sink } = await deliverTo(
      t,
      { extensions: ['LIMITS RCPTMAX=1'], final: '554 5.7.1 spam' },
      { to: numbered(3) },
    );
    assert.equal(sink.messages.length, 1);
    assert.equal(evidence.failure?.replyCode, 554);
  });
});

describe('PRDR', () => {
  it('gives each recipient an answer of its own, where it is offered', async (t) => {
    const { evidence, sink } = await deliverTo(
      t,
      { extensions: ['PRDR'], prdr: { 'b@x.example': '550 5.7.1 not to me' } },
      { to: ['a@x.example', 'b@x.example'], wishes: { prdr: true } },
    );
    assert.ok(sink.commands.includes('MAIL FROM:<ada@example.org> PRDR'));
    const codes = evidence.delivery?.recipients.map(({ delivery }) => delivery?.code);
    assert.deepEqual(codes, [250, 550]);
    assert.equal(evidence.delivery?.final?.code, 250);
    assert.equal(evidence.failure, undefined);
  });

  it('is not asked for unless it is offered', async (t) => {
    const { evidence } = await deliverTo(t, {}, { wishes: { prdr: true } });
    assert.deepEqual(evidence.delivery?.lacking, ['PRDR']);
  });
});
