import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import { exitCodeOf, runOf } from '../../src/report.ts';
import { diagnose } from '../../src/rules/index.ts';
import type { Reply } from '../../src/smtp/reply.ts';
import { failedAt, healthy, hello, submissionGoal } from '../support/evidence.ts';
import { sick } from '../support/sick-evidence.ts';
import { answeredEach, lostAt, refusedAt, reply, transacted } from '../support/transaction.ts';

/** What is found of the transaction, leaving the session aside. */
function ids(evidence: Evidence): string[] {
  return diagnose(evidence)
    .findings.map(({ id }) => id)
    .filter((id) => /^(?:mail|rcpt|data)\./.test(id));
}

function data(evidence: Evidence, id: string): object | undefined {
  return diagnose(evidence).findings.find((finding) => finding.id === id)?.data;
}

function actor(evidence: Evidence, id: string): string | undefined {
  return diagnose(evidence).findings.find((finding) => finding.id === id)?.actor;
}

/** What of a finding's data tells whom it is about. */
function concern(evidence: Evidence, id: string): object {
  const found = data(evidence, id);
  assert.ok(found && 'addresses' in found && 'others' in found, id);
  return { addresses: found.addresses, others: found.others };
}

const unknown = reply(550, '5.1.1', 'User unknown');
const full = reply(452, '4.2.2', 'Mailbox full');
const loginOffered = {
  goal: submissionGoal,
  hello: { plain: hello('STARTTLS'), secure: hello('AUTH PLAIN') },
};

describe('the same refusal', () => {
  const denied = reply(599, '5.7.1', 'no');

  it('has another id at MAIL, at RCPT and after the dot', () => {
    assert.deepEqual(ids(refusedAt('mail', denied)), ['mail.refused']);
    assert.deepEqual(ids(refusedAt('rcpt', denied)), ['rcpt.refused']);
    assert.deepEqual(ids(refusedAt('data', denied)), ['data.refused']);
  });

  it('is the lack of a login for a stranger on a port that offers one', () => {
    const access = reply(550, '5.7.1', 'Access denied');
    assert.deepEqual(ids(refusedAt('rcpt', access, loginOffered)), ['mail.auth-required']);
    assert.deepEqual(ids(refusedAt('rcpt', access)), ['rcpt.refused']);
  });

  it('is about the sender for whom has logged in and is refused at MAIL', () => {
    const access = reply(550, '5.7.1', 'Access denied');
    const evidence = refusedAt('mail', access, { ...loginOffered, delivery: { authenticated: true } });
    assert.deepEqual(ids(evidence), ['mail.sender-not-owned']);
  });
});

describe('a refusal of the sender', () => {
  const notOwned = reply(553, '5.7.1', '<ada@example.org>: Sender address rejected: not owned by user ada');

  for (const stage of ['mail', 'rcpt', 'data'] as const) {
    it(`keeps its id when it comes at ${stage}`, () => {
      const evidence = refusedAt(stage, notOwned);
      assert.deepEqual(ids(evidence), ['mail.sender-not-owned']);
      const found = data(evidence, 'mail.sender-not-owned');
      assert.equal(found && 'answered' in found && found.answered, stage);
    });
  }

  it('for SPF is one of the sender before the message, one of the message after it', () => {
    const spf = reply(550, '5.7.23', 'The message was rejected because of Sender Policy Framework violation');
    assert.deepEqual(ids(refusedAt('mail', spf)), ['mail.sender-refused']);
    assert.deepEqual(ids(refusedAt('rcpt', spf)), ['mail.sender-refused']);
    assert.deepEqual(ids(refusedAt('data', spf)), ['data.sender-unauthenticated']);
  });
});

it('a sender refused at RCPT without a reason is not the account’s, for whom has logged in', () => {
  const rejected = reply(550, '5.7.1', 'sender rejected');
  const delivery = { authenticated: true };
  assert.deepEqual(ids(refusedAt('rcpt', rejected)), ['mail.sender-refused']);
  assert.deepEqual(ids(refusedAt('rcpt', rejected, { delivery })), ['mail.sender-not-owned']);
});

for (const words of ['Greylisted for 300 seconds', 'Greylisting in action, please come back in 00:05:00']) {
  it(`the wait that greylisting names is kept: ${words}`, () => {
    const found = data(refusedAt('rcpt', reply(451, '4.7.1', words)), 'rcpt.greylisted');
    assert.deepEqual(found && 'facts' in found && found.facts, { waitSeconds: 300 });
  });
}

