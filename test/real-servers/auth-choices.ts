import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mechanismOf } from '../../src/sasl/registry.ts';
import { runAuth } from './auth-command.ts';
import { attemptsIn, loginLog } from './auth-logs.ts';
import { LOGIN_SERVERS, type LoginServer, provenOn } from './auth-proven.ts';
import { passwordTrials, type Trial } from './auth-trials.ts';
import type { Lab } from './lab.ts';
import { SICK_PORTS } from './postfix.ts';
import { onlyRun, parseReport } from './probe.ts';

/** The strongest mechanism of each server for a user with a password. */
const STRONGEST: Readonly<Record<string, string>> = {
  'Postfix 3.7 with Cyrus SASL 2.1': 'SCRAM-SHA-512',
  'Postfix 3.7 with Dovecot 2.3': 'SCRAM-SHA-256',
  'Dovecot 2.3 submission': 'SCRAM-SHA-256',
  'Exim 4.96': 'SCRAM-SHA-512',
};

/** Declares the tests of logins for which no mechanism, or every mechanism, is named. */
export function describeLoginChoices(lab: () => Lab): void {
  for (const login of LOGIN_SERVERS) {
    test(`${login.title} is logged in to with the strongest mechanism, or tried once in vain`, async () => {
      for (const trial of passwordTrials(login.user)) await assertStrongest(lab(), login, trial);
    });
  }
  describe('Postfix with Cyrus SASL', () => {
    const [cyrus] = LOGIN_SERVERS;
    assert.ok(cyrus);
    const [right] = passwordTrials(cyrus.user);
    test('that cannot read its accounts is told from a wrong password', async () => {
      const run = await runAuth(lab(), { ...cyrus, port: SICK_PORTS.withoutAccounts }, ['--json'], right);
      const { findings } = onlyRun({ report: parseReport(run.stdout, run.stderr) });
      assert.equal(findings[0]?.id, 'auth.server-failure');
      assert.equal(run.code, 14);
    });
    test('accepts every mechanism for a password with --mechanism all', async () => {
      const run = await runAuth(lab(), cyrus, ['--json', '--mechanism', 'all', '--yes'], right);
      const { runs } = parseReport(run.stdout, run.stderr);
      assert.deepEqual(
        runs.map(({ evidence }) => evidence.auth?.attempt?.outcome),
        forPasswords(cyrus).map(() => 'accepted'),
      );
      const tried = runs.map(({ evidence }) => evidence.auth?.attempt?.mechanism);
      assert.deepEqual(tried.sort(), forPasswords(cyrus).sort());
      assert.equal(run.code, 0);
    });
  });
}

async function assertStrongest(lab: Lab, login: LoginServer, trial: Trial): Promise<void> {
  const run = await runAuth(lab, login, ['--json'], trial);
  const { evidence, findings } = onlyRun({ report: parseReport(run.stdout, run.stderr) });
  assert.equal(evidence.auth?.attempt?.mechanism, STRONGEST[login.title]);
  assert.ok(findings.some(({ id }) => id === trial.finding));
  const lines = await loginLog(lab, login, run.source);
  assert.equal(attemptsIn(lines, login), 1, lines.join('\n'));
}

function forPasswords(login: LoginServer): string[] {
  return provenOn(login).filter((name) => mechanismOf(name)?.needs.includes('password'));
}
