import { setTimeout as sleep } from 'node:timers/promises';
import { finish, runCommand } from './command.ts';

const WAIT_MS = 15_000;
const POLL_MS = 50;

let terminals = 0;

/** A program in a pseudo-terminal of tmux, and the keys and the eyes of who sits before it. */
export class TmuxTerminal {
  readonly #socket: string;

  private constructor(socket: string) {
    this.#socket = socket;
  }

  /** Starts a command in 80 columns and 24 rows; its exit code is written when it has ended. */
  static async start(
    command: readonly string[],
    env: Readonly<Record<string, string>>,
  ): Promise<TmuxTerminal> {
    terminals += 1;
    const terminal = new TmuxTerminal(`smtp-doctor-${process.pid}-${terminals}`);
    const words = ['env', ...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...command];
    const line = `${words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')}; echo "exit $?"; sleep 600`;
    await terminal.#tmux('-f', '/dev/null', 'new-session', '-d', '-x', '80', '-y', '24', line);
    return terminal;
  }

  /** Types a text as it is. */
  async type(text: string): Promise<void> {
    await this.#tmux('send-keys', '-l', text);
  }

  /** Presses keys by tmux's names: `Enter`, `Tab`, `C-c`. */
  async press(...keys: readonly string[]): Promise<void> {
    await this.#tmux('send-keys', ...keys);
  }

  async enter(text: string): Promise<void> {
    await this.type(text);
    await this.press('Enter');
  }

  async resize(columns: number, rows: number): Promise<void> {
    await this.#tmux('resize-window', '-x', String(columns), '-y', String(rows));
  }

  /** What can be seen, without the empty lines below; what differs each time is put into words. */
  async screen(): Promise<string> {
    const text = await this.#tmux('capture-pane', '-p');
    return text
      .replace(/\(\d[\d.,]* m?s\)/g, '(… ms)')
      .replace(/queued as \w+/g, 'queued as …')
      .replace(/[ \t]+$/gm, '')
      .trimEnd();
  }

  /**
   * Waits until the screen shows something.
   *
   * @throws Error with the screen when that takes 15 seconds.
   */
  async sees(pattern: RegExp): Promise<string> {
    const end = Date.now() + WAIT_MS;
    while (Date.now() < end) {
      const screen = await this.screen();
      if (pattern.test(screen)) return screen;
      await sleep(POLL_MS);
    }
    throw new Error(`the terminal does not show ${pattern}:\n${await this.screen()}`);
  }

  async end(): Promise<void> {
    await finish('tmux', ['-L', this.#socket, 'kill-server']);
  }

  #tmux(...args: readonly string[]): Promise<string> {
    return runCommand('tmux', ['-L', this.#socket, ...args]);
  }
}
