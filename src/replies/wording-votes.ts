import type { Detail } from './causes.ts';
import type { Statement } from './interpretation.ts';
import { holds, Lexicon, leadOf, type Phrase } from './phrase.ts';
import { vocabulary } from './vocabulary.ts';
import type { Vote } from './votes.ts';
import { wordings } from './wordings/index.ts';
import type { Wording } from './wordings/wording.ts';
import { wordsOf } from './words.ts';

const WEIGHTS = { sure: 0.95, likely: 0.88, hint: 0.5 } as const;
/** Of two wordings that fit, the one that names more is the closer. */
const WEIGHT_A_PLACE = 0.005;

interface Rule {
  readonly detail: Detail;
  readonly wording: Wording;
  readonly phrase: Phrase;
  readonly weight: number;
}

interface Book {
  readonly lexicon: Lexicon;
  /** Under the element that every text must have before the rule can hold. */
  readonly rules: ReadonlyMap<number, readonly Rule[]>;
}

let book: Book | undefined;

/** The wordings that a statement uses. They are compiled when first asked for: a bare code needs none. */
export function wordingVotes(statement: Statement): Vote[] {
  const words = wordsOf(statement.text);
  if (words.length === 0) return [];
  book ??= compile();
  const occurrences = book.lexicon.occurrencesIn(words);
  const votes: Vote[] = [];
  for (const element of occurrences.keys()) {
    for (const { detail, wording, phrase, weight } of book.rules.get(element) ?? []) {
      if (!applies(wording, statement) || !holds(phrase, occurrences)) continue;
      votes.push({ detail, weight, reason: { by: 'wording', says: wording.says, source: wording.source } });
    }
  }
  return votes;
}

function applies({ stage, provider, reply }: Wording, statement: Statement): boolean {
  if (reply !== undefined && reply !== (statement.code !== undefined)) return false;
  if (stage !== undefined && statement.stage !== undefined && stage !== statement.stage) return false;
  return provider === undefined || provider === statement.provider;
}

function compile(): Book {
  const lexicon = new Lexicon(vocabulary);
  const rules = new Map<number, Rule[]>();
  for (const { detail, rows } of wordings) {
    for (const wording of rows) {
      const phrase = lexicon.compile(wording.says);
      const places = phrase.reduce((count, { steps, absent }) => count + (absent ? 0 : steps.length), 0);
      const weight = WEIGHTS[wording.strength ?? 'likely'] + Math.min(places, 6) * WEIGHT_A_PLACE;
      const lead = leadOf(phrase);
      if (lead === undefined) throw new Error(`a wording that names nothing: "${wording.says}"`);
      const list = rules.get(lead) ?? [];
      if (list.length === 0) rules.set(lead, list);
      list.push({ detail, wording, phrase, weight });
    }
  }
  return { lexicon, rules };
}
