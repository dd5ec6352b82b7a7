import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { exitCodeOf, runOf } from '../../src/report.ts';
import { listen } from '../net/loopback.ts';
import { AWKWARD } from '../smtp/messages.ts';
import { illnessOf, serverOf } from '../support/scene.ts';
import { deliver, deliverTo } from './delivery-plan.ts';

const ALL = ['PIPELINING', 'SIZE 52428800', '8BITMIME', 'SMTPUTF8', 'CHUNKING', 'BINARYMIME', 'DSN'];

function exitOf(evidence: Evidence): number {
  return exitCodeOf({ runs: [runOf('x', evidence)], failOn: 'error' });
}

describe('a message', () => {
  for (const [what, message] of Object.entries(AWKWARD)) {
    for (const chunks of [false, true]) {
      it(`with ${what} arrives byte by byte, by ${chunks ? 'BDAT' : 'DATA'}`, async (t) => {
        const { sink, evidence } = await deliverTo(t, { extensions: ALL }, { message, wishes: { chunks } });
        assert.equal(evidence.failure, undefined);
        assert.deepEqual(sink.messages, [message]);
        assert.equal(evidence.delivery?.queueId, '4XyZ12345');
      });
    }
  }

  it('without a line break at its end gets one by DATA and none by BDAT', async (t) => {
    const message = Buffer.from('A: b\r\n\r\nno end');
    const byData = await deliverTo(t, { extensions: ALL }, { message });
    assert.deepEqual(byData.sink.messages, [Buffer.from('A: b\r\n\r\nno end\r\n')]);
    assert.ok(byData.sink.commands.some((line) => line.includes(`SIZE=${message.length + 2}`)));
    const byChunks = await deliverTo(t, { extensions: ALL }, { message, wishes: { chunks: true } });
    assert.deepEqual(byChunks.sink.messages, [message]);
    assert.ok(byChunks.sink.commands.some((line) => line.includes(`SIZE=${message.length}`)));
  });

  it('of many chunks arrives whole', async (t) => {
    const message = Buffer.concat([Buffer.alloc(3_000_000, 'line of text\r\n.'), Buffer.from('\r\n')]);
    const { sink } = await deliverTo(t, { extensions: ALL }, { message, wishes: { chunks: true } });
    assert.ok(sink.messages[0]?.equals(message));
    assert.equal(sink.commands.filter((line) => line.startsWith('BDAT')).length, 3);
    const byData = await deliverTo(t, { extensions: ALL }, { message });
    assert.ok(byData.sink.messages[0]?.equals(message));
  });
});

