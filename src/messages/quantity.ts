import type { Locale } from './catalog.ts';
import { formatsOf } from './format.ts';

const GROUP_MARKS: Readonly<Record<Locale, string>> = { en: ',', it: '.' };

/** Writes a whole number with its thousands marked: `52,428,800`, `52.428.800`. */
export function groupDigits(value: number, locale: Locale): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, GROUP_MARKS[locale]);
}

/** Writes seconds in the largest unit that reads well: `90 s`, `5 min`, `2 h`, `3 d`. */
export function formatSeconds(seconds: number, locale: Locale): string {
  const { decimal } = formatsOf(locale);
  if (seconds < 120) return `${decimal(seconds)} s`;
  if (seconds < 7_200) return `${decimal(seconds / 60)} min`;
  if (seconds < 172_800) return `${decimal(seconds / 3_600)} h`;
  return `${decimal(seconds / 86_400)} d`;
}

/** Reads a keyword's parameter as a whole number; undefined for anything else, or for one too large to be exact. */
export function parseWhole(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,16}$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}
