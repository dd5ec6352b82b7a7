import type { Formats } from './format.ts';

/** Writes a date of which the day, or the month too, is not told: `10 December 2025`, `December 2025`, `2025`. */
export function formatPartialDate(text: string, { date }: Formats): string {
  if (/^\d{4}$/.test(text)) return text;
  return /^\d{4}-\d\d$/.test(text) ? date(`${text}-01`).replace(/^1 /, '') : date(text);
}
