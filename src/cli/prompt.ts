import { setImmediate as nextTurn } from 'node:timers/promises';
import type inquirer from 'inquirer';
import { type PromptWords, promptWordsOf } from '../messages/prompt-words.ts';
import { printableSentence } from '../render/printable.ts';
import { hasUnicode, localeOf } from './terminal.ts';

type Prompt = ReturnType<typeof inquirer.createPromptModule>;

/** Leaving a question: by ctrl-c, or, where `isEnd`, by ctrl-d or because nobody is there any more. */
export class QuestionLeft extends Error {
  override readonly name = 'ExitPromptError';
  readonly isEnd: boolean;

  constructor(isEnd: boolean, cause: unknown) {
    super(isEnd ? 'the question was left by the end of input' : 'the question was left by ctrl-c', { cause });
    this.isEnd = isEnd;
  }
}

/**
 * Asks on the terminal for a secret that is not shown while it is typed, which the question should say; it goes
 * to stderr.
 *
 * @throws QuestionLeft
 */
export async function askHidden(message: string): Promise<string> {
  const { secret } = await asked((prompt) =>
    prompt<{ secret: string }>([
      { type: 'password', name: 'secret', message, mask: false, toggleMask: false, theme: UNSEEN },
    ]),
  );
  return secret;
}

/**
 * Asks on the terminal whether to go on; no is what a bare return means, and ctrl-d. The question goes to stderr.
 * Ctrl-c is handed on as the signal that it would be elsewhere.
 *
 * @param lang  The language that was asked for, else the environment's.
 */
export async function askYes(
  question: (words: PromptWords) => string,
  lang: string | undefined,
): Promise<boolean> {
  const words = await promptWordsOf(localeOf(lang, process.env));
  const shown = (text: string): string => printableSentence(text, { unicode: hasUnicode(process.env) });
  const keywords = { yes: shown(words.yes), no: words.no, error: () => shown(words.yesOrNo) };
  const theme = { ...PLAIN_MARKS, keywords };
  try {
    const { isYes } = await asked((prompt) =>
      prompt<{ isYes: boolean }>([
        { type: 'confirm', name: 'isYes', message: shown(question(words)), default: false, theme },
      ]),
    );
    return isYes;
  } catch (error) {
    if (!(error instanceof QuestionLeft)) throw error;
    if (!error.isEnd) process.kill(process.pid, 'SIGINT');
    // A signal that the process sends to itself arrives a turn later.
    await nextTurn();
    return false;
  }
}

/** A question that is answered by a line. */
export interface LineQuestion {
  readonly message: string;
  /** What a bare return means. */
  readonly suggestion?: string;
  /** What is wrong with an answer, in words; undefined for one that will do. */
  readonly objection?: (answer: string) => string | undefined;
}

/**
 * Asks on the terminal for a line; the question goes to stderr.
 *
 * @throws QuestionLeft
 */
export async function askText({ message, suggestion, objection }: LineQuestion): Promise<string> {
  const { line } = await asked((prompt) =>
    prompt<{ line: string }>([
      {
        ...{ type: 'input', name: 'line', message, theme: PLAIN_MARKS },
        ...(suggestion === undefined ? {} : { default: suggestion }),
        validate: (answer: string) => objection?.(answer) ?? true,
      },
    ]),
  );
  return line;
}

/** A question with a few answers to pick one of. */
export interface Choice<Value extends string> {
  readonly message: string;
  /** The first is what a bare return means. */
  readonly answers: readonly { readonly value: Value; readonly name: string }[];
  /** How to pick, in words: which keys. */
  readonly tip: string;
}

/**
 * Lets the user at the terminal pick one of a few answers; the question goes to stderr.
 *
 * @throws QuestionLeft
 */
export async function choose<Value extends string>({ message, answers, tip }: Choice<Value>): Promise<Value> {
  const theme = {
    ...PLAIN_MARKS,
    ...{ icon: { cursor: '>' }, indexMode: 'number' as const },
    style: { keysHelpTip: () => tip },
  };
  const choices = answers.map(({ name }, value) => ({ name, value }));
  const { place } = await asked((prompt) =>
    prompt<{ place: number }>([
      { type: 'select', name: 'place', message, choices, loop: false, pageSize: PAGE, theme },
    ]),
  );
  const answer = answers[place];
  if (answer) return answer.value;
  throw new Error(`no answer ${place}`);
}

/** Answers shown at a time, which a terminal of 24 lines has room for. */
const PAGE = 12;

/** The package's own marks need more than ASCII, whatever the locale says. */
const PLAIN_MARKS = { prefix: { idle: '?', done: '>' } } as const;

/** The package would say in English that nothing is seen. */
const UNSEEN = { ...PLAIN_MARKS, style: { maskedText: '' } } as const;

/** The package does not notice that ctrl-d has closed its line, and would wait for ever. */
async function asked<Answers>(ask: (prompt: Prompt) => Promise<Answers>): Promise<Answers> {
  const { default: inquirer } = await import('inquirer');
  const end = new AbortController();
  const onPause = (): void => void setImmediate(() => end.abort());
  process.stdin.once('pause', onPause);
  try {
    return await ask(inquirer.createPromptModule({ output: process.stderr, signal: end.signal }));
  } catch (error) {
    if (!(error instanceof Error) || !/^(?:Exit|Abort)PromptError$/.test(error.name)) throw error;
    throw new QuestionLeft(error.name === 'AbortPromptError', error);
  } finally {
    process.stdin.off('pause', onPause);
  }
}
