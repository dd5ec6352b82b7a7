import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import { runOf } from '../../src/report.ts';
import { parseSender } from '../../src/smtp/mailbox.ts';
import type { TransactionWishes } from '../../src/smtp/transaction-wishes.ts';
import { serverOf } from '../support/scene.ts';
import { deliver, deliverTo } from './delivery-plan.ts';

const MAIL = 'MAIL FROM:<ada@example.org>';
const RCPT = 'RCPT TO:<bob@example.net>';
const ADDR = { name: 'ADDR', value: '192.0.2.1' };
const NAME = { name: 'NAME', value: 'mx example' };

function idsOf(evidence: Evidence): string[] {
  return runOf('x', evidence).findings.map(({ id }) => id);
}

describe('a wish goes with MAIL or RCPT where its extension is offered', () => {
  const WISHES: readonly (readonly [extension: string, wishes: Partial<TransactionWishes>, line: string])[] =
    [
      ['DSN', { originalRecipient: 'own' }, `${RCPT} ORCPT=rfc822;bob@example.net`],
      [
        'DSN',
        { notify: ['never'], originalRecipient: { type: 'rfc822', address: 'b+c=d@x.example' } },
        `${RCPT} NOTIFY=NEVER ORCPT=rfc822;b+2Bc+3Dd@x.example`,
      ],
      ['DELIVERBY', { deliverBy: { seconds: 3600, mode: 'R', isTraced: true } }, `${MAIL} BY=3600;RT`],
      ['DELIVERBY 60', { deliverBy: { seconds: -60, mode: 'N', isTraced: false } }, `${MAIL} BY=-60;N`],
      ['FUTURERELEASE 86400 2027-01-01T00:00:00Z', { hold: { seconds: 60 } }, `${MAIL} HOLDFOR=60`],
      [
        'FUTURERELEASE 86400 2027-01-01T00:00:00Z',
        { hold: { until: '2026-12-31T00:00:00Z' } },
        `${MAIL} HOLDUNTIL=2026-12-31T00:00:00Z`,
      ],
      ['MT-PRIORITY', { priority: -3 }, `${MAIL} MT-PRIORITY=-3`],
      ['AUTH PLAIN', { authSender: parseSender('<>') }, `${MAIL} AUTH=<>`],
      ['AUTH PLAIN', { authSender: parseSender('e+x@x.example') }, `${MAIL} AUTH=e+2Bx@x.example`],
    ];
  for (const [extension, wishes, line] of WISHES) {
    it(line, async (t) => {
      const { sink, evidence } = await deliverTo(t, { extensions: [extension] }, { wishes });
      assert.ok(sink.commands.includes(line), sink.commands.join('\n'));
      assert.equal(evidence.failure, undefined);
      const keyword = extension.split(' ')[0];
      const without = await deliverTo(t, {}, { wishes });
      assert.deepEqual(without.evidence.delivery?.lacking, [keyword]);
      assert.deepEqual(without.sink.messages, []);
      const forced = await deliverTo(t, {}, { wishes: { ...wishes, force: true } });
      const [verb = ''] = line.split(':');
      const said = forced.sink.commands.find((command) => command.startsWith(verb)) ?? '';
      assert.ok(said.endsWith(line.split('> ')[1] ?? ''), said);
    });
  }

  it('each recipient has its own original address, in a type of its own beyond ASCII', async (t) => {
    const { sink, evidence } = await deliverTo(
      t,
      { extensions: ['DSN', 'SMTPUTF8'] },
      { to: ['bob@example.net', 'jürgen@example.net'], wishes: { originalRecipient: 'own' } },
    );
    assert.ok(sink.commands.includes('RCPT TO:<jürgen@example.net> ORCPT=utf-8;j\\x{FC}rgen@example.net'));
    assert.deepEqual(evidence.delivery?.parameters, [
      'SMTPUTF8',
      'ORCPT=rfc822;bob@example.net',
      'ORCPT=utf-8;j\\x{FC}rgen@example.net',
    ]);
  });
});

describe('a wish beyond what the server grants', () => {
  const CASES: readonly (readonly [extension: string, wishes: Partial<TransactionWishes>])[] = [
    ['FUTURERELEASE 3600 2027-01-01T00:00:00Z', { hold: { seconds: 3601 } }],
    ['FUTURERELEASE 3600 2027-01-01T00:00:00Z', { hold: { until: '2027-01-01T00:00:01Z' } }],
    ['DELIVERBY 240', { deliverBy: { seconds: 239, mode: 'R', isTraced: false } }],
  ];
  for (const [extension, wishes] of CASES) {
    it(`of ${extension} is not sent, unless by force`, async (t) => {
      const { sink, evidence } = await deliverTo(t, { extensions: [extension] }, { wishes });
      assert.ok(idsOf(evidence).includes('mail.extension-limit-exceeded'));
      assert.ok(!sink.commands.some((line) => line.startsWith('MAIL')));
      const forced = await deliverTo(t, { extensions: [extension] }, { wishes: { ...wishes, force: true } });
      assert.equal(forced.sink.messages.length, 1);
    });
  }

  it('is not seen where the bound cannot be read', async (t) => {
    const { evidence } = await deliverTo(
      t,
      { extensions: ['FUTURERELEASE soon'] },
      { wishes: { hold: { seconds: 999_999_999 } } },
    );
    assert.equal(evidence.failure, undefined);
  });
});

