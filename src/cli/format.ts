import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { FORMATS, type Format } from '../render/index.ts';
import type { OutputOptions } from './options.ts';

/** A format and the file that it goes to; without one it goes where `--output` says, else to standard output. */
export interface FormatChoice {
  readonly format: Format;
  readonly file?: string;
  /** The file belongs to somebody else, and is added to. */
  readonly isAppended?: true;
  /** What an earlier run wrote there stays. */
  readonly isResumed?: true;
  /** Nobody reads it now: what goes to the terminal and the exit code hang on the others. */
  readonly isAside?: true;
  /** What is written stands among workflow commands and must not be taken for some. */
  readonly isGuarded?: true;
}

/**
 * Reads `FORMAT` or `FORMAT:FILE`.
 *
 * @throws UsageError for a format that there is not, and for an empty file name.
 */
export function parseFormat(text: string): FormatChoice {
  const [, name = '', file] = /^([^:]*)(?::(.*))?$/s.exec(text) ?? [];
  const format = FORMATS.find((known) => known === name);
  if (format === undefined) throw new UsageError(`no format "${name}"`, `known are ${FORMATS.join(', ')}`);
  if (file === '') throw new UsageError(`"${text}" names no file`, `write ${format}:FILE`);
  return file === undefined ? { format } : { format, file };
}

/**
 * Every format that was asked for, each with its place; `text` where none was. A job summary goes with `github`,
 * where its runner has named the file for it.
 *
 * @throws UsageError for two formats in one place, but for `text` and the annotations of `github`, which belong in a log.
 */
export function outputsOf(options: OutputOptions, env: NodeJS.ProcessEnv): readonly FormatChoice[] {
  const { format = [], json, output } = options;
  const asked: readonly FormatChoice[] = [...format, ...(json ? [{ format: 'json' } as const] : [])];
  const choices = (asked.length > 0 ? asked : [{ format: 'text' } as const]).map((choice) =>
    output === undefined ? choice : { file: output, ...choice },
  );
  if (output !== undefined && asked.length > 0 && asked.every(({ file }) => file !== undefined)) {
    throw new UsageError(
      'nothing is left for --output',
      'every --format names its own file: leave out --output',
    );
  }
  checkPlaces(choices);
  return [...choices.map((choice) => guarded(choice, choices)), ...jobSummaryOf(choices, env)];
}

/** Whether this format alone was asked for; `text` also where none was. */
export function isOnly(
  wanted: Format,
  { format = [], json }: Pick<OutputOptions, 'format' | 'json'>,
): boolean {
  const shown = format.filter(({ isAside }) => !isAside);
  const asked = [...shown.map((choice) => choice.format), ...(json ? ['json'] : [])];
  return asked.length > 0 ? asked.every((name) => name === wanted) : wanted === 'text';
}

/** Whether a command line is that of a monitoring plugin, whose exit codes go from 0 to 3 whatever happens. */
export function isPluginCall(argv: readonly string[]): boolean {
  const asked = argv.flatMap((word, index) => {
    if (word === '--json') return ['json'];
    if (word === '--format') return [argv[index + 1] ?? ''];
    return word.startsWith('--format=') ? [word.slice('--format='.length)] : [];
  });
  return asked.length > 0 && asked.every((format) => /^nagios(?::|$)/.test(format));
}

/** Whether text is all that goes where the user sits; what goes to files of its own beside it does not count. */
export function showsText({ format = [], json }: Pick<OutputOptions, 'format' | 'json'>): boolean {
  const shown = format.filter(({ isAside }) => !isAside);
  const unfiled = shown.filter(({ file }) => file === undefined);
  const isFiledAll = shown.length > 0 && unfiled.length === 0;
  return !isFiledAll && isOnly('text', { format: unfiled, ...(json ? { json } : {}) });
}

function checkPlaces(choices: readonly FormatChoice[]): void {
  const places = new Map<string, Format>();
  for (const { format, file = '-' } of choices) {
    const place = file === '-' ? file : resolve(file);
    const other = places.get(place);
    places.set(place, format);
    if (other === undefined || (other !== format && [other, format].every(isLogFormat))) continue;
    throw new UsageError(
      `${other} and ${format} cannot both be written to ${file === '-' ? 'standard output' : `"${file}"`}`,
      `give one of them a file: --format ${format}:FILE`,
    );
  }
}

/** A server's words in a log that GitHub's runner reads could hold commands to it. */
function guarded(choice: FormatChoice, all: readonly FormatChoice[]): FormatChoice {
  const isAmong = all.some(({ format, file }) => format === 'github' && file === choice.file);
  return choice.format === 'text' && isAmong ? { ...choice, isGuarded: true } : choice;
}

function isLogFormat(format: Format): boolean {
  return format === 'text' || format === 'github';
}

function jobSummaryOf(
  choices: readonly FormatChoice[],
  { GITHUB_STEP_SUMMARY: file }: NodeJS.ProcessEnv,
): FormatChoice[] {
  const isForGitHub = choices.some(({ format }) => format === 'github');
  return file && isForGitHub ? [{ format: 'markdown', file, isAppended: true }] : [];
}
