import type { Reply } from './reply.ts';

/** One EHLO line: a keyword and what follows it. */
export interface Extension {
  /** Upper case. */
  readonly keyword: string;
  readonly parameters: readonly string[];
}

/** A server's answer to EHLO or HELO. */
export interface Hello {
  readonly verb: HelloVerb;
  /** The name we gave. */
  readonly name: string;
  /** The whole first line, where servers greet back. */
  readonly greeting: string;
  /** The first word of it. */
  readonly domain: string;
  readonly extensions: readonly Extension[];
  readonly elapsedMs: number;
}

/** LMTP says LHLO (RFC 2033 §4.1). */
export type HelloVerb = 'EHLO' | 'HELO' | 'LHLO';

/** Broken servers give a keyword on the first line, where their name belongs; it counts all the same. */
const MISPLACED = /^(?:STARTTLS|PIPELINING|8BITMIME|SIZE \d+|AUTH [A-Z])/;

/** Reads the reply to a hello that was accepted (RFC 5321 §4.1.1.1). */
export function parseHello(reply: Reply, said: Pick<Hello, 'verb' | 'name' | 'elapsedMs'>): Hello {
  const [greeting = '', ...rest] = reply.lines;
  const keywords = said.verb === 'HELO' ? [] : rest;
  const lines = MISPLACED.test(greeting) ? [greeting, ...keywords] : keywords;
  const extensions = lines.map(parseExtension).filter((extension) => extension.keyword !== '');
  return { ...said, greeting, domain: greeting.split(/\s/)[0] ?? '', extensions };
}

/** `AUTH=LOGIN PLAIN` is the form of servers older than RFC 2554; it is read as AUTH by `authMechanisms`. */
function parseExtension(line: string): Extension {
  const [keyword = '', ...parameters] = line.trim().split(/\s+/);
  return { keyword: keyword.toUpperCase(), parameters };
}

export function findExtension(hello: Hello | undefined, keyword: string): Extension | undefined {
  return hello?.extensions.find((extension) => extension.keyword === keyword);
}

/** Login mechanisms offered, upper case, each once, the legacy `AUTH=` form included (RFC 4954 §3). */
export function authMechanisms(hello: Hello | undefined): string[] {
  const names = (hello?.extensions ?? []).flatMap(({ keyword, parameters }) => {
    if (keyword === 'AUTH') return parameters;
    return keyword.startsWith('AUTH=') ? [keyword.slice('AUTH='.length), ...parameters] : [];
  });
  return [...new Set(names.map((name) => name.toUpperCase()).filter((name) => name !== ''))];
}
