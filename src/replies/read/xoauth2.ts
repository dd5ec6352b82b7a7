import type { Frame } from './frame.ts';

/** More than any server sends; RFC 4954 §4 allows a line of 12288 octets. */
const LIMIT = 12_288;
/** `{"` in base64, as a challenge or by itself. */
const CHALLENGE = /^(?:334[ -])?(ey[A-Za-z0-9+/_-]{8,}={0,2})$/;

/**
 * Reads the error that a server sends as a challenge when it refuses an OAuth token: base64 JSON with
 * `status`, `schemes` and `scope` (RFC 7628 §3.2.2, and XOAUTH2 before it).
 */
export function readXoauth2(text: string): Frame | undefined {
  const start = text.startsWith('334') ? 4 : 0;
  if (!text.startsWith('ey', start) || text.length > LIMIT) return undefined;
  const match = CHALLENGE.exec(text.trimEnd());
  const words = match?.[1] === undefined ? undefined : wordsOf(match[1]);
  if (words === undefined) return undefined;
  // Its 334 is only how the refusal travels; the code for it comes with the next reply.
  return { said: words, stage: 'auth' };
}

const PAIR = /"(\w{1,40})"\s?:\s?"([^"]{0,300})"/g;

/** Keys and values, also of a JSON that was cut: `status HTTP 400 schemes Bearer scope https://mail.google.com/`. */
function wordsOf(base64: string): string | undefined {
  const json = Buffer.from(base64, 'base64').toString('utf8');
  const pairs = json.startsWith('{"') ? [...json.matchAll(PAIR)].slice(0, 20) : [];
  if (pairs.length === 0) return undefined;
  return (
    pairs
      // Google's status is one of HTTP, and no reply code.
      .map(([, key, value]) => (/^\d{3}$/.test(value ?? '') ? `${key} HTTP ${value}` : `${key} ${value}`))
      .join(' ')
      .slice(0, 1_000)
  );
}
