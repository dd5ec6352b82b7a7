import { wordsOf } from './words.ts';

/** Under a concept's name its words of any language, separated by white space; `word*` is every word that so begins. */
export type Vocabulary = Readonly<Record<string, string>>;

/** How many other words may stand where a phrase has one of these. */
const GAPS: Readonly<Record<string, number>> = { '~2': 2, '~': 4, '~~': 12 };

/** What may stand at one place of a phrase, one of these atoms. Known once, however many phrases have it. */
interface Place {
  readonly index: number;
  readonly atoms: readonly number[];
}

/** A place, and how many other words may stand before it. */
interface Step {
  readonly place: Place;
  readonly gap: number;
}

/** Steps in order; `absent` ones must not be found. */
interface Clause {
  readonly steps: readonly Step[];
  readonly absent: boolean;
}

/** A compiled phrase: all its clauses must hold, in whatever order they stand in the text. */
export type Phrase = readonly Clause[];

/** Where something stands among the words of a text: from the first to after the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What of a lexicon stands in a text. */
export interface Occurrences {
  /** 1 at the index of a place that some word fills. */
  readonly filled: Uint8Array;
  /** Where each atom stands. */
  readonly spans: ReadonlyMap<number, readonly Span[]>;
}

interface Sequence {
  readonly atom: number;
  readonly words: readonly Pattern[];
}

/** One word, or with `isStem` the beginning of one. */
interface Pattern {
  readonly text: string;
  readonly isStem: boolean;
}

/** Words that begin alike are looked up together; every `word*` has at least so many letters. */
const STEM_LETTERS = 3;

/**
 * Compiles phrases and finds their atoms in texts. A phrase is a line of places:
 * `word`, `word*`, `a|b|two_words`, `{concept}` of the vocabulary, `@address @ip @host @url @number`;
 * next to each other unless `~2`, `~` or `~~` allows up to 2, 4 or 12 words between;
 * ` & ` joins clauses that may stand anywhere, `!` before a clause says that it must not.
 */
export class Lexicon {
  readonly #vocabulary: Vocabulary;
  /** A concept or an alternative is an atom. */
  readonly #atoms = new Map<string, number>();
  readonly #places = new Map<string, Place>();
  /** The places that an atom fills. */
  readonly #placesOf: number[][] = [];
  readonly #words = new Map<string, Sequence[]>();
  readonly #stems = new Map<string, Sequence[]>();

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

  /** The index of the place that a phrase begins with: without it the phrase is not said. The rest is not compiled yet. */
  beginningOf(phrase: string): number {
    const clause = phrase.split(' & ').find((text) => !text.startsWith('!'));
    const source = clause?.trim().split(/\s+/, 1)[0];
    if (!source) throw new Error(`the phrase "${phrase}" must say something`);
    return this.#placeOf(source).index;
  }

  /** How many places are known. */
  get size(): number {
    return this.#places.size;
  }

