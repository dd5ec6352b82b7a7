/** A reply taken apart. */
export interface ReplyText {
  /** Reply code (RFC 5321 §4.2), 200 to 599. */
  readonly code?: number;
  /** Enhanced status code (RFC 3463); its class is `X` where somebody asks for the code as such. */
  readonly enhanced?: string;
  /** The words of all lines, joined by spaces; empty for a bare code. */
  readonly text: string;
}

const BASIC = /^([2-5]\d\d)(?![\d.,:]\d|\w|[%°€$])[ \t]{0,8}([-:;,#=]?)[ \t]{0,8}/;
/** `5.1.1`, `#5.1.1`, `(#5.7.1)`, `[5.7.1]`, `<5.7.1>`, `5.1.1:`; qmail and Cisco write the hash. */
const ENHANCED =
  /^[-:;,]{0,2}[ \t]{0,8}[([<{]?[ ]?#?([245X]\.\d{1,3}\.\d{1,3})(?![\d.]*\d|\w)[)\]>}]?[:;,]?[ \t]{0,8}(?:-[ \t])?/;
const TRAILING_HASH = /\(?#([245]\.\d{1,3}\.\d{1,3})\)?/;
/** The frame of an error, then its code: `error 550`, `SMTP code: 535`, `returned "550`. */
const NAMED =
  /\b(?:errors?|code|reply|responded|response|status|said|was|returned|failed|rejected|with|SMTP)\b[^\w\n]{1,4}([45]\d\d)(?![\d.]\d|\w)/i;
const PAIR = /(?<![\w.])([45]\d\d)[ -]{1,2}[(]?#?([45]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/;

/** Reads a reply of one line or several (RFC 5321 §4.2.1), also one whose lines a log has folded into one. */
export function parseReplyText(said: string): ReplyText {
  const whole = said.includes('\\') ? said.replace(/\\r\\n|\\r|\\n/g, '\n') : said;
  const trimmed = whole.trim();
  const basic = BASIC.exec(trimmed);
  const rest = basic ? trimmed.slice(basic[0].length) : trimmed;
  const found = ENHANCED.exec(rest);
  const words = found ? rest.slice(found[0].length) : rest;
  const code = basic?.[1] ?? (found ? namedCode(words) : undefined);
  const enhanced = found?.[1];
  const text = joinLines(words, { code, enhanced, isMultiline: basic?.[2] === '-' });
  if (code === undefined && enhanced === undefined) return readProse(text);
  return build(code, enhanced ?? hashed(text), text);
}

function build(code: string | undefined, enhanced: string | undefined, text: string): ReplyText {
  return {
    ...(code === undefined ? {} : { code: Number(code) }),
    ...(enhanced === undefined ? {} : { enhanced }),
    text,
  };
}

/** qmail and its kin put the enhanced code last: `553 sorry, that domain isn't allowed (#5.7.1)`. */
function hashed(text: string): string | undefined {
  return text.includes('#') ? TRAILING_HASH.exec(text)?.[1] : undefined;
}

/** What programs put before a reply that they pass on: `Error: 550 …`, `(reason: 550 …)`, `Deferred: 452 …`. */
const LEAD = /^\(?(?:[\w.]{1,30} ){0,5}[\w.]{1,30}[:=] ?['"]?(?=[2-5]\d\d[ -])/;

/** The text from its reply on, where no more than a few words and a colon stand before it. */
export function withoutLead(text: string): string {
  const lead = LEAD.exec(text)?.[0];
  return lead === undefined ? text : quotedFrom(text, lead.length);
}

/** The text from a place on, without the quote that closes the one before that place. */
function quotedFrom(text: string, at: number): string {
  const quote = text[at - 1];
  const rest = text.slice(at);
  return (quote === '"' || quote === "'") && rest.endsWith(quote) ? rest.slice(0, -1) : rest;
}

/** Of a text that does not open with its code, the words are kept and the code they name is taken along. */
function readProse(text: string): ReplyText {
  if (!/[45]\d\d|[45]\.\d/.test(text)) return { text };
  const reply = withoutLead(text);
  if (reply !== text) return parseReplyText(reply);
  const pair = PAIR.exec(text);
  if (!pair) return build(NAMED.exec(text)?.[1], hashed(text), text);
  const isQuoted = /[:=("'>[] ?$/.test(text.slice(Math.max(0, pair.index - 3), pair.index));
  return isQuoted ? parseReplyText(quotedFrom(text, pair.index)) : build(pair[1], pair[2], text);
}

function namedCode(text: string): string | undefined {
  if (!/[45]\d\d/.test(text)) return undefined;
  return PAIR.exec(text)?.[1] ?? NAMED.exec(text)?.[1];
}

interface Opening {
  readonly code: string | undefined;
  readonly enhanced: string | undefined;
  readonly isMultiline: boolean;
}

/** Joins the lines and takes from each the code that the first had. */
function joinLines(words: string, opening: Opening): string {
  const { code } = opening;
  const text = words.includes('\n')
    ? words
        .split('\n')
        .map((line) => stripCode(line.trim(), opening))
        .filter((line) => line !== '')
        .join(' ')
    : words;
  return code !== undefined && text.includes(code) ? unfold(text, code, opening) : text;
}

function stripCode(line: string, { code, enhanced }: Opening): string {
  // Python leaves out the code of each line and keeps the enhanced one.
  if (enhanced !== undefined && line.startsWith(`${enhanced} `)) return line.slice(enhanced.length).trim();
  if (code === undefined || !line.startsWith(code)) return line;
  const rest = line.slice(code.length);
  if (rest !== '' && !/^[ \t-]/.test(rest)) return line;
  const words = rest.replace(/^[- \t]/, '');
  return words.replace(ENHANCED, '').trim();
}

/** A folded line begins with the code again; without an enhanced code only the hyphen of `550-` proves it. */
function unfold(text: string, code: string, { enhanced, isMultiline }: Opening): string {
  if (enhanced !== undefined) {
    return text.split(` ${code} ${enhanced} `).join(' ').split(` ${code}-${enhanced} `).join(' ');
  }
  return isMultiline ? text.split(` ${code}-`).join(' ').split(` ${code} `).join(' ') : text;
}
