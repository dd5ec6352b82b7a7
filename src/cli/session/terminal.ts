import { SmtpError, UsageError } from '../../errors.ts';
import { completeLine } from './completion.ts';
import type { Conversation } from './conversation.ts';
import { nextCommands, stateOf } from './hints.ts';
import { Abandoned, LineEditor } from './line-editor.ts';
import { runMacro } from './macros.ts';
import { Misplaced } from './misplaced.ts';
import { verbOf } from './standing.ts';
import type { Asker, SessionTools } from './tools.ts';

const EXIT_INTERRUPTED = 130;

/** Leads a session from the keyboard. */
export class Terminal {
  readonly #tools: SessionTools;
  readonly #editor: LineEditor;
  readonly #waiting: string[] = [];
  #isWorking = false;
  #isWarned = false;
  #hinted = '';
  #leave: (code: number) => void = () => undefined;

  constructor(tools: Omit<SessionTools, 'asker'>) {
    this.#tools = { ...tools, asker: this.#asker() };
    this.#editor = new LineEditor({
      line: (text) => this.#take(text),
      interrupt: (hadText) => this.#interrupt(hadText),
      end: () => void this.#quit(),
      complete: (line) => completeLine(line, this.#conversation),
      remembered: (line) => this.#remembered(line),
    });
  }

  /** Writes above the line that is being typed. */
  write(text: string): void {
    this.#editor.write(text);
  }

  /**
   * Lets the user type until he leaves.
   *
   * @param first  A macro to begin with.
   * @returns the exit code.
   */
  async lead(signal: AbortSignal, first: string | undefined): Promise<number> {
    const left = new Promise<number>((resolve) => {
      this.#leave = resolve;
    });
    const stop = (): void => this.#leave(EXIT_INTERRUPTED);
    signal.addEventListener('abort', stop, { once: true });
    const { view } = this.#tools;
    view.onChange = () => {
      if (!this.#isWorking) this.#ready();
    };
    view.note(view.words.welcome);
    this.#ready();
    if (first !== undefined) this.#take(first);
    const code = await left;
    signal.removeEventListener('abort', stop);
    view.isLeaving = true;
    this.#editor.close();
    this.#conversation.close();
    return code;
  }

  get #conversation(): Conversation {
    return this.#tools.conversation;
  }

  #asker(): Asker {
    return {
      line: (label) => this.#editor.ask(label),
      hidden: (label) =>
        this.#editor.lend(`? ${label} `, async () => {
          const { askHidden } = await import('../prompt.ts');
          return askHidden(label).catch((error: unknown) => {
            throw error instanceof Error && error.name === 'ExitPromptError' ? new Abandoned() : error;
          });
        }),
    };
  }

  #take(line: string): void {
    this.#isWarned = false;
    this.#waiting.push(line);
    if (!this.#isWorking) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    this.#editor.prompt('');
    // What is pasted was written before the answers were known.
    const misplaced = new Misplaced(this.#tools);
    for (let line = this.#waiting.shift(); line !== undefined; line = this.#waiting.shift()) {
      if (misplaced.passes(line)) continue;
      const { mode } = this.#conversation;
      if (await this.#do(line)) return this.#quit();
      misplaced.note(line, mode);
    }
    this.#isWorking = false;
    this.#ready();
  }

  /** Does what a line asks for; true where that is to leave. */
  async #do(line: string): Promise<boolean> {
    const { view } = this.#tools;
    const before = this.#conversation.mode;
    try {
      if (await this.#act(line)) return true;
    } catch (error) {
      if (error instanceof UsageError)
        view.note(error.hint ? `${error.message}; ${error.hint}` : error.message);
      else if (!(error instanceof SmtpError) && !(error instanceof Abandoned)) throw error;
    }
    this.#introduce(before);
    return false;
  }

  async #act(line: string): Promise<boolean> {
    const conversation = this.#conversation;
    const { mode } = conversation;
    if (mode === 'auth' && line.trim() === '/b64') return runMacro(this.#tools, line);
    if (mode === 'data') await conversation.say(line.startsWith('.') && line !== '.' ? `.${line}` : line);
    else if (mode === 'auth' || mode === 'chunk') await conversation.say(line);
    else if (line.startsWith('/')) return runMacro(this.#tools, line);
    else if (line.trim() === '?') this.#tools.view.explainLast();
    else if (line.trim() === '') this.#hinted = '';
    else if (mode === 'closed') this.#tools.view.note(this.#tools.view.words.closed);
    else await conversation.say(line);
    return false;
  }

  /** Says how to go on where lines are now something else than commands. */
  #introduce(before: Conversation['mode']): void {
    const { view } = this.#tools;
    const { mode, chunkBytesLeft } = this.#conversation;
    if (mode === before) return;
    if (mode === 'auth') view.note(view.words.authBegins);
    if (mode === 'data') view.note(view.words.dataBegins);
    if (mode === 'chunk') view.note(view.words.chunkBegins(chunkBytesLeft));
  }

  /** Shows what could come next, where that has changed, and the prompt. */
  #ready(): void {
    const { view } = this.#tools;
    const page = view.page();
    const next = nextCommands(this.#conversation).map((command) => page.sentence(command));
    const hint = next.join(` ${page.marks.dot} `);
    if (hint !== '' && hint !== this.#hinted) view.note(`${view.words.next} ${hint}`);
    this.#hinted = hint;
    this.#editor.prompt(`${page.ink.bold(page.safe(stateOf(this.#conversation)))}> `);
  }

  #interrupt(hadText: boolean): void {
    const { view } = this.#tools;
    const { interrupt } = view.words;
    const { mode, isBusy } = this.#conversation;
    if (hadText) return;
    const isInMessage = mode === 'data' || mode === 'chunk';
    if (!this.#isWarned) {
      this.#isWarned = true;
      view.note(isBusy ? interrupt.waiting : isInMessage ? interrupt.data : interrupt.idle);
      return;
    }
    this.#isWarned = false;
    if (!isBusy && !isInMessage) {
      this.#leave(EXIT_INTERRUPTED);
      return;
    }
    this.#conversation.close();
    if (!isBusy) this.#ready();
  }

  /** Takes leave of the server where that is possible. */
  async #quit(): Promise<void> {
    const conversation = this.#conversation;
    const { view } = this.#tools;
    view.isEchoing = true;
    view.isLeaving = true;
    if (conversation.mode === 'data' || conversation.mode === 'chunk') view.note(view.words.leftInMessage);
    if (conversation.mode === 'command' && !conversation.isBusy) {
      await conversation.say('QUIT').catch((error: unknown) => {
        if (!(error instanceof SmtpError)) throw error;
      });
    }
    this.#leave(0);
  }

  /** Lines of a login or a message are nobody's business, nor what was typed before it was clear what they are. */
  #remembered(line: string): string | undefined {
    const { mode } = this.#conversation;
    if (this.#isWorking || (mode !== 'command' && mode !== 'closed')) return undefined;
    if (line.startsWith('/b64')) return '/b64';
    const [verb = '', mechanism = ''] = line.trim().split(/\s+/);
    return verbOf(line) === 'AUTH' ? `${verb} ${mechanism}`.trimEnd() : line;
  }
}
