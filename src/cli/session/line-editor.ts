import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import { displayWidth } from '../../render/width.ts';

/** What a line that is typed leads to. */
export interface EditorEvents {
  line(text: string): void;
  /** Ctrl-c; whether something had been typed, which is gone then. */
  interrupt(hadText: boolean): void;
  /** Ctrl-d on an empty line. */
  end(): void;
  complete(line: string): [string[], string];
  /** What history keeps of a line: itself, another text, or nothing. */
  remembered(line: string): string | undefined;
}

const HISTORY_LINES = 500;

/** A question was given up with ctrl-c or ctrl-d. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

/** A line at the bottom of the terminal that is being typed while other things are written above it. */
export class LineEditor {
  readonly #events: EditorEvents;
  #history: string[] = [];
  #interface: Interface | undefined;
  #prompt = '';
  #lent: string | undefined;
  #question: { resolve(text: string): void; reject(error: Error): void } | undefined;

  constructor(events: EditorEvents) {
    this.#events = events;
    this.#open();
  }

  /** Writes whole lines above the line that is being typed, which stays as it is. */
  write(text: string): void {
    const typing = this.#interface;
    if (!typing) {
      if (this.#lent !== undefined) this.#clearLent(this.#lent);
      process.stdout.write(text + (this.#lent ?? ''));
      return;
    }
    const { line, cursor } = typing;
    // A line may fill several rows: emptied first, it is one.
    empty(typing);
    if (!isDumb()) clearRow();
    process.stdout.write(text);
    typing.prompt();
    if (line === '') return;
    typing.write(line);
    while (typing.cursor > cursor) typing.write(null, { name: 'left' });
  }

  /** Shows a prompt for the next line; the empty one while nothing is to be typed yet. */
  prompt(text: string): void {
    this.#prompt = text;
    this.#interface?.setPrompt(text);
    this.#interface?.prompt(true);
  }

  /** Asks one thing. @throws Abandoned */
  async ask(label: string): Promise<string> {
    const before = this.#prompt;
    this.prompt(label);
    try {
      return await new Promise((resolve, reject) => {
        this.#question = { resolve, reject };
      });
    } finally {
      this.#question = undefined;
      this.prompt(before);
    }
  }

  /** Leaves the terminal to somebody else meanwhile, who shows this and nothing of what is typed. */
  async lend<T>(shown: string, work: () => Promise<T>): Promise<T> {
    this.close();
    this.#lent = shown;
    try {
      return await work();
    } finally {
      this.#lent = undefined;
      this.#open();
    }
  }

  #clearLent(lent: string): void {
    const rows = Math.floor(displayWidth(lent) / (process.stdout.columns || 80));
    moveCursor(process.stdout, 0, -rows);
    clearRow();
  }

  close(): void {
    const open = this.#interface;
    this.#interface = undefined;
    process.stdin.off('keypress', this.#noteRow);
    open?.close();
    if (open && this.#prompt !== '') process.stdout.write('\n');
  }

  #open(): void {
    const typing = createInterface({
      input: process.stdin,
      output: process.stdout,
      terminal: true,
      history: this.#history,
      historySize: HISTORY_LINES,
      completer: (line: string) => (this.#question ? [[], line] : this.#events.complete(line)),
      prompt: this.#prompt,
    });
    this.#interface = typing;
    typing.on('history', (history) => this.#remember(history));
    typing.on('line', (line) => this.#take(line));
    typing.on('SIGINT', () => this.#interrupt(typing));
    typing.on('close', () => this.#end());
    process.stdin.on('keypress', this.#noteRow);
  }

  /** Node forgets that a text which was pasted has filled a row, and would leave it on the screen. */
  readonly #noteRow = (): void => {
    const typing = this.#interface;
    if (typing) Object.assign(typing, { prevRows: typing.getCursorPos().rows });
  };

  /** Told before the line itself is. */
  #remember(history: string[]): void {
    const kept = this.#question ? undefined : this.#events.remembered(history[0] ?? '');
    if (kept === undefined) history.shift();
    else history[0] = kept;
    this.#history = [...history];
  }

  #take(line: string): void {
    if (this.#question) this.#question.resolve(line);
    else this.#events.line(line);
  }

  #interrupt(typing: Interface): void {
    const hadText = typing.line !== '';
    empty(typing);
    if (this.#question) this.#question.reject(new Abandoned());
    else this.#events.interrupt(hadText);
  }

  #end(): void {
    // Closed by ourselves.
    if (!this.#interface) return;
    this.#interface = undefined;
    process.stdin.off('keypress', this.#noteRow);
    process.stdout.write('\n');
    if (this.#question) {
      this.#question.reject(new Abandoned());
      this.#open();
    } else this.#events.end();
  }
}

/** It can take nothing back that it has shown, and Node edits no line there. */
function isDumb(): boolean {
  return process.env.TERM === 'dumb';
}

function clearRow(): void {
  cursorTo(process.stdout, 0);
  clearScreenDown(process.stdout);
}

/** Takes back what has been typed. */
function empty(typing: Interface): void {
  if (isDumb()) {
    if (typing.line !== '') process.stdout.write('\n');
    Object.assign(typing, { line: '', cursor: 0 });
    return;
  }
  typing.write(null, { ctrl: true, name: 'e' });
  typing.write(null, { ctrl: true, name: 'u' });
}
