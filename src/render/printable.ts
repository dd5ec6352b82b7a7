/** How a text is made safe: which characters the terminal can show, and how many are enough. */
export interface PrintableOptions {
  /** False where the terminal shows ASCII only. */
  readonly unicode: boolean;
  /** The result is cut to this many characters, the ellipsis included. */
  readonly limit?: number;
}

/** No text of a peer is worth more room than this, in characters. */
export const PRINTABLE_CHARACTERS = 2_000;

// Controls, format characters (bidi, zero width, tags), surrogates, private use and unassigned ones (C), line and
// paragraph separators, and whatever else Unicode says to show as nothing: each could move, hide or reorder text.
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

// More marks than any script stacks on one letter would paint over the lines above.
const STACKED_MARKS = /(\p{M}{4})(\p{M}+)/gu;

const PLAIN = /^[ -~]*$/;
/** The letters of western languages and the marks that our own texts use. */
const PLAIN_UNICODE = /^[ -~\u00a0-\u00ac\u00ae-\u017f\u2010-\u2027]*$/;

const NON_ASCII = /[^\x20-\x7e]/gu;

/**
 * Makes text from a peer safe for a terminal: what is not plainly visible becomes a visible escape such as
 * `\x1b` or `\u202e`, a tab becomes a space, and what is too long is cut with an ellipsis.
 */
export function printable(text: string, { unicode, limit = PRINTABLE_CHARACTERS }: PrintableOptions): string {
  // Most texts are so, and the patterns below are slow to compile.
  if (text.length <= limit && (unicode ? PLAIN_UNICODE : PLAIN).test(text)) return text;
  // An escape is never shorter than what it stands for, so what lies beyond the limit cannot come back into it.
  const bounded = text.slice(0, limit * 2 + 2).replaceAll('\t', ' ');
  const visible = bounded.replace(UNSAFE, escapeCharacter).replace(STACKED_MARKS, escapeMarks);
  return cut(unicode ? visible : visible.replace(NON_ASCII, escapeWide), limit, unicode ? '…' : '...');
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : escapeWide(character);
}

function escapeMarks(_all: string, kept: string, rest: string): string {
  return kept + Array.from(rest, escapeCharacter).join('');
}

function escapeWide(character: string): string {
  return `\\u{${hex(character.codePointAt(0) ?? 0, 1)}}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

function cut(text: string, limit: number, ellipsis: string): string {
  if (text.length <= limit) return text;
  const characters = Array.from(text);
  return characters.length <= limit ? text : characters.slice(0, limit - ellipsis.length).join('') + ellipsis;
}

/** What stands in ASCII for the characters our own texts use. */
const ASCII_FORMS: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '·': '-',
  '•': '-',
  '…': '...',
  '→': '->',
  '←': '<-',
  '×': 'x',
  '≥': '>=',
  '≤': '<=',
  '§': 'section ',
  '\u00a0': ' ',
};

/**
 * Makes a sentence of ours, in which words of a peer may stand, safe for a terminal. Where only ASCII can be shown,
 * accented letters become a letter and an apostrophe (`è` is `e'`) and typographic marks their ASCII form.
 */
export function printableSentence(text: string, options: PrintableOptions): string {
  return printable(options.unicode ? text : toAsciiForms(text), options);
}

function toAsciiForms(text: string): string {
  const plain = text.replace(NON_ASCII, (character) => ASCII_FORMS[character] ?? character);
  return plain.replace(/[àèéìòùÀÈÉÌÒÙ]/g, (letter) => `${letter.normalize('NFD').charAt(0)}'`);
}

// JSON.stringify escapes C0 and lone surrogates; these it leaves as they are. Inside JSON text they stand in strings only.
const UNSAFE_IN_JSON = /[\x7f-\x9f\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Serialises to JSON that says the same and can be shown on a terminal: controls and bidi marks stand as `\uXXXX`. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(UNSAFE_IN_JSON, escapeUnits);
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, at) => `\\u${hex(character.charCodeAt(at), 4)}`).join(
    '',
  );
}
