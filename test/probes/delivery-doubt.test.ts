import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import { catalogOf } from '../../src/messages/catalog.ts';
import { explain } from '../../src/render/explained.ts';
import { exitCodeOf, runOf } from '../../src/report.ts';
import { serverOf } from '../support/scene.ts';
import { deliver, deliverTo } from './delivery-plan.ts';

const TO = ['a@x.example', 'b@x.example', 'c@x.example'];
const ENVELOPE =
  'S: 220 x ESMTP\nC: EHLO ***\nS: 250 x\nC: MAIL ***\nS: 250 ok\nC: RCPT ***\nS: 250 ok\nC: DATA\nS: 354 go\n';

function idsOf(evidence: Evidence): string[] {
  return runOf('x', evidence)
    .findings.map(({ id }) => id)
    .filter((id) => /^(?:mail|rcpt|data)\./.test(id));
}

function exitOf(evidence: Evidence): number {
  return exitCodeOf({ runs: [runOf('x', evidence)], failOn: 'error' });
}

/** The data of the finding that goes by this id. */
function dataOf(evidence: Evidence, id: string): object {
  const found = runOf('x', evidence).findings.find((finding) => finding.id === id);
  assert.ok(found, `${id} is not among ${idsOf(evidence).join(', ')}`);
  return found.data;
}

async function fixOf(evidence: Evidence, id: string): Promise<string> {
  const catalog = await catalogOf('en');
  const finding = runOf('x', evidence).findings.find((found) => found.id === id);
  assert.ok(finding, id);
  return explain(finding, evidence, catalog).fix.join('\n');
}

describe('an answer that the server takes back', () => {
  it('by a second reply to the dot leaves the delivery in doubt', async (t) => {
    const { evidence } = await deliverTo(t, { final: '250 2.0.0 queued as ABCDEF\r\n550 5.7.1 spam' });
    assert.deepEqual(idsOf(evidence), ['data.unconfirmed']);
    assert.equal(evidence.delivery?.contradiction?.code, 550);
    assert.notEqual(exitOf(evidence), 0);
  });

  it('by what it says to QUIT leaves it in doubt', async (t) => {
    for (const farewell of ['550 5.7.1 spam', '250 2.0.0 queued']) {
      const { evidence } = await deliverTo(t, { quit: farewell });
      assert.deepEqual(idsOf(evidence), ['data.unconfirmed'], farewell);
    }
    for (const farewell of ['221 Bye', '421 4.4.2 idle too long']) {
      const { evidence } = await deliverTo(t, { quit: farewell });
      assert.deepEqual(idsOf(evidence), ['data.accepted'], farewell);
    }
  });

  it('after the dot of a large message, answered at its first bytes', async (t) => {
    const { evidence } = await deliverTo(
      t,
      { premature: '250 2.0.0 queued as ABCDEF', final: '550 5.7.1 spam' },
      { message: Buffer.alloc(3_000_000, 'line of text\r\n') },
    );
    const ids = idsOf(evidence);
    assert.ok(ids.includes('data.unconfirmed') || ids.includes('data.answered-early'), ids.join());
    assert.ok(!ids.includes('data.accepted'));
    assert.notEqual(exitOf(evidence), 0);
  });

  it('by a reply too many of LMTP leaves it in doubt, and closing at once hides nothing', async (t) => {
    const { evidence } = await deliverTo(
      t,
      { isLmtp: true, deliveries: { 'bob@example.net': '250 2.1.5 Saved\r\n550 5.7.1 spam' } },
      { plan: { lmtp: true } },
    );
    assert.deepEqual(idsOf(evidence), ['data.unconfirmed']);
    const { port } = await serverOf(t, `${ENVELOPE}C: .\nS: 250 ok\nS: 550 spam\n* close`);
    assert.ok(idsOf(await deliver(Number(port))).includes('data.unconfirmed'));
  });

  it('stops a series', async (t) => {
    const { evidence, sink } = await deliverTo(t, { final: '250 ok\r\n550 spam' }, { count: 5 });
    assert.ok(sink.messages.length < 5);
    assert.notEqual(exitOf(evidence), 0);
  });
});

