import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { runPasswordCommand } from '../../src/cli/credentials/password-command.ts';
import { complaint, fileWith, read, SECRET } from './credentials-fixture.ts';

const user = 'ada';
const { signal } = new AbortController();

describe('a password command', () => {
  it('gives the first line that it prints', async (t) => {
    const file = fileWith(t, `${SECRET}\r\nlogin: ada\nurl: mail.example.org\n`);
    const { credentials } = await read({ user, passwordCommand: `cat ${file}` });
    assert.deepEqual(credentials, { username: user, password: SECRET });
  });

  it('is read by the shell of the user', async () => {
    const env = { SHELL: '/bin/bash' };
    const { credentials } = await read({ user, passwordCommand: '[[ a == a ]] && printf "%s" ok' }, { env });
    assert.equal(credentials?.password, 'ok');
    const service = await read({ user, passwordCommand: 'echo ok' }, { env: { SHELL: '/usr/sbin/nologin' } });
    assert.equal(service.credentials?.password, 'ok');
  });

  it('that fails is told by its exit code alone', async () => {
    const passwordCommand = `echo '${SECRET}'; exit 3`;
    const text = await complaint({ user, passwordCommand });
    assert.match(text, /--password-command ended with exit code 3/);
    assert.doesNotMatch(text, /correct|echo/);
    assert.match(await complaint({ user, passwordCommand: 'kill -9 $$' }), /ended by SIGKILL/);
    const env = { SHELL: '/nonexistent/sh' };
    assert.match(await complaint({ user, passwordCommand: 'true' }, { env }), /cannot be started: ENOENT/);
  });

  it('that prints nothing, no text or an endless line is told', async () => {
    assert.match(await complaint({ user, passwordCommand: 'true' }), /empty secret/);
    assert.match(await complaint({ user, passwordCommand: "printf '\\377\\n'" }), /no UTF-8/);
    assert.match(await complaint({ user, passwordCommand: 'cat /dev/zero' }), /more than 64 kB/);
  });

  it('that prints much after its first line is no danger', async () => {
    const passwordCommand = 'echo ok; head -c 3000000 /dev/zero';
    assert.equal((await read({ user, passwordCommand })).credentials?.password, 'ok');
  });

  it('that leaves something running in the background is not waited for', async () => {
    const passwordCommand = 'echo ok; sleep 3 &';
    const startedMs = performance.now();
    assert.equal((await read({ user, passwordCommand })).credentials?.password, 'ok');
    assert.ok(performance.now() - startedMs < 2_500);
  });

  it('is ended when it takes too long, or the user interrupts', async () => {
    const late = runPasswordCommand('sleep 60', { signal, isTerminal: false, timeoutMs: 100 });
    await assert.rejects(late, { name: 'UsageError', message: /did not end within 0\.1 s/ });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    const interrupted = runPasswordCommand('sleep 60', { signal: controller.signal, isTerminal: false });
    await assert.rejects(interrupted, { kind: 'aborted' });
    const before = runPasswordCommand('echo ok', { signal: AbortSignal.abort(), isTerminal: false });
    await assert.rejects(before, { kind: 'aborted' });
  });

  it('passes its stderr through, reads no stdin, and is started without the secret', () => {
    const module = new URL('../../src/cli/credentials/password-command.ts', import.meta.url);
    const script = `
      import(${JSON.stringify(module.href)}).then(async ({ runPasswordCommand }) => {
        const command = 'cat; echo why >&2; tr "\\\\0" " " < /proc/$$/cmdline | wc -l; :';
        const options = { signal: new AbortController().signal, isTerminal: false };
        process.stdout.write((await runPasswordCommand(command, options)).trim());
      });`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', script];
    const { stdout, stderr } = spawnSync(process.execPath, args, { input: SECRET, encoding: 'utf8' });
    assert.equal(stderr, 'why\n');
    assert.equal(stdout, '0');
  });
});
