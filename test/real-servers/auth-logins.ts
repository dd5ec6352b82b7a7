import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AuthRun, runAuth } from './auth-command.ts';
import { attemptsIn, loginLog } from './auth-logs.ts';
import { LOGIN_SERVERS, type LoginServer, provenOn } from './auth-proven.ts';
import { shows } from './auth-secrets.ts';
import { type Trial, trialsOf } from './auth-trials.ts';
import type { Lab } from './lab.ts';
import { commandsOf, onlyRun, parseReport } from './probe.ts';

/** Mostly a run waits for its server. */
const AT_ONCE = 4;

/** Declares the tests of every mechanism of every server, with right and with wrong credentials. */
export function describeLogins(lab: () => Lab): void {
  for (const login of LOGIN_SERVERS) {
    describe(`logins to ${login.title}`, { concurrency: AT_ONCE }, () => {
      for (const mechanism of provenOn(login)) {
        for (const trial of trialsOf(mechanism, login.user)) describeTrial({ mechanism, trial, login, lab });
      }
    });
  }
}

interface Proof {
  readonly mechanism: string;
  readonly trial: Trial;
  readonly login: LoginServer;
  readonly lab: () => Lab;
}

function describeTrial(proof: Proof): void {
  const { mechanism, trial } = proof;
  const isAccepted = trial.finding === 'auth.accepted';
  test(`${mechanism} with ${trial.title} is ${isAccepted ? 'accepted' : 'refused, with the cause'}`, () =>
    assertJson(proof));
  if (isAccepted)
    test(`${mechanism} with ${trial.title} is told without the secret`, () => assertText(proof));
}

async function assertJson(proof: Proof): Promise<void> {
  const run = await tryLogin(proof, ['--json']);
  const { finding } = proof.trial;
  const isAccepted = finding === 'auth.accepted';
  const report = parseReport(run.stdout, run.stderr);
  const { evidence, findings } = onlyRun({ report });
  const ids = findings.map(({ id }) => id);
  assert.ok(ids.includes(finding), ids.join());
  assert.equal(run.code, isAccepted ? 0 : 14);
  const { attempt } = evidence.auth ?? {};
  assert.equal(attempt?.mechanism, proof.mechanism);
  assert.equal(attempt?.outcome, isAccepted ? 'accepted' : 'refused');
  const said = commandsOf(evidence).filter((command) => !/^(?:EHLO|STARTTLS|QUIT)/.test(command));
  assert.deepEqual([...new Set(said)].slice(1), said.length > 1 ? ['***'] : []);
  assert.match(said[0] ?? '', new RegExp(`^AUTH ${proof.mechanism}(?: \\*\\*\\*)?$`));
  await assertOneAttempt(run, proof);
}

async function assertText(proof: Proof): Promise<void> {
  const run = await tryLogin(proof, []);
  assert.equal(run.code, 0, run.stdout);
  assert.ok(run.stdout.includes(proof.mechanism), run.stdout);
  assert.match(run.stdout, /AUTH \S+/);
}

/** Makes the login; whatever the form of the output, no secret is in it. */
async function tryLogin({ mechanism, trial, login, lab }: Proof, args: readonly string[]): Promise<AuthRun> {
  const run = await runAuth(lab(), login, ['--mechanism', mechanism, ...args], trial);
  const output = `${run.stdout}\n${run.stderr}`;
  for (const secret of [trial.password, trial.token]) {
    assert.ok(secret === undefined || !shows(output, secret), `the output shows a secret:\n${output}`);
  }
  return run;
}

async function assertOneAttempt({ source }: AuthRun, { login, lab }: Proof): Promise<void> {
  const lines = await loginLog(lab(), login, source);
  assert.equal(attemptsIn(lines, login), 1, lines.join('\n'));
}
