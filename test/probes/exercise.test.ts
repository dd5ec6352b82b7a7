import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Evidence, ExtensionTrial } from '../../src/evidence.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { probeDelivery } from '../../src/probes/delivery/delivery.ts';
import { runOf } from '../../src/report.ts';
import { parseRecipient, parseSender } from '../../src/smtp/mailbox.ts';
import { serverOf } from '../support/scene.ts';
import { EVERYTHING, type Lies, lyingServer } from './exercise-server.ts';

interface Exercised {
  readonly evidence: Evidence;
  readonly commands: readonly string[];
  readonly trial: (keyword: string) => ExtensionTrial | undefined;
  readonly ids: readonly string[];
}

async function exercisedAt(port: number, to?: string, timeoutMs = 5_000): Promise<Evidence> {
  return probeDelivery(
    {
      goal: { host: '127.0.0.1', port, role: 'relay', security: 'none' },
      network: { resolver: createResolver(), deadlineMs: 20_000, session: { timeoutMs }, tls: {} },
    },
    {
      exercise: {
        from: parseSender('ada@example.org'),
        ...(to === undefined ? {} : { to: parseRecipient(to) }),
      },
    },
  );
}

async function exercised(t: TestContext, lies: Lies = {}, to?: string): Promise<Exercised> {
  const { port, commands } = await lyingServer(t, lies);
  const evidence = await exercisedAt(port, to, 500);
  return {
    evidence,
    commands,
    trial: (keyword) => evidence.exercise?.trials.find((one) => one.keyword === keyword),
    ids: runOf('x', evidence)
      .findings.map(({ id }) => id)
      .filter((id) => /^(mail|data|rcpt)\.|^hello\.(param|comm|enh)/.test(id)),
  };
}

describe('a server that keeps what it offers', () => {
  it('has every extension proven, by one session without a message', async (t) => {
    const { evidence, commands, ids } = await exercised(t, {}, 'bob@example.net');
    const others = evidence.exercise?.trials.filter(({ outcome }) => outcome !== 'works');
    assert.deepEqual(others, []);
    assert.deepEqual(ids, []);
    assert.equal(evidence.exercise?.trials.length, EVERYTHING.length);
    assert.equal(evidence.failure, undefined);
    assert.equal(commands.filter((line) => line.startsWith('EHLO')).length, 1);
    assert.ok(!commands.includes('DATA'));
    assert.equal(commands.at(-1), 'QUIT');
  });

  it('is asked for no more than ten commands beside the mail’s own, which is Exim’s limit', async (t) => {
    const keywords = ['PIPELINING', 'SIZE 100', '8BITMIME', 'CHUNKING', 'PRDR', 'HELP', 'VRFY'];
    const { commands } = await exercised(t, { extensions: keywords }, 'bob@example.net');
    const others = commands.filter((line) => /^(RSET|NOOP|HELP|VRFY|EXPN|ETRN)/.test(line));
    assert.ok(others.length <= 10, others.join());
    assert.ok(commands.filter((line) => /^RCPT TO:<postmaster>$|^BDAT \d+ LAST/.test(line)).length <= 2);
  });

  it('leaves chunks unproven where no recipient is named', async (t) => {
    const { trial, ids } = await exercised(t);
    assert.equal(trial('CHUNKING')?.outcome, 'unproven');
    assert.equal(trial('CHUNKING')?.reason, 'recipient-needed');
    assert.equal(trial('DSN')?.outcome, 'works');
    assert.deepEqual(ids, []);
  });

  it('is spoken to line by line without PIPELINING', async (t) => {
    const { commands, trial } = await exercised(t, { extensions: ['8BITMIME'] });
    assert.equal(trial('8BITMIME')?.outcome, 'works');
    assert.ok(!commands.includes('RCPT TO:<postmaster>'));
  });

  it('has extensions without a trial listed all the same', async (t) => {
    const { trial } = await exercised(t, { extensions: ['X-STRANGE', 'BURL imap'] });
    assert.equal(trial('BURL')?.reason, 'not-exercised');
    assert.equal(trial('X-STRANGE')?.outcome, 'untried');
  });
});

