import { wordsOf } from './words.ts';

/** Words that mean the same where a server speaks of it, of any language; `word*` stands for every word that so begins. */
export type Vocabulary = Readonly<Record<string, readonly string[]>>;

/** How many other words may stand where a phrase has one of these. */
const GAPS: Readonly<Record<string, number>> = { '~2': 2, '~': 4, '~~': 12 };

/** One place of a phrase: which element, and how many other words may stand before it. */
interface Step {
  readonly element: number;
  readonly gap: number;
}

/** Steps in order; `absent` ones must not be found. */
interface Clause {
  readonly steps: readonly Step[];
  readonly absent: boolean;
}

/** A compiled phrase: all its clauses must hold, in whatever order they stand in the text. */
export type Phrase = readonly Clause[];

interface Sequence {
  readonly element: number;
  readonly rest: readonly string[];
}

/** Where each element stands in a text: start and end of each occurrence, in order of start. */
export type Occurrences = ReadonlyMap<number, readonly (readonly [start: number, end: number])[]>;

/**
 * Compiles phrases and finds their elements in texts. A phrase is a line of places:
 * `word`, `word*`, `a|b|two_words`, `{concept}` of the vocabulary, `@address @ip @host @url @number`;
 * next to each other unless `~2`, `~` or `~~` allows up to 2, 4 or 12 words between;
 * ` & ` joins clauses that may stand anywhere, `!` before a clause says that it must not.
 */
export class Lexicon {
  readonly #vocabulary: Vocabulary;
  readonly #elements = new Map<string, number>();
  readonly #words = new Map<string, Sequence[]>();
  readonly #stems = new Map<string, Sequence[]>();
  #shortestStem = Number.POSITIVE_INFINITY;
  #longestStem = 0;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** @throws {Error} for a concept that the vocabulary lacks. */
  compile(phrase: string): Phrase {
    return phrase.split(' & ').map((text) => {
      const absent = text.startsWith('!');
      return { absent, steps: this.#stepsOf(absent ? text.slice(1) : text) };
    });
  }

  /** Looks every word up once. */
  occurrencesIn(words: readonly string[]): Occurrences {
    const found = new Map<number, [number, number][]>();
    words.forEach((word, start) => {
      for (const sequence of this.#sequencesAt(word)) {
        if (!sequence.rest.every((next, index) => matches(next, words[start + 1 + index]))) continue;
        const list = found.get(sequence.element) ?? [];
        if (list.length === 0) found.set(sequence.element, list);
        list.push([start, start + 1 + sequence.rest.length]);
      }
    });
    return found;
  }

  #sequencesAt(word: string): readonly Sequence[] {
    const exact = this.#words.get(word) ?? [];
    const longest = Math.min(this.#longestStem, word.length);
    let all: Sequence[] | undefined;
    for (let length = this.#shortestStem; length <= longest; length++) {
      const sequences = this.#stems.get(word.slice(0, length));
      if (sequences) all = [...(all ?? exact), ...sequences];
    }
    return all ?? exact;
  }

  #stepsOf(text: string): Step[] {
    const steps: Step[] = [];
    let gap = 0;
    for (const part of text.trim().split(/\s+/)) {
      const width = GAPS[part];
      if (width !== undefined) gap = width;
      else {
        steps.push({ element: this.#elementOf(part), gap });
        gap = 0;
      }
    }
    return steps;
  }

  #elementOf(source: string): number {
    const known = this.#elements.get(source);
    if (known !== undefined) return known;
    const element = this.#elements.size;
    this.#elements.set(source, element);
    for (const alternative of this.#alternativesOf(source)) this.#learn(alternative, element);
    return element;
  }

  #alternativesOf(source: string): readonly string[] {
    return source.split('|').flatMap((alternative) => {
      const concept = /^\{(.+)\}$/.exec(alternative)?.[1];
      if (concept === undefined) return [alternative];
      const words = this.#vocabulary[concept];
      if (!words) throw new Error(`unknown concept "${concept}"`);
      return words;
    });
  }

  #learn(alternative: string, element: number): void {
    const [first = '', ...rest] = patternWords(alternative);
    const isStem = first.endsWith('*');
    const key = isStem ? first.slice(0, -1) : first;
    if (isStem) {
      this.#shortestStem = Math.min(this.#shortestStem, key.length);
      this.#longestStem = Math.max(this.#longestStem, key.length);
    }
    const index = isStem ? this.#stems : this.#words;
    const sequences = index.get(key) ?? [];
    if (sequences.length === 0) index.set(key, sequences);
    sequences.push({ element, rest });
  }
}

/** A pattern's words are told apart as a text's are; those that stand for a kind, and the star, stay. */
function patternWords(alternative: string): string[] {
  return alternative.split(/[\s_]+/).flatMap((part) => {
    if (part.startsWith('@')) return [part];
    if (!part.endsWith('*')) return wordsOf(part);
    const words = wordsOf(part.slice(0, -1));
    return words.map((word, index) => (index === words.length - 1 ? `${word}*` : word));
  });
}

function matches(pattern: string, word: string | undefined): boolean {
  if (word === undefined) return false;
  return pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : word === pattern;
}

/** The elements of which at least one must occur before a phrase can hold. */
export function leadOf(phrase: Phrase): number | undefined {
  return phrase.find(({ absent }) => !absent)?.steps[0]?.element;
}

/** Whether a text with these occurrences says the phrase. */
export function holds(phrase: Phrase, occurrences: Occurrences): boolean {
  return phrase.every(({ steps, absent }) => isFound(steps, occurrences) !== absent);
}

/** Follows the places from left to right; `ends` are the places where what was found so far may end. */
function isFound([first, ...others]: readonly Step[], occurrences: Occurrences): boolean {
  if (!first) return false;
  let ends = new Set((occurrences.get(first.element) ?? []).map(([, end]) => end));
  for (const { element, gap } of others) {
    const next = new Set<number>();
    for (const [start, end] of occurrences.get(element) ?? []) {
      for (let before = start; before >= start - gap; before--) {
        if (ends.has(before)) next.add(end);
      }
    }
    if (next.size === 0) return false;
    ends = next;
  }
  return ends.size > 0;
}
