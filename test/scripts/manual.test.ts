import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { manualPage } from '../../scripts/manual.ts';
import { createProgram } from '../../src/cli/main.ts';

const program = createProgram(() => undefined);
const page = manualPage(program);

/** Checks the page by a program that reads such pages; skipped where it is not here. */
function accepted(name: string, args: readonly string[]): void {
  const { error } = spawnSync(name, ['--version']);
  const title = `${name} finds nothing to remark in it`;
  it(error ? `${title}: skipped, as ${name} is not here` : title, { skip: Boolean(error) }, () => {
    const { status, stdout, stderr } = spawnSync(name, args, { input: page, encoding: 'utf8' });
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '' });
  });
}

describe('the manual page', () => {
  it('names every subcommand, and every option of each', () => {
    const text = page.replaceAll('\\-', '-');
    for (const command of program.createHelp().visibleCommands(program)) {
      assert.ok(text.includes(`.SS "${command.name()} `), command.name());
      for (const { long = '' } of command.createHelp().visibleOptions(command)) {
        assert.ok(long === '--help' || text.includes(long), `${command.name()} ${long}`);
      }
    }
  });

  accepted('groff', ['-man', '-ww', '-z', '-Tutf8']);
  // It would warn of the date that is missing, so that the page stays the same until its content changes.
  accepted('mandoc', ['-T', 'lint', '-W', 'error']);
});
