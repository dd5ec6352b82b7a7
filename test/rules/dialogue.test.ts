import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import { diagnose } from '../../src/rules/index.ts';
import { failedAt, healthy, hello, submissionGoal } from '../support/evidence.ts';
import { sick } from '../support/sick-evidence.ts';

function ids(evidence: Evidence): string[] {
  return diagnose(evidence).findings.map(({ id }) => id);
}

function found(evidence: Evidence, id: string) {
  return diagnose(evidence).findings.find((finding) => finding.id === id);
}

const OPENINGS = [
  ['ssh', 'SSH-2.0-OpenSSH_9.6'],
  ['http', 'HTTP/1.1 400 Bad Request'],
  ['imap', '* OK IMAP4rev1 ready'],
  ['pop3', '+OK POP3 ready'],
] as const;

for (const [service, received] of OPENINGS) {
  test(`${service} in the place of a greeting is named`, () => {
    const { findings } = diagnose(failedAt('greeting', 'protocol', { failing: { received } }));
    assert.deepEqual(
      findings.map(({ id }) => id),
      ['greeting.not-smtp'],
    );
    assert.deepEqual(findings[0]?.data, { port: 25, service, line: received });
  });
}

test('FTP, which greets with 220 too, is told by its words and not blamed for EHLO', () => {
  const greeting = { reply: { code: 220, lines: ['(vsFTPd 3.0.5)'] }, elapsedMs: 5, hostname: '(vsFTPd' };
  const refused = { refused: { code: 530, lines: ['Please login with USER and PASS.'] } };
  assert.deepEqual(ids(failedAt('hello', 'refusal', { greeting, hello: refused })), ['greeting.not-smtp']);
});

test('an unknown text is no SMTP either', () => {
  const evidence = failedAt('greeting', 'protocol', { failing: { received: 'welcome stranger' } });
  assert.deepEqual(ids(evidence), ['greeting.not-smtp']);
});

test('a greeting that stops after its first line is endless, not silent', () => {
  const evidence = failedAt('greeting', 'timeout', { failing: { received: '220-please wait' } });
  assert.deepEqual(ids(evidence), ['greeting.endless']);
});

test('how long was waited is the stage’s own time', () => {
  const timings = [{ stage: 'greeting', startedMs: 40, elapsedMs: 30_000 }] as const;
  const data = found(failedAt('greeting', 'timeout', { timings }), 'greeting.silent')?.data;
  assert.deepEqual(data, { waitedMs: 30_000, triedTls: false });
});

test('a port found to want TLS is an error to one who asked for STARTTLS, information to one who did not', () => {
  const mode = { asked: 'starttls', works: 'tls' } as const;
  const asked = { ...healthy, mode, goal: { ...submissionGoal, security: 'starttls' } } as const;
  assert.equal(found(asked, 'greeting.tls-expected')?.severity, 'error');
  assert.equal(found({ ...healthy, mode }, 'greeting.tls-expected')?.severity, 'info');
});

test('521 takes no mail from anybody, 554 refuses this address', () => {
  const refusal = (code: number) => {
    const greeting = { reply: { code, lines: ['no'] }, elapsedMs: 5, hostname: 'no' };
    return found(failedAt('greeting', 'refusal', { greeting }), 'greeting.refused')?.actor;
  };
  assert.equal(refusal(521), 'server-admin');
  assert.equal(refusal(554), 'your-network');
});

test('a greeting without the server’s name is information, with mixed codes a warning', () => {
  const nameless = {
    ...healthy,
    greeting: { reply: { code: 220, lines: ['ESMTP ready'] }, elapsedMs: 5, hostname: 'ESMTP' },
  };
  const mixed = {
    ...healthy,
    oddities: [{ stage: 'greeting', kind: 'mixed-codes', sample: '250-x' }],
  } as const;
  assert.equal(found(nameless, 'greeting.malformed')?.severity, 'info');
  assert.equal(found(mixed, 'greeting.malformed')?.severity, 'warning');
});

test('a refused EHLO is told apart by code and words', () => {
  const reason = (code: number, line: string) => {
    const data = found(
      failedAt('hello', 'refusal', { hello: { refused: { code, lines: [line] } } }),
      'hello.ehlo-refused',
    )?.data;
    return data && 'reason' in data ? data.reason : undefined;
  };
  assert.equal(reason(502, 'Command not implemented'), 'unknown-command');
  assert.equal(reason(500, 'Command unrecognized: "XXXX"'), 'overwritten');
  assert.equal(reason(501, 'Invalid domain name'), 'name');
  assert.equal(reason(421, 'try later'), 'busy');
  assert.equal(reason(554, 'no'), 'other');
});

test('HELO alone is a warning between servers, an error where users log in', () => {
  const works = { refused: { code: 500, lines: ['?'] }, plain: { ...hello(), verb: 'HELO' } } as const;
  const rest = {
    observedAt: healthy.observedAt,
    greeting: healthy.greeting,
    hello: works,
    starttls: { offered: false },
  };
  assert.deepEqual(ids({ ...rest, goal: healthy.goal }), ['hello.ehlo-refused']);
  assert.equal(found({ ...rest, goal: healthy.goal }, 'hello.ehlo-refused')?.severity, 'warning');
  assert.equal(found({ ...rest, goal: submissionGoal }, 'hello.ehlo-refused')?.severity, 'error');
});

test('a masked STARTTLS is said once, and by the mask', () => {
  assert.deepEqual(ids({ ...sick['hello.keywords-masked'], goal: submissionGoal }), [
    'hello.keywords-masked',
  ]);
});

test('a missing STARTTLS is an error where users log in and a warning between servers', () => {
  const { observedAt, goal } = healthy;
  const plain = { observedAt, hello: { plain: hello('PIPELINING') }, starttls: { offered: false } };
  assert.equal(found({ ...plain, goal: submissionGoal }, 'starttls.missing')?.severity, 'error');
  assert.equal(found({ ...plain, goal }, 'starttls.missing')?.severity, 'warning');
  assert.equal(found({ ...plain, goal: { ...goal, security: 'none' } }, 'starttls.missing'), undefined);
});

test('a local socket needs no STARTTLS', () => {
  const goal = { host: '/run/lmtp', role: 'submission', security: 'auto' } as const;
  const { observedAt } = healthy;
  assert.deepEqual(
    ids({ observedAt, goal, hello: { plain: hello('PIPELINING') }, starttls: { offered: false } }),
    [],
  );
});

test('the other ports that encrypt are named', () => {
  const endpoints = [{ port: 465, outcome: 'open', security: 'tls', elapsedMs: 1, chosen: false }] as const;
  const data = found({ ...sick['starttls.missing'], endpoints }, 'starttls.missing')?.data;
  assert.deepEqual(data, { securePorts: [465], middlebox: undefined });
});

test('text after the 220 in the place of TLS is no injection', () => {
  const starttls = { ...healthy.starttls, injected: '250 go on' };
  const evidence = failedAt('tls', 'tls', { starttls, failing: { code: 'ERR_SSL_WRONG_VERSION_NUMBER' } });
  assert.deepEqual(ids(evidence), ['starttls.not-tls']);
});
