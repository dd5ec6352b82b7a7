import { UsageError } from '../../errors.ts';
import { printable } from '../../render/printable.ts';

/** One command of a shell's line. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** The file that `<` gives it for its stdin. */
  readonly input?: string;
}

/** In a word, stands for a "$" that the shell replaces; a private-use character, which no command line holds. */
export const EXPANSION = '\u{e000}';

/** Far beyond any command line that is typed. */
const LONGEST_LINE = 20_000;

const SPACE = /(?:[ \t]|\\\n)+/y;
const COMMENT = /#[^\n]*/y;
const OPERATOR = /\n|;|&&|\|\|?|&/y;
const REDIRECTION = />>|>&|<|>/y;
const SINGLE_QUOTED = /'([^']*)'/y;
const DOUBLE_QUOTE = /"/y;
const ESCAPED = /\\([\s\S])/y;
const ESCAPED_IN_QUOTES = /\\(["$`\\])/y;
const JOINED_LINE = /\\\n/y;
const HOME = /~(?=\/)/y;
// Of command substitutions only those that need no quotes of their own can stand in our quotes.
const VARIABLE = /\$(\w+|\{\w+\}|[?@*#!$-]|\([^()"'`\\\n$]*\))/y;
const BACKTICKS = /`([^()"'`\\\n$]*)`/y;
const UNREADABLE = /`|\$\(/y;
const ANY = /[\s\S]/y;

/**
 * Splits a line as a POSIX shell does, quotes and several commands included; what the shell would replace is kept.
 *
 * @throws UsageError for a quote that does not end, and for what cannot be shown.
 */
export function splitCommands(text: string): ShellCommand[] {
  const lines = text.replaceAll('\r\n', '\n');
  const isVisible = lines.split(/[\n\t]/).every((line) => printable(line, VISIBLE) === line);
  if (lines.length <= LONGEST_LINE && isVisible) return new Splitter(lines).split();
  throw new UsageError(
    'the command line holds characters that cannot be shown, or is too long',
    `give what you would type, up to ${LONGEST_LINE} characters`,
  );
}

const VISIBLE = { unicode: true, limit: LONGEST_LINE } as const;

/** Writes a word so that a POSIX shell reads it back. */
export function quoteWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (!word.includes(EXPANSION)) return `'${word.replaceAll("'", `'\\''`)}'`;
  return `"${word.replace(/["$`\\]/g, '\\$&').replaceAll(EXPANSION, '$')}"`;
}

class Splitter {
  readonly #text: string;
  readonly #commands: { words: string[]; input?: string }[] = [{ words: [] }];
  #at = 0;
  #word: string | undefined;
  /** The redirection whose file the next word is. */
  #redirection: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  split(): ShellCommand[] {
    while (this.#at < this.#text.length) this.#step();
    this.#endWord();
    return this.#commands.filter(({ words }) => words.length > 0);
  }

  #step(): void {
    if (this.#take(SPACE)) this.#endWord();
    else if (this.#word === undefined && this.#take(COMMENT)) return;
    else if (this.#take(OPERATOR)) this.#endCommand();
    else if (!this.#readRedirection()) this.#readPiece();
  }

  /** The digit before it may have been taken for a word. */
  #readRedirection(): boolean {
    const [redirection] = (/^\d?$/.test(this.#word ?? '') && this.#take(REDIRECTION)) || [];
    if (redirection === undefined) return false;
    this.#word = undefined;
    this.#redirection = redirection;
    return true;
  }

  #readPiece(): void {
    if (this.#take(DOUBLE_QUOTE)) {
      this.#readQuoted();
      return;
    }
    const home = this.#word === undefined && this.#take(HOME) ? `${EXPANSION}HOME` : undefined;
    const quoted = home ?? (this.#take(SINGLE_QUOTED) ?? this.#take(ESCAPED))?.[1];
    this.#add(quoted ?? this.#expansion() ?? this.#character("'"));
  }

  #readQuoted(): void {
    this.#add('');
    while (!this.#take(DOUBLE_QUOTE)) {
      if (this.#at >= this.#text.length) throw unended('"');
      if (this.#take(JOINED_LINE)) continue;
      this.#add(this.#take(ESCAPED_IN_QUOTES)?.[1] ?? this.#expansion() ?? this.#character());
    }
  }

  #expansion(): string | undefined {
    const variable = this.#take(VARIABLE)?.[1];
    if (variable !== undefined) return EXPANSION + variable;
    const command = this.#take(BACKTICKS)?.[1];
    if (command !== undefined) return `${EXPANSION}(${command})`;
    const unreadable = this.#take(UNREADABLE)?.[0];
    if (unreadable === undefined) return undefined;
    throw new UsageError(`what "${unreadable}" begins cannot be read`, 'write in its place what it gives');
  }

  #character(quote?: string): string {
    const [character = ''] = this.#take(ANY) ?? [];
    if (character === quote) throw unended(quote);
    return character;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  #add(piece: string): void {
    this.#word = (this.#word ?? '') + piece;
  }

  #endWord(): void {
    const word = this.#word;
    if (word === undefined) return;
    const command = this.#commands.at(-1);
    if (this.#redirection === '<' && command) command.input = word;
    else if (this.#redirection === undefined) command?.words.push(word);
    this.#word = undefined;
    this.#redirection = undefined;
  }

  #endCommand(): void {
    this.#endWord();
    this.#redirection = undefined;
    this.#commands.push({ words: [] });
  }
}

function unended(quote: string): UsageError {
  return new UsageError(`a ${quote} is opened and never closed`, 'close it, or quote the other way round');
}
