import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '../../src/report.ts';
import { type Case, loadCases, playCase, sectionOf } from '../support/case.ts';
import { type Outcome, runCli, runProcess } from '../support/run-cli.ts';
import { illnessOf, serverOf } from '../support/scene.ts';

/** What a command of a case is given in secret. */
function secretsOf(one: Case): string[] {
  const { sections } = one.parts;
  const files = sections.filter(({ name }) => /^file (?:password|token)$/.test(name));
  const texts = [sectionOf(one, 'stdin'), ...files.map(({ text }) => text)].map((text) => text.trim());
  return texts.filter((text) => text !== '' && !text.includes('\n'));
}

/** As they are, in base64, and within the messages of PLAIN and of the OAuth mechanisms. */
function formsOf(secret: string): string[] {
  const user = 'ada@example.org';
  const messages = [`\0${user}\0${secret}`, `user=${user}\x01auth=Bearer ${secret}\x01\x01`];
  return [secret, ...[secret, ...messages].map((text) => Buffer.from(text).toString('base64'))];
}

function assertSecretFree({ stdout, stderr }: Pick<Outcome, 'stdout' | 'stderr'>, secret: string): void {
  for (const form of formsOf(secret)) {
    assert.ok(!stdout.includes(form), 'a secret stands in stdout');
    assert.ok(!stderr.includes(form), 'a secret stands in stderr');
  }
}

describe('no secret is shown', { concurrency: 2 }, async () => {
  const cases = await loadCases('auth-');
  for (const one of cases.filter((candidate) => secretsOf(candidate).length > 0)) {
    for (const extra of ['', '--transcript --verbose', '--json']) {
      it(`by ${one.name} ${extra}`, { timeout: 30_000 }, async () => {
        const sections = one.parts.sections.map(({ name, text }) =>
          name === 'command' ? { name, text: `${text.trim()} ${extra}\n` } : { name, text },
        );
        const { raw } = await playCase({ ...one, parts: { ...one.parts, sections } });
        for (const secret of secretsOf(one)) assertSecretFree(raw, secret);
      });
    }
  }
});

const LOGIN = ['--user', 'ada@example.org', '--password-stdin'];
const CLEAR =
  'S: 220 mail.example.org ESMTP\nC: EHLO ***\nS: 250-mail.example.org\nS: 250 AUTH PLAIN LOGIN\nC: QUIT\nS: 221 bye';

describe('auth', () => {
  it('ends with 14 when the login was refused, and with 0 when it was accepted', async (t) => {
    const refused = await illnessOf(t, 'auth-credentials-rejected');
    const accepted = await illnessOf(t, 'auth-accepted');
    const run = ({ port, ca }: typeof refused) =>
      runCli(['auth', `127.0.0.1:${port}`, '--ca', ca, ...LOGIN], { stdin: 'open-sesame\n' });
    assert.equal((await run(refused)).code, 14);
    assert.equal((await run(accepted)).code, 0);
  });

  it('ends with 13 when the login was kept back for want of TLS', async (t) => {
    const { port } = await serverOf(t, CLEAR);
    const { code, stdout } = await runCli(['auth', `127.0.0.1:${port}`, ...LOGIN, '--json'], {
      stdin: 'secret1',
    });
    assert.equal(code, 13);
    const found = JSON.parse(stdout).runs[0].findings.map(({ id }: { id: string }) => id);
    assert.ok(found.includes('starttls.missing') && found.includes('auth.cleartext-withheld'), found.join());
  });

  it('asks before it makes several attempts, and needs --yes where nobody can be asked', async () => {
    const { code, stderr } = await runCli(['auth', '127.0.0.1:1', ...LOGIN, '--mechanism', 'all'], {
      stdin: 'secret1',
    });
    assert.equal(code, 2);
    assert.match(stderr, /--yes/);
  });

  it('names the mechanisms that it knows when given another', async () => {
    const { code, stderr } = await runCli(['auth', '127.0.0.1:1', ...LOGIN, '--mechanism', 'GSSAPI'], {
      stdin: 'secret1',
    });
    assert.equal(code, 2);
    assert.match(stderr, /SCRAM-SHA-256/);
  });

  it('says which secret a mechanism lacks', async () => {
    const { code, stderr } = await runCli(['auth', '127.0.0.1:1', ...LOGIN, '--mechanism', 'XOAUTH2'], {
      stdin: 'secret1',
    });
    assert.equal(code, 2);
    assert.match(stderr, /token/);
    assert.doesNotMatch(stderr, /secret1/);
  });

  it('takes no mail domain for a server', async () => {
    const { code, stderr } = await runCli(['auth', 'ada@example.org']);
    assert.equal(code, 2);
    assert.match(stderr, /settings/);
  });
});

