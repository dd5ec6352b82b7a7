import type { Locale } from './catalog.ts';

/** What a report as a page says besides what it says as text. */
export interface PageWords {
  readonly title: string;
  /** The language's own name. */
  readonly language: string;
  readonly themes: {
    readonly label: string;
    readonly system: string;
    readonly light: string;
    readonly dark: string;
  };
  readonly languages: string;
  /** Heads the table of all targets and stages. */
  readonly matrix: string;
  /** What a cell of the table says: the worst finding of a stage, or how far the walk came. */
  readonly cells: {
    readonly error: string;
    readonly warning: string;
    readonly info: string;
    readonly reached: string;
    readonly unreached: string;
  };
  readonly severities: { readonly error: string; readonly warning: string; readonly info: string };
  /** Heads the runs. */
  readonly targets: string;
  readonly facts: string;
  readonly more: string;
  readonly said: string;
  readonly exitCode: string;
}

/** The words of the page in one language. */
export async function pageWordsOf(locale: Locale): Promise<PageWords> {
  return locale === 'it'
    ? (await import('./it/page-words.ts')).pageWords
    : (await import('./en/page-words.ts')).pageWords;
}
