import type { Detail } from './causes.ts';
import type { Statement } from './interpretation.ts';
import { endsOf, Lexicon, type Phrase, type Span, spanOf } from './phrase.ts';
import { vocabulary } from './vocabulary.ts';
import type { Vote } from './votes.ts';
import { wordings } from './wordings/index.ts';
import type { Wording } from './wordings/wording.ts';
import { wordsOf } from './words.ts';

const WEIGHTS = { sure: 0.98, likely: 0.88, hint: 0.5 } as const;
/** Of two wordings that fit, the one that names more is the closer. */
const WEIGHT_A_PLACE = 0.002;

/** A text says first why it refuses, and then what could be done: words so far into it count for less. */
const ADVICE_STARTS = 20;
const ADVICE = 0.9;

interface Rule {
  readonly detail: Detail;
  readonly wording: Wording;
  readonly phrase: Phrase;
  readonly weight: number;
}

interface Book {
  readonly lexicon: Lexicon;
  readonly rules: readonly Rule[];
  /** The first and the last place that each rule needs. */
  readonly first: Uint16Array;
  readonly last: Uint16Array;
}

let book: Book | undefined;

/** The wordings that a statement uses. They are compiled when first asked for: a bare code needs none. */
export function wordingVotes(statement: Statement): Vote[] {
  // A bare code must not pay for compiling the expression that tells words apart.
  if (statement.text === '') return [];
  const words = wordsOf(statement.text);
  if (words.length === 0) return [];
  book ??= compile();
  const occurrences = book.lexicon.occurrencesIn(words);
  const { filled } = occurrences;
  const votes: Vote[] = [];
  for (let index = 0; index < book.rules.length; index++) {
    // Nearly all rules end here, so this looks at two flat arrays and no object.
    if (filled[book.first[index] ?? 0] !== 1 || filled[book.last[index] ?? 0] !== 1) continue;
    const rule = book.rules[index];
    const span = rule && spanOf(rule.phrase, occurrences);
    if (span && applies(rule.wording, statement)) votes.push(voteOf(rule, span, words));
  }
  return votes;
}

function voteOf({ detail, wording, weight }: Rule, { start, end }: Span, words: readonly string[]): Vote {
  return {
    detail,
    weight: start < ADVICE_STARTS ? weight : weight * ADVICE,
    reason: {
      by: 'wording',
      says: wording.says,
      words: quotable(words.slice(start, end)),
      source: wording.source,
    },
  };
}

/** The words as they may be shown: a name's parts, which follow it as words of their own, are left out. */
function quotable(words: readonly string[]): string {
  return words
    .join(' ')
    .replace(/@(?:host|url)\b.*$/, '…')
    .replace(/@\w+/g, '…');
}

function applies({ stage, provider, reply }: Wording, statement: Statement): boolean {
  if (reply !== undefined && reply !== (statement.code !== undefined)) return false;
  if (stage !== undefined && stage !== statement.stage) return false;
  return provider === undefined || provider === statement.provider;
}

function compile(): Book {
  const lexicon = new Lexicon(vocabulary);
  const rules = wordings.flatMap(({ detail, rows }) =>
    rows.map((wording) => {
      const phrase = lexicon.compile(wording.says);
      return { detail, wording, phrase, weight: weightOf(wording, phrase) };
    }),
  );
  const ends = rules.map(({ phrase }) => endsOf(phrase));
  return {
    lexicon,
    rules,
    first: Uint16Array.from(ends, ([first]) => first),
    last: Uint16Array.from(ends, ([, last]) => last),
  };
}

function weightOf({ strength }: Wording, phrase: Phrase): number {
  const places = phrase.reduce((count, { steps, absent }) => count + (absent ? 0 : steps.length), 0);
  return WEIGHTS[strength ?? 'likely'] + Math.min(places, 6) * WEIGHT_A_PLACE;
}
