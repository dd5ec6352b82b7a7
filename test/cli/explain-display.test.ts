import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CAUSES } from '../../src/replies/causes.ts';
import { UNSAFE_ON_TERMINAL } from '../support/hostile-text.ts';
import { runCli, runProcess } from '../support/run-cli.ts';

describe('what explain prints', () => {
  const HOSTILE = '550 5.1.1 \x1b[31mred\x1b[0m \u202euser\u2066 \x07\x9b2J unknown \u{e0041}\u0000';

  it('holds nothing that a terminal would obey, as text and as JSON', async () => {
    for (const args of [[], ['--verbose'], ['--json'], ['--summary'], ['--summary', '--json']]) {
      const { stdout } = await runCli(['explain', ...args], { stdin: `${HOSTILE}\n` });
      assert.match(stdout, /550/);
      for (const line of stdout.split('\n')) assert.doesNotMatch(line, UNSAFE_ON_TERMINAL);
    }
  });

  it('fits a terminal of 24 lines, and holds the rest back for --verbose', async () => {
    const text = '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to user complaints';
    const { stdout } = await runCli(['explain', text]);
    assert.match(stdout, /^ {2}4\. /m);
    assert.doesNotMatch(stdout, /^ {2}5\. |Decided by|^ {2}Provider|^ {2}Software|RFC \d/m);
    assert.match(stdout, /more steps?: --verbose/);
    assert.ok(stdout.indexOf('Try again?') < stdout.indexOf('What to do'));
    const whole = await runCli(['explain', text, '--verbose']);
    assert.match(whole.stdout, /^ {2}5\. [\s\S]*Decided by/m);
    const italian = await runCli(['explain', '535', '--lang', 'it']);
    assert.ok(italian.stdout.split('\n').length <= 24, italian.stdout);
  });

  it('names no other cause where it is certain', async () => {
    const { stdout } = await runCli(['explain', '550 5.1.1 User unknown']);
    assert.match(stdout, /How sure +certain/);
    assert.doesNotMatch(stdout, /Also possible/);
  });

  it('keeps to the width, and to ASCII where there is no more', async () => {
    for (const width of ['40', '80']) {
      const env = { COLUMNS: width, LC_ALL: 'C', SMTP_DOCTOR_LANG: 'it' };
      for (const args of [['550'], ['552 5.2.2 Mailbox full'], ['--list']]) {
        const { stdout } = await runCli(['explain', ...args], { env });
        assert.doesNotMatch(stdout, /[^\n -~]/);
        for (const line of stdout.split('\n')) assert.ok(line.length <= Number(width), line);
      }
    }
  });

  it('is coloured only when asked for', async () => {
    const env = { NO_COLOR: '', FORCE_COLOR: '1' };
    assert.ok((await runCli(['explain', '535'], { env })).stdout.includes('\x1b[31m'));
    assert.ok(!(await runCli(['explain', '535', '--no-color'], { env })).stdout.includes('\x1b'));
  });

  it('ends quietly when its reader has gone', async () => {
    const { code, stderr } = await runProcess(['explain', '--list'], {
      onOutput: (child) => child.stdout?.destroy(),
    });
    assert.deepEqual([code, stderr], [0, '']);
  });

  it('lists every cause, and codes with their stages, in the language asked for', async () => {
    const { stdout } = await runCli(['explain', '--list', '--json']);
    const { codes, enhanced, causes } = JSON.parse(stdout);
    const named = new Set(causes.map(({ cause }: { cause: string }) => cause));
    assert.deepEqual([...named].sort(), [...CAUSES].sort());
    assert.ok(
      codes.some(({ code, stage }: { code: number; stage?: string }) => code === 550 && stage === 'rcpt'),
    );
    assert.ok(enhanced.some(({ code }: { code: string }) => code === 'X.7.26'));
    assert.match((await runCli(['explain', '--list', '--lang', 'it'])).stdout, /^Codici di risposta\n/);
  });
});
