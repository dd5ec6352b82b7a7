import type { ExplainCatalog } from '../../messages/explain-catalog.ts';
import { describeExtension, KEYWORDS } from '../../messages/words.ts';
import type { Extension } from '../../smtp/extension.ts';
import type { Explanation } from './explanation.ts';

const MOST_CHARACTERS = 8_192;
const MOST_LINES = 100;
/** `250-SIZE 52428800`, or `SIZE` alone; parameters never hold small letters alone, as a sentence does. */
const LINE = /^(?:(250)[ -])?([A-Z0-9][A-Z0-9_-]{0,40})(=[^\s]{1,60})?((?:[ ]{1,4}[^\s]{1,60}){0,20})$/i;
const SENTENCE = /(?:^| )[a-z]{2,}(?: |$)/;

/** An EHLO line as somebody pasted it. */
export interface KeywordLine {
  readonly text: string;
  readonly extension: Extension;
}

/**
 * Reads EHLO keywords, `SIZE`, `250-PIPELINING` or a whole reply to EHLO (RFC 5321 §4.1.1.1);
 * empty when the text holds anything else, or no keyword that is known.
 */
export function readKeywords(text: string): readonly KeywordLine[] {
  if (text.length > MOST_CHARACTERS) return [];
  const lines = text.trim().split(/\r?\n/, MOST_LINES);
  const [first = '', ...rest] = lines;
  const found = rest.length > 0 && /^250[- ]\S+\.\S/.test(first) ? rest : lines;
  const read = found.map((line) => readKeyword(line.trim()));
  const known = read.filter((line) => line !== undefined);
  const isAll = known.length === found.length && (found.length === 1 || /^250/.test(first));
  return isAll && known.some(({ extension }) => isKeyword(extension.keyword)) ? known : [];
}

function readKeyword(line: string): KeywordLine | undefined {
  const [, code, word = '', legacy = '', rest = ''] = LINE.exec(line) ?? [];
  const keyword = word.toUpperCase();
  if (word === '' || (code === undefined && (!isKeyword(keyword) || SENTENCE.test(rest)))) return undefined;
  const parameters = rest.split(' ').filter((parameter) => parameter !== '');
  return { text: line, extension: { keyword: keyword + legacy.toUpperCase(), parameters } };
}

function isKeyword(word: string): boolean {
  const name = word.split('=')[0];
  return KEYWORDS.some((keyword) => keyword === name);
}

/** Explains an EHLO keyword. */
export function explainKeyword({ text, extension }: KeywordLine, catalog: ExplainCatalog): Explanation {
  const { reading, keywords, words } = catalog;
  const seen = { confidence: 0, because: [], alternatives: [], facts: {}, statement: { text, code: 250 } };
  return {
    ...{ text, ...(text.startsWith('250') ? { code: 250 } : {}), stage: 'hello', count: 1 },
    keyword: extension.keyword,
    ...{ cause: null, detail: null, confidence: 0, actor: null, temporary: null },
    ...{ because: [], alternatives: [], facts: {} },
    title: reading.keyword(extension.keyword),
    meaning: reading.keywordMeaning(describeExtension(extension, keywords)),
    fix: [],
    retry: words.retry(seen),
    see: ['RFC 5321 §4.1.1.1'],
  };
}
