import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Evidence, ExtensionTrial } from '../../src/evidence.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { probeDelivery } from '../../src/probes/delivery/delivery.ts';
import { runOf } from '../../src/report.ts';
import { parseRecipient, parseSender } from '../../src/smtp/mailbox.ts';
import { listen } from '../net/loopback.ts';

/** Answers each line by itself, in order; a reply is chosen by the line and by how often its verb has come. */
async function server(
  t: TestContext,
  offers: readonly string[],
  answer: (line: string, nth: number) => string,
) {
  const { port } = await listen(t, (socket) => {
    const counts: Record<string, number> = {};
    let input = '';
    socket.write('220 x ESMTP\r\n');
    socket.on('data', (piece) => {
      input += String(piece);
      for (let end = input.indexOf('\r\n'); end >= 0; end = input.indexOf('\r\n')) {
        const line = input.slice(0, end);
        input = input.slice(end + 2);
        const [verb = ''] = line.split(' ');
        counts[verb] = (counts[verb] ?? 0) + 1;
        const hello = ['x', ...offers].map((word, at) => `250${at === offers.length ? ' ' : '-'}${word}`);
        socket.write(`${verb === 'EHLO' ? hello.join('\r\n') : answer(line, counts[verb])}\r\n`);
      }
    });
  });
  const evidence = await probeDelivery(
    {
      goal: { host: '127.0.0.1', port, role: 'relay', security: 'none' },
      network: { resolver: createResolver(), deadlineMs: 20_000, session: { timeoutMs: 2_000 }, tls: {} },
    },
    { exercise: { from: parseSender('ada@example.org'), to: parseRecipient('bob@example.net') } },
  );
  return { evidence, ids: runOf('x', evidence).findings.map(({ id }) => id) };
}

function trial({ exercise }: Evidence, keyword: string): Pick<ExtensionTrial, 'outcome' | 'reason'> {
  const { outcome, reason } = exercise?.trials.find((one) => one.keyword === keyword) ?? {
    outcome: 'untried',
  };
  return { outcome, ...(reason ? { reason } : {}) };
}

describe('--exercise', () => {
  it('neither believes nor accuses of a wrong order a server that says yes to everything', async (t) => {
    const { evidence, ids } = await server(t, ['PIPELINING', 'SIZE 1000', 'CHUNKING'], () => '250 2.0.0 Ok');
    assert.deepEqual(trial(evidence, 'PIPELINING'), { outcome: 'unproven', reason: 'replies-alike' });
    assert.equal(trial(evidence, 'SIZE').outcome, 'fails');
    // It takes the bytes of a chunk for commands, to which it says yes as well.
    assert.notEqual(trial(evidence, 'CHUNKING').outcome, 'works');
    assert.ok(!ids.includes('mail.pipelining-broken'));
    assert.ok(ids.includes('mail.size-not-enforced'));
  });

  it('takes no refusal for the time being, or of the form, for a limit that holds', async (t) => {
    for (const refusal of ['451 4.7.1 slow down', '501 5.5.4 bad parameter', '530 5.7.0 log in first']) {
      const { evidence, ids } = await server(t, ['SIZE 1000'], (line) =>
        line.includes('SIZE=1001') ? refusal : '250 2.0.0 Ok',
      );
      assert.deepEqual(trial(evidence, 'SIZE'), { outcome: 'unproven', reason: 'refused-otherwise' });
      assert.ok(!ids.includes('mail.size-not-enforced'));
    }
    const honest = await server(t, ['SIZE 1000'], (line) =>
      line.includes('SIZE=1001') ? '552 5.3.4 too large' : '250 2.0.0 Ok',
    );
    assert.equal(trial(honest.evidence, 'SIZE').outcome, 'works');
  });

  it('does not accuse of a wrong order an honest server that slows a sender down', async (t) => {
    const { evidence, ids } = await server(t, ['PIPELINING'], (line, nth) => {
      if (line.startsWith('RCPT')) return '503 5.5.1 need MAIL first';
      return line.startsWith('MAIL') && nth === 2 ? '451 4.7.1 slow down' : '250 2.0.0 Ok';
    });
    assert.equal(trial(evidence, 'PIPELINING').outcome, 'works');
    assert.ok(!ids.includes('mail.pipelining-broken'));
  });
});
