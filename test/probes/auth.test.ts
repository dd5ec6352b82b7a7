import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { type LoginPlan, probeAuth } from '../../src/probes/auth/auth.ts';
import type { SessionPlan } from '../../src/probes/plan.ts';
import { diagnose } from '../../src/rules/index.ts';
import { illnessOf, serverOf } from '../support/scene.ts';
import { hostileServer, loginServer } from './login-server.ts';

const PASSWORD = 'pencil-and-paper';
const credentials = { username: 'ada', password: PASSWORD };

function plan(port: number | string, change: Partial<SessionPlan['goal']> = {}): SessionPlan {
  return {
    goal: { host: '127.0.0.1', port: Number(port), role: 'submission', security: 'none', ...change },
    network: { resolver: createResolver(), deadlineMs: 5_000, session: { timeoutMs: 1_000 }, tls: {} },
  };
}

function loginPlan(change: Partial<LoginPlan> = {}): LoginPlan {
  return {
    mechanism: 'auto',
    initialResponse: 'auto',
    force: false,
    allowCleartext: true,
    showsClientCertificate: false,
    ...change,
  };
}

function ids(evidence: Evidence): string[] {
  return diagnose(evidence).findings.map(({ id }) => id);
}

function commands({ exchanges = [] }: Evidence): string[] {
  return exchanges.flatMap(({ stage, command }) => (stage === 'auth' && command ? [command] : []));
}

/** The secret in the forms in which it may leave: as it is, in base64, and within PLAIN's message. */
function assertSecretFree(evidence: Evidence, secret = PASSWORD): void {
  const text = JSON.stringify(evidence);
  const inPlain = Buffer.from(`\0ada\0${secret}`).toString('base64');
  for (const form of [secret, Buffer.from(secret).toString('base64'), inPlain])
    assert.ok(!text.includes(form), form);
}

