import { characterWidth } from '../src/render/width.ts';

/** How a terminal's output is to be drawn. */
export interface SvgOptions {
  /** Width of the terminal. */
  readonly columns: number;
  /** Stands in the window's title bar. */
  readonly title: string;
}

interface Style {
  readonly color?: string;
  readonly bold?: boolean;
  readonly dim?: boolean;
}

/** A piece of a line in one style, and the column it begins at. */
interface Span {
  readonly text: string;
  readonly column: number;
  readonly style: Style;
}

const FONT_SIZE = 14;
const COLUMN_WIDTH = 8.43;
const LINE_HEIGHT = 20;
const PADDING = 20;
const BAR_HEIGHT = 36;

const BACKGROUND = '#1b2230';
const BAR = '#263042';
const BORDER = '#3d4a61';
const FOREGROUND = '#dde3ee';
const DOTS = ['#ff6b66', '#f5bf4f', '#55c862'] as const;

/** SGR 30 to 37 and 90 to 97, on a dark blue that reads on GitHub's white and on its black. */
const COLORS = [
  '#5b6880',
  '#ff7b7b',
  '#6bd98a',
  '#e8c268',
  '#79aefc',
  '#d59bf6',
  '#5fd0dc',
  '#dde3ee',
] as const;
const BRIGHT_COLORS = [
  '#8592ab',
  '#ff9c9c',
  '#90eba8',
  '#f5d88f',
  '#9cc4ff',
  '#e4bbff',
  '#8ce6ef',
  '#ffffff',
] as const;

function isFrom(code: number, first: number): boolean {
  return code >= first && code < first + COLORS.length;
}

/** What one SGR parameter makes of a style (ECMA-48 §8.3.117); those we do not draw leave it as it is. */
function applySgr(style: Style, code: number): Style {
  if (code === 0) return {};
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  const color = isFrom(code, 30)
    ? COLORS[code - 30]
    : isFrom(code, 90)
      ? BRIGHT_COLORS[code - 90]
      : undefined;
  if (code === 39) return { ...style, color: FOREGROUND };
  return color === undefined ? style : { ...style, color };
}

const SGR = /\x1b\[([\d;]*)m/;

/** Reads text with SGR sequences into lines of spans; a style lasts until it is changed, also over line ends. */
function readLines(ansi: string): Span[][] {
  let style: Style = {};
  return ansi
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => {
      const spans: Span[] = [];
      let column = 0;
      for (const [index, part] of line.split(SGR).entries()) {
        // Between two texts, split() puts what the expression's group has caught.
        if (index % 2 === 1) {
          style = part.split(';').map(Number).reduce(applySgr, style);
        } else if (part !== '') {
          spans.push({ text: part, column, style });
          for (const character of part) column += characterWidth(character);
        }
      }
      return spans;
    });
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function drawSpan({ text, column, style }: Span): string {
  const lead = text.length - text.trimStart().length;
  const shown = text.trim();
  if (shown === '') return '';
  const x = round(PADDING + (column + lead) * COLUMN_WIDTH);
  const width = round(
    Array.from(shown).reduce((sum, character) => sum + characterWidth(character), 0) * COLUMN_WIDTH,
  );
  const fill = style.color === undefined ? '' : ` fill="${style.color}"`;
  const weight = style.bold ? ' font-weight="700"' : '';
  const opacity = style.dim ? ' fill-opacity="0.62"' : '';
  const fit = ` textLength="${width}" lengthAdjust="spacingAndGlyphs"`;
  return `<tspan x="${x}"${fit}${fill}${weight}${opacity}>${escapeXml(shown)}</tspan>`;
}

function drawLine(spans: readonly Span[], index: number): string {
  const y = BAR_HEIGHT + PADDING + index * LINE_HEIGHT + FONT_SIZE;
  const drawn = spans.map(drawSpan).join('');
  return drawn === '' ? '' : `<text y="${y}" xml:space="preserve">${drawn}</text>\n`;
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}

function drawWindow(width: number, height: number, title: string): string {
  const middle = BAR_HEIGHT / 2;
  const dots = DOTS.map(
    (color, index) => `<circle cx="${20 + index * 20}" cy="${middle}" r="6" fill="${color}"/>`,
  );
  return [
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="9" fill="${BACKGROUND}" stroke="${BORDER}"/>`,
    `<path d="M1 ${BAR_HEIGHT}V10a9 9 0 0 1 9-9H${width - 10}a9 9 0 0 1 9 9V${BAR_HEIGHT}Z" fill="${BAR}"/>`,
    ...dots,
    `<text x="${width / 2}" y="${middle + 5}" text-anchor="middle" fill-opacity="0.75">${escapeXml(title)}</text>`,
    '',
  ].join('\n');
}

/**
 * Draws what a command wrote to a terminal as a self-contained SVG image of a window.
 *
 * Understands the sixteen colours, bold, dim and their resets; other escape sequences must not be in the text.
 */
export function svgOf(ansi: string, { columns, title }: SvgOptions): string {
  const lines = readLines(ansi);
  const width = Math.ceil(columns * COLUMN_WIDTH + 2 * PADDING);
  const height = BAR_HEIGHT + 2 * PADDING + lines.length * LINE_HEIGHT;
  const font = `ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace`;
  const head = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    ` role="img" font-family="${font}" font-size="${FONT_SIZE}" fill="${FOREGROUND}">\n<title>${escapeXml(title)}</title>\n`,
  ];
  return `${head.join('')}${drawWindow(width, height, title)}${lines.map(drawLine).join('')}</svg>\n`;
}
