// East Asian Wide and Fullwidth blocks (Unicode TR11), and what terminals show as two-column pictures.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const ZERO = /[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]/u;

/** Columns one character takes on a terminal: 0, 1 or 2. */
export function characterWidth(character: string): number {
  if (character < '\u0300' && character !== '\u00ad') return 1;
  // Dashes, quotation marks, the ellipsis: our own texts have them, and the patterns below are slow to compile.
  if (character >= '\u2010' && character <= '\u2027') return 1;
  if (ZERO.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Columns a printable text takes on a terminal. Escape sequences are not looked for: measure before colouring. */
export function displayWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** The longest beginning of a text that fits into so many columns. */
export function takeColumns(text: string, columns: number): string {
  let width = 0;
  let taken = '';
  for (const character of text) {
    width += characterWidth(character);
    if (width > columns) return taken;
    taken += character;
  }
  return taken;
}

/** Columns of the widest; 0 for none. */
export function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
}
