/** The codes at the beginning of a line, which stand between the parts of what is echoed across several. */
const CODES = /^(?:\d{3}[ -])?(?:\d\.\d{1,3}\.\d{1,3}[ -])?/;
const IN_CODE = /[\w+/=%-]/;

/** A character that is to go: of a secret as it is, or of a form of it that shares bits with its neighbours. */
export type Mark = 'none' | 'plain' | 'encoded';

/** Several lines as one text without white space, and which of its characters are to go. */
export class MarkedLines {
  readonly text: string;
  readonly #lines: readonly string[];
  readonly #marks: Mark[][];
  readonly #places: [line: number, column: number][] = [];

  constructor(lines: readonly string[]) {
    this.#lines = lines;
    this.#marks = lines.map((line) => new Array<Mark>(line.length).fill('none'));
    let text = '';
    for (const [row, line] of lines.entries()) {
      for (let column = CODES.exec(line)?.[0].length ?? 0; column < line.length; column += 1) {
        const character = squeeze(line.charAt(column));
        if (character === '') continue;
        text += character;
        this.#places.push([row, column]);
      }
    }
    this.text = text;
  }

  /** Marks what stands at so many characters of the text. */
  mark(from: number, length: number, mark: Mark): void {
    for (const [row, column] of this.#places.slice(from, from + length)) {
      const marks = this.#marks[row];
      if (marks) marks[column] = mark;
    }
  }

  /** Marks every occurrence. */
  markAll(text: string, mark: Mark): void {
    for (let at = this.text.indexOf(text); at >= 0; at = this.text.indexOf(text, at + 1)) {
      this.mark(at, text.length, mark);
    }
  }

  /** The lines with `***` in the place of what was marked. */
  lines(): string[] {
    return this.#lines.map((line, row) => withoutMarked(line, this.#marks[row] ?? []));
  }
}

/** Of an encoded secret the characters on both sides go too: some of their bits are the secret's. */
function withoutMarked(line: string, marks: Mark[]): string {
  if (marks.every((mark) => mark === 'none')) return line;
  const spread = (from: number, step: number): void => {
    for (let at = from; marks[at] === 'none' && IN_CODE.test(line.charAt(at)); at += step)
      marks[at] = 'encoded';
  };
  for (let at = 0; at < line.length; at += 1) if (marks[at] === 'encoded') spread(at + 1, 1);
  for (let at = line.length - 1; at >= 0; at -= 1) if (marks[at] === 'encoded') spread(at - 1, -1);
  const kept = marks.map((mark, at) => (mark === 'none' ? line.charAt(at) : '\0'));
  return kept.join('').replace(/\0+/g, '***');
}

/** A text in lower case, since a server may change it, and without white space; as many UTF-16 units as there were. */
export function squeeze(text: string): string {
  return text.replace(/\s/g, '').replace(/[\s\S]/g, (unit) => {
    const lower = unit.toLowerCase();
    return lower.length === 1 ? lower : unit;
  });
}
