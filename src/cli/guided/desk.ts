import type { Locale } from '../../messages/catalog.ts';
import { type GuidedWords, guidedWordsOf } from '../../messages/guided-words.ts';
import { loadInk } from '../../render/ink.ts';
import { hang, wrap } from '../../render/layout.ts';
import { newSheet, type Sheet } from '../../render/page.ts';
import { askText, choose, type LineQuestion } from '../prompt.ts';
import { hasColor, hasUnicode, localeOf, widthOf } from '../terminal.ts';
import type { Wishes } from './wishes.ts';

/** Runs a command line of this program, given as its arguments; gives the exit code. */
export type RunLine = (argv: readonly string[]) => Promise<number>;

/** What the guide speaks by, and runs its commands with. */
export interface Desk {
  readonly words: GuidedWords;
  readonly locale: Locale;
  readonly run: RunLine;
  readonly wishes: Wishes;
  /** As wide as the terminal is now. */
  sheet(): Sheet;
}

/** Prepares to speak with who sits at the terminal, in the language that was asked for, else the environment's. */
export async function openDesk(run: RunLine, wishes: Wishes): Promise<Desk> {
  const locale = localeOf(wishes.lang, process.env);
  const [words, ink] = await Promise.all([
    guidedWordsOf(locale),
    loadInk(hasColor(wishes.color, process.env, process.stdout.isTTY === true)),
  ]);
  const sheet = (): Sheet =>
    newSheet({ width: widthOf(process.stdout.columns, process.env), unicode: hasUnicode(process.env) }, ink);
  return { words, locale, run, wishes, sheet };
}

/** Writes lines that are printable already, to where the questions go. */
export function show(lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
}

/** Says a text of ours as a paragraph, with an empty line before it. */
export function say(desk: Desk, text: string): void {
  const sheet = desk.sheet();
  show(['', ...wrap(sheet.sentence(text), sheet.width)]);
}

/** Says what a step is called. */
export function announce(desk: Desk, text: string): void {
  const { ink, sentence } = desk.sheet();
  show(['', ink.bold(sentence(text))]);
}

/** Shows a command line of this program as it can be copied. */
export function showCommand(desk: Desk, mark: string, argv: readonly string[]): void {
  const { ink, safe, width } = desk.sheet();
  const command = ['smtp-doctor', ...argv.map(shellWord)].join(' ');
  // What is broken by the layout could not be copied; the terminal itself breaks longer ones.
  const lines =
    command.length + mark.length > width ? [`${mark}${safe(command)}`] : hang(mark, safe(command), width);
  show(lines.map((line) => ink.cyan(line)));
}

/** What a shell would take apart stands in quotes. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** Asks for a line, without the blanks around it. */
export async function askLine(desk: Desk, question: LineQuestion): Promise<string> {
  const { objection } = question;
  const answer = await askText({
    ...question,
    message: questionIn(desk, question.message),
    objection: (text) => {
      const reason = objection?.(text.trim());
      return reason === undefined ? undefined : questionIn(desk, reason);
    },
  });
  return answer.trim();
}

/** Lets the user pick an answer. */
export function pick<Value extends string>(
  desk: Desk,
  message: string,
  answers: readonly (readonly [value: Value, name: string])[],
): Promise<Value> {
  const { sentence } = desk.sheet();
  return choose({
    message: questionIn(desk, message),
    answers: answers.map(([value, name]) => ({ value, name: sentence(name) })),
    tip: sentence(desk.words.tip),
  });
}

/** A mark and a blank stand before it, and its lines under each other. */
function questionIn(desk: Desk, text: string): string {
  const { sentence, width } = desk.sheet();
  return hang('  ', sentence(text), width).join('\n').trimStart();
}
