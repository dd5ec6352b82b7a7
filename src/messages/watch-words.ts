import type { Locale } from './catalog.ts';

/** What is said while servers are watched, round after round. */
export interface WatchWords {
  /** `time` as it is to be shown. */
  readonly checking: (round: number, done: number, all: number) => string;
  readonly waiting: (round: number, time: string) => string;
  /** A verdict, and the one before it. */
  readonly became: (verdict: string, before: string) => string;
  /** The verdict is what it was; what led to it is not. */
  readonly remained: (verdict: string) => string;
}

/** The words of watching in one language. */
export async function watchWordsOf(locale: Locale): Promise<WatchWords> {
  return locale === 'it'
    ? (await import('./it/watch-words.ts')).watchWords
    : (await import('./en/watch-words.ts')).watchWords;
}
