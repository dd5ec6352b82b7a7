import type { Stage } from '../errors.ts';
import type { Cause } from '../replies/causes.ts';
import type { Catalog, Locale } from './catalog.ts';
import type { CauseTexts } from './cause-text.ts';
import type { CodeTexts } from './code-texts.ts';
import type { ExplainWords } from './explain-words.ts';
import type { KeywordWords } from './words.ts';

/** What stands before what was read out of a text. */
export type ReadingLabel = 'server' | 'software' | 'recipient' | 'provider' | 'byStage' | 'seen' | 'facts';

/** The words about what was read: where it came from, how often, and how much of it is shown. */
export interface ReadingWords {
  readonly labels: Readonly<Record<ReadingLabel, string>>;
  /** The command that a stage consists of, short enough for a column. */
  readonly commands: Readonly<Record<Stage, string>>;
  readonly times: (count: number) => string;
  readonly others: (count: number) => string;
  /** How many explanations are not shown, and how to see them. */
  readonly hidden: (count: number) => string;
  /** A document in which nothing is refused. */
  readonly nothingRefused: { readonly title: string; readonly meaning: string };
  /** What is known of an enhanced code that nobody has registered, by its second number. */
  readonly subject: (code: string, subject: string) => string;
  /** An EHLO keyword, as a title. */
  readonly keyword: (keyword: string) => string;
  readonly keywordMeaning: (words: string) => string;
}

/** What `explain` says in one language; the findings of the other commands are not among it. */
export interface ExplainCatalog {
  readonly causes: CauseTexts<Cause>;
  readonly codes: CodeTexts;
  readonly words: ExplainWords;
  readonly reading: ReadingWords;
  readonly keywords: KeywordWords;
  readonly actors: Catalog['actors'];
}

/** The words of `explain` in one language; the other's are never loaded. */
export async function explainCatalogOf(locale: Locale): Promise<ExplainCatalog> {
  return locale === 'it'
    ? (await import('./it/explain-catalog.ts')).explainCatalog
    : (await import('./en/explain-catalog.ts')).explainCatalog;
}
