import type { Detail } from './causes.ts';
import type { Statement } from './interpretation.ts';
import { Lexicon, type Phrase, type Span, spanOf } from './phrase.ts';
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

interface Row {
  readonly detail: Detail;
  readonly wording: Wording;
}

interface Rule extends Row {
  readonly phrase: Phrase;
  readonly weight: number;
}

/** What all statements are held against; it grows as they come. */
interface Book {
  readonly lexicon: Lexicon;
  readonly rows: readonly Row[];
  /** The place that each row begins with. */
  readonly first: Uint16Array;
  /** Compiled when a text first has the beginning: most of them are never needed in one run. */
  readonly rules: (Rule | undefined)[];
}

let book: Book | undefined;

/** The wordings that a statement uses. */
export function wordingVotes(statement: Statement): Vote[] {
  // A bare code must not pay for compiling the expression that tells words apart.
  if (statement.text === '') return [];
  const words = wordsOf(statement.text);
  if (words.length === 0) return [];
  book ??= openBook();
  const { rules, occurrences } = rulesFor(words, book);
  const votes: Vote[] = [];
  for (const rule of rules) {
    const span = spanOf(rule.phrase, occurrences);
    if (span && applies(rule.wording, statement)) votes.push(voteOf(rule, span, words));
  }
  return votes;
}

/** The rules whose beginning stands in a text, and what of the lexicon does. */
function rulesFor(words: readonly string[], { lexicon, rows, first, rules }: Book) {
  let occurrences = lexicon.occurrencesIn(words);
  const size = lexicon.size;
  const found: Rule[] = [];
  for (let index = 0; index < rows.length; index++) {
    // Nearly all rows end here, so this looks at a flat array and no object.
    if (occurrences.filled[first[index] ?? 0] !== 1) continue;
    const row = rows[index];
    const rule = rules[index] ?? (row && compiled(row, lexicon));
    if (!rule) continue;
    rules[index] = rule;
    found.push(rule);
  }
  // What was compiled just now has places of its own.
  if (lexicon.size > size) occurrences = lexicon.occurrencesIn(words);
  return { rules: found, occurrences };
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

function openBook(): Book {
  const lexicon = new Lexicon(vocabulary);
  const rows = wordings.flatMap(({ detail, rows: own }) => own.map((wording) => ({ detail, wording })));
  const first = Uint16Array.from(rows, ({ wording }) => lexicon.beginningOf(wording.says));
  return { lexicon, rows, first, rules: [] };
}

function compiled(row: Row, lexicon: Lexicon): Rule {
  const phrase = lexicon.compile(row.wording.says);
  return { ...row, phrase, weight: weightOf(row.wording, phrase) };
}

function weightOf({ strength }: Wording, phrase: Phrase): number {
  const places = phrase.reduce((count, { steps, absent }) => count + (absent ? 0 : steps.length), 0);
  return WEIGHTS[strength ?? 'likely'] + Math.min(places, 6) * WEIGHT_A_PLACE;
}
