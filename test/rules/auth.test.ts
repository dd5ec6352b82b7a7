import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import { diagnose } from '../../src/rules/index.ts';
import { healthy, hello, loginRefused, loginTried, submissionGoal } from '../support/evidence.ts';

function errors(evidence: Evidence): string[] {
  return diagnose(evidence)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ id }) => id);
}

function found(evidence: Evidence, id: string) {
  return diagnose(evidence).findings.find((finding) => finding.id === id);
}

/** Replies as servers and providers give them, and what the refusal is to be called. */
const REFUSALS = [
  [535, '5.7.8', 'Error: authentication failed: UGFzc3dvcmQ6', 'auth.credentials-rejected'],
  [535, '5.7.3', 'Authentication unsuccessful', 'auth.credentials-rejected'],
  [550, '5.1.1', 'user unknown', 'auth.credentials-rejected'],
  [535, '5.7.139', 'Authentication unsuccessful, basic authentication is disabled.', 'auth.oauth-required'],
  [550, '5.7.30', 'Basic authentication is not supported for Client Submission.', 'auth.oauth-required'],
  [534, '5.7.9', 'Application-specific password required.', 'auth.app-password-required'],
  [534, '5.7.14', 'Please log in via your web browser and then try again.', 'auth.web-login-required'],
  [535, '5.7.139', 'SmtpClientAuthentication is disabled for the Mailbox.', 'auth.disabled'],
  [535, '5.7.0', 'Your account has been locked', 'auth.account-locked'],
  [454, '4.7.0', 'Too many login attempts, please try again later.', 'auth.attempts-limited'],
  [432, '4.3.2', 'Concurrent connections limit exceeded', 'auth.attempts-limited'],
  [421, '4.7.0', 'Too many login attempts', 'auth.attempts-limited'],
  [454, '4.7.0', 'Temporary authentication failure', 'auth.server-failure'],
  [504, '5.5.4', 'Unrecognized authentication type', 'auth.mechanism-unsupported'],
  [530, '5.7.0', 'Must issue a STARTTLS command first', 'auth.tls-required'],
  [599, '5.9.9', 'no', 'auth.refused'],
] as const;

for (const [code, enhanced, text, id] of REFUSALS) {
  test(`${code} ${enhanced} "${text}" to a login is ${id}, and nothing else`, () => {
    assert.deepEqual(errors(loginRefused(code, enhanced, text)), [id]);
  });
}

test('a refusal carries what decided', () => {
  const data = found(loginRefused(535, '5.7.8', 'authentication failed'), 'auth.credentials-rejected')?.data;
  assert.ok(data && 'because' in data && data.because.length > 0);
  assert.ok('mechanism' in data && data.mechanism === 'PLAIN');
});

test('a refused token is no wrong password, and an expired one says so itself', () => {
  const attempt = {
    mechanism: 'XOAUTH2',
    reply: { code: 535, enhanced: '5.7.8', lines: ['Username and Password not accepted'] },
  };
  assert.deepEqual(errors(loginTried(attempt)), ['auth.token-rejected']);
  const expired = { token: { expiresAt: '2026-11-22T11:59:59.000Z' } };
  assert.deepEqual(errors(loginTried(attempt, expired)), ['auth.token-expired']);
  const valid = { token: { expiresAt: '2026-11-22T12:00:01.000Z' } };
  assert.deepEqual(errors(loginTried(attempt, valid)), ['auth.token-rejected']);
});

test('a token that calls itself expired and is accepted is a warning', () => {
  const evidence = loginTried({ outcome: 'accepted' }, { token: { expiresAt: '2026-11-22T11:00:00.000Z' } });
  assert.equal(found(evidence, 'auth.token-expired')?.severity, 'warning');
});

test('the form of the user name is a hint by the provider, and none where it fits', () => {
  const at = (host: string, usernameForm: 'address' | 'name'): Evidence => ({
    ...loginRefused(535, '5.7.8', 'authentication failed', { usernameForm }),
    goal: { ...submissionGoal, host },
  });
  const expected = (evidence: Evidence) => {
    const data = found(evidence, 'auth.username-form')?.data;
    return data && 'expected' in data ? data.expected : undefined;
  };
  assert.equal(expected(at('smtps.aruba.it', 'name')), 'address');
  assert.equal(expected(at('smtps.aruba.it', 'address')), undefined);
  assert.equal(expected(at('smtp.sendgrid.net', 'address')), 'name');
  assert.equal(expected(at('smtp.sendgrid.net', 'name')), undefined);
  assert.equal(expected(at('mail.example.org', 'address')), undefined);
});

test('a login asked for where none is offered is an error, also between servers', () => {
  const evidence: Evidence = {
    ...healthy,
    auth: { asked: 'auto', withheld: 'not-offered' },
    failure: { stage: 'auth', kind: 'refusal', message: 'no login was tried', elapsedMs: 9 },
  };
  assert.deepEqual(errors(evidence), ['auth.missing']);
});

test('mechanisms that are the same before and after TLS, or only after it, do not differ', () => {
  const offered = (before: string, after: string): Evidence => ({
    ...healthy,
    goal: submissionGoal,
    hello: { plain: hello('STARTTLS', before), secure: hello(after) },
  });
  assert.equal(found(offered('AUTH CRAM-MD5', 'AUTH CRAM-MD5'), 'auth.mechanisms-differ'), undefined);
  assert.equal(found(offered('DSN', 'AUTH PLAIN'), 'auth.mechanisms-differ'), undefined);
  const data = found(offered('AUTH CRAM-MD5 NTLM', 'AUTH CRAM-MD5 PLAIN'), 'auth.mechanisms-differ')?.data;
  assert.deepEqual(data && 'gained' in data && [data.gained, data.lost], [['PLAIN'], ['NTLM']]);
});

for (const kind of ['timeout', 'disconnected', 'protocol', 'limit'] as const) {
  test(`a login that ends by ${kind} has exactly one error`, () => {
    const failure = { stage: 'auth', kind, message: 'what happened', elapsedMs: 1_000 } as const;
    assert.deepEqual(errors({ ...loginTried({ outcome: 'unanswered' }), failure }), ['auth.unanswered']);
  });
}
