import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serverOf } from '../support/scene.ts';
import { surroundings } from '../support/surroundings.ts';

const BIN = fileURLToPath(new URL('../../bin/smtp-doctor.js', import.meta.url));
const WAIT_MS = 10_000;

/** The one of util-linux, which lends a pseudo-terminal to a command and keeps its exit code. */
const isThere =
  process.platform === 'linux' &&
  /util-linux/.test(spawnSync('script', ['--version']).stdout?.toString() ?? '');
const skip = isThere ? false : 'script of util-linux is not installed';

const GREETING = 'S: 220 mail.example.net ESMTP\n';

/** The program in a pseudo-terminal of 80 columns. */
class Keyboard {
  output = '';
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;

  constructor(args: readonly string[], term = 'xterm') {
    const command = `stty cols 80 rows 24; ${[process.execPath, BIN, ...args].map((word) => `'${word}'`).join(' ')}`;
    this.#child = spawn('script', ['-qefc', command, '/dev/null'], {
      env: surroundings({ TERM: term }),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.output += text;
    });
    this.#ended = new Promise((resolve) => this.#child.once('close', resolve));
  }

  type(keys: string): void {
    this.#child.stdin?.write(keys);
  }

  /** Waits until this stands in all that was written. @throws Error after 10 seconds. */
  async sees(pattern: RegExp): Promise<void> {
    const end = Date.now() + WAIT_MS;
    while (!pattern.test(this.output)) {
      if (Date.now() > end) throw new Error(`${pattern} is not in:\n${JSON.stringify(this.output)}`);
      await sleep(20);
    }
  }

  /** The exit code. `script` waits for the end of its own input too. */
  async end(): Promise<number | null> {
    this.#child.stdin?.end();
    const timer = setTimeout(() => this.stop(), WAIT_MS);
    const code = await this.#ended;
    clearTimeout(timer);
    return code;
  }

  /** Whatever still runs loses its terminal with it. */
  stop(): void {
    this.#child.kill('SIGKILL');
  }
}

async function keyboardFor(t: TestContext, dialogue: string, term?: string): Promise<Keyboard> {
  const { port, ca } = await serverOf(t, GREETING + dialogue);
  const trust = ['--ca', ca, '--tls-servername', 'smtp.example.net', '--ehlo', 'doctor.example'];
  const keyboard = new Keyboard(['session', `127.0.0.1:${port}`, ...trust], term);
  t.after(() => keyboard.stop());
  await keyboard.sees(/plain> /);
  return keyboard;
}

describe('session in a terminal', { skip, concurrency: 2 }, () => {
  it('explains each reply, names what could come next, and completes', async (t) => {
    const keyboard = await keyboardFor(t, 'C: EHLO doctor.example\nS: 250-x\nS: 250 STARTTLS');
    keyboard.type('eh');
    // Keys that come together are taken for a paste, in which a tab is a tab.
    await keyboard.sees(/plain> .*eh/s);
    keyboard.type('\t');
    await keyboard.sees(/plain> .*EHLO /s);
    keyboard.type('\t');
    await keyboard.sees(/plain> .*EHLO .*doctor\.example/s);
    keyboard.type('\r');
    await keyboard.sees(/The server offers 1 extension; .*next: \/tls · \/caps/s);
    keyboard.type('\x04');
    await keyboard.sees(/C: QUIT\r\nS: 221/);
    assert.equal(await keyboard.end(), 0);
  });

  it('keeps the line that is being typed when the server speaks unasked, and is left by ctrl-c twice', async (t) => {
    const keyboard = await keyboardFor(t, '* wait 1s\nS: 421 4.3.2 going down\n* close');
    keyboard.type('half a li');
    await keyboard.sees(/without being asked:\r\n.*S: 421 4\.3\.2 going down\r\n/s);
    await keyboard.sees(/closed> .*half a li/s);
    keyboard.type('ne\x03');
    await keyboard.sees(/closed> .*half a li.*ne/s);
    keyboard.type('\x03');
    await keyboard.sees(/ctrl-c once more/);
    keyboard.type('\x03');
    assert.equal(await keyboard.end(), 130);
  });

  it('keeps the line in a terminal that can take nothing back', async (t) => {
    const keyboard = await keyboardFor(t, '* wait 1s\nS: 250 hm\nC: NOOP one\nS: 250 ok', 'dumb');
    keyboard.type('NOOP o');
    await keyboard.sees(
      /NOOP o\r\nthe server says without being asked:\r\n.*\nS: 250 hm\r\n.*plain> NOOP o$/s,
    );
    assert.ok(!keyboard.output.includes('\x1b'));
    keyboard.type('ne\r');
    await keyboard.sees(/plain> NOOP one\r+\nS: 250 ok/);
    keyboard.type('gone\x03');
    await sleep(100);
    keyboard.type('\x04');
    await keyboard.sees(/C: QUIT\r\nS: 221/);
    assert.equal(await keyboard.end(), 0);
  });

  it('shows what the server says unasked above a password that is being typed', async (t) => {
    const keyboard = await keyboardFor(
      t,
      'C: EHLO doctor.example\nS: 250 AUTH PLAIN\n* wait 2s\nS: 421 bye\n* close',
    );
    keyboard.type('/auth\r');
    await keyboard.sees(/User name: /);
    keyboard.type('ada\r');
    await keyboard.sees(/Password of ada \(not shown\)/);
    await keyboard.sees(
      /\x1b\[0Jthe server says without being asked:.*S: 421 bye.*closed the connection.*\? Password of ada \(not shown\) $/s,
    );
    keyboard.type('\x03');
    await keyboard.sees(/closed> /);
    keyboard.type('\x04');
    assert.equal(await keyboard.end(), 0);
  });

  it('neither sends nor shows what is left of a pasted login that was refused', async (t) => {
    const keyboard = await keyboardFor(t, 'C: AUTH LOGIN\nS: 504 no\nC: NOOP\nS: 250 ok');
    keyboard.type(`AUTH LOGIN\r${btoa('ada')}\r${btoa('tr0ub4dor&3')}\rNOOP\r`);
    await keyboard.sees(/the rest of a login that the server has ended\..*S: 250 ok/s);
    keyboard.type('\x04');
    assert.equal(await keyboard.end(), 0);
  });

  it('keeps secrets out of the history', async (t) => {
    const keyboard = await keyboardFor(t, 'C: AUTH PLAIN ***\nS: 535 5.7.8 no\nC: NOOP\nS: 250 ok');
    const response = Buffer.from('\0ada\0tr0ub4dor&3').toString('base64');
    keyboard.type(`AUTH PLAIN ${response}\r`);
    await keyboard.sees(/S: 535/);
    const before = keyboard.output.length;
    keyboard.type('\x1b[A');
    await keyboard.sees(/S: 535.*plain> .*AUTH PLAIN/s);
    assert.ok(!keyboard.output.slice(before).includes(response));
    keyboard.type('\x03');
    await sleep(100);
    keyboard.type('\x04');
    assert.equal(await keyboard.end(), 0);
  });

  it('closes the connection when a reply is waited for and ctrl-c is pressed twice', async (t) => {
    const keyboard = await keyboardFor(t, 'C: NOOP\n* silence');
    keyboard.type('NOOP\r');
    await sleep(300);
    keyboard.type('\x03');
    await keyboard.sees(/Still waiting/);
    keyboard.type('\x03');
    await keyboard.sees(/closed> /);
    keyboard.type('\x04');
    assert.equal(await keyboard.end(), 0);
  });
});
