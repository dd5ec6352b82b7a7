import { UsageError } from '../../errors.ts';

/** One entry of a netrc file; without `machine` it is the `default`. */
export interface NetrcEntry {
  readonly machine?: string;
  readonly login?: string;
  readonly password?: string;
  readonly account?: string;
  /** Number or service name, as it is written in authinfo files. */
  readonly port?: string;
}

interface Token {
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A quoted value with backslash escapes, or a word. */
const TOKEN = /"((?:[^"\\]|\\.)*)"(?=\s|$)|(\S+)/sy;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const FIELDS = ['login', 'password', 'account', 'port'] as const;

/**
 * Reads a netrc file: machine, default, login, password, account and port; macros are skipped, as are lines that
 * begin with `#`.
 *
 * @param name  The file's, to be named in an error.
 * @throws UsageError that names the line and never quotes it.
 */
export function parseNetrc(text: string, name: string): readonly NetrcEntry[] {
  const entries: Record<string, string>[] = [];
  const tokens = tokensOf(text, name);
  while (tokens.length > 0) {
    const keyword = tokens.shift();
    const field = FIELDS.find((known) => known === keyword?.text);
    if (keyword?.text === 'default') entries.push({});
    else if (keyword?.text === 'machine') entries.push({ machine: valueBehind(tokens, keyword, name) });
    else if (field && keyword)
      setField(entries, field, { value: valueBehind(tokens, keyword, name), keyword, name });
    else
      throw malformed(
        name,
        keyword?.line,
        'a word that is no keyword',
        'put a value with spaces in "quotes"',
      );
  }
  return entries;
}

/**
 * Finds the entry for a host: the first of that machine, of that user where one is given; else the default one.
 * An entry with a port is for that port only.
 */
export function findNetrcEntry(
  entries: readonly NetrcEntry[],
  { host, user, isPort }: { host: string; user: string | undefined; isPort: (port: string) => boolean },
): NetrcEntry | undefined {
  const fitting = entries.filter(
    ({ login, port }) =>
      (port === undefined || isPort(port)) && (user === undefined || login === undefined || login === user),
  );
  const name = host.toLowerCase();
  return (
    fitting.find(({ machine }) => machine?.toLowerCase() === name) ??
    fitting.find(({ machine }) => machine === undefined)
  );
}

interface Field {
  readonly value: string;
  readonly keyword: Token;
  readonly name: string;
}

function setField(entries: Record<string, string>[], field: string, { value, keyword, name }: Field): void {
  const entry = entries.at(-1);
  if (!entry)
    throw malformed(name, keyword.line, `"${field}" before any machine`, 'begin with: machine HOST');
  if (entry[field] !== undefined) {
    throw malformed(name, keyword.line, `a second "${field}" for one machine`, 'keep one');
  }
  entry[field] = value;
}

function valueBehind(tokens: Token[], keyword: Token, name: string): string {
  const value = tokens.shift();
  if (value) return value.text;
  throw malformed(name, keyword.line, `"${keyword.text}" without a value`, 'write the value behind it');
}

function tokensOf(text: string, name: string): Token[] {
  const tokens: Token[] = [];
  let isMacro = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    // A macro ends with an empty line.
    if (isMacro) isMacro = line.trim() !== '';
    else if (!/^\s*#/.test(line)) {
      const found = tokensOfLine(line, index + 1, name);
      const macro = macroAt(found);
      isMacro = macro >= 0;
      tokens.push(...(isMacro ? found.slice(0, macro) : found));
    }
  }
  return tokens;
}

/** Where a macro begins in a line; "macdef" behind another keyword is that one's value. */
function macroAt(tokens: readonly Token[]): number {
  const takesValue = ({ text }: Token) => text === 'machine' || FIELDS.some((field) => field === text);
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.text === 'macdef') return at;
    if (token && takesValue(token)) at += 1;
  }
  return -1;
}

function tokensOfLine(line: string, number: number, name: string): Token[] {
  const tokens: Token[] = [];
  let at = line.search(/\S|$/);
  while (at < line.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(line);
    const [whole = '', quoted, word = ''] = match ?? [];
    if (quoted === undefined && word.startsWith('"')) {
      throw malformed(name, number, 'a quote that is not closed', 'write \\" for a quote inside quotes');
    }
    const unescaped = quoted?.replace(/\\(.)/gs, (_escape, letter: string) => ESCAPES[letter] ?? letter);
    tokens.push({ text: unescaped ?? word, line: number });
    at += whole.length;
    at += line.slice(at).search(/\S|$/);
  }
  return tokens;
}

function malformed(name: string, line: number | undefined, what: string, hint: string): UsageError {
  return new UsageError(`"${name}" has ${what} in line ${line}`, hint);
}
