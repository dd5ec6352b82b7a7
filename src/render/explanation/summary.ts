import type { Cause, Detail } from '../../replies/causes.ts';
import type { Statement } from '../../replies/interpretation.ts';
import { padEnd, wrap } from '../layout.ts';
import { joinBlocks, type Sheet } from '../page.ts';
import { quoteReply } from '../quotation.ts';
import { widest } from '../width.ts';
import { type Desk, toText } from './text.ts';

const EXAMPLE_CHARACTERS = 240;

/** How often a log tells of one cause. */
export interface CauseCount {
  /** Null for refusals of an unknown cause. */
  readonly cause: Cause | null;
  readonly count: number;
  /** Of all refusals, 0 to 1. */
  readonly share: number;
  /** Its most frequent detail, and how often each was seen. */
  readonly detail: Detail | null;
  readonly details: Readonly<Partial<Record<Detail, number>>>;
  /** The clearest text, the shortest of several. */
  readonly example: Statement;
}

/** Writes the causes of a log as a table, the most frequent first. */
export function renderSummary(causes: readonly CauseCount[], { sheet, catalog }: Desk): string {
  const { words } = catalog;
  const total = causes.reduce((sum, { count }) => sum + count, 0);
  const known = causes.filter(({ cause }) => cause !== null).length;
  const head = [words.summary.count, words.summary.share, words.summary.cause].map(sheet.sentence);
  const rows = causes.map(({ count, share, cause, detail }) => [
    words.count(count),
    words.share(share),
    nameOf(cause === null ? words.summary.unknown : words.causes[cause], cause, detail),
  ]);
  const columns = [0, 1].map((index) => widest([head, ...rows].map((row) => row[index] ?? '')));
  const numbers = (row: readonly string[]): string =>
    columns.map((width, index) => padStart(row[index] ?? '', width)).join('  ');
  const indent = ' '.repeat(columns.reduce((sum, width) => sum + width + 2, 0));
  const lines = causes.flatMap(({ example }, index) => {
    const row = rows[index] ?? [];
    return [
      ...hanging(`${numbers(row)}  `, indent, sheet.sentence(row[2] ?? ''), sheet),
      ...hanging(indent, indent, quotationOf(example, sheet), sheet).map(sheet.ink.dim),
    ];
  });
  const title = sheet.ink.bold(sheet.sentence(words.counted(total, known)));
  const table = [sheet.ink.dim(`${numbers(head)}  ${head[2]}`), ...lines];
  return toText(joinBlocks([[title], causes.length === 0 ? [] : table]));
}

function nameOf(label: string, cause: Cause | null, detail: Detail | null): string {
  return detail === null || detail === cause ? label : `${label} (${detail})`;
}

function padStart(text: string, columns: number): string {
  return padEnd('', columns - text.length) + text;
}

function hanging(first: string, indent: string, text: string, sheet: Sheet): string[] {
  return wrap(text, sheet.width - indent.length).map((line, index) => (index === 0 ? first : indent) + line);
}

function quotationOf({ code, enhanced, text }: Statement, sheet: Sheet): string {
  if (code === undefined)
    return sheet.safe(enhanced === undefined ? text : `${enhanced} ${text}`, EXAMPLE_CHARACTERS);
  const reply = { code, ...(enhanced === undefined ? {} : { enhanced }), lines: [text] };
  return sheet.safe(quoteReply(reply).join(' '), EXAMPLE_CHARACTERS);
}