describe('a server that lies', () => {
  const LIES: readonly (readonly [what: string, lies: Lies, keyword: string, id: string, to?: string])[] = [
    ['accepts what is over its limit', { ignoresLimit: true }, 'SIZE', 'mail.size-not-enforced'],
    ['refuses BODY=8BITMIME', { refuses: ['BODY=8BITMIME'] }, '8BITMIME', 'mail.parameter-refused'],
    ['refuses SMTPUTF8', { refuses: ['SMTPUTF8'] }, 'SMTPUTF8', 'mail.parameter-refused'],
    ['refuses RET', { refuses: ['RET='] }, 'DSN', 'mail.parameter-refused'],
    [
      'refuses NOTIFY with a recipient',
      { refuses: ['NOTIFY='] },
      'DSN',
      'mail.parameter-refused',
      'bob@example.net',
    ],
    ['refuses HOLDFOR', { refuses: ['HOLDFOR='] }, 'FUTURERELEASE', 'mail.parameter-refused'],
    ['refuses BY', { refuses: ['BY='] }, 'DELIVERBY', 'mail.parameter-refused'],
    ['refuses MT-PRIORITY', { refuses: ['MT-PRIORITY'] }, 'MT-PRIORITY', 'mail.parameter-refused'],
    ['refuses SIZE itself', { refuses: ['SIZE='] }, 'SIZE', 'mail.parameter-refused'],
    ['swaps the replies of a flight', { flight: 'swapped' }, 'PIPELINING', 'mail.pipelining-broken'],
    ['leaves a command of a flight unanswered', { flight: 'short' }, 'PIPELINING', 'mail.pipelining-broken'],
    ['does not know BDAT', { bdat: 'unknown' }, 'CHUNKING', 'data.chunking-refused'],
    ['refuses a chunk', { bdat: 'refused' }, 'CHUNKING', 'data.chunking-refused', 'bob@example.net'],
    ['reads a refused chunk as commands', { bdat: 'misread' }, 'CHUNKING', 'data.chunk-misread'],
    [
      'gives no enhanced codes',
      { withoutCodes: true },
      'ENHANCEDSTATUSCODES',
      'hello.enhanced-codes-missing',
    ],
    ['does not know HELP', { unknown: ['HELP'] }, 'HELP', 'hello.command-unsupported'],
    ['does not know VRFY', { unknown: ['VRFY'] }, 'VRFY', 'hello.command-unsupported'],
    ['does not know ETRN', { unknown: ['ETRN'] }, 'ETRN', 'hello.command-unsupported'],
    ['names no mechanism', { extensions: ['AUTH'] }, 'AUTH', 'hello.parameters-malformed'],
    ['names no limit', { extensions: ['LIMITS MAILMAX=0'] }, 'LIMITS', 'hello.parameters-malformed'],
    ['gives SIZE in words', { extensions: ['SIZE unlimited'] }, 'SIZE', 'hello.parameters-malformed'],
  ];
  for (const [what, lies, keyword, id, to] of LIES) {
    it(`because it ${what} is found out`, async (t) => {
      const { trial, ids, evidence } = await exercised(t, lies, to);
      assert.equal(trial(keyword)?.outcome, 'fails');
      assert.ok(ids.includes(id), ids.join());
      assert.equal(evidence.failure, undefined);
      const failed = evidence.exercise?.trials.filter(({ outcome }) => outcome === 'fails');
      assert.deepEqual(
        failed?.map((one) => one.keyword),
        [keyword],
      );
    });
  }

  it('about STARTTLS under TLS is found out', async (t) => {
    const { port, ca } = await serverOf(
      t,
      [
        'S: 220 x ESMTP\nC: EHLO ***\nS: 250-x\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\n* tls valid',
        'C: EHLO ***\nS: 250-x\nS: 250 STARTTLS\nC: MAIL FROM:<ada@example.org>\nS: 550 5.7.1 no',
      ].join('\n'),
    );
    assert.ok(ca);
    const evidence = await probeDelivery(
      {
        goal: { host: '127.0.0.1', port: Number(port), role: 'relay', security: 'starttls' },
        network: { resolver: createResolver(), deadlineMs: 20_000, session: {}, tls: {} },
      },
      { exercise: { from: parseSender('ada@example.org') } },
    );
    assert.ok(runOf('x', evidence).findings.some(({ id }) => id === 'starttls.offered-again'));
    assert.deepEqual(evidence.exercise?.trials[0]?.reason, 'offered-in-tls');
  });

  it('by keeping quiet of what it takes is told of', async (t) => {
    const { port } = await serverOf(
      t,
      [
        'S: 220 x ESMTP\nC: EHLO ***\nS: 250 x',
        'C: MAIL FROM:<ada@example.org>\nS: 250 ok\nC: RSET\nS: 250 ok',
        'C: MAIL FROM:<ada@example.org> BODY=8BITMIME\nS: 250 ok\nC: RSET\nS: 250 ok',
        'C: MAIL FROM:<ada@example.org> SMTPUTF8\nS: 555 no',
        'C: MAIL FROM:<ada@example.org> RET=HDRS ENVID=smtp-doctor\nS: 555 no',
        'C: MAIL FROM:<ada@example.org> SIZE=1\nS: 555 no',
      ].join('\n'),
    );
    const evidence = await exercisedAt(Number(port));
    const finding = runOf('x', evidence).findings.find(({ id }) => id === 'mail.extensions-unoffered');
    assert.deepEqual(finding?.data, { keywords: ['8BITMIME'] });
  });
});

describe('an exercise that cannot be done whole', () => {
  it('says that the sender was refused, and tries what needs none', async (t) => {
    const { trial, evidence, ids } = await exercised(t, { mail: '530 5.7.0 Authentication required' });
    assert.deepEqual(ids, ['mail.exercise-partial']);
    assert.equal(evidence.exercise?.senderRefused?.code, 530);
    assert.equal(trial('8BITMIME')?.reason, 'sender-refused');
    assert.equal(trial('PIPELINING')?.outcome, 'works');
    assert.equal(trial('HELP')?.outcome, 'works');
  });

  it('leaves what needs a recipient unproven where that is refused', async (t) => {
    const { trial, ids } = await exercised(t, { rcpt: '550 5.1.1 unknown' }, 'bob@example.net');
    assert.equal(trial('CHUNKING')?.reason, 'recipient-refused');
    assert.deepEqual(ids, []);
  });

  for (const patience of [1, 3, 8, 9, 12, 14, 17, 20]) {
    it(`keeps what was seen when the server hangs up after ${patience} commands`, async (t) => {
      const { evidence, ids } = await exercised(t, { patience }, 'bob@example.net');
      assert.equal(evidence.failure, undefined);
      assert.equal(evidence.exercise?.ended?.how, 'dropped');
      assert.ok(ids.includes('mail.exercise-partial'));
      assert.equal(evidence.exercise.trials.length, EVERYTHING.length);
    });
  }

  it('does nothing where EHLO is not known', async (t) => {
    const { port } = await serverOf(t, 'S: 220 x\nC: EHLO ***\nS: 502 no\nC: HELO ***\nS: 250 x');
    const evidence = await exercisedAt(Number(port));
    assert.deepEqual(evidence.exercise?.trials, []);
  });
});
