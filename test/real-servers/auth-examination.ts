import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ExaminedMechanism } from '../../src/evidence.ts';
import { authMechanisms } from '../../src/smtp/extension.ts';
import { type AuthRun, runAuth } from './auth-command.ts';
import { loginLog } from './auth-logs.ts';
import { LOGIN_SERVERS, type LoginServer } from './auth-proven.ts';
import type { Lab } from './lab.ts';
import { commandsOf, onlyRun, parseReport } from './probe.ts';

/** What a log says of a login that failed, with the name of who failed. */
const FAILED_USER = /user=<[^>]|sasl_username=|set_id=/;

/** Declares the tests of mechanisms that are looked at without any credentials. */
export function describeExaminations(lab: () => Lab): void {
  describe('mechanisms without credentials', () => {
    for (const login of LOGIN_SERVERS) {
      test(`${login.title} shows them before and after TLS, and logs no user`, async () => {
        const run = await runAuth(lab(), login, ['--json']);
        assertMatrix(run, login);
        const lines = await loginLog(lab(), login, run.source);
        assert.ok(lines.length > 0);
        assert.deepEqual(
          lines.filter((line) => FAILED_USER.test(line)),
          [],
        );
      });
    }
  });
}

function assertMatrix({ code, stdout, stderr }: AuthRun, { plain, secure }: LoginServer): void {
  const { evidence, findings } = onlyRun({ report: parseReport(stdout, stderr) });
  assert.deepEqual(authMechanisms(evidence.hello?.plain), plain);
  assert.deepEqual(authMechanisms(evidence.hello?.secure), secure);
  const examined = evidence.auth?.examined ?? [];
  assert.deepEqual(namesOf(examined, false), plain);
  assert.deepEqual(namesOf(examined, true), secure);
  assert.ok(examined.every(({ advertised, reply }) => advertised && reply.code === 334));
  assert.equal(evidence.auth?.attempt, undefined);
  assert.equal(code, 0, findings.map(({ id }) => id).join());
  const said = commandsOf(evidence).filter((command) => !/^(?:EHLO|STARTTLS|QUIT)/.test(command));
  assert.ok(
    said.every((command) => command === '*' || /^AUTH [\w-]+$/.test(command)),
    said.join(),
  );
}

function namesOf(examined: readonly ExaminedMechanism[], secure: boolean): string[] {
  return examined.filter((seen) => seen.secure === secure).map(({ mechanism }) => mechanism);
}
