import { MACROS } from '../../messages/session-words.ts';
import { VERBS } from './completion.ts';
import type { Mode } from './conversation.ts';
import { verbOf } from './standing.ts';
import type { SessionTools } from './tools.ts';

const FIRST_REFUSAL = 400;

/**
 * Knows the lines that were written for a message or a login which the server did not go on with: taken for commands
 * they would do something else, or show a password.
 */
export class Misplaced {
  #what: 'message' | 'login' | undefined;
  #passed = 0;
  readonly #tools: Pick<SessionTools, 'conversation' | 'view'>;

  constructor(tools: Pick<SessionTools, 'conversation' | 'view'>) {
    this.#tools = tools;
  }

  /** Draws its conclusions from a line that was played. @param before  What the line was taken for. */
  note(line: string, before: Mode): void {
    const { mode, session, standing } = this.#tools.conversation;
    const isLogin = before === 'auth' || (before === 'command' && verbOf(line) === 'AUTH');
    const isMessage = before === 'command' && verbOf(line) === 'DATA';
    const code = session.exchanges.at(-1)?.reply.code ?? FIRST_REFUSAL;
    this.#passed = 0;
    this.#what = undefined;
    if (mode !== 'command') return;
    if (isLogin && (standing.user === undefined || code >= FIRST_REFUSAL)) this.#what = 'login';
    if (isMessage) this.#what = 'message';
  }

  /** Whether a line is to be passed over, which is said at the first of them. */
  passes(line: string): boolean {
    const what = this.#what;
    if (what === undefined) return false;
    // A message goes on until its end, a login line by line.
    const isInside = what === 'message' && this.#passed > 0;
    if (!isInside && (isCommand(line) || (what === 'login' && !isBase64(line)))) {
      this.#what = undefined;
      return false;
    }
    if (what === 'message' && line === '.') this.#what = undefined;
    const { view } = this.#tools;
    if (this.#passed === 0) view.note(view.words.skipped[what]);
    this.#passed += 1;
    return true;
  }
}

function isCommand(line: string): boolean {
  if (line.trim() === '?') return true;
  if (line.startsWith('/')) return MACROS.some((name) => line.slice(1).split(/\s/, 1)[0] === name);
  const verb = verbOf(line);
  return VERBS.some((known) => known.split(' ')[0] === verb) && /^\s*\w+(?:\s|$)/.test(line);
}

/** Nothing, too, is an answer (RFC 4954 §4), and so is giving up. */
function isBase64(line: string): boolean {
  return line === '*' || (line.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(line));
}