describe('relaying that is denied', () => {
  const relay = reply(554, '5.7.1', '<bob@example.net>: Relay access denied');

  it('says whether a login was possible and made', () => {
    const found = data(refusedAt('rcpt', relay, loginOffered), 'rcpt.relay-denied');
    assert.ok(found && 'offersAuth' in found && 'authenticated' in found);
    assert.deepEqual([found.offersAuth, found.authenticated], [true, false]);
  });

  it('by the MX of the recipient’s own domain is for the domain’s owner to mend', () => {
    const goal = { ...healthy.goal, domain: 'example.net' };
    assert.equal(actor(refusedAt('rcpt', relay, { goal }), 'rcpt.relay-denied'), 'domain-owner');
    assert.equal(actor(refusedAt('rcpt', relay), 'rcpt.relay-denied'), 'you');
  });
});

describe('several recipients', () => {
  it('with the same fate are one finding with all their addresses', () => {
    const evidence = answeredEach({ 'a@example.net': unknown, 'b@example.net': unknown });
    assert.deepEqual(ids(evidence), ['rcpt.mailbox-unknown']);
    assert.deepEqual(concern(evidence, 'rcpt.mailbox-unknown'), {
      addresses: ['a@example.net', 'b@example.net'],
      others: [],
    });
  });

  it('with different fates are a finding each', () => {
    const evidence = answeredEach({ 'a@example.net': unknown, 'b@example.net': full });
    assert.deepEqual(ids(evidence), ['rcpt.mailbox-unknown', 'rcpt.mailbox-full']);
  });

  it('refused under one id for different reasons are told apart', () => {
    const evidence = answeredEach({
      'a@example.net': reply(599, '5.9.9', 'no'),
      'b@example.net': reply(499, '4.9.9', 'not now'),
    });
    const others = [{ address: 'b@example.net', code: 499, enhanced: '4.9.9', detail: undefined }];
    assert.deepEqual(concern(evidence, 'rcpt.refused'), { addresses: ['a@example.net'], others });
  });

  it('of which some are refused are listed, and the message is accepted for the others', () => {
    const evidence = answeredEach({ 'a@example.net': 'ok', 'b@example.net': unknown });
    assert.deepEqual(ids(evidence), ['rcpt.mailbox-unknown', 'rcpt.some-refused', 'data.accepted']);
    assert.deepEqual(data(evidence, 'rcpt.some-refused'), {
      accepted: ['a@example.net'],
      refused: [{ address: 'b@example.net', code: 550 }],
      unknown: [],
      unreached: [],
      isHandedOver: true,
    });
  });

  it('are answered one by one after the message by LMTP', () => {
    const ok = reply(250, '2.1.5', 'Ok');
    const recipients = [
      { address: 'a@example.net', reply: ok, delivery: reply(250, '2.0.0', 'Saved') },
      { address: 'b@example.net', reply: ok, delivery: reply(552, '5.2.2', 'Quota exceeded') },
    ];
    const lhlo = { plain: { ...hello(), verb: 'LHLO' } } as const;
    const evidence = transacted({ recipients }, { hello: lhlo });
    assert.deepEqual(ids(evidence), ['rcpt.mailbox-full', 'rcpt.some-refused', 'data.accepted']);
    const accepted = data(evidence, 'data.accepted');
    assert.ok(accepted && 'addresses' in accepted && 'isInMailbox' in accepted);
    assert.deepEqual([accepted.addresses, accepted.isInMailbox], [['a@example.net'], true]);
  });
});

describe('what follows from a refusal', () => {
  const outOfOrder = reply(503, '5.5.1', 'Error: need MAIL command');

  it('is not said again of the recipients that were pipelined behind MAIL', () => {
    const recipients = [{ address: 'bob@example.net', reply: outOfOrder }];
    const delivery = { recipients, data: outOfOrder };
    assert.deepEqual(ids(refusedAt('mail', reply(599, '5.9.9', 'no'), { delivery })), ['mail.refused']);
  });

  it('is not said again of DATA when no recipient is left', () => {
    const delivery = { data: reply(554, '5.5.1', 'Error: no valid recipients') };
    assert.deepEqual(ids(refusedAt('rcpt', unknown, { delivery })), ['rcpt.mailbox-unknown']);
  });
});

