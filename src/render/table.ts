import { cutColumns, padEnd, wrap } from './layout.ts';
import type { Sheet } from './page.ts';
import { widest } from './width.ts';

const GAP = 2;
/** What the last column has at least, if it needs as much; the others are cut for it. */
const NARROWEST_LAST = 14;

/**
 * Sets rows of cells, already printable, in aligned columns under a dim head. The last column wraps;
 * the others are cut where there is no room.
 */
export function setTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  sheet: Sheet,
): string[] {
  const wanted = head
    .slice(0, -1)
    .map((label, index) => widest([label, ...rows.map((row) => row[index] ?? '')]));
  const last = widest([head.at(-1) ?? '', ...rows.map((row) => row.at(-1) ?? '')]);
  const columns = fitted(wanted, sheet.width - Math.min(last, NARROWEST_LAST) - GAP);
  const indent = widthOf(columns) + GAP;
  const set = (row: readonly string[]): string[] => {
    const before = columns.map((width, index) => {
      const cell = cutColumns(row[index] ?? '', width, sheet.marks.ellipsis);
      return padEnd(cell, width + GAP);
    });
    const [first = '', ...rest] = wrap(row.at(-1) ?? '', sheet.width - indent);
    return [' '.repeat(GAP) + before.join('') + first, ...rest.map((line) => ' '.repeat(indent) + line)];
  };
  return [...set(head).map((line) => sheet.ink.dim(line)), ...rows.flatMap(set)];
}

function widthOf(columns: readonly number[]): number {
  return columns.reduce((sum, width) => sum + width + GAP, 0);
}

/** Takes from the widest column until all fit. */
function fitted(wanted: readonly number[], room: number): number[] {
  const columns = [...wanted];
  while (widthOf(columns) > room) {
    const most = Math.max(...columns);
    columns[columns.indexOf(most)] = most - 1;
  }
  return columns;
}