describe('the envelope', () => {
  it('goes in one flight with PIPELINING and one by one without', async (t) => {
    const to = ['a@x.example', 'b@x.example', 'c@x.example'];
    const flight = await deliverTo(t, { extensions: ['PIPELINING'] }, { to });
    assert.equal(flight.sink.most, 5);
    const single = await deliverTo(t, {}, { to });
    assert.equal(single.sink.most, 1);
    const unwanted = await deliverTo(
      t,
      { extensions: ['PIPELINING'] },
      { to, wishes: { pipelining: false } },
    );
    assert.equal(unwanted.sink.most, 1);
    const forced = await deliverTo(t, {}, { to, wishes: { pipelining: true, force: true } });
    assert.equal(forced.sink.most, 5);
  });

  it('tells each recipient’s fate, and some refusals among others are no failure', async (t) => {
    for (const extensions of [['PIPELINING'], []]) {
      const { evidence, sink } = await deliverTo(
        t,
        { extensions, rcpt: { 'b@x.example': '550 5.1.1 no such user', 'c@x.example': '450 4.2.1 later' } },
        { to: ['a@x.example', 'b@x.example', 'c@x.example'] },
      );
      const fates = evidence.delivery?.recipients.map(({ address, reply }) => [address, reply?.code]);
      assert.deepEqual(fates, [
        ['a@x.example', 250],
        ['b@x.example', 550],
        ['c@x.example', 450],
      ]);
      assert.equal(evidence.failure, undefined);
      assert.equal(evidence.delivery?.final?.code, 250);
      assert.equal(sink.messages.length, 1);
    }
  });

  it('declares SIZE and 8BITMIME only where they are offered', async (t) => {
    const message = AWKWARD['eight bits'] ?? Buffer.alloc(0);
    const { evidence } = await deliverTo(t, { extensions: ALL }, { message });
    assert.deepEqual(evidence.delivery?.parameters, [`SIZE=${message.length}`, 'BODY=8BITMIME']);
    const without = await deliverTo(t, {}, { message });
    assert.deepEqual(without.evidence.delivery?.lacking, ['8BITMIME']);
    assert.deepEqual(without.sink.messages, []);
    assert.equal(exitOf(without.evidence), 16);
    const forced = await deliverTo(t, {}, { message, wishes: { force: true } });
    assert.deepEqual(forced.sink.messages, [message]);
  });

  it('needs SMTPUTF8 for an address or a header beyond ASCII, not for a text or a domain', async (t) => {
    const header = Buffer.from('Subject: Grüße\r\n\r\nx\r\n');
    for (const change of [{ to: ['jürgen@example.net'] }, { message: header }]) {
      const { evidence } = await deliverTo(t, { extensions: ALL }, change);
      assert.ok(evidence.delivery?.parameters.includes('SMTPUTF8'));
    }
    const { evidence, sink } = await deliverTo(t, { extensions: ALL }, { to: ['bob@bücher.example'] });
    assert.ok(!evidence.delivery?.parameters.includes('SMTPUTF8'));
    assert.ok(sink.commands.includes('RCPT TO:<bob@xn--bcher-kva.example>'));
    const latin = Buffer.from('Subject: Gr\xfcn\r\n\r\nx\r\n', 'latin1');
    const old = await deliverTo(t, { extensions: ALL }, { message: latin });
    assert.ok(!old.evidence.delivery?.parameters.includes('SMTPUTF8'));
  });

  it('carries what DSN asks for, encoded', async (t) => {
    const { sink } = await deliverTo(
      t,
      { extensions: ['DSN'] },
      { wishes: { notify: ['success', 'failure'], ret: 'hdrs', envid: 'a+b=c d' } },
    );
    assert.ok(sink.commands.includes('MAIL FROM:<ada@example.org> RET=HDRS ENVID=a+2Bb+3Dc+20d'));
    assert.ok(sink.commands.includes('RCPT TO:<bob@example.net> NOTIFY=SUCCESS,FAILURE'));
  });

  it('asks for REQUIRETLS under TLS only', async (t) => {
    const { evidence } = await deliverTo(t, { extensions: ['REQUIRETLS'] }, { wishes: { requireTls: true } });
    assert.deepEqual(evidence.delivery?.lacking, ['REQUIRETLS']);
  });

  it('declares BINARYMIME for what is binary, with BDAT only', async (t) => {
    const message = AWKWARD['every byte'] ?? Buffer.alloc(0);
    const { evidence } = await deliverTo(t, { extensions: ALL }, { message, wishes: { chunks: true } });
    assert.ok(evidence.delivery?.parameters.includes('BODY=BINARYMIME'));
  });
});

