import { hang } from '../layout.ts';
import type { Page } from '../page.ts';

/** One command that was played, with the replies recorded and those that came, line by line. */
export interface Difference {
  readonly command: string | undefined;
  readonly recorded: readonly string[];
  readonly came: readonly string[];
  /** Whether a line that came is the one recorded. */
  readonly isSame: (recorded: string, came: string) => boolean;
}

interface Line {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/** The command, and its replies with `-` before what was recorded alone and `+` before what came alone. */
export function setDifference(difference: Difference, page: Page): string[] {
  const { command } = difference;
  const inks = { ' ': page.ink.dim, '-': page.ink.red, '+': page.ink.green };
  const head = command === undefined ? [] : hang('  C: ', page.safe(command), page.width);
  const lines = aligned(difference).flatMap(({ mark, text }) =>
    hang(`${mark} S: `, page.safe(text), page.width).map((line) => inks[mark](line)),
  );
  return [...head, ...lines];
}

/** Lines that are the same on both sides stand once: the longest common subsequence. */
function aligned({ recorded, came, isSame }: Difference): Line[] {
  const lengths = commonLengths({ recorded, came, isSame });
  const lines: Line[] = [];
  let [at, to] = [0, 0];
  while (at < recorded.length || to < came.length) {
    const [left, right] = [recorded[at], came[to]];
    if (left !== undefined && right !== undefined && isSame(left, right)) {
      lines.push({ mark: ' ', text: right });
      at += 1;
      to += 1;
    } else if (left !== undefined && (right === undefined || lengthAt(at + 1, to) >= lengthAt(at, to + 1))) {
      lines.push({ mark: '-', text: left });
      at += 1;
    } else {
      lines.push({ mark: '+', text: right ?? '' });
      to += 1;
    }
  }
  return lines;

  function lengthAt(row: number, column: number): number {
    return lengths[row]?.[column] ?? 0;
  }
}

function commonLengths({ recorded, came, isSame }: Omit<Difference, 'command'>): number[][] {
  const lengths = Array.from({ length: recorded.length + 1 }, () =>
    new Array<number>(came.length + 1).fill(0),
  );
  for (let row = recorded.length - 1; row >= 0; row -= 1) {
    const [own, below] = [lengths[row] ?? [], lengths[row + 1] ?? []];
    for (let column = came.length - 1; column >= 0; column -= 1) {
      const isCommon = isSame(recorded[row] ?? '', came[column] ?? '');
      own[column] = isCommon
        ? 1 + (below[column + 1] ?? 0)
        : Math.max(below[column] ?? 0, own[column + 1] ?? 0);
    }
  }
  return lengths;
}
