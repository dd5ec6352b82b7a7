import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Case, loadCases, playCase, sectionOf } from '../support/case.ts';
import { type Outcome, runCli } from '../support/run-cli.ts';
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
