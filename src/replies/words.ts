/** At most so many words of a text are looked at: a reply says why within its first lines. */
export const WORD_LIMIT = 400;
const CHARACTER_LIMIT = 6_000;

/** Stand for what varies from text to text; a phrase names them as they are written here. */
const ADDRESS = '@address';
const IP = '@ip';
const HOST = '@host';
const URL = '@url';
const NUMBER = '@number';

/** Every alternative begins differently or ends at a bounded run, so that reading takes linear time. */
const TOKEN = new RegExp(
  [
    String.raw`(?<url>\bhttps?:\/\/[^\s<>"']{1,400})`,
    String.raw`(?<address>[\w.+=%-]{1,64}@[\w.-]{1,255})`,
    String.raw`(?<ip>\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7}\b)`,
    String.raw`(?<host>\b[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,18}\b(?!['’]))`,
    String.raw`(?<number>\b\d+\b)`,
    String.raw`(?<word>[\p{L}\p{N}]+(?:['’]\p{L}{1,3}\b)?)`,
  ].join('|'),
  'giu',
);

/** Scripts written without spaces: each character is a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const CAMEL = /(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;

/**
 * The words of a text in lower case without accents, `NoSuchUser` as three; an address, a link, a host,
 * an IP address and a number each become one word that stands for all of its kind.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  const cut = text.slice(0, CHARACTER_LIMIT);
  for (const match of cut.matchAll(TOKEN)) {
    if (words.length >= WORD_LIMIT) break;
    addToken(words, match.groups ?? {});
  }
  return words;
}

function addToken(words: string[], token: Record<string, string | undefined>): void {
  if (token.word !== undefined) addWord(words, token.word);
  else if (token.number !== undefined) words.push(NUMBER);
  else if (token.address !== undefined) words.push(ADDRESS);
  else if (token.ip !== undefined) words.push(IP);
  else if (token.host !== undefined) addName(words, HOST, token.host);
  else if (token.url !== undefined) addName(words, URL, token.url.slice(token.url.indexOf('//') + 2));
}

/** Names of lists and of help pages stand in hosts and links, so their parts are words too. */
function addName(words: string[], kind: string, name: string): void {
  words.push(kind);
  for (const part of name.split(/[^A-Za-z]+/)) if (part.length > 2) addWord(words, part);
}

function addWord(words: string[], word: string): void {
  for (const part of /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(word) ? word.split(CAMEL) : [word]) {
    const plain = folded(part);
    if (UNSPACED.test(plain)) words.push(...plain);
    else words.push(plain);
  }
}

function folded(word: string): string {
  const lower = word.toLowerCase().replace(/['’]/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is meant, and needs no folding.
  return /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize('NFKD').replace(/\p{M}/gu, '');
}
