const STYLED = /[\x1b\u00a0\u2007\u202f\ufeff]/;
/** A colour or a movement of the cursor (ECMA-48 §5.4), a title or a link (its §5.6). */
const SEQUENCE = /\x1b(?:\[[0-?]{0,40}[ -/]{0,4}[@-~]|\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\))/g;

/** The text without what terminals obey, and with spaces for those that do not break (as web pages have them). */
export function withoutStyle(text: string): string {
  if (!STYLED.test(text)) return text;
  return text
    .replace(SEQUENCE, '')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/^\ufeff/, '');
}

const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['«', '»'],
]);

/** The text without the pair of quotes that it stands in. */
export function unquoted(text: string): string {
  const closing = QUOTES.get(text[0] ?? '');
  if (closing === undefined || text.length < 2 || !text.endsWith(closing)) return text;
  const inner = text.slice(1, -1).trim();
  // Of `"a" and "b"` the first and the last are no pair.
  return !inner.includes(closing) || /^[2-5]\d\d[ -]/.test(inner) ? inner : text;
}
