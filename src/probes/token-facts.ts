import type { TokenFacts } from '../evidence.ts';

const TOKEN_CHARACTERS = 32_768;
const WORD_CHARACTERS = 200;
const MOST_WORDS = 20;
/** The last second that a Date can name. */
const LAST_SECOND = 8_640_000_000_000;

/**
 * Reads what an access token says of itself, where it is a JWT (RFC 7519 §4.1, RFC 9068 §2.2); its signature is
 * the server's to judge. Undefined for a token that tells nothing. Words are cut at 200 characters.
 */
export function readToken(token: string): TokenFacts | undefined {
  const claims = claimsOf(token);
  if (!claims) return undefined;
  const { iss, aud, scope, scp, iat, nbf, exp } = claims;
  const facts: TokenFacts = {
    ...(typeof iss === 'string' ? { issuer: iss.slice(0, WORD_CHARACTERS) } : {}),
    ...listed('audience', words(aud, /$^/)),
    ...listed('scopes', words(scope ?? scp, /[ ,]+/)),
    ...timed('issuedAt', iat),
    ...timed('notBefore', nbf),
    ...timed('expiresAt', exp),
  };
  return Object.keys(facts).length === 0 ? undefined : facts;
}

function claimsOf(token: string): Record<string, unknown> | undefined {
  const [, payload] = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token.slice(0, TOKEN_CHARACTERS)) ?? [];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
  } catch {
    // Opaque tokens may have two dots as well.
    return undefined;
  }
}

function words(value: unknown, separator: RegExp): string[] {
  const list: unknown[] =
    typeof value === 'string' ? value.split(separator) : Array.isArray(value) ? value : [];
  const texts = list.filter((word): word is string => typeof word === 'string' && word !== '');
  return texts.slice(0, MOST_WORDS).map((word) => word.slice(0, WORD_CHARACTERS));
}

function listed<Key extends string>(
  key: Key,
  list: readonly string[],
): Partial<Record<Key, readonly string[]>> {
  if (list.length === 0) return {};
  const part: Partial<Record<Key, readonly string[]>> = {};
  part[key] = list;
  return part;
}

/** Seconds since 1970 (RFC 7519 §2). */
function timed<Key extends string>(key: Key, seconds: unknown): Partial<Record<Key, string>> {
  if (typeof seconds !== 'number' || !(Math.abs(seconds) <= LAST_SECOND)) return {};
  const part: Partial<Record<Key, string>> = {};
  part[key] = new Date(seconds * 1000).toISOString();
  return part;
}