describe('an answer that does not belong there', () => {
  it('is neither a refusal nor silence, but out of step', () => {
    const wrong = reply(250, '', 'Ok');
    const failure = { stage: 'data', kind: 'protocol', replyCode: 250, message: '', elapsedMs: 1 } as const;
    assert.deepEqual(ids({ ...transacted({ data: wrong }), failure }), ['mail.out-of-step']);
  });
});

it('a transaction that was not begun for lack of an extension is not said to be refused', () => {
  assert.deepEqual(ids(lostAt('mail', 'refusal', { lacking: ['SMTPUTF8'] })), ['mail.extension-missing']);
});

it('a yes to half a message is no acceptance', () => {
  const final = reply(250, '', 'Ok');
  assert.deepEqual(ids(transacted({ final, cutShort: true })), ['data.answered-early']);
});

describe('a connection that is lost', () => {
  const ends = [
    ['mail', 'mail.dropped'],
    ['rcpt', 'rcpt.dropped'],
    ['data', 'data.dropped'],
  ] as const;
  for (const [stage, id] of ends) {
    for (const [kind, how] of [
      ['disconnected', 'dropped'],
      ['tls', 'dropped'],
      ['timeout', 'silent'],
      ['protocol', 'malformed'],
      ['limit', 'malformed'],
    ] as const) {
      it(`at ${stage} by ${kind} is ${id}`, () => {
        const evidence = lostAt(stage, kind);
        assert.deepEqual(ids(evidence), [id]);
        const found = data(evidence, id);
        assert.equal(found && 'how' in found && found.how, how);
      });
    }

    it(`at ${stage} by our own user is no finding`, () => {
      assert.deepEqual(ids(lostAt(stage, 'aborted')), []);
    });
  }

  it('after the dot may have delivered the message', () => {
    assert.deepEqual(ids(lostAt('data', 'disconnected', { unconfirmed: true })), ['data.unconfirmed']);
  });

  it('after the dot is a warning when it was our own user who left', () => {
    const { findings } = diagnose(lostAt('data', 'aborted', { unconfirmed: true }));
    assert.deepEqual(
      findings.map(({ id, severity }) => [id, severity]),
      [['data.unconfirmed', 'warning']],
    );
  });
});

describe('a stage that was not asked for', () => {
  it('is skipped, not passed', () => {
    const { passed, skipped } = diagnose(transacted({ quitAfter: 'mail' }));
    assert.ok(passed.includes('mail.refused'));
    assert.ok(skipped.includes('rcpt.refused'));
    assert.ok(skipped.includes('data.accepted'));
  });

  it('takes nothing from what was seen before', () => {
    const { passed } = diagnose(transacted({ quitAfter: 'mail' }));
    assert.ok(passed.includes('tls.certificate-expired'));
  });
});

it('a session without a transaction is not judged as one', () => {
  const { skipped } = diagnose(failedAt('greeting', 'timeout'));
  assert.ok(skipped.includes('mail.dropped'));
  assert.ok(skipped.includes('data.accepted'));
});

describe('the exit code of a transaction', () => {
  function codeOf(evidence: Evidence): number {
    return exitCodeOf({ runs: [runOf('a target', evidence)], failOn: 'error' });
  }

  const CODES: readonly (readonly ['mail' | 'rcpt' | 'data', Reply, number])[] = [
    ['mail', reply(451, '4.7.1', 'try later'), 15],
    ['mail', reply(550, '5.7.1', 'no'), 16],
    ['rcpt', reply(450, '4.2.0', 'Greylisted'), 15],
    ['rcpt', unknown, 16],
    ['data', reply(452, '4.3.1', 'Insufficient system storage'), 15],
    ['data', reply(554, '5.7.1', 'Spam message rejected'), 16],
  ];
  for (const [stage, refusal, code] of CODES) {
    it(`is ${code} for ${refusal.code} at ${stage}`, () => {
      const evidence = refusedAt(stage, refusal);
      assert.equal(codeOf(evidence), code);
      assert.equal(diagnose(evidence).findings[0]?.severity, 'error');
    });
  }

  it('is 15 when the connection was lost, as the same may succeed later', () => {
    assert.equal(codeOf(sick['data.dropped']), 15);
    assert.equal(codeOf(sick['data.unconfirmed']), 15);
  });

  it('is 1 when the message went out, but not to all', () => {
    assert.equal(codeOf(sick['rcpt.some-refused']), 1);
    assert.equal(codeOf(sick['data.accepted']), 0);
  });
});
