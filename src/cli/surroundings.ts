import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SmtpError } from '../errors.ts';
import { type PromptWords, promptWordsOf } from '../messages/prompt-words.ts';
import { printable } from '../render/printable.ts';
import { TOOL } from '../version.ts';
import { askHidden } from './prompt.ts';
import { localeOf } from './terminal.ts';

/** What is asked, in the words of one language. */
export type SecretQuestion = (words: PromptWords) => string;

/** What credentials may come from, beside files. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  /** Whether somebody can be asked. */
  readonly isTerminal: boolean;
  /** The home directory. */
  home(): Promise<string>;
  /** Asks for a secret that is not shown. */
  ask(question: SecretQuestion): Promise<string>;
  /** Writes one line to stderr. */
  warn(line: string): void;
}

/**
 * Those of this process.
 *
 * @param lang  The language that was asked for, else the environment's.
 */
export function processSurroundings(lang?: string): Surroundings {
  return {
    env: process.env,
    stdin: process.stdin,
    isTerminal: process.stdin.isTTY === true && process.stderr.isTTY === true,
    home: async () => (await import('node:os')).homedir(),
    ask: async (question) => ask(question(await promptWordsOf(localeOf(lang, process.env)))),
    warn: (line) => process.stderr.write(`${TOOL.name}: ${printable(line, { unicode: true })}\n`),
  };
}

async function ask(message: string): Promise<string> {
  try {
    return await askHidden(message);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ExitPromptError') throw error;
    // The prompt has taken the terminal's Ctrl-C for itself; it is an interruption like any other.
    process.kill(process.pid, 'SIGINT');
    // A signal that the process sends to itself arrives a turn later.
    await nextTurn();
    throw new SmtpError('aborted', 'interrupted while asking for a secret', { stage: 'auth', cause: error });
  }
}
