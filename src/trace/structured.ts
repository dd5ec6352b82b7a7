/** A piece of a structured field body (RFC 5322 §3.2): a word, a quoted string, a comment, or a mark of its own. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'comment' | 'mark';
  /** Without quotes or parentheses, quoted pairs resolved. */
  readonly text: string;
  /** Whether white space or a comment stands before it. */
  readonly isApart: boolean;
}

/** Longer fields are read up to here, in characters. */
const FIELD_CHARACTERS = 16_384;
const DEPTH = 20;

/**
 * Cuts a field body into tokens. Comments nest up to 20 deep; what is left open ends with the text.
 *
 * @param marks  Characters that stand for themselves, such as `;=`.
 */
export function tokensOf(value: string, marks: string): Token[] {
  const text = value.slice(0, FIELD_CHARACTERS);
  const tokens: Token[] = [];
  let at = 0;
  let isApart = true;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (/\s/.test(character)) {
      isApart = true;
      at += 1;
      continue;
    }
    const { token, end } = readToken(text, at, marks);
    tokens.push({ ...token, isApart });
    isApart = token.kind === 'comment';
    at = end;
  }
  return tokens;
}

interface ReadToken {
  readonly token: Omit<Token, 'isApart'>;
  readonly end: number;
}

function readToken(text: string, at: number, marks: string): ReadToken {
  const first = text[at] ?? '';
  if (first === '(') return readComment(text, at);
  if (first === '"') return readQuoted(text, at);
  if (marks.includes(first)) return { token: { kind: 'mark', text: first }, end: at + 1 };
  let end = at + 1;
  while (end < text.length && !isEnd(text[end] ?? '', marks)) end += 1;
  return { token: { kind: 'word', text: text.slice(at, end) }, end };
}

function isEnd(character: string, marks: string): boolean {
  return /[\s("]/.test(character) || marks.includes(character);
}

function readQuoted(text: string, at: number): ReadToken {
  let said = '';
  let end = at + 1;
  for (; end < text.length && text[end] !== '"'; end += 1) {
    if (text[end] === '\\') end += 1;
    said += text[end] ?? '';
  }
  return { token: { kind: 'quoted', text: said }, end: end + 1 };
}

function readComment(text: string, at: number): ReadToken {
  let depth = 0;
  let said = '';
  let end = at;
  for (; end < text.length; end += 1) {
    const character = text[end] ?? '';
    if (character === '(' && depth < DEPTH) {
      depth += 1;
      if (depth === 1) continue;
    }
    if (character === ')') {
      depth -= 1;
      if (depth === 0) break;
    }
    if (character === '\\') end += 1;
    said += text[end] ?? '';
  }
  return { token: { kind: 'comment', text: said.trim() }, end: end + 1 };
}
