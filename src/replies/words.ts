/** At most so many words of a text are looked at: a reply says why within its first lines. */
export const WORD_LIMIT = 400;
const CHARACTER_LIMIT = 6_000;

/** What stands between words and is part of none: the rest is taken apart by `addRun`. */
const RUN = /[^\s"<>()[\]{},;=!?|*~^`«»„“”。、，：]+/g;
const LETTERS = /^[a-z]+$/;
const PUNCTUATION = /^[.:'’=#&-]+|[.:'’=#&-]+$/g;
const INNER = /[^\p{L}\p{N}'’]+/u;

const LINK = /^https?:\/\//;
const ADDRESS = /^[^@]{1,64}@[\w.-]{1,255}$/;
const IP = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,7})$/;
const HOST = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,18}$/;
const NUMBER = /^\d+$/;

/** Postfix's name for a client that has none says nothing of a user. */
const NAMELESS = /\bunknown\[/g;

const ASCII = /^[\t-~]*$/;
const HAS_CAMEL = /[a-z][A-Z]|[A-Z]{2}[a-z]{2}/;
const CAMEL = /[a-z](?=[A-Z])|[A-Z](?=[A-Z][a-z]{2})/g;
/** Scripts written without spaces: each character is a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * The words of a text in lower case without accents, `NoSuchUser` as three. What varies from text to text becomes
 * one word that stands for all of its kind: `@address @ip @host @url @number`. Linear in the text.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [run] of plainOf(text.slice(0, CHARACTER_LIMIT)).matchAll(RUN)) {
    if (words.length >= WORD_LIMIT) break;
    if (LETTERS.test(run)) words.push(run);
    else addRun(words, run.replace(PUNCTUATION, ''));
  }
  return words;
}

function plainOf(text: string): string {
  const lower = (HAS_CAMEL.test(text) ? text.replace(CAMEL, '$& ') : text)
    .toLowerCase()
    .replace(NAMELESS, ' [');
  return ASCII.test(lower) ? lower : lower.normalize('NFKD').replace(/\p{M}/gu, '');
}

function addRun(words: string[], run: string): void {
  if (LINK.test(run)) addName(words, '@url', run.slice(run.indexOf('//') + 2));
  else if (run.includes('@') && ADDRESS.test(run)) words.push('@address');
  else if (IP.test(run)) words.push('@ip');
  else if (HOST.test(run)) addName(words, '@host', run);
  else for (const part of run.split(INNER)) addPart(words, part);
}

/** Names of lists and of help pages stand in hosts and links, so their parts are words too. */
function addName(words: string[], kind: string, name: string): void {
  words.push(kind);
  for (const part of name.split(/[^\p{L}]+/u)) if (part.length > 2) words.push(part);
}

function addPart(words: string[], part: string): void {
  if (part === '') return;
  if (NUMBER.test(part)) words.push('@number');
  else if (UNSPACED.test(part)) words.push(...part);
  else words.push(...wordsIn(part));
}

/** An apostrophe joins a short ending to its word (`doesn’t`) and parts other words (`l’utente`). */
function wordsIn(part: string): string[] {
  return part
    .replace(/['’](?=\p{L}{1,2}$)/u, '')
    .split(/['’]+/)
    .filter((word) => word !== '');
}
