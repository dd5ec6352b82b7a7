import { displayWidth, takeColumns } from './width.ts';

/** Breaks a text into lines of at most `width` columns, at spaces, or inside a word that is longer than a line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => breakWord(part, width))) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function breakWord(word: string, width: number): string[] {
  const pieces: string[] = [];
  let rest = word;
  while (displayWidth(rest) > width) {
    // A column too narrow for one wide character still has to take it.
    const piece = takeColumns(rest, width) || takeColumns(rest, 2);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...pieces, rest];
}

/** Wraps a text behind a first prefix (`1. `, `S: `); the lines after it stand under the text's beginning. */
export function hang(prefix: string, text: string, width: number): string[] {
  const indent = ' '.repeat(displayWidth(prefix));
  const lines = wrap(text, width - indent.length);
  return lines.map((line, index) => (index === 0 ? prefix : indent) + line);
}

/** Fills a text with spaces on its right up to so many columns. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** Puts two texts at both ends of a line; undefined when they do not fit with two columns between them. */
export function spread(left: string, right: string, width: number): { gap: string } | undefined {
  const gap = width - displayWidth(left) - displayWidth(right);
  return gap < 2 ? undefined : { gap: ' '.repeat(gap) };
}

/** Cuts a text to so many columns, with the ellipsis given. */
export function cutColumns(text: string, columns: number, ellipsis: string): string {
  if (displayWidth(text) <= columns) return text;
  return takeColumns(text, columns - displayWidth(ellipsis)) + ellipsis;
}
