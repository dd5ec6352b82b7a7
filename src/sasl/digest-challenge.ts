import { decodeText, malformed } from './line.ts';

/** What DIGEST-MD5 needs of a digest-challenge (RFC 2831 §2.1.1). */
export interface DigestChallenge {
  readonly nonce: string;
  /** Those the server offers, in its order. */
  readonly realms: readonly string[];
  /** The server said `charset=utf-8`; ISO 8859-1 otherwise. */
  readonly isUtf8: boolean;
}

/** One `name=value` each, in the challenge's order; names in lower case. Read as ISO 8859-1. */
type Directives = readonly (readonly [name: string, value: string])[];

const DIRECTIVE = /[\s,]*([\w-]{1,64})\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)"|([^\s,"\\]+))\s*(?=,|$)/gy;

/**
 * Reads a digest-challenge.
 *
 * @throws SaslError `challenge-malformed`: no list of directives, no nonce or two, an algorithm other than
 *   md5-sess, or a quality of protection without `auth` (RFC 2831 §2.1.1).
 */
export function parseDigestChallenge(challenge: Uint8Array): DigestChallenge {
  const directives = parseDirectives(challenge);
  const nonce = single(directives, 'nonce');
  if (!nonce || !/^[\x20-\x7e]+$/.test(nonce))
    throw malformed('the challenge has no nonce (RFC 2831 §2.1.1)');
  if (single(directives, 'algorithm')?.toLowerCase() !== 'md5-sess') {
    throw malformed('the challenge does not name the algorithm md5-sess (RFC 2831 §2.1.1)');
  }
  const protections = single(directives, 'qop') ?? 'auth';
  if (
    !protections
      .toLowerCase()
      .split(/[\s,]+/)
      .includes('auth')
  ) {
    throw malformed('the challenge does not offer authentication alone (qop "auth")');
  }
  const isUtf8 = single(directives, 'charset')?.toLowerCase() === 'utf-8';
  const realms = directives.filter(([name]) => name === 'realm').map(([, value]) => value);
  return { nonce, isUtf8, realms: isUtf8 ? realms.map(fromUtf8) : realms };
}

/** Reads the server's own proof out of its last challenge (RFC 2831 §2.1.3); @throws SaslError `challenge-malformed`. */
export function parseResponseAuth(challenge: Uint8Array): string {
  const proof = single(parseDirectives(challenge), 'rspauth');
  if (proof === undefined) throw malformed('the last challenge holds no rspauth (RFC 2831 §2.1.3)');
  return proof;
}

function parseDirectives(challenge: Uint8Array): Directives {
  const text = Buffer.from(challenge).toString('latin1');
  const directives: [string, string][] = [];
  let end = 0;
  for (const match of text.matchAll(DIRECTIVE)) {
    const [whole, name = '', quoted, token = ''] = match;
    directives.push([name.toLowerCase(), quoted?.replace(/\\([\s\S])/g, '$1') ?? token]);
    end = match.index + whole.length;
  }
  if (/[^\s,]/.test(text.slice(end)))
    throw malformed('the challenge is no list of directives (RFC 2831 §7.1)');
  return directives;
}

function single(directives: Directives, name: string): string | undefined {
  const [first, second] = directives.filter((directive) => directive[0] === name);
  if (second) throw malformed(`the challenge holds "${name}" twice (RFC 2831 §2.1.1)`);
  return first?.[1];
}

function fromUtf8(text: string): string {
  return decodeText(Buffer.from(text, 'latin1'));
}
