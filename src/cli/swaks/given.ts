import { UsageError } from '../../errors.ts';
import { slipsBetween } from '../../providers/nearest.ts';
import type { SwaksOption } from './option.ts';
import { SWAKS_OPTIONS } from './table.ts';

/** An option of swaks as it was given. */
export interface GivenOption {
  readonly option: SwaksOption;
  /** As typed, its value left out. */
  readonly typed: string;
  /** Absent where there is none: swaks then asks, or takes what it has. */
  readonly value?: string;
}

const BY_NAME: ReadonlyMap<string, SwaksOption> = new Map(
  SWAKS_OPTIONS.flatMap(({ options }) =>
    options.flatMap((option) => option.names.map((name) => [bare(name), option] as const)),
  ),
);

const SLIPS_ALLOWED = 2;

/** Ours, of which the nearest name of swaks means something else. */
const NEAR: ReadonlyMap<string, string> = new Map([['quiet', 'silent']]);

/**
 * Reads options as swaks does: one dash or two, `=` or a space, beginnings of names, `no-` to unset, the last one wins.
 *
 * @throws UsageError for what swaks does not know either, with the nearest name that it does.
 */
export function readOptions(words: readonly string[]): GivenOption[] {
  const rest = [...words];
  let given: GivenOption[] = [];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, typed = word, joined] = /^(-[^=]+)=([\s\S]*)$/.exec(word) ?? [];
    const unset = unsetBy(typed);
    if (unset) {
      given = given.filter(({ option }) => option !== unset);
      continue;
    }
    const next = readOne(typed, joined, rest);
    given = next.option.isList ? [...given, next] : [...given.filter((one) => !isSame(one, next)), next];
  }
  return given;
}

/** What was given of an option, by any of its names; in their order. */
export function allOf(given: readonly GivenOption[], ...names: readonly string[]): GivenOption[] {
  return given.filter(({ option }) => option.names.some((name) => names.includes(name)));
}

/** The last of what was given of an option. */
export function lastOf(given: readonly GivenOption[], ...names: readonly string[]): GivenOption | undefined {
  return allOf(given, ...names).at(-1);
}

function isSame(a: GivenOption, b: GivenOption): boolean {
  return a.option === b.option;
}

function readOne(typed: string, joined: string | undefined, rest: string[]): GivenOption {
  if (!/^-./.test(typed)) {
    throw new UsageError(
      `"${typed}" is neither an option nor the value of one`,
      'quote what belongs together',
    );
  }
  const field = /^--?h(?:eader)?-([^:]+):?$/.exec(typed)?.[1];
  if (field !== undefined) return headerOption(typed, field, joined ?? rest.shift());
  const option = findOption(typed);
  // Said with one dash, -g has no value of its own.
  if (bare(typed) === 'g') return { option, typed, value: '-' };
  if (option.value === 'none') {
    if (joined === undefined) return { option, typed };
    throw new UsageError(`${typed} takes no value in swaks`, `leave out "=${joined}"`);
  }
  const value = joined ?? (rest[0] === undefined || /^-./.test(rest[0]) ? undefined : rest.shift());
  return value === undefined ? { option, typed } : { option, typed, value };
}

/** `--h-Subject TEXT` is `--header "Subject: TEXT"`. */
function headerOption(typed: string, field: string, text: string | undefined): GivenOption {
  if (text === undefined) throw new UsageError(`${typed} lacks the text of the header`, 'give it behind it');
  return { option: findOption('--header'), typed, value: `${field}: ${text}` };
}

function unsetBy(typed: string): SwaksOption | undefined {
  const name = bare(typed);
  if (!/^-/.test(typed) || !name.startsWith('no-') || BY_NAME.has(name)) return undefined;
  const unset = name.slice('no-'.length);
  return /^h(?:eader)?-/.test(unset) ? BY_NAME.get('header') : BY_NAME.get(unset);
}

/** By its name, or by a beginning that no other has. */
function findOption(typed: string): SwaksOption {
  const name = bare(typed);
  const known = BY_NAME.get(name);
  if (known) return known;
  const begun = [...BY_NAME].filter(([candidate]) => name !== '' && candidate.startsWith(name));
  const [first] = begun;
  if (first && new Set(begun.map(([, option]) => option)).size === 1) return first[1];
  if (begun.length > 1) {
    const names = begun.slice(0, 4).map(([candidate]) => dashed(candidate));
    throw new UsageError(`"${typed}" may begin several options`, `write ${names.join(', ')} in full`);
  }
  const nearest = NEAR.get(name) ?? nearestName(name);
  throw new UsageError(
    `swaks has no option "${typed}"`,
    nearest === undefined ? 'swaks --help lists them' : `did you mean ${dashed(nearest)}?`,
  );
}

function nearestName(name: string): string | undefined {
  const [best] = [...BY_NAME.keys()]
    .map((candidate) => ({ candidate, slips: slipsBetween(name, candidate) }))
    .filter(({ candidate, slips }) => slips <= Math.min(SLIPS_ALLOWED, candidate.length - 2))
    .sort((a, b) => a.slips - b.slips);
  return best?.candidate;
}

function bare(name: string): string {
  return name.replace(/^--?/, '');
}

function dashed(name: string): string {
  return BY_NAME.get(name)?.names.find((full) => bare(full) === name) ?? `--${name}`;
}
