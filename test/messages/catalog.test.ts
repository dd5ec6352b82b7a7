import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STAGES } from '../../src/errors.ts';
import type { Evidence } from '../../src/evidence.ts';
import { catalogOf, type Locale } from '../../src/messages/catalog.ts';
import { explain } from '../../src/render/explained.ts';
import { diagnose, type FindingId, rules } from '../../src/rules/index.ts';
import { distrusted, failedAt, healthy, hello, leaf, submissionGoal } from '../support/evidence.ts';
import { exercised, trial } from '../support/exercise.ts';
import { sick } from '../support/sick-evidence.ts';
import { expecting, inClearText, since } from '../support/sick-expectation.ts';
import { answeredEach, lostAt, refusedAt, reply, transacted } from '../support/transaction.ts';

const LOCALES: readonly Locale[] = ['en', 'it'];
const TITLE_CHARACTERS = 60;

async function textsOf(locale: Locale, id: FindingId, evidence: Evidence) {
  const finding = diagnose(evidence).findings.find((candidate) => candidate.id === id);
  assert.ok(finding, id);
  return explain(finding, evidence, await catalogOf(locale));
}

function assertReadable({ title, meaning, fix }: Awaited<ReturnType<typeof textsOf>>): void {
  assert.ok(title.length <= TITLE_CHARACTERS, `${title.length} characters: ${title}`);
  assert.doesNotMatch(title, /[.:]$/);
  assert.match(meaning, /[.]$/);
  assert.ok(fix.length > 0, title);
  for (const text of [title, meaning, ...fix]) {
    assert.ok(text.trim() === text && text.length > 0, text);
    assert.doesNotMatch(text, /undefined|\[object|NaN|\.\.| {2}|""/, text);
    assert.equal((text.match(/`/g) ?? []).length % 2, 0, text);
  }
  for (const [, command] of fix.join('\n').matchAll(/smtp-doctor (\S+)/g))
    assert.match(
      command ?? '',
      /^(probe|demo|ports|auth|send-test|settings|starttls|domain|inspect|explain|check)$/,
    );
}

for (const { id } of rules) {
  test(`${id} has a title, a meaning and a remedy in both languages, and they differ`, async () => {
    const [en, it] = await Promise.all([textsOf('en', id, sick[id]), textsOf('it', id, sick[id])]);
    assertReadable(en);
    assertReadable(it);
    assert.notEqual(en.title, it.title);
    assert.notEqual(en.meaning, it.meaning);
    assert.notDeepEqual(en.fix, it.fix);
    assert.equal(en.fix.length, it.fix.length);
    assert.equal(en.see, it.see);
  });
}

const on587 = { goal: submissionGoal };
const avast = [{ name: 'Avast', kind: 'antivirus', seenIn: 'certificate', sample: 'Avast' }] as const;
const zscaler = [{ name: 'Zscaler', kind: 'middlebox', seenIn: 'certificate', sample: 'Zscaler' }] as const;
const socket = { goal: { host: '/run/smtp.sock', role: 'submission', security: 'auto' } } as const;
const noHello = { refused: { code: 502, lines: ['5.5.2 Error: command not recognized'] } };

const relay = reply(554, '5.7.1', '<bob@example.net>: Relay access denied');
const loginOffered = { ...on587, hello: { secure: hello('AUTH PLAIN') } };
const noReason = reply(499, '4.9.9', 'not now');
const everybody = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [`user${n}@example.net`, noReason]));
const lmtp = { hello: { plain: { ...hello(), verb: 'LHLO' } } } as const;
const accepted = { final: reply(250, '', 'Ok') };

const several = [
  trial({ keyword: 'DSN', outcome: 'fails', reason: 'parameter-refused', said: ['MAIL FROM:<> RET=HDRS'] }),
  trial({
    keyword: 'SMTPUTF8',
    outcome: 'fails',
    reason: 'parameter-refused',
    said: ['MAIL FROM:<> SMTPUTF8'],
  }),
];
const untried = trial({ keyword: 'DSN', outcome: 'untried', reason: 'sender-refused' });

function exclude(id: string): Pick<Evidence, 'check'> {
  return { check: { expect: { findings: { exclude: [id] } } } };
}

function withoutPolicy({ mtaSts: _policy, ...rest }: Evidence): Evidence {
  return rest;
}

function daneWith(fault: 'mismatch' | 'unsigned' | 'unproven'): Evidence {
  const unproven = fault === 'unproven' ? ({ unproven: true } as const) : {};
  const dane = { ...healthy.dane, matched: fault !== 'mismatch', authenticated: false, ...unproven };
  return { ...expecting({ dane: 'valid' }), dane };
}

/** The same findings with other data: each takes another way through its text. */
const VARIANTS: readonly (readonly [FindingId, Evidence])[] = [
  ['resolve.name-unknown', failedAt('resolve', 'resolve', { dns: healthy.dns })],
  ['connect.refused', { ...sick['connect.refused'], ...socket }],
  [
    'connect.refused',
    { ...sick['connect.refused'], endpoints: [{ port: 465, outcome: 'open', elapsedMs: 1, chosen: false }] },
  ],
  ['connect.timeout', { ...sick['connect.timeout'], ...on587 }],
  [
    'connect.failed',
    failedAt('connect', 'refused', {
      ...socket,
      connect: {
        attempts: [{ address: '/run/smtp.sock', outcome: 'failed', startedMs: 0, elapsedMs: 1 }],
        elapsedMs: 1,
      },
      failing: { code: 'ENOENT' },
    }),
  ],
  ['connect.failed', failedAt('connect', 'limit', { connect: { attempts: [], elapsedMs: 1 } })],
  ['connect.port-25-blocked', { ...sick['connect.port-25-blocked'], ...on587 }],
  ['greeting.not-smtp', failedAt('greeting', 'protocol', { ...socket, failing: { received: 'hello?' } })],
  ['greeting.endless', failedAt('greeting', 'timeout', { failing: { received: '220-wait\n220-wait' } })],
  ['greeting.dropped', failedAt('greeting', 'disconnected', { failing: { received: '220-I am' } })],
  [
    'greeting.refused',
    failedAt('greeting', 'refusal', { greeting: { reply: { code: 354, lines: ['?'] }, elapsedMs: 1 } }),
  ],
  ['greeting.malformed', { ...healthy, greeting: { ...healthy.greeting, hostname: 'ESMTP' } }],
  ['hello.ehlo-refused', failedAt('hello', 'refusal', { hello: noHello })],
  [
    'hello.ehlo-refused',
    failedAt('hello', 'refusal', { hello: { ...noHello, plain: { ...hello(), verb: 'HELO' } } }),
  ],
  ['hello.dropped', failedAt('hello', 'tls', { tls: healthy.tls, failing: { code: 'ERR_SSL_ALERT' } })],
  ['starttls.missing', { ...sick['starttls.missing'], software: [{ ...zscaler[0], seenIn: 'ehlo' }] }],
  [
    'starttls.refused',
    {
      ...sick['starttls.refused'],
      ...on587,
      starttls: { offered: true, reply: { code: 500, lines: ['Unsupported command.'] } },
    },
  ],
  ['tls.starttls-expected', { ...healthy, ...on587, mode: { asked: 'tls', works: 'none' } }],
  ['tls.handshake-failed', failedAt('tls', 'disconnected', { failing: { code: 'EOF' } })],
  ['tls.handshake-failed', failedAt('tls', 'timeout')],
  ['tls.cipher-weak', { ...healthy, tls: { ...healthy.tls, cipher: 'TLS_RSA_WITH_AES_128_CBC_SHA' } }],
  ['tls.certificate-expired', distrusted(['expired'], { validTo: 'no date' })],
  ['tls.certificate-expired', distrusted(['expired'], { validTo: '2026-11-22T01:00:00.000Z' })],
  ['tls.certificate-untrusted', { ...distrusted(['unknown-issuer']), software: avast }],
  ['tls.certificate-untrusted', { ...distrusted(['unknown-issuer']), software: zscaler }],
  ['tls.certificate-untrusted', distrusted(['revoked'])],
  ['tls.certificate-untrusted', distrusted(['other'])],
  ['tls.name-mismatch', distrusted(['name-mismatch'], { names: [] })],
  ['tls.key-weak', distrusted(['weak-signature'], { signatureAlgorithm: 'md5WithRSAEncryption' })],
  ['tls.mta-sts-mismatch', { ...healthy, mtaSts: { domain: 'example.org', mx: [], problem: 'status-404' } }],
  [
    'auth.cleartext-offered',
    { ...healthy, hello: { plain: hello('AUTH LOGIN') }, starttls: { offered: false } },
  ],
  [
    'mail.extension-missing',
    lostAt('mail', 'refusal', { lacking: ['CHUNKING', 'DSN', 'REQUIRETLS', 'PIPELINING'] }),
  ],
  [
    'mail.extension-missing',
    lostAt('mail', 'refusal', { lacking: ['DELIVERBY', 'FUTURERELEASE', 'MT-PRIORITY', 'AUTH'] }),
  ],
  ['mail.parameter-refused', exercised(several)],
  [
    'mail.exercise-partial',
    exercised([untried], { senderRefused: reply(530, '5.7.0', 'Authentication required') }),
  ],
  ['mail.exercise-partial', exercised([untried], { ended: { how: 'silent', keyword: 'DSN' } })],
  ['mail.auth-required', refusedAt('rcpt', reply(550, '5.7.1', 'Access denied'), loginOffered)],
  ['mail.sender-not-owned', refusedAt('data', reply(554, '5.2.252', 'SendAsDenied; not allowed to send as'))],
  [
    'mail.sender-refused',
    refusedAt('mail', reply(550, '5.1.8', 'sender rejected'), { delivery: { from: '' } }),
  ],
  ['mail.out-of-step', refusedAt('data', reply(353, '', 'wait'))],
  ['data.unconfirmed', transacted({ contradiction: reply(550, '5.7.1', 'spam') })],
  ['mail.dropped', lostAt('mail', 'timeout')],
  ['mail.dropped', lostAt('mail', 'protocol')],
  ['rcpt.dropped', lostAt('rcpt', 'disconnected')],
  ['rcpt.relay-denied', refusedAt('rcpt', relay, loginOffered)],
  ['rcpt.relay-denied', refusedAt('rcpt', relay, { ...loginOffered, delivery: { authenticated: true } })],
  ['rcpt.relay-denied', refusedAt('rcpt', relay, { goal: { ...healthy.goal, domain: 'example.net' } })],
  ['rcpt.relay-denied', refusedAt('rcpt', relay, socket)],
  ['rcpt.refused', answeredEach(everybody)],
  ['rcpt.refused', answeredEach({ ...everybody, 'last@example.net': reply(599, '5.9.9', 'no') })],
  ['rcpt.some-refused', transacted({ ...sick['rcpt.some-refused'].delivery, final: noReason })],
  ['data.dropped', lostAt('data', 'timeout', { data: reply(250, '', 'Ok'), message: { bytes: 5_000 } })],
  ['data.unconfirmed', lostAt('data', 'aborted', { unconfirmed: true })],
  [
    'data.unconfirmed',
    lostAt('data', 'disconnected', {
      unconfirmed: true,
      message: { bytes: 1, token: 'T1', messageId: '<1@x>' },
    }),
  ],
  ['data.accepted', transacted({ ...accepted, from: '' })],
  ['data.accepted', transacted(accepted, lmtp)],
  [
    'mail.try-repeated',
    { ...sick['greeting.busy'], followedBy: { why: 'temporary-failure', subject: 'x:25', waitedMs: 1_000 } },
  ],
  ['quit.findings-unexpected', { ...sick['greeting.slow'], ...exclude('greeting.slow') }],
  ['hello.extensions-unexpected', expecting({ extensions: { exclude: ['PIPELINING'] } })],
  [
    'auth.mechanisms-unexpected',
    { ...expecting({ 'auth.mechanisms': { exclude: ['PLAIN'] } }), ...loginOffered },
  ],
  ['tls.version-unmet', inClearText({ 'tls.min': '1.2' })],
  ['tls.lifetime-short', inClearText({ 'certificate.days': 21 })],
  [
    'connect.port-unexpected',
    expecting(
      {
        ports: [
          { port: 25, state: 'closed' },
          { port: 465, state: 'open' },
        ],
      },
      {
        ports: [
          { port: 25, state: 'open' },
          { port: 465, state: 'closed' },
        ],
      },
    ),
  ],
  ['rcpt.relay-unproven', expecting({}, { relay: { to: 'smtp-doctor@example.com' } })],
  [
    'domain.mta-sts-unmet',
    { ...sick['domain.mta-sts-unmet'], mtaSts: { domain: 'example.org', mx: [], problem: 'status-404' } },
  ],
  ['domain.mta-sts-unmet', withoutPolicy(sick['domain.mta-sts-unmet'])],
  ...(['mismatch', 'unsigned', 'unproven'] as const).map(
    (fault) => ['tls.dane-unmet', daneWith(fault)] as const,
  ),
  ['hello.extension-lost', since({ extensions: ['SMTPUTF8', 'DSN', 'SIZE'] })],
  ['auth.mechanism-lost', since({ mechanisms: ['PLAIN', 'LOGIN'] })],
  ['greeting.software-changed', since({ software: [] })],
  ['tls.version-changed', since({ protocol: 'TLSv1.2' })],
  ['tls.certificate-changed', since({ certificate: { ...leaf, sha256: '12'.repeat(32) } })],
];

for (const [index, [id, evidence]] of VARIANTS.entries()) {
  test(`${id} also reads well with other data (${index})`, async () => {
    for (const locale of LOCALES) assertReadable(await textsOf(locale, id, evidence));
  });
}

test('a next command names the server that was probed', async () => {
  const { fix } = await textsOf('en', 'greeting.tls-expected', sick['greeting.tls-expected']);
  assert.ok(fix.join(' ').includes('`smtp-doctor probe mail.example.org:25 --security tls`'));
});

test('the line of configuration is that of the software that was recognised', async () => {
  const { fix } = await textsOf('en', 'auth.cleartext-offered', sick['auth.cleartext-offered']);
  assert.ok(fix.includes('Postfix: `smtpd_tls_auth_only = yes`'));
  const { software: _software, ...unknown } = sick['auth.cleartext-offered'];
  assert.doesNotMatch((await textsOf('en', 'auth.cleartext-offered', unknown)).fix.join(), /Postfix/);
});

test('a server’s text is quoted and cut', async () => {
  const greeting = { reply: { code: 421, lines: ['x'.repeat(5_000)] }, elapsedMs: 1 };
  const { meaning } = await textsOf('en', 'greeting.busy', failedAt('greeting', 'refusal', { greeting }));
  assert.ok(meaning.length < 500);
});

test('every stage and actor has its words in both languages', async () => {
  for (const locale of LOCALES) {
    const { stages, actors } = await catalogOf(locale);
    assert.deepEqual(Object.keys(stages).sort(), [...STAGES].sort());
    for (const text of [...Object.values(stages), ...Object.values(actors)]) assert.ok(text.length > 0);
  }
});
