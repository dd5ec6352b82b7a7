import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { describe, it } from 'node:test';
import { PipedTerminal } from '../../support/piped-terminal.ts';
import { runCli, runProcess } from '../../support/run-cli.ts';
import { serverOf } from '../../support/scene.ts';
import { PLAIN } from './check-fixture.ts';

/** Well, then away, then well again for good. */
const COMES_AND_GOES = `${PLAIN}
* connection
S: 554 5.7.1 no service here
* close
* connection
${PLAIN}`;

/** What such a server has too little of, without TLS. */
const IGNORED = ['starttls.missing', 'auth.cleartext-offered'].flatMap((id) => ['--ignore', id]);

const untilLines =
  (count: number) =>
  (child: ChildProcess, stdout: string): void => {
    if (stdout.split('\n').length > count) child.kill('SIGTERM');
  };

describe('check --watch', () => {
  it('writes how each server is, and then what changes, where no terminal is', async (t) => {
    const scene = await serverOf(t, COMES_AND_GOES);
    const target = `127.0.0.1:${scene.port}`;
    const { code, stdout, stderr } = await runProcess(['check', target, '--watch', '1s', ...IGNORED], {
      onOutput: untilLines(3),
    });
    assert.equal(code, 143, stderr);
    const lines = stdout.trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) =>
        /^\d{4}-\d\d-\d\dT[\d:.]+Z (\S+): ([a-z]+(?:, was [a-z]+)?)(?::|$)/.exec(line)?.slice(1),
      ),
      [
        [target, 'healthy'],
        [target, 'broken, was healthy'],
        [target, 'healthy, was broken'],
      ],
      stdout,
    );
    assert.match(lines[1] ?? '', /\(greeting\.refused\)$/);
  });

  it('says nothing twice, and says it in Italian too', async (t) => {
    const scene = await serverOf(t, `${PLAIN}\n* connection\n${PLAIN}\n* connection\nS: 554 no\n* close`);
    const { stdout } = await runProcess(
      ['check', `127.0.0.1:${scene.port}`, '--watch', '1', '--lang', 'it', ...IGNORED],
      { onOutput: untilLines(2) },
    );
    assert.equal(stdout.trimEnd().split('\n').length, 2, stdout);
    assert.match(stdout, /: guasto, prima sano: /);
  });

  it('tells what led to a verdict that stays', async (t) => {
    const scene = await serverOf(t, `${PLAIN}\n* connection\nS: 554 5.7.1 no service here\n* close`);
    const { stdout } = await runProcess(['check', `127.0.0.1:${scene.port}`, '--watch', '1'], {
      onOutput: untilLines(2),
    });
    const [first = '', second = ''] = stdout.split('\n');
    assert.match(first, /: broken: .*\(.*starttls\.missing.*\)$/);
    assert.match(second, /: still broken: .*\(greeting\.refused\)$/);
  });

  it('ends when nobody reads its lines any more', async (t) => {
    const scene = await serverOf(t, COMES_AND_GOES);
    const { code } = await runProcess(['check', `127.0.0.1:${scene.port}`, '--watch', '1'], {
      onOutput: (child) => child.stdout?.destroy(),
    });
    assert.equal(code, 0);
  });

  it('draws a table on a terminal, and leaves it behind', async (t) => {
    const scene = await serverOf(t, COMES_AND_GOES);
    const dead = await serverOf(t, 'S: 554 5.7.1 never\n* close');
    const targets = [`127.0.0.1:${scene.port}`, `127.0.0.1:${dead.port}`];
    const terminal = PipedTerminal.start(t, ['check', ...targets, '--watch', '1', ...IGNORED]);
    await terminal.sees(/Round 1 is done, the next begins at \d\d:\d\d:\d\d\./);
    await terminal.sees(/Round 2 is done/);
    assert.match(terminal.text, new RegExp(`${targets[0]} +✓ healthy`));
    assert.match(terminal.text, new RegExp(`${targets[0]} +✗ broken`));
    terminal.interrupt();
    assert.equal(await terminal.exit(), 130);
    const left = terminal.raw.split('\x1b[?1049l').at(-1) ?? '';
    assert.match(left, /^Server +Verdict +Headline\n.*\n.*✗ broken.*\n$/);
    assert.ok(terminal.raw.includes('\x1b[?25h'), 'the cursor is there again');
  });

  const mistakes: readonly [string[], RegExp][] = [
    [['--watch', '0s'], /"0s" is no interval/],
    [['--watch', '2d'], /"2d" is no interval/],
    [['--watch', '25h'], /a day is the longest/],
    [['--watch', '60s', '--json'], /--watch <interval>' cannot be used with option '--json'/],
    [['--watch', '60s', '--update-baseline'], /cannot be used/],
    [['--watch', '60s', '--ignore', 'tls.nonsense'], /unknown finding/],
  ];
  for (const [args, message] of mistakes)
    it(`check ${args.join(' ')} is told apart, with exit code 2`, async () => {
      const { code, stdout, stderr } = await runCli(['check', '127.0.0.1:1', ...args]);
      assert.match(stderr, message);
      assert.deepEqual([code, stdout], [2, '']);
    });
});
