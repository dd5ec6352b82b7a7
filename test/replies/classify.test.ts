import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CAUSES, DETAILS } from '../../src/replies/causes.ts';
import { classify } from '../../src/replies/classify.ts';
import { anyText } from '../support/any-text.ts';

function causeOf(text: string, stage?: Parameters<typeof classify>[0]['stage']): string | undefined {
  return classify({ text, stage }).cause;
}

describe('classify', () => {
  it('takes a bare code for what it means at its stage', () => {
    assert.equal(causeOf('535'), 'auth-failed');
    assert.equal(causeOf('550', 'rcpt'), 'recipient-unknown');
    assert.equal(causeOf('552', 'data'), 'message-too-big');
    assert.equal(causeOf('552', 'rcpt'), 'mailbox-full');
    assert.equal(causeOf('454', 'starttls'), 'tls');
  });

  it('takes an enhanced code by itself', () => {
    assert.equal(causeOf('5.7.26'), 'sender-auth');
    assert.equal(causeOf('4.2.2'), 'mailbox-full');
  });

  it('lets the words decide where they say more than the code', () => {
    assert.equal(causeOf('550 5.7.1 Relaying denied'), 'relay-denied');
    assert.equal(causeOf('550 5.1.1 User is over quota'), 'mailbox-full');
    assert.equal(
      classify({ text: '534-5.7.9 Application-specific password required.' }).detail,
      'app-password-required',
    );
  });

  it('knows the meanings that one provider gives a code', () => {
    assert.equal(classify({ text: '550 5.7.32', provider: 'google' }).cause, 'sender-auth');
  });

  it('reads the same words in the light of the stage', () => {
    assert.equal(causeOf('550 5.1.2 Host unknown', 'mail'), 'sender-domain');
    assert.equal(causeOf('550 5.1.2 Host unknown', 'rcpt'), 'recipient-domain');
    assert.equal(causeOf('501 Invalid domain name', 'hello'), 'rdns-helo');
    assert.equal(causeOf('550 5.1.1 Recipient unknown', 'mail'), 'recipient-unknown');
  });

  it('reads the same words in the light of TLS and of a login', () => {
    const text = '503 AUTH command used when not advertised';
    assert.equal(classify({ text, stage: 'auth', tls: false }).detail, 'tls-required');
    assert.equal(classify({ text, stage: 'auth', tls: true }).cause, 'auth-method');
    const sender = '550 5.1.0 Sender rejected';
    assert.equal(classify({ text: sender, stage: 'mail', authenticated: true }).detail, 'sender-not-owned');
    assert.equal(classify({ text: sender, stage: 'mail' }).detail, 'sender-rejected');
  });

  it('takes a demand for TLS under TLS for a server that does not know it has it', () => {
    const text = '530 5.7.0 Must issue a STARTTLS command first';
    assert.equal(classify({ text, stage: 'auth', tls: true }).detail, 'tls-unnoticed');
    assert.equal(classify({ text, stage: 'auth', tls: false }).detail, 'tls-required');
  });

  it('takes a reply from the wire as well as a text', () => {
    const reply = { code: 550, enhanced: '5.1.1', lines: ['User unknown'] };
    assert.equal(classify({ reply }).cause, 'recipient-unknown');
    const lines = ['Recipient address rejected: Access denied. [a.eop-EUR01.prod.protection.outlook.com]'];
    const outlook = classify({ reply: { code: 550, enhanced: '5.4.1', lines }, stage: 'rcpt' });
    assert.equal(outlook.cause, 'recipient-unknown');
  });

  it('says which words decided, and who is known to send them', () => {
    const [reason] = classify({ text: '550 5.7.1 Relaying denied' }).because;
    assert.ok(reason?.by === 'wording');
    assert.equal(reason.words, 'relaying denied');
    assert.notEqual(reason.source, '');
  });

  it('takes what varies out of the text', () => {
    const { facts } = classify({
      text: '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; https://check.spamhaus.org/?ip=192.0.2.1',
    });
    assert.equal(facts.blocklist, 'Spamhaus ZEN');
    assert.equal(facts.ip, '192.0.2.1');
    assert.equal(facts.url, 'https://check.spamhaus.org/?ip=192.0.2.1');
    assert.equal(classify({ text: '450 4.2.0 Greylisted, try again in 5 minutes' }).facts.waitSeconds, 300);
    assert.equal(
      classify({ text: '552 Message size exceeds fixed maximum of 10485760 bytes' }).facts.limitBytes,
      10_485_760,
    );
  });

  it('finds no cause in a reply that refuses nothing, nor in words nobody knows', () => {
    assert.equal(causeOf('250 2.1.5 Ok'), undefined);
    assert.equal(causeOf('lorem ipsum dolor'), undefined);
  });

  it('says of an unknown wording only what its class tells', () => {
    const unknown = classify({ text: '499 lorem ipsum' });
    assert.equal(unknown.temporary, true);
    assert.ok(unknown.confidence < 0.3);
  });

  it('never contradicts the class of the code', () => {
    const codes = fc.integer({ min: 400, max: 599 });
    const words = fc.constantFrom(
      'greylisted',
      'mailbox full',
      'user unknown',
      'blocked using zen.spamhaus.org',
      '',
    );
    fc.assert(
      fc.property(codes, words, (code, text) => {
        assert.equal(classify({ text: `${code} ${text}` }).temporary, code < 500);
      }),
    );
  });

  it('survives arbitrary text and stays within its own lists', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 2_000 }), (text) => {
        const { cause, detail, confidence, alternatives } = classify({ text });
        assert.ok(cause === undefined || CAUSES.includes(cause));
        assert.ok(detail === undefined || DETAILS[detail].cause === cause);
        assert.ok(confidence >= 0 && confidence <= 1);
        assert.ok(!alternatives.some((other) => other === cause));
      }),
    );
  });

  const FLOODS = [
    'a',
    '1.',
    '1:',
    '@',
    'a@',
    'a.',
    '<',
    ' ',
    'mailbox ',
    'user not ',
    '550-',
    'x=',
    '\u00e9',
    '\u7528',
    '\0',
    "'",
    'https://',
    '[',
    'limit 1 ',
  ];
  for (const piece of FLOODS) {
    it(`reads 100 kB of ${JSON.stringify(piece)} in time that grows no faster than the text`, () => {
      const time = (bytes: number): number => {
        const text = `550 ${piece.repeat(bytes / piece.length)}`;
        classify({ text });
        const start = process.cpuUsage().user;
        for (let turn = 0; turn < 3; turn++) classify({ text });
        return process.cpuUsage().user - start;
      };
      time(1_000);
      // Quadratic reading would take a hundred times as long as for 10 kB, which itself takes well under a millisecond.
      assert.ok(time(100_000) < 150_000);
    });
  }
});
