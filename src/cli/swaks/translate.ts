import { UsageError } from '../../errors.ts';
import { CONVERSIONS, type Conversion } from './conversions.ts';
import { type GivenOption, lastOf, readOptions } from './given.ts';
import { loginWords } from './login.ts';
import { messageWords, type Surroundings } from './message.ts';
import { joined, NOTHING, remark, type Translated, words } from './part.ts';
import { targetWords } from './target.ts';
import { tlsWords } from './tls.ts';
import { quoteWord, type ShellCommand, splitCommands } from './words.ts';
import { xclientWords } from './xclient.ts';

/** Ours for one command line of swaks. */
export interface Translation {
  /** To be typed into a POSIX shell. */
  readonly command: string;
  /** What could not be translated, and what differs. */
  readonly remarks: readonly string[];
}

/**
 * Translates what is typed for swaks: its options alone, or whole commands, several of them too.
 *
 * @throws UsageError for what swaks would not take either.
 */
export function translateSwaks(text: string, sender: string): Translation[] {
  const commands = splitCommands(text);
  const [first] = commands;
  if (!first) throw new UsageError('no options of swaks', "write them in quotes: '--to … --server …'");
  const isWhole = commands.some(({ words: found }) => found.some(isSwaks));
  if (!isWhole) return [translateOne(first, sender), ...commands.slice(1).map(leftOut)];
  return commands.filter(isCommand).map((command) => {
    const at = command.words.findIndex(isSwaks);
    return at < 0
      ? leftOut(command)
      : translateOne({ ...command, words: command.words.slice(at + 1) }, sender);
  });
}

function isSwaks(word: string): boolean {
  return /^(?:.*\/)?swaks(?:\.pl)?$/.test(word);
}

/** The words that hold a loop or a condition together are none. */
function isCommand({ words: [first = '', ...others] }: ShellCommand): boolean {
  return others.length > 0 || !/^(?:do|done|then|else|fi)$/.test(first);
}

/** A command that is not swaks has no translation, and no place in ours. */
function leftOut({ words: found }: ShellCommand): Translation {
  return { command: '', remarks: [`${found.map(quoteWord).join(' ')}: this is not swaks, and left out`] };
}

function translateOne(command: ShellCommand, sender: string): Translation {
  const given = readOptions(command.words);
  const { input } = command;
  const found = wordsFor(given, { sender, ...(input === undefined ? {} : { input }) });
  checkLines(found.words);
  const line = ['smtp-doctor', 'send-test', ...found.words].map(quoteWord).join(' ');
  return { command: line, remarks: [...new Set(found.remarks)] };
}

function wordsFor(given: readonly GivenOption[], surroundings: Surroundings): Translated {
  if (lastOf(given, '--help')) return words('--help');
  const simple = joined(given.map(simpleWords));
  return joined([
    targetWords(given),
    messageWords(given, surroundings, leaveIn(simple.words)),
    loginWords(given),
    tlsWords(given),
    xclientWords(given),
    simple,
    ...given.map(noteOn),
    lastOf(given, '-S', '-ha') ? NOTHING : words('--transcript'),
  ]);
}

/** An option that needs no other to be translated. */
function simpleWords({ option, typed, value }: GivenOption): Translated {
  const { ours = '', by } = option;
  const [flag = '', placeholder] = ours.split(' ');
  if (flag === '' || (by !== undefined && !isConversion(by))) return NOTHING;
  if (option.value === 'none' || by === 'nothing') return words(flag);
  if (by !== undefined && isStage(by)) checkStage(typed, value, by);
  if (value === undefined) return remark(`${typed}: swaks asks for its value; give one`);
  const values = by === undefined ? [value] : CONVERSIONS[by](value);
  if (values === undefined) return remark(`${typed} ${value}: ours has no such value`);
  return words(...values.flatMap((one) => (placeholder === undefined ? [flag] : [flag, one])));
}

function isStage(by: string): by is 'quitStage' | 'dropStage' | 'sendStage' {
  return by === 'quitStage' || by === 'dropStage' || by === 'sendStage';
}

/** Left out, it would make a command that sends what was not to be sent. */
function checkStage(
  typed: string,
  value: string | undefined,
  by: 'quitStage' | 'dropStage' | 'sendStage',
): void {
  if (value !== undefined && CONVERSIONS[by](value) !== undefined) return;
  throw new UsageError(
    value === undefined
      ? `${typed} does not say where to stop`
      : `swaks has no stage "${value}" for ${typed}`,
    'give one such as EHLO, AUTH, MAIL or RCPT',
  );
}

function isConversion(by: string): by is Conversion {
  return Object.hasOwn(CONVERSIONS, by);
}

/** What is put together of several options has remarks of its own. */
function noteOn({ option, typed }: GivenOption): Translated {
  const { ours, by, note } = option;
  const isSettled = ours === '' || (by !== undefined && !isConversion(by));
  return note === undefined || isSettled ? NOTHING : remark(`${typed}: ${note}`);
}

function leaveIn(found: readonly string[]): string | undefined {
  const at = found.findIndex((word) => word === '--quit-after' || word === '--drop-after');
  return at < 0 ? undefined : found[at + 1];
}

/** Only a text may have several lines. */
function checkLines(found: readonly string[]): void {
  const torn = found.find(
    (word, at) => word.includes('\n') && !['--text', '--html'].includes(found[at - 1] ?? ''),
  );
  if (torn === undefined) return;
  throw new UsageError(`"${torn.replaceAll('\n', ' ')}" goes over several lines`, 'give it on one line');
}
