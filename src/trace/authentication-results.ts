import { type Token, tokensOf } from './structured.ts';

/** One method's result, e.g. `dkim=pass (2048-bit key) header.d=example.org`. */
export interface MethodResult {
  /** In lower case: `spf`, `dkim`, `dmarc`, `arc`. */
  readonly method: string;
  /** In lower case: `pass`, `fail`, `softfail`, `none`. */
  readonly result: string;
  readonly reason?: string;
  /** By `ptype.property` in lower case: `header.d`, `smtp.mailfrom`. */
  readonly properties: Readonly<Record<string, string>>;
  /** The comments, joined. */
  readonly comment?: string;
}

/** One Authentication-Results field (RFC 8601 §2.2). */
export interface AuthenticationResults {
  /** Who says so; Exchange leaves it out. */
  readonly server?: string;
  readonly results: readonly MethodResult[];
}

const MOST_RESULTS = 50;
const VALUE_CHARACTERS = 320;

/** Reads one Authentication-Results or, behind its instance, ARC-Authentication-Results field (RFC 8617 §4.1.1). */
export function parseAuthenticationResults(value: string): AuthenticationResults {
  const parts = partsOf(tokensOf(value, ';='));
  if (isInstance(parts[0] ?? [])) parts.shift();
  const first = parts[0] ?? [];
  const isNamed = !first.some(isEquals);
  const server = isNamed ? first.find(({ kind }) => kind !== 'comment')?.text : undefined;
  const results = (isNamed ? parts.slice(1) : parts)
    .slice(0, MOST_RESULTS)
    .map(resultOf)
    .filter((result) => result !== undefined);
  return { ...(server === undefined ? {} : { server: cut(server) }), results };
}

function partsOf(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'mark' && token.text === ';') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function isInstance(part: readonly Token[]): boolean {
  return part.length === 3 && part[0]?.text === 'i' && isEquals(part[1]);
}

function isEquals(token: Token | undefined): boolean {
  return token?.kind === 'mark' && token.text === '=';
}

interface Pair {
  readonly name: string;
  readonly value: string;
}

function resultOf(part: readonly Token[]): MethodResult | undefined {
  const comments = part.filter(({ kind }) => kind === 'comment').map(({ text }) => text);
  const [first, ...rest] = pairsOf(part.filter(({ kind }) => kind !== 'comment'));
  if (!first) return undefined;
  const reason = rest.find(({ name }) => name === 'reason')?.value;
  const properties = rest.filter(({ name }) => /^[\w-]{1,40}\.[\w-]{1,40}$/.test(name));
  return {
    // A version may follow the name: `dkim/1`.
    method: first.name.replace(/\/.*$/, ''),
    result: first.value.toLowerCase(),
    ...(reason === undefined ? {} : { reason }),
    properties: Object.fromEntries(properties.map(({ name, value }) => [name, value])),
    ...(comments.length === 0 ? {} : { comment: cut(comments.join('; ')) }),
  };
}

/** `name = value`, with what follows the value until the next name: an address in quotes and its domain. */
function pairsOf(tokens: readonly Token[]): Pair[] {
  return tokens.flatMap((token, index) => {
    const name = tokens[index - 1];
    if (!isEquals(token) || !name || name.kind !== 'word') return [];
    const after = tokens.slice(index + 1);
    const end = after.findIndex((next, place) => place > 0 && (next.isApart || isEquals(next)));
    const value = after.slice(0, end === -1 ? undefined : end).map(({ text }) => text);
    return value.length === 0 ? [] : [{ name: cut(name.text.toLowerCase()), value: cut(value.join('')) }];
  });
}

function cut(text: string): string {
  return text.slice(0, VALUE_CHARACTERS);
}
