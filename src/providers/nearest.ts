import { PROVIDERS } from './index.ts';

/** Longer names may hold two slips; the shortest resemble each other by nature. */
const LENGTH_OF_TWO = 9;
const LENGTH_OF_ONE = 7;

/**
 * Gives the domain that was perhaps meant: `gmail.com` for `gmial.com`, and for `gmial` too.
 *
 * @returns undefined where none of the known ones is one or two slips away.
 */
export function nearestDomain(text: string): string | undefined {
  const typed = text.toLowerCase();
  const all = PROVIDERS.flatMap(({ domains }) => domains).map((domain) => ({
    domain,
    slips: slipsBetween(typed, typed.includes('.') ? domain : labelOf(domain)),
  }));
  const [best] = all
    .filter(({ domain, slips }) => slips <= slipsAllowed(domain))
    .sort((a, b) => a.slips - b.slips);
  return best?.domain;
}

function labelOf(domain: string): string {
  return domain.split('.')[0] ?? domain;
}

function slipsAllowed({ length }: string): number {
  if (length >= LENGTH_OF_TWO) return 2;
  return length >= LENGTH_OF_ONE ? 1 : 0;
}

/** Letters left out, put in, mistaken, or exchanged with their neighbour (optimal string alignment). */
export function slipsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  let [before, last]: [number[], number[]] = [
    [],
    Array.from({ length: b.length + 1 }, (_, column) => column),
  ];
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isExchanged = row > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isExchanged ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, last] = [last, current];
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
