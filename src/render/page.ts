import type { ReportLabel, ReportWords } from '../messages/words.ts';
import type { Verdict } from '../report.ts';
import type { Severity } from '../rules/rule.ts';
import { hang, padEnd, spread, wrap } from './layout.ts';
import { printable, printableSentence } from './printable.ts';
import type { RenderContext } from './renderer.ts';
import { displayWidth } from './width.ts';

/** The few styles of the text report: each reads well on dark and on light. */
export interface Ink {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const UNICODE_MARKS = { error: '✗', warning: '!', info: 'i', ok: '✓', dot: '·', ellipsis: '…' } as const;
const ASCII_MARKS = { error: 'x', warning: '!', info: 'i', ok: '+', dot: '-', ellipsis: '...' } as const;

const NARROWEST = 40;
const WIDEST = 100;

/** What text is written on, whatever it says. */
export interface Sheet {
  /** Columns a line may have. */
  readonly width: number;
  readonly ink: Ink;
  readonly marks: Readonly<Record<keyof typeof UNICODE_MARKS, string>>;
  /** A peer's words, made safe and cut. */
  readonly safe: (text: string, limit?: number) => string;
  /** A sentence of ours, with whatever it quotes, made safe. */
  readonly sentence: (text: string) => string;
}

/** What the parts of the text report are written on. */
export interface Page extends Sheet {
  readonly words: ReportWords;
  readonly context: RenderContext;
  readonly label: (label: ReportLabel) => string;
}

/** Prepares a sheet; its lines will have 40 to 100 columns. */
export function newSheet({ width, unicode }: Pick<RenderContext, 'width' | 'unicode'>, ink: Ink): Sheet {
  return {
    width: Math.min(Math.max(width, NARROWEST), WIDEST),
    ink,
    marks: unicode ? UNICODE_MARKS : ASCII_MARKS,
    safe: (text, limit) => printable(text, limit === undefined ? { unicode } : { unicode, limit }),
    sentence: (text) => printableSentence(text, { unicode }),
  };
}

/** Prepares a page for a context. */
export function newPage(context: RenderContext, ink: Ink): Page {
  const words = context.catalog.report;
  const sheet = newSheet(context, ink);
  return { ...sheet, words, context, label: (label) => sheet.sentence(words.labels[label]) };
}

/** The style of a severity; its mark says the same. */
export function inkOf(severity: Severity, { ink }: Sheet): (text: string) => string {
  return { error: ink.red, warning: ink.bold, info: ink.cyan }[severity];
}

/** A verdict's mark and word, plain and inked. */
export function verdictMark(verdict: Verdict, page: Page): { plain: string; inked: string } {
  const { ink, marks } = page;
  const [mark, style] = {
    healthy: [marks.ok, ink.green] as const,
    warnings: [marks.warning, ink.bold] as const,
    broken: [marks.error, ink.red] as const,
    inconclusive: [marks.info, ink.cyan] as const,
  }[verdict];
  const plain = `${mark} ${page.sentence(page.words.verdicts[verdict])}`;
  return { plain, inked: style(plain) };
}

/** A label and what it says, on lines of its own; already printable. */
export interface Row {
  readonly label: string;
  readonly lines: readonly string[];
}

const WIDEST_LABEL = 22;

/** Sets rows in two columns; a label that is too long for its column stands on a line of its own. */
export function setRows(rows: readonly Row[], page: Sheet): string[] {
  const widest = Math.min(WIDEST_LABEL, Math.floor(page.width * 0.4));
  const labels = rows.map((row) => displayWidth(row.label)).filter((width) => width <= widest);
  const column = Math.max(0, ...labels) + 2;
  return rows.flatMap((row) => setRow(row, column, page));
}

function setRow(row: Row, column: number, page: Sheet): string[] {
  const texts = row.lines.flatMap((line) => wrap(line, page.width - 2 - column));
  const indent = ' '.repeat(2 + column);
  if (displayWidth(row.label) + 2 <= column) {
    const [first = '', ...rest] = texts;
    return [
      `  ${page.ink.dim(padEnd(row.label, column))}${first}`,
      ...rest.map((text) => (text === '' ? '' : indent + text)),
    ];
  }
  const label = wrap(row.label, page.width - 2).map((line) => `  ${page.ink.dim(line)}`);
  return [...label, ...texts.map((text) => indent + text)];
}

/** A section: a bold heading, with a remark at its right end where it fits, and its lines. Nothing without lines. */
export function setSection(heading: string, lines: readonly string[], page: Sheet, remark = ''): string[] {
  if (lines.length === 0) return [];
  const room = remark === '' ? undefined : spread(heading, remark, page.width);
  return [page.ink.bold(heading) + (room ? room.gap + page.ink.dim(remark) : ''), ...lines];
}

/** Wraps a text behind a prefix, two columns from the margin. */
export function setHanging(prefix: string, text: string, page: Sheet): string[] {
  return hang(`  ${prefix}`, text, page.width);
}

/** Joins blocks of lines by empty lines, leaving out the blocks that have nothing to say. */
export function joinBlocks(blocks: readonly (readonly string[])[]): string[] {
  const filled = blocks.filter((block) => block.length > 0);
  return filled.flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}
