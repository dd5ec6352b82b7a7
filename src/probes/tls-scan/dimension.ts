import type { Enumerated, Preference } from '../../evidence.ts';

/** One list that a server chooses from: suites, groups or signature schemes, found by leaving out what it chose. */
export class Dimension {
  readonly all: readonly number[];
  readonly found: number[] = [];
  preference: Preference | undefined;
  isDone = false;
  /** Offer the whole list and learn what comes of it, without leaving anything out. */
  isHeld = false;
  /** What would have told something new was refused: the rest was not asked for. */
  isCut = false;
  readonly #arrange: (left: readonly number[], dimension: Dimension) => readonly number[];

  constructor(
    all: readonly number[],
    arrange: (left: readonly number[], dimension: Dimension) => readonly number[] = (left) => left,
  ) {
    this.all = all;
    this.#arrange = arrange;
  }

  get left(): readonly number[] {
    return this.all.filter((value) => !this.found.includes(value));
  }

  /** Offered with what was found behind it, so that a server that follows our order takes that only in want of others. */
  get isCushioned(): boolean {
    return this.isHeld || this.isDone || this.preference === 'client';
  }

  offer(): readonly number[] {
    if (this.isDone) return this.known();
    if (this.isHeld) return this.all;
    const left = this.#arrange(this.left, this);
    return this.isCushioned ? [...left, ...this.found] : left;
  }

  /** Takes a refusal of the last offer. */
  refuse(): void {
    if (this.offer().length < this.left.length) this.isCut = true;
    else this.isDone = true;
  }

  /** What the server is known to take; all, while nothing is. */
  known(): readonly number[] {
    return this.found.length > 0 ? this.found : this.all;
  }

  /** Learns what the server chose; false for what was not new. */
  note(value: number | undefined): boolean {
    if (value === undefined || !this.all.includes(value)) return false;
    if (!this.found.includes(value)) {
      this.found.push(value);
      if (this.left.length === 0) this.isDone = true;
      return true;
    }
    if (this.preference === 'client' && !this.isHeld) this.isDone = true;
    return false;
  }

  toEnumerated(nameOf: (value: number) => string): Enumerated {
    const { preference } = this;
    // Where the order is ours, one is as good as another, and this reads better than that of the questions.
    const values =
      preference === 'server' ? this.found : this.all.filter((value) => this.found.includes(value));
    const names = values.map(nameOf);
    const isChoice = preference !== undefined && names.length > 1;
    return { names, ...(isChoice ? { preference } : {}), isComplete: this.isDone };
  }
}

/** What the server chose of each dimension, in their order. */
export type Choice = readonly (number | undefined)[];

/** Asks with one offer a dimension. */
export type AskOffers = (offers: readonly (readonly number[])[]) => Promise<Choice | 'refused' | 'unknown'>;

/**
 * Leaves out what the server chose, in all dimensions at once, until it refuses what is left of each.
 *
 * A refusal may come of each dimension that offered nothing known; one of them is then asked alone.
 */
export async function exhaust(dimensions: readonly Dimension[], ask: AskOffers): Promise<void> {
  while (dimensions.some(isOpen)) {
    const reply = await ask(dimensions.map((dimension) => dimension.offer()));
    if (reply === 'unknown') return;
    if (reply !== 'refused') {
      if (!note(dimensions, reply)) return;
      continue;
    }
    const [suspect, ...others] = dimensions.filter(
      (dimension) => isOpen(dimension) && !dimension.isCushioned,
    );
    if (!suspect) return;
    if (others.length === 0) suspect.refuse();
    else if (!(await isolate(suspect, others, dimensions, ask))) return;
  }
}

function isOpen({ isCut, isDone, isHeld }: Dimension): boolean {
  return !isDone && !isHeld && !isCut;
}

/** False when nothing was learnt, so that asking on would never end. */
function note(dimensions: readonly Dimension[], choice: Choice): boolean {
  const wasOpen = dimensions.filter(isOpen).length;
  const isNew = dimensions.map((dimension, index) => dimension.note(choice[index]));
  return isNew.some((found) => found) || dimensions.filter(isOpen).length < wasOpen;
}

async function isolate(
  suspect: Dimension,
  others: readonly Dimension[],
  dimensions: readonly Dimension[],
  ask: AskOffers,
): Promise<boolean> {
  const offers = dimensions.map((dimension) =>
    dimension === suspect ? dimension.offer() : dimension.known(),
  );
  const reply = await ask(offers);
  if (reply === 'unknown') return false;
  if (reply === 'refused') {
    suspect.refuse();
    return true;
  }
  // Its part was accepted, so that the refusal came of another's.
  const [other] = others;
  if (other && others.length === 1) other.refuse();
  return note(dimensions, reply) || others.length === 1;
}
