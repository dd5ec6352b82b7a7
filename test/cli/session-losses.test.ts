import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Outcome, type RunOptions, runCli } from '../support/run-cli.ts';
import { serverOf, type TestScene } from '../support/scene.ts';

const SECRET = 'tr0ub4dor&3';

function session(scene: TestScene, args: readonly string[], options: RunOptions): Promise<Outcome> {
  return runCli(['session', `127.0.0.1:${scene.port}`, ...args], options);
}

describe('session with a server or lines that go wrong', { concurrency: 2 }, () => {
  it('neither sends nor shows what is left of a login that was refused', async (t) => {
    const lines = ['AUTH LOGIN', btoa('ada'), btoa(SECRET), 'NOOP', ''].join('\n');
    const atOnce = 'C: AUTH LOGIN\nS: 504 5.5.4 no\nC: NOOP\nS: 250 ok';
    const midway = `C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: ***\nS: 535 5.7.8 no\nC: NOOP\nS: 250 ok`;
    for (const dialogue of [atOnce, midway]) {
      const scene = await serverOf(t, `S: 220 x ESMTP\n${dialogue}`);
      const { code, stdout } = await session(scene, [], { stdin: lines });
      assert.equal(code, 14);
      assert.ok(!stdout.includes(btoa(SECRET)));
      assert.match(stdout, /^# Not sent: the rest of a login that the server has ended\.\nC: NOOP$/m);
      assert.deepEqual(scene.servers[0]?.mismatches, []);
    }
  });

  it('takes no line of a message that was not asked for to be a command', async (t) => {
    const scene = await serverOf(t, 'S: 220 x ESMTP\nC: DATA\nS: 503 5.5.1 no\nC: NOOP\nS: 250 ok');
    const { stdout } = await session(scene, [], { stdin: 'DATA\nSubject: x\n\nRSET\n.\nNOOP\n' });
    assert.match(stdout, /^# Not sent: the lines of a message .*\nC: NOOP$/m);
    assert.deepEqual(scene.servers[0]?.received, [['DATA', 'NOOP', 'QUIT']]);
  });

  it('goes on with the commands behind a DATA that was meant to be refused', async (t) => {
    const scene = await serverOf(t, 'S: 220 x ESMTP\nC: DATA\nS: 503 5.5.1 no\nC: RSET\nS: 250 ok');
    await session(scene, [], { stdin: 'DATA\nRSET\n' });
    assert.deepEqual(scene.servers[0]?.received, [['DATA', 'RSET', 'QUIT']]);
  });

  it('writes over no file, and says so', async (t) => {
    const scene = await serverOf(t, 'S: 220 x ESMTP');
    const file = join(scene.variables.get('DIR') ?? '', 'taken.txt');
    await writeFile(file, 'mine');
    const { code, stderr } = await session(scene, [], { stdin: `/save ${file}\n` });
    assert.equal(code, 2);
    assert.match(stderr, /it is there already \(EEXIST\)\n {2}name another file/);
    assert.equal(await readFile(file, 'utf8'), 'mine');
  });

  it('shows the command that got no answer', async (t) => {
    const scene = await serverOf(t, 'S: 220 x ESMTP\nC: NOOP\n* silence');
    const { stdout } = await session(scene, ['--timeout', '1'], { stdin: 'NOOP\n' });
    assert.match(stdout, /^C: NOOP\n# ✗ No reply came in time\./m);
  });

  it('says what is known of a message whose answer did not come', async (t) => {
    const begun = 'S: 220 x ESMTP\nC: DATA\nS: 354 go';
    const sent = await serverOf(t, `${begun}\nC: .\n* close`);
    const whole = await session(sent, [], { stdin: 'DATA\nSubject: x\n\n.\n' });
    assert.match(whole.stdout, /^C: \.\n# ✗ .*\n# Nobody knows whether the message was taken/m);
    const cut = await serverOf(t, `${begun}\n* close`);
    const half = await session(cut, [], { stdin: `DATA\nSubject: x\n${'text\n'.repeat(50_000)}` });
    assert.match(half.stdout, /^# ✗ .*\n# The message was not finished, so it is not sent\.$/m);
  });

  it('hears no further who never stops speaking unasked', async (t) => {
    const scene = await serverOf(t, `S: 220 x ESMTP\nC: NOOP\n${'S: 250 spam\n'.repeat(40)}* silence`);
    const { code, stdout } = await session(scene, [], { stdin: 'NOOP\nRSET\n' });
    assert.equal(code, 15);
    assert.match(stdout, /^# ✗ The server said more than is read\.$/m);
    assert.equal(stdout.match(/^S: 250 spam$/gm)?.length, 21);
  });

  it('tells the end of its time from an interruption', async (t) => {
    const scene = await serverOf(t, 'S: 220 x ESMTP\nC: NOOP\n* silence');
    const { stdout } = await session(scene, ['--deadline', '1'], { stdin: 'NOOP\n' });
    assert.match(stdout, /^C: NOOP\n# ✗ The time for the whole session \(--deadline\) is over\.$/m);
  });

  it('sends no line of which it has read only a part', async (t) => {
    const scene = await serverOf(t, 'S: 220 x ESMTP');
    const { code } = await session(scene, [], { stdin: `NOOP ${'a'.repeat(1024 * 1024)}\n` });
    assert.equal(code, 2);
    assert.deepEqual(
      scene.servers[0]?.received[0]?.filter((line) => line.startsWith('NOOP')),
      [],
    );
  });

  it('explains by ? each line of EHLO, and each line of a refusal as it was said', async (t) => {
    const dialogue = 'C: EHLO x\nS: 250-y\nS: 250-DSN\nS: 250 SIZE 10000000';
    const refusal = 'C: MAIL FROM:<a@b.example>\nS: 550-5.7.1 one\nS: 550 5.7.1 two';
    const scene = await serverOf(t, `S: 220 y ESMTP\n${dialogue}\n${refusal}`);
    const { stdout } = await session(scene, [], { stdin: 'EHLO x\n?\nMAIL FROM:<a@b.example>\n?\n' });
    assert.match(stdout, /^# {3}S: 250-DSN$[\s\S]*^# {3}S: 250 SIZE 10000000$/m);
    assert.match(stdout, /^# {3}S: 550-5\.7\.1 one\n# {3}S: 550 5\.7\.1 two$/m);
  });
});