/** Answers one connection after the other: the offer first, then one login each. */
function offers(mechanisms: string, ...logins: readonly string[]): string {
  const open = `S: 220 mail.example.org ESMTP\nC: EHLO ***\nS: 250-mail.example.org\nS: 250 AUTH ${mechanisms}\n`;
  const close = 'C: QUIT\nS: 221 bye\n';
  return ['', ...logins].map((login) => `${open}${login}${close}`).join('* connection\n');
}

const ALL = [...LOGIN, '--mechanism', 'all', '--yes', '--allow-cleartext', '--security', 'none', '--json'];

function tried(stdout: string): (string | undefined)[] {
  const report: Report = JSON.parse(stdout);
  return report.runs.map(({ evidence }) => evidence.auth?.attempt?.mechanism);
}

describe('auth --mechanism all', () => {
  for (const refusal of [
    '421 4.3.2 Service shutting down',
    '454 4.7.0 Temporary failure',
    '554 5.0.0 nope',
  ]) {
    it(`makes no further attempt after ${refusal}`, async (t) => {
      const scene = await serverOf(t, offers('PLAIN LOGIN', `C: AUTH PLAIN ***\nS: ${refusal}\n`));
      const { stdout } = await runCli(['auth', `127.0.0.1:${scene.port}`, ...ALL], {
        stdin: 'open-sesame\n',
      });
      assert.deepEqual(tried(stdout), ['PLAIN']);
    });
  }

  it('takes a mechanism that is listed several times once, and none that cannot carry the password', async (t) => {
    const listed = 'PLAIN plain =PLAIN SCRAM-SHA-1';
    const scene = await serverOf(t, offers(listed, 'C: AUTH PLAIN ***\nS: 535 5.7.8 failed\n'));
    const { stdout } = await runCli(['auth', `127.0.0.1:${scene.port}`, ...ALL], { stdin: 'pa\x07ss\n' });
    assert.deepEqual(tried(stdout), ['PLAIN']);
  });
});

describe('what comes before the first connection', () => {
  for (const option of ['--password-file', '--password-command']) {
    it(`ends with 130 and a report when it is interrupted: ${option}`, { timeout: 20_000 }, async (t) => {
      const folder = await mkdtemp(join(tmpdir(), 'auth-'));
      t.after(() => rm(folder, { recursive: true }));
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      const source = option === '--password-file' ? pipe : 'sleep 60';
      const args = ['auth', '127.0.0.1:9', '--user', 'ada', option, source, '--json'];
      const { code, stdout } = await runProcess(args, {
        onStart: async (child) => {
          await delay(1_500);
          child.kill('SIGINT');
        },
      });
      const report: Report = JSON.parse(stdout);
      assert.deepEqual([code, report.interruptedBy], [130, 'SIGINT']);
    });
  }

  it('is over when the deadline is', { timeout: 20_000 }, async () => {
    const args = [
      'auth',
      '127.0.0.1:9',
      '--user',
      'ada',
      '--password-command',
      'sleep 60',
      '--deadline',
      '1',
    ];
    const { code, stderr } = await runCli(args);
    assert.equal(code, 2);
    assert.match(stderr, /within the deadline of 1 s/);
  });
});
