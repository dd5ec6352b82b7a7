import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Command } from 'commander';
import { addCredentialOptions } from '../../src/cli/credentials/index.ts';
import { UsageError } from '../../src/errors.ts';
import { runCli } from '../support/run-cli.ts';

function parse(...args: readonly string[]): Record<string, unknown> {
  const command = addCredentialOptions(new Command('auth')).exitOverride().argument('[target]');
  return command.parse(args, { from: 'user' }).opts();
}

describe('the options of a login', () => {
  it('take a user and the places of secrets', () => {
    assert.deepEqual(parse('--user', 'ada', '--password-stdin', '--token-env', 'T', 'mail.example.org'), {
      user: 'ada',
      passwordStdin: true,
      tokenEnv: 'T',
    });
    assert.deepEqual(parse('--netrc'), { netrc: true });
  });

  for (const flag of ['--password', '--token', '--oauth-client-secret', '--oauth-refresh-token']) {
    it(`refuse ${flag} with the reason and the safe ways, and without the secret`, () => {
      for (const args of [[flag, 'hunter2'], [`${flag}=hunter2`], [flag]]) {
        assert.throws(
          () => parse(...args),
          (error) =>
            error instanceof UsageError &&
            error.message.startsWith(`${flag} is not accepted: `) &&
            error.hint?.includes(`${flag}-file`) === true &&
            !`${error.message}${error.hint}`.includes('hunter2'),
        );
      }
    });
  }

  it('are not quoted with a secret when one is mistyped', async () => {
    for (const value of ['hunter2', "it's\nhunter2'\n"]) {
      const { code, stderr } = await runCli(['probe', `--pasword=${value}`, 'localhost']);
      assert.equal(code, 2);
      assert.match(stderr, /unknown option '--pasword'/);
      assert.doesNotMatch(stderr, /hunter2/);
    }
  });

  it('show no option that would carry a secret in the help', () => {
    const help = addCredentialOptions(new Command('auth')).helpInformation();
    assert.match(help, /--password-file/);
    assert.doesNotMatch(help, /--(?:password|token|oauth-client-secret|oauth-refresh-token) /);
  });
});