describe('a login', () => {
  for (const mechanism of ['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-256']) {
    for (const initialResponse of ['on', 'off'] as const) {
      it(`with ${mechanism} and the right password is accepted (initial response ${initialResponse})`, async (t) => {
        const { port } = await loginServer(t, { mechanisms: mechanism, password: PASSWORD });
        const evidence = await probeAuth(plan(port), loginPlan({ credentials, initialResponse }));
        assert.equal(evidence.auth?.attempt?.outcome, 'accepted');
        assert.equal(evidence.auth.attempt.mechanism, mechanism);
        assert.equal(evidence.failure, undefined);
        assert.ok(ids(evidence).includes('auth.accepted'));
        assertSecretFree(evidence);
      });
    }

    it(`with ${mechanism} and a wrong password is refused, after one attempt`, async (t) => {
      const { port, lines } = await loginServer(t, { mechanisms: mechanism, password: 'another' });
      const evidence = await probeAuth(plan(port), loginPlan({ credentials }));
      assert.equal(evidence.auth?.attempt?.outcome, 'refused');
      assert.equal(evidence.failure?.stage, 'auth');
      assert.ok(ids(evidence).includes('auth.credentials-rejected'));
      assert.equal(lines.filter((line) => line.startsWith('AUTH')).length, 1);
      assertSecretFree(evidence);
    });
  }

  it('takes the strongest mechanism that is offered, the legacy form included', async (t) => {
    const { port } = await loginServer(t, {
      mechanisms: 'PLAIN CRAM-MD5 SCRAM-SHA-256 GSSAPI',
      password: PASSWORD,
    });
    const strongest = await probeAuth(plan(port), loginPlan({ credentials }));
    assert.equal(strongest.auth?.attempt?.mechanism, 'SCRAM-SHA-256');
    const legacy = await serverOf(
      t,
      'S: 220 x ESMTP\nC: EHLO ***\nS: 250-x\nS: 250 AUTH=LOGIN\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: ***\nS: 334 UGFzc3dvcmQ6\nC: ***\nS: 235 ok\nC: QUIT\nS: 221 bye',
    );
    const old = await probeAuth(plan(legacy.port), loginPlan({ credentials }));
    assert.equal(old.auth?.attempt?.outcome, 'accepted');
  });

  it('tells a server whose SCRAM signature is wrong from one that accepts', async (t) => {
    const { port } = await loginServer(t, {
      mechanisms: 'SCRAM-SHA-256',
      password: PASSWORD,
      falseProof: true,
    });
    const evidence = await probeAuth(plan(port), loginPlan({ credentials }));
    assert.equal(evidence.auth?.attempt?.outcome, 'server-unproven');
    assert.equal(evidence.failure?.stage, 'auth');
    assert.ok(ids(evidence).includes('auth.server-unproven'));
  });

  it('sends no password without TLS unless that is allowed, but a proof may go', async (t) => {
    const clear = await loginServer(t, { mechanisms: 'PLAIN CRAM-MD5', password: PASSWORD });
    const withheld = await probeAuth(plan(clear.port), loginPlan({ credentials, allowCleartext: false }));
    assert.equal(withheld.auth?.withheld, 'cleartext');
    assert.deepEqual(
      clear.lines.filter((line) => line.startsWith('AUTH')),
      [],
    );
    assert.ok(ids(withheld).includes('auth.cleartext-withheld'));
    const proof = await loginServer(t, { mechanisms: 'PLAIN SCRAM-SHA-256', password: PASSWORD });
    const proven = await probeAuth(plan(proof.port), loginPlan({ credentials, allowCleartext: false }));
    assert.equal(proven.auth?.attempt?.outcome, 'accepted');
  });

  it('in clear text that was allowed is told', async (t) => {
    const { port } = await loginServer(t, { mechanisms: 'PLAIN', password: PASSWORD });
    assert.ok(ids(await probeAuth(plan(port), loginPlan({ credentials }))).includes('auth.cleartext-sent'));
  });

  it('sends no password to a certificate that is not trusted', async (t) => {
    const { port } = await illnessOf(t, 'auth-accepted');
    const evidence = await probeAuth(
      plan(port, { security: 'auto' }),
      loginPlan({ credentials, allowCleartext: false }),
    );
    assert.equal(evidence.auth?.withheld, 'untrusted');
    assert.deepEqual(commands(evidence), []);
  });

  it('uses a mechanism that is not offered when forced to', async (t) => {
    const { port } = await loginServer(t, { mechanisms: 'CRAM-MD5', password: PASSWORD });
    const asked = loginPlan({ credentials, mechanism: 'PLAIN' });
    assert.equal((await probeAuth(plan(port), asked)).auth?.withheld, 'mechanism-not-offered');
    const forced = await probeAuth(plan(port), { ...asked, force: true });
    assert.equal(forced.auth?.attempt?.outcome, 'accepted');
    assert.equal(forced.auth.attempt.advertised, false);
  });

  it('hides what a server echoes of a secret, whole, cut or in other case', async (t) => {
    const blob = Buffer.from(`\0ada\0${PASSWORD}`).toString('base64');
    const { port } = await serverOf(
      t,
      `S: 220 x ESMTP\nC: EHLO ***\nS: 250-x\nS: 250 AUTH PLAIN\nC: AUTH PLAIN ***\nS: 500-unknown: AUTH PLAIN ${blob}\nS: 500-${blob.slice(0, 24)}\nS: 500-${blob.toUpperCase()}\nS: 500 ${PASSWORD}\nC: QUIT\nS: 221 bye`,
    );
    const evidence = await probeAuth(plan(port), loginPlan({ credentials }));
    assertSecretFree(evidence);
    assert.ok(!JSON.stringify(evidence).toLowerCase().includes(blob.slice(0, 20).toLowerCase()));
    assert.deepEqual(commands(evidence), ['AUTH PLAIN ***']);
  });

  it('that gets no answer keeps what was tried', async (t) => {
    const { port, ca } = await illnessOf(t, 'auth-unanswered');
    assert.ok(ca);
    const evidence = await probeAuth(plan(port, { security: 'auto' }), loginPlan({ credentials }));
    assert.equal(evidence.auth?.attempt?.outcome, 'unanswered');
    assert.ok(ids(evidence).includes('auth.unanswered'));
  });

  it('shows what a JWT says of itself, and never the token', async (t) => {
    const scene = await illnessOf(t, 'auth-token-expired');
    const claims = { iss: 'https://id.example.net', aud: ['smtp'], scp: 'mail.send', exp: 1_735_689_600 };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'none' })}.${part(claims)}.c2lnbmF0dXJl`;
    const evidence = await probeAuth(
      plan(scene.port, { security: 'auto' }),
      loginPlan({ credentials: { username: 'ada@example.org', token } }),
    );
    assert.deepEqual(evidence.auth?.token, {
      issuer: 'https://id.example.net',
      audience: ['smtp'],
      scopes: ['mail.send'],
      expiresAt: '2025-01-01T00:00:00.000Z',
    });
    assert.deepEqual(evidence.auth.attempt?.said, { error: '401', details: { schemes: 'Bearer' } });
    assert.ok(ids(evidence).includes('auth.token-expired'));
    assertSecretFree(evidence, token);
  });
});

const SECRETS_BACK: readonly (readonly [form: string, answer: (password: string, line: string) => string])[] =
  [
    ['the tail of what was sent', (_password, line) => `535 5.7.8 ${line.slice(12)}`],
    [
      'what was sent, folded',
      (_password, line) => `535-5.7.8 ${line.slice(0, 20)}\r\n535 5.7.8 ${line.slice(20)}`,
    ],
    ['hexadecimal', (password) => `535 5.7.8 ${Buffer.from(password).toString('hex')}`],
    ['percent signs', (password) => `535 5.7.8 ${password.replaceAll('-', '%2D')}`],
    ['another place in base64', (password) => `535 5.7.8 ${Buffer.from(`x${password}`).toString('base64')}`],
    ['two lines', (password) => `535-5.7.8 ${password.slice(0, 7)}\r\n535 5.7.8 ${password.slice(7)}`],
  ];

describe('a secret that a server sends back', () => {
  for (const [form, answer] of SECRETS_BACK) {
    it(`as ${form} stands in no record`, async (t) => {
      const { port } = await hostileServer(t, 'PLAIN', [
        (line) => answer(PASSWORD, line.split(' ')[2] ?? ''),
      ]);
      const evidence = await probeAuth(plan(port), loginPlan({ credentials }));
      const { lines } = evidence.auth?.attempt?.reply ?? { lines: [] };
      assert.ok(
        lines.every((line) => /^\*\*\*$/.test(line)),
        lines.join('|'),
      );
      assertSecretFree(evidence);
    });
  }

  it('within a challenge is hidden, and the challenge is answered all the same', async (t) => {
    const said = Buffer.from(`Password: (${PASSWORD})`).toString('base64');
    const { port } = await hostileServer(t, 'LOGIN', [
      () => '334 VXNlcm5hbWU6',
      () => `334 ${said}`,
      () => '235 2.7.0 ok',
    ]);
    const evidence = await probeAuth(plan(port), loginPlan({ credentials }));
    assert.equal(evidence.auth?.attempt?.outcome, 'accepted');
    assert.ok(!JSON.stringify(evidence).includes(said.slice(-16)));
  });

  it('in the greeting, as it knows it from before, is hidden too', async (t) => {
    const { port } = await serverOf(
      t,
      `S: 220 x ${PASSWORD} ESMTP\nC: EHLO ***\nS: 250 x\nC: QUIT\nS: 221 bye`,
    );
    assertSecretFree(await probeAuth(plan(port), loginPlan({ credentials })));
  });

  it('and is a word of every reply is left, so that the refusal is understood and the gap tells nothing', async (t) => {
    const answer = '535 5.7.0 Error: application specific password required';
    const { port } = await hostileServer(t, 'PLAIN', [() => answer]);
    const evidence = await probeAuth(
      plan(port),
      loginPlan({ credentials: { username: 'ada', password: 'password' } }),
    );
    assert.deepEqual(evidence.auth?.attempt?.reply?.lines, [answer.slice(10)]);
    assert.ok(ids(evidence).includes('auth.app-password-required'));
  });
});

describe('a hostile exchange', () => {
  const scramNames = 'SCRAM-SHA-1';
  const nonceOf = (line: string): string =>
    /r=(.*)$/.exec(Buffer.from(line.split(' ')[2] ?? '', 'base64').toString())?.[1] ?? '';
  const challenge = (text: string): string => `334 ${Buffer.from(text).toString('base64')}`;
  const first = (iterations: number) => (line: string) =>
    challenge(`r=${nonceOf(line)}x,s=c2FsdA==,i=${iterations}`);

  it('of SCRAM with few rounds is left where others could read along', async (t) => {
    const { port } = await hostileServer(t, scramNames, [first(1), () => '501 cancelled']);
    const evidence = await probeAuth(plan(port), loginPlan({ credentials, allowCleartext: false }));
    assert.equal(evidence.auth?.attempt?.fault?.kind, 'iterations-few');
    assert.deepEqual(commands(evidence), ['AUTH SCRAM-SHA-1 ***', '*']);
    assert.ok(ids(evidence).includes('auth.server-unproven'));
  });

  it('of SCRAM in which the server saw another offer points at somebody between', async (t) => {
    const { port } = await hostileServer(t, scramNames, [
      first(4_096),
      () => challenge('e=server-does-support-channel-binding'),
      () => '535 5.7.8 failed',
    ]);
    const evidence = await probeAuth(plan(port), loginPlan({ credentials }));
    assert.equal(evidence.auth?.attempt?.fault?.kind, 'channel-binding-stripped');
    assert.ok(ids(evidence).includes('auth.server-unproven'));
  });

  it('of SCRAM that begins with an error is a refusal with its word', async (t) => {
    const { port } = await hostileServer(t, scramNames, [
      () => challenge('e=unknown-user'),
      () => '535 5.7.8 authentication failed',
    ]);
    const { attempt } = (await probeAuth(plan(port), loginPlan({ credentials }))).auth ?? {};
    assert.deepEqual([attempt?.outcome, attempt?.said?.error], ['refused', 'unknown-user']);
  });

  it('of LOGIN that asks for the password first gets none', async (t) => {
    const { port } = await hostileServer(t, 'LOGIN', [() => challenge('Password:'), () => '501 cancelled']);
    const evidence = await probeAuth(plan(port), loginPlan({ credentials }));
    assert.deepEqual(commands(evidence), ['AUTH LOGIN', '*']);
    assert.ok(ids(evidence).includes('auth.challenge-malformed'));
  });

  it('in which a token was refused and then accepted is a warning', async (t) => {
    const { port } = await hostileServer(t, 'XOAUTH2', [
      () => challenge('{"status":"401"}'),
      () => '235 2.7.0 ok',
    ]);
    const evidence = await probeAuth(
      plan(port),
      loginPlan({ credentials: { username: 'ada', token: 'abcd1234' } }),
    );
    const accepted = diagnose(evidence).findings.find(({ id }) => id === 'auth.accepted');
    assert.equal(accepted?.severity, 'warning');
  });

  it('is not begun with a mechanism that cannot carry the password', async (t) => {
    const { port } = await hostileServer(t, 'SCRAM-SHA-1 PLAIN', [() => '235 2.7.0 ok']);
    const forbidden = { username: 'ada', password: 'pa\x07ss' };
    const evidence = await probeAuth(plan(port), loginPlan({ credentials: forbidden }));
    assert.equal(evidence.auth?.attempt?.mechanism, 'PLAIN');
  });
});

describe('an examination', () => {
  async function examined(
    t: TestContext,
    illness: string,
    change: Partial<LoginPlan> = {},
  ): Promise<Evidence> {
    const { port } = await illnessOf(t, illness);
    return probeAuth(plan(port, { security: 'auto' }), loginPlan(change));
  }

  it('asks each mechanism for its first step, before TLS and after it, and cancels', async (t) => {
    const evidence = await examined(t, 'auth-mechanisms-differ');
    assert.deepEqual(
      evidence.auth?.examined?.map(({ mechanism, secure, reply }) => [mechanism, secure, reply.code]),
      [
        ['CRAM-MD5', false, 334],
        ['CRAM-MD5', true, 334],
        ['PLAIN', true, 334],
        ['LOGIN', true, 334],
        ['GSSAPI', true, 504],
      ],
    );
    assert.deepEqual(new Set(commands(evidence).map((line) => line.split(' ').length)), new Set([2, 1]));
    assert.ok(commands(evidence).every((line) => /^(?:AUTH [A-Z0-9-]+|\*)$/.test(line)));
  });

  it('stops at the first sign of a limit and says so', async (t) => {
    const evidence = await examined(t, 'auth-examination-partial');
    assert.equal(evidence.auth?.examinationEnded, 'limit');
    assert.equal(evidence.auth.examined?.length, 2);
    assert.ok(ids(evidence).includes('auth.examination-partial'));
    assert.equal(evidence.failure, undefined);
  });

  it('asks for a mechanism that is named but not offered', async (t) => {
    const { port } = await loginServer(t, { mechanisms: 'PLAIN', password: PASSWORD });
    const evidence = await probeAuth(plan(port), loginPlan({ mechanism: 'GSSAPI' }));
    assert.deepEqual(
      evidence.auth?.examined?.map(({ mechanism, advertised }) => [mechanism, advertised]),
      [
        ['PLAIN', true],
        ['GSSAPI', false],
      ],
    );
  });

  it('takes a free text before a client’s first message for no fault, but none in the place of a challenge', async (t) => {
    const dialogue = (name: string) =>
      `S: 220 x ESMTP\nC: EHLO ***\nS: 250-x\nS: 250 AUTH ${name}\nC: AUTH ${name}\nS: 334 go on, please\nC: *\nS: 501 cancelled\nC: QUIT\nS: 221 bye`;
    const [plainServer, cramServer] = [
      await serverOf(t, dialogue('PLAIN')),
      await serverOf(t, dialogue('CRAM-MD5')),
    ];
    assert.ok(
      !ids(await probeAuth(plan(plainServer.port), loginPlan())).includes('auth.challenge-malformed'),
    );
    assert.ok(ids(await probeAuth(plan(cramServer.port), loginPlan())).includes('auth.challenge-malformed'));
  });
});
