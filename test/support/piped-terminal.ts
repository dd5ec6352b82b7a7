import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, URL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { surroundings } from './surroundings.ts';

const PRELOADED = fileURLToPath(new URL('./pipes-as-terminal.cjs', import.meta.url));
const BIN = fileURLToPath(new URL('../../bin/smtp-doctor.js', import.meta.url));
const WAIT_MS = 20_000;
const POLL_MS = 10;

/** Keys as a terminal sends them. */
export const KEYS = { return: '\r', ctrlC: '\x03', ctrlD: '\x04' } as const;

/** The package that asks shows the cursor again when a question is settled, and at no other time. */
const SETTLED = '\x1b[?25h';

/** The built program before pipes that it takes for a terminal, and who sits there. */
export class PipedTerminal {
  readonly #child: ChildProcess;
  readonly #closed: Promise<number | null>;
  #shown = '';
  #seen = 0;
  #isSettling = false;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      this.#shown += chunk;
    });
    this.#closed = new Promise((resolve) => child.once('close', resolve));
  }

  /** Starts the program without colour in 80 columns; it lasts no longer than the test. */
  static start(
    t: TestContext,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): PipedTerminal {
    const program = [process.execPath, '--require', PRELOADED, BIN, ...args];
    // One pipe for both streams: of two, what was written later may arrive sooner.
    const child = spawn('sh', ['-c', 'exec "$@" 2>&1', 'sh', ...program], { env: surroundings(env) });
    t.after(() => child.kill('SIGKILL'));
    return new PipedTerminal(child);
  }

  /** Of both streams, in the order they were written, without colours and movements of the cursor. */
  get text(): string {
    return stripVTControlCharacters(this.#shown);
  }

  /** The same as it came. */
  get raw(): string {
    return this.#shown;
  }

  /** What a Ctrl-C comes to where the program does not read its keys. */
  interrupt(): void {
    this.#child.kill('SIGINT');
  }

  /** Waits until something is shown that was not there at the last key; gives all that is new. */
  async sees(pattern: RegExp): Promise<string> {
    const end = Date.now() + WAIT_MS;
    while (Date.now() < end) {
      const fresh = this.#fresh();
      if (pattern.test(fresh)) return fresh;
      await delay(POLL_MS);
    }
    return assert.fail(`the terminal does not show ${pattern}:\n${this.text}`);
  }

  /** Types a text as it is, or a key. */
  type(text: string): void {
    this.#seen = this.#shown.length;
    this.#isSettling = false;
    this.#child.stdin?.write(text);
  }

  /** Settles a question; what it shows while it is being settled is not new. */
  enter(answer = ''): void {
    this.type(answer + KEYS.return);
    this.#isSettling = true;
  }

  /** Waits for the program's end; gives its exit code. */
  async exit(): Promise<number | null> {
    const end = delay(WAIT_MS, undefined, { ref: false }).then(() =>
      assert.fail(`the program does not end:\n${this.text}`),
    );
    return Promise.race([this.#closed, end]);
  }

  #fresh(): string {
    const since = this.#shown.slice(this.#seen);
    const settled = since.indexOf(SETTLED);
    if (this.#isSettling && settled < 0) return '';
    return stripVTControlCharacters(this.#isSettling ? since.slice(settled) : since);
  }
}
