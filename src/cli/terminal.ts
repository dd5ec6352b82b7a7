import { UsageError } from '../errors.ts';
import type { Locale } from '../messages/catalog.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Languages that are spoken. */
export const LOCALES: readonly Locale[] = ['en', 'it'];
const NARROW = 40;
const WIDE = 100;

/**
 * The language to speak: `--lang`, SMTP_DOCTOR_LANG, then the locale's variables; English for every other.
 *
 * @throws UsageError for a `--lang` that we do not speak.
 */
export function localeOf(asked: string | undefined, env: Environment): Locale {
  const spoken = LOCALES.find((locale) => locale === asked);
  if (asked !== undefined && !spoken) throw new UsageError(`unknown language "${asked}"`, 'give en or it');
  if (spoken) return spoken;
  const set = [env.SMTP_DOCTOR_LANG, env.LC_ALL, env.LC_MESSAGES, env.LANG].find(Boolean) ?? '';
  return LOCALES.find((locale) => set.toLowerCase().startsWith(locale)) ?? 'en';
}

/** Whether the locale's character set can show more than ASCII. */
export function hasUnicode(env: Environment, platform: string = process.platform): boolean {
  if (platform === 'win32') return Boolean(env.WT_SESSION ?? env.TERM_PROGRAM);
  const set = [env.LC_ALL, env.LC_CTYPE, env.LANG].find(Boolean) ?? '';
  return /utf-?8/i.test(set);
}

/** Whether to colour: `--no-color`, NO_COLOR (no-color.org), FORCE_COLOR, then whether it is a terminal. */
export function hasColor(allowed: boolean, env: Environment, isTerminal: boolean): boolean {
  if (!allowed || env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal && env.TERM !== 'dumb';
}

/** Columns to write for: the terminal's, else COLUMNS, else 80; within what the layout is made for. */
export function widthOf(columns: number | undefined, env: Environment): number {
  const asked = columns ?? Number(env.COLUMNS);
  return Math.min(WIDE, Math.max(NARROW, Number.isInteger(asked) && asked > 0 ? asked : 80));
}

/** Whether somebody sits there, who can be asked and sees the answers. */
export function isAtTerminal(): boolean {
  return [process.stdin, process.stdout, process.stderr].every(({ isTTY }) => isTTY === true);
}