describe('a refusal', () => {
  for (const extensions of [['PIPELINING'], []]) {
    const how = extensions.length > 0 ? 'in one flight' : 'one by one';

    it(`at MAIL ends the transaction, ${how}`, async (t) => {
      const { evidence, sink } = await deliverTo(t, {
        extensions,
        mail: '550 5.7.1 not you',
        data: '503 5.5.1 no',
      });
      assert.equal(evidence.failure?.stage, 'mail');
      assert.equal(exitOf(evidence), 16);
      assert.deepEqual(sink.messages, []);
    });

    it(`of every recipient ends it before the message, ${how}`, async (t) => {
      const { evidence, sink } = await deliverTo(t, {
        extensions,
        rcpt: { 'bob@example.net': '451 4.7.1 later' },
      });
      assert.equal(evidence.failure?.stage, 'rcpt');
      assert.equal(exitOf(evidence), 15);
      // With DATA already on its way a dot alone gives it up: nobody gets anything.
      assert.ok(sink.messages.every((message) => message.length === 0));
      assert.equal(sink.commands.at(-1), 'QUIT');
    });

    it(`of the message is the failure, ${how}`, async (t) => {
      const { evidence } = await deliverTo(t, { extensions, final: '554 5.7.1 spam' });
      assert.equal(evidence.failure?.stage, 'data');
      assert.equal(evidence.delivery?.final?.code, 554);
      assert.equal(exitOf(evidence), 16);
    });
  }

  it('in the middle of the message stops the sending', async (t) => {
    const { evidence } = await deliverTo(
      t,
      { early: { bytes: 100_000, reply: '552 5.3.4 too big' } },
      { message: Buffer.alloc(40_000_000, 'line of text\r\n') },
    );
    assert.equal(evidence.delivery?.cutShort, true);
    assert.equal(evidence.delivery.final?.code, 552);
    assert.equal(evidence.failure?.replyCode, 552);
    assert.equal(exitOf(evidence), 16);
  });

  it('by hanging up at once is told as the refusal it was', async (t) => {
    const { port } = await serverOf(
      t,
      'S: 220 x ESMTP\nC: EHLO ***\nS: 250-x\nS: 250 PIPELINING\nC: MAIL ***\nS: 554 5.7.1 go away\n* close',
    );
    const evidence = await deliver(Number(port));
    assert.equal(evidence.failure?.kind, 'refusal');
    assert.equal(evidence.failure.replyCode, 554);
  });
});

describe('a connection that breaks', () => {
  it('after the message leaves it unconfirmed', async (t) => {
    const { evidence } = await deliverTo(t, { isDroppedAtEnd: true });
    assert.equal(evidence.delivery?.unconfirmed, true);
    assert.equal(evidence.failure?.stage, 'data');
    assert.ok(runOf('x', evidence).findings.some(({ id }) => id === 'data.unconfirmed'));
    const byChunks = await deliverTo(
      t,
      { extensions: ['CHUNKING'], isDroppedAtEnd: true },
      { wishes: { chunks: true } },
    );
    assert.equal(byChunks.evidence.delivery?.unconfirmed, true);
  });

  it('is told of when the server takes nothing more of the message', async (t) => {
    const { port } = await listen(t, (socket) => {
      socket.write('220 x ESMTP\r\n');
      socket.on('data', (piece) => {
        const isData = piece.toString().startsWith('DATA');
        socket.write(isData ? '354 go\r\n' : '250 ok\r\n');
        if (isData) socket.pause();
      });
    });
    const evidence = await deliver(port, {
      message: Buffer.alloc(40_000_000, 'line of text\r\n'),
      plan: {
        network: { resolver: createResolver(), deadlineMs: 20_000, session: { timeoutMs: 300 }, tls: {} },
      },
    });
    assert.equal(evidence.failure?.code, 'STALLED');
    assert.equal(evidence.failure.kind, 'timeout');
    assert.equal(evidence.delivery?.unconfirmed, undefined);
  });

  it('before the message does not', async (t) => {
    const { port } = await serverOf(
      t,
      'S: 220 x ESMTP\nC: EHLO ***\nS: 250 x\nC: MAIL ***\nS: 250 ok\nC: RCPT ***\nS: 250 ok\nC: DATA\n* close',
    );
    const evidence = await deliver(Number(port));
    assert.equal(evidence.delivery?.unconfirmed, undefined);
    assert.equal(evidence.failure?.kind, 'disconnected');
    assert.equal(exitOf(evidence), 15);
  });
});