describe('XCLIENT', () => {
  const HELLO = 'S: 220 x ESMTP\nC: EHLO ***\nS: 250-x\nS: 250 XCLIENT NAME ADDR';

  function speak(t: TestContext, dialogue: string, force = false): Promise<Evidence> {
    const leave = { after: 'auth', isRude: false } as const;
    return serverOf(t, dialogue).then(({ port }) =>
      deliver(Number(port), { leave, xclient: { attributes: [ADDR, NAME], force } }),
    );
  }

  it('is said after EHLO, and EHLO anew after the second greeting', async (t) => {
    const evidence = await speak(
      t,
      `${HELLO}\nC: XCLIENT ADDR=192.0.2.1 NAME=mx+20example\nS: 220 x again\nC: EHLO ***\nS: 250-x\nS: 250 DSN`,
    );
    assert.equal(evidence.failure, undefined);
    assert.deepEqual(evidence.claims?.[0]?.attributes, ['ADDR=192.0.2.1', 'NAME=mx+20example']);
    assert.deepEqual(evidence.hello?.plain?.extensions, [{ keyword: 'DSN', parameters: [] }]);
  });

  it('that is refused ends the session, with a finding', async (t) => {
    const evidence = await speak(t, `${HELLO}\nC: XCLIENT ***\nS: 550 5.7.1 not you`);
    assert.equal(evidence.failure?.replyCode, 550);
    assert.ok(idsOf(evidence).includes('hello.xclient-refused'));
  });

  it('with attributes that are not offered is said by force only', async (t) => {
    const offer = HELLO.replace(' NAME', '');
    const evidence = await speak(t, offer);
    assert.deepEqual(evidence.claims?.[0]?.unoffered, ['NAME']);
    assert.ok(idsOf(evidence).includes('hello.xclient-refused'));
    const forced = await speak(t, `${offer}\nC: XCLIENT ***\nS: 220 x\nC: EHLO ***\nS: 250 x`, true);
    assert.equal(forced.failure, undefined);
  });

  it('and a refusal of the EHLO after it is a failure', async (t) => {
    const evidence = await speak(t, `${HELLO}\nC: XCLIENT ***\nS: 220 x\nC: EHLO ***\nS: 550 5.7.1 no`);
    assert.equal(evidence.failure?.stage, 'hello');
    assert.ok(idsOf(evidence).includes('hello.ehlo-refused'));
  });
});

describe('XFORWARD', () => {
  const HELLO = 'S: 220 x ESMTP\nC: EHLO ***\nS: 250-x\nS: 250 XFORWARD NAME ADDR';
  const REST = `C: ${MAIL}\nS: 250 ok\nC: ${RCPT}\nS: 250 ok\nC: DATA\nS: 354 go\nC: .\nS: 250 ok`;

  it('is said before MAIL', async (t) => {
    const { port } = await serverOf(
      t,
      `${HELLO}\nC: XFORWARD NAME=mx+20example ADDR=192.0.2.1\nS: 250 ok\n${REST}`,
    );
    const evidence = await deliver(Number(port), { wishes: { xforward: [NAME, ADDR] } });
    assert.equal(evidence.failure, undefined);
    assert.equal(evidence.claims?.[0]?.reply?.code, 250);
    assert.equal(evidence.delivery?.final?.code, 250);
  });

  it('that is refused, or not offered, leaves nothing sent', async (t) => {
    const { port } = await serverOf(t, `${HELLO}\nC: XFORWARD ***\nS: 501 5.5.4 bad`);
    const evidence = await deliver(Number(port), { wishes: { xforward: [ADDR] } });
    assert.equal(evidence.failure?.stage, 'mail');
    assert.ok(idsOf(evidence).includes('mail.xforward-refused'));
    const { evidence: other, sink } = await deliverTo(t, {}, { wishes: { xforward: [ADDR] } });
    assert.deepEqual(other.claims?.[0]?.unoffered, ['ADDR']);
    assert.deepEqual(sink.messages, []);
    assert.ok(idsOf(other).includes('mail.xforward-refused'));
  });
});