  /** Looks every word up once. */
  occurrencesIn(words: readonly string[]): Occurrences {
    const spans = new Map<number, Span[]>();
    words.forEach((word, start) => {
      collect(this.#words.get(word), words, start, spans);
      if (word.length >= STEM_LETTERS)
        collect(this.#stems.get(word.slice(0, STEM_LETTERS)), words, start, spans);
    });
    const filled = new Uint8Array(this.#places.size);
    for (const atom of spans.keys()) for (const place of this.#placesOf[atom] ?? []) filled[place] = 1;
    return { filled, spans };
  }

  #stepsOf(text: string): Step[] {
    const steps: Step[] = [];
    let gap = 0;
    for (const part of text.trim().split(/\s+/)) {
      const width = GAPS[part];
      if (width !== undefined) gap = width;
      else {
        steps.push({ place: this.#placeOf(part), gap });
        gap = 0;
      }
    }
    return steps;
  }

  #placeOf(source: string): Place {
    const known = this.#places.get(source);
    if (known) return known;
    const place = { index: this.#places.size, atoms: source.split('|').map((part) => this.#atomOf(part)) };
    this.#places.set(source, place);
    for (const atom of place.atoms) this.#placesOf[atom]?.push(place.index);
    return place;
  }

  #atomOf(source: string): number {
    const known = this.#atoms.get(source);
    if (known !== undefined) return known;
    const atom = this.#atoms.size;
    this.#atoms.set(source, atom);
    this.#placesOf.push([]);
    for (const alternative of this.#alternativesOf(source)) this.#learn(alternative, atom);
    return atom;
  }

  #alternativesOf(source: string): readonly string[] {
    const concept = /^\{(.+)\}$/.exec(source)?.[1];
    if (concept === undefined) return [source];
    const words = this.#vocabulary[concept];
    if (words === undefined) throw new Error(`unknown concept "${concept}"`);
    return words.trim().split(/\s+/);
  }

  #learn(alternative: string, atom: number): void {
    const words = patternsOf(alternative);
    const [first] = words;
    if (!first) return;
    const index = first.isStem ? this.#stems : this.#words;
    const key = first.isStem ? first.text.slice(0, STEM_LETTERS) : first.text;
    const sequences = index.get(key);
    if (sequences) sequences.push({ atom, words });
    else index.set(key, [{ atom, words }]);
  }
}

/** A word as it stands in a text. */
const PLAIN = /^[a-z]+$/;

/** A pattern's words are told apart as a text's are; those that stand for a kind stay as they are. */
function patternsOf(alternative: string): Pattern[] {
  return alternative.split(/[\s_]+/).flatMap((part) => {
    if (part.startsWith('@')) return [{ text: part, isStem: false }];
    if (PLAIN.test(part)) return [{ text: part, isStem: false }];
    const isStem = part.endsWith('*');
    const words = wordsOf(isStem ? part.slice(0, -1) : part);
    return words.map((text, index) => ({ text, isStem: isStem && index === words.length - 1 }));
  });
}

function collect(
  sequences: readonly Sequence[] | undefined,
  words: readonly string[],
  start: number,
  spans: Map<number, Span[]>,
): void {
  if (!sequences) return;
  for (const sequence of sequences) {
    if (!follows(sequence.words, words, start)) continue;
    const span = { start, end: start + sequence.words.length };
    const known = spans.get(sequence.atom);
    if (known) known.push(span);
    else spans.set(sequence.atom, [span]);
  }
}

function follows(patterns: readonly Pattern[], words: readonly string[], start: number): boolean {
  for (let index = 0; index < patterns.length; index++) {
    const pattern = patterns[index];
    const word = words[start + index];
    if (!pattern || word === undefined) return false;
    if (pattern.isStem ? !word.startsWith(pattern.text) : word !== pattern.text) return false;
  }
  return true;
}

/** Finds the phrase among the occurrences; undefined when the text does not say it. */
export function spanOf(phrase: Phrase, occurrences: Occurrences): Span | undefined {
  let span: Span | undefined;
  for (const { steps, absent } of phrase) {
    const found = clauseIn(steps, occurrences);
    if ((found === undefined) !== absent) return undefined;
    span ??= found;
  }
  return span;
}

function clauseIn(steps: readonly Step[], { filled, spans }: Occurrences): Span | undefined {
  // Most phrases lack one of their words altogether.
  for (const { place } of steps) if (filled[place.index] !== 1) return undefined;
  let reached: readonly Span[] | undefined;
  for (const { place, gap } of steps) {
    const here = spansAt(place, spans);
    reached = reached ? joined(reached, here, gap) : here;
    if (reached.length === 0) return undefined;
  }
  return reached?.[0];
}

function spansAt({ atoms }: Place, spans: Occurrences['spans']): readonly Span[] {
  let all: readonly Span[] = NOWHERE;
  for (const atom of atoms) {
    const own = spans.get(atom);
    if (own) all = all === NOWHERE ? own : [...all, ...own];
  }
  return all;
}

const NOWHERE: readonly Span[] = [];

/** Those of `next` that begin at most `gap` words after one of `reached`, each from where that began. */
function joined(reached: readonly Span[], next: readonly Span[], gap: number): Span[] {
  const spans: Span[] = [];
  for (const { start, end } of next) {
    const before = reached.find((span) => span.end <= start && span.end >= start - gap);
    // Several ways to the same end are one; a text is at most some hundred words long.
    if (before && !spans.some((span) => span.end === end)) spans.push({ start: before.start, end });
  }
  return spans;
}