describe('LMTP', () => {
  it('answers for each accepted recipient after the message', async (t) => {
    for (const chunks of [false, true]) {
      const { evidence } = await deliverTo(
        t,
        {
          isLmtp: true,
          extensions: ['PIPELINING', 'CHUNKING'],
          rcpt: { 'b@x.example': '550 5.1.1 unknown' },
          deliveries: { 'c@x.example': '452 4.2.2 over quota' },
        },
        { to: ['a@x.example', 'b@x.example', 'c@x.example'], plan: { lmtp: true }, wishes: { chunks } },
      );
      const fates = evidence.delivery?.recipients.map(({ delivery }) => delivery?.code);
      assert.deepEqual(fates, [250, undefined, 452]);
      assert.equal(evidence.failure, undefined);
    }
  });

  it('fails where the message is refused for all', async (t) => {
    const { evidence } = await deliverTo(
      t,
      { isLmtp: true, deliveries: { 'bob@example.net': '552 5.2.2 full' } },
      { plan: { lmtp: true } },
    );
    assert.equal(evidence.failure?.stage, 'data');
    assert.equal(exitOf(evidence), 16);
  });
});

describe('a session that is left early', () => {
  const EXPECTED = {
    greeting: [],
    ehlo: ['EHLO'],
    tls: ['EHLO'],
    auth: ['EHLO'],
    mail: ['EHLO', 'MAIL'],
    rcpt: ['EHLO', 'MAIL', 'RCPT'],
  } as const;

  for (const [after, commands] of Object.entries(EXPECTED)) {
    for (const isRude of [false, true]) {
      it(`after ${after} ends ${isRude ? 'without' : 'with'} QUIT, and nothing has failed`, async (t) => {
        // The names are the keys above, which the compiler makes plain strings of.
        const leave = { after: after as keyof typeof EXPECTED, isRude };
        const { evidence, sink } = await deliverTo(t, { extensions: ['PIPELINING'] }, { leave });
        assert.deepEqual(
          sink.commands.map((line) => line.split(' ')[0]),
          [...commands, ...(isRude ? [] : ['QUIT'])],
        );
        assert.equal(evidence.failure, undefined);
        assert.deepEqual(sink.messages, []);
        assert.equal(exitOf(evidence), 0);
      });
    }
  }

  it('after connect says nothing at all', async (t) => {
    const { evidence, sink } = await deliverTo(t, {}, { leave: { after: 'connect', isRude: false } });
    assert.deepEqual(sink.commands, []);
    assert.equal(evidence.connect?.address, '127.0.0.1');
    assert.equal(evidence.greeting, undefined);
  });

  it('after EHLO is left before STARTTLS', async (t) => {
    const { port } = await serverOf(t, 'S: 220 x ESMTP\nC: EHLO ***\nS: 250-x\nS: 250 STARTTLS');
    const leave = { after: 'ehlo', isRude: false } as const;
    const evidence = await deliver(Number(port), {
      leave,
      plan: { goal: { host: '127.0.0.1', port: Number(port), role: 'relay', security: 'auto' } },
    });
    assert.equal(evidence.failure, undefined);
    assert.equal(evidence.starttls, undefined);
  });

  it('after DATA is broken off before the message, after the dot before the answer', async (t) => {
    const data = await deliverTo(t, {}, { leave: { after: 'data', isRude: true } });
    assert.deepEqual(data.sink.messages, []);
    assert.equal(data.evidence.delivery?.data?.code, 354);
    assert.equal(data.evidence.delivery.dropped, 'data');
    const dot = await deliverTo(t, {}, { leave: { after: 'dot', isRude: true } });
    assert.equal(dot.evidence.delivery?.final, undefined);
    assert.equal(dot.evidence.delivery?.dropped, 'dot');
    assert.equal(exitOf(dot.evidence), 0);
  });
});

describe('a login', () => {
  it('comes before the transaction, which a refused one prevents', async (t) => {
    const { port } = await illnessOf(t, 'auth-credentials-rejected');
    const evidence = await deliver(Number(port), {
      plan: { goal: { host: '127.0.0.1', port: Number(port), role: 'submission', security: 'none' } },
      login: {
        mechanism: 'auto',
        credentials: { username: 'ada@example.org', password: 'wrong' },
        initialResponse: 'auto',
        force: false,
        allowCleartext: true,
        showsClientCertificate: false,
      },
    });
    assert.equal(evidence.failure?.stage, 'auth');
    assert.equal(evidence.delivery, undefined);
  });
});