describe('PRDR that contradicts itself', () => {
  const sent = (t: Parameters<typeof deliverTo>[0], prdr: Record<string, string>, final: string) =>
    deliverTo(t, { extensions: ['PRDR'], prdr, final }, { to: TO, wishes: { prdr: true } });

  it('gives the message to nobody where the last reply refuses it', async (t) => {
    const { evidence } = await sent(t, {}, '550 5.7.1 spam');
    assert.deepEqual(idsOf(evidence), ['data.spam']);
    assert.equal(exitOf(evidence), 16);
    const mixed = await sent(t, { 'b@x.example': '550 5.1.1 no such user' }, '550 5.7.1 spam');
    assert.ok(idsOf(mixed.evidence).includes('data.spam'));
    assert.ok(!idsOf(mixed.evidence).includes('data.accepted'));
  });

  it('gives it to nobody where each reply before a yes refuses it', async (t) => {
    const each = Object.fromEntries(TO.map((address) => [address, '550 5.1.1 no such user']));
    const { evidence } = await sent(t, each, '250 ok');
    assert.deepEqual(idsOf(evidence), ['rcpt.mailbox-unknown']);
    assert.equal(exitOf(evidence), 16);
  });

  it('is unconfirmed where the last reply is missing', async (t) => {
    const { port } = await serverOf(
      t,
      'S: 220 x ESMTP\nC: EHLO ***\nS: 250-x\nS: 250 PRDR\nC: MAIL ***\nS: 250 ok\nC: RCPT ***\nS: 250 ok\nC: DATA\nS: 354 go\nC: .\nS: 353 wait\nS: 250 ok\n* close',
    );
    const evidence = await deliver(Number(port), { wishes: { prdr: true } });
    assert.deepEqual(idsOf(evidence), ['data.unconfirmed']);
  });
});

describe('recipients without an answer', () => {
  it('are neither taken nor refused, and the command names them by their scheme', async (t) => {
    const { evidence, sink } = await deliverTo(
      t,
      { isLmtp: true, deliveries: { 'b@x.example': '421 4.3.2 shutting down', 'c@x.example': '' } },
      { to: TO, plan: { lmtp: true } },
    );
    const { accepted, unknown } = { accepted: [], unknown: [], ...dataOf(evidence, 'rcpt.some-refused') };
    assert.deepEqual([accepted, unknown], [['a@x.example'], ['c@x.example']]);
    const fix = await fixOf(evidence, 'data.unconfirmed');
    assert.match(fix, new RegExp(`lmtp://127\\.0\\.0\\.1:${sink.port} .*--to c@x\\.example`));
    assert.doesNotMatch(fix, /--to a@/);
  });

  it('are told of where a later transaction is refused', async (t) => {
    const { evidence } = await deliverTo(
      t,
      { extensions: ['LIMITS RCPTMAX=1'], laterMail: { from: 2, reply: '550 5.7.1 no more' } },
      { to: TO },
    );
    const { unreached } = { unreached: [], ...dataOf(evidence, 'rcpt.some-refused') };
    assert.deepEqual(unreached, ['b@x.example', 'c@x.example']);
  });
});

describe('RSET', () => {
  for (const rset of ['500 5.5.2 unknown', '421 4.3.2 shutting down']) {
    it(`answered ${rset.slice(0, 3)} sends what is left over another connection`, async (t) => {
      const { evidence, sink } = await deliverTo(
        t,
        { extensions: ['LIMITS RCPTMAX=1'], rset, rcpt: { 'a@x.example': '550 5.1.1 no such user' } },
        { to: TO },
      );
      assert.ok(!idsOf(evidence).includes('mail.dropped'), idsOf(evidence).join());
      assert.ok(sink.connections > 1);
      assert.equal(sink.messages.length, 2);
    });
  }
});

describe('answers out of step', () => {
  const cases: Readonly<Record<string, string>> = {
    '354 to MAIL': 'S: 220 x ESMTP\nC: EHLO ***\nS: 250 x\nC: MAIL ***\nS: 354 go\nC: QUIT\nS: 221 bye',
    '250 to DATA': `${ENVELOPE.replace('354 go', '250 ok')}C: QUIT\nS: 221 bye`,
    '353 to the message': `${ENVELOPE}C: .\nS: 353 wait\nC: QUIT\nS: 221 bye`,
  };
  for (const [what, dialogue] of Object.entries(cases)) {
    it(`such as ${what} are called so, and no refusal`, async (t) => {
      const { port } = await serverOf(t, dialogue);
      const evidence = await deliver(Number(port));
      assert.deepEqual(idsOf(evidence), ['mail.out-of-step']);
      assert.match(await fixOf(evidence, 'mail.out-of-step'), /--no-pipelining/);
      assert.notEqual(exitOf(evidence), 0);
    });
  }
});
