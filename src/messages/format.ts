import type { Locale } from './catalog.ts';

/** How one language writes numbers, dates and lists. Pure; nothing here knows the terminal. */
export interface Formats {
  /** `22 November 2026`, UTC. A text that is no date comes back as it is. */
  readonly date: (iso: string) => string;
  /** `5.3 s`, `412 ms`, `2 min`. */
  readonly duration: (ms: number) => string;
  /** `34.2 MiB`; below 1 KiB in bytes. */
  readonly size: (bytes: number) => string;
  /** `1 day`, `12 days`. */
  readonly days: (count: number) => string;
  /** `a, b and c`. */
  readonly list: (items: readonly (string | number)[]) => string;
  /** A decimal number with at most one digit after the point or comma. */
  readonly decimal: (value: number) => string;
  /** The peer's own words: lines joined, cut at 200 characters, in quotes. */
  readonly quote: (lines: string | readonly string[]) => string;
}

interface Words {
  /** From January on. */
  readonly months: readonly string[];
  readonly point: string;
  readonly and: string;
  readonly day: string;
  readonly days: string;
  readonly bytes: string;
}

const WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    months: 'January February March April May June July August September October November December'.split(
      ' ',
    ),
    point: '.',
    and: 'and',
    day: 'day',
    days: 'days',
    bytes: 'bytes',
  },
  it: {
    months:
      'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(
        ' ',
      ),
    point: ',',
    and: 'e',
    day: 'giorno',
    days: 'giorni',
    bytes: 'byte',
  },
};

/** The formats of one language. */
export function formatsOf(locale: Locale): Formats {
  const words = WORDS[locale];
  const decimal = (value: number) => formatDecimal(value, words.point);
  return {
    decimal,
    date: (iso) => formatDate(iso, words.months),
    duration: (ms) => formatDuration(ms, decimal),
    size: (bytes) => formatSize(bytes, words.bytes, decimal),
    days: (count) => `${count} ${count === 1 ? words.day : words.days}`,
    list: (items) => formatList(items, words.and),
    quote: formatQuote,
  };
}

// Not by Intl, whose first use takes some 20 ms.
function formatDate(iso: string, months: readonly string[]): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

function formatDecimal(value: number, point: string): string {
  return value.toFixed(1).replace(/\.0$/, '').replace('.', point);
}

const TWO_MINUTES_MS = 120_000;

function formatDuration(ms: number, decimal: (value: number) => string): string {
  if (Math.round(ms) < 1_000) return `${Math.round(ms)} ms`;
  if (ms < TWO_MINUTES_MS) return `${decimal(ms / 1_000)} s`;
  return `${Math.round(ms / 60_000)} min`;
}

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'];

function formatSize(bytes: number, word: string, decimal: (value: number) => string): string {
  if (bytes < 1_024) return `${bytes} ${word}`;
  const power = Math.min(UNITS.length, Math.floor(Math.log2(bytes) / 10));
  return `${decimal(bytes / 1_024 ** power)} ${UNITS[power - 1]}`;
}

function formatList(items: readonly (string | number)[], and: string): string {
  if (items.length <= 1) return String(items[0] ?? '');
  return `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1)}`;
}

const QUOTE_CHARACTERS = 200;

function formatQuote(lines: string | readonly string[]): string {
  const joined = (typeof lines === 'string' ? [lines] : lines).join(' ').replace(/\s+/g, ' ');
  // The sentence around it has its own full stop.
  const text = joined.trim().replace(/\.$/, '');
  return text.length > QUOTE_CHARACTERS ? `"${text.slice(0, QUOTE_CHARACTERS - 1)}…"` : `"${text}"`;
}
