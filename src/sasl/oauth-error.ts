import { decodeText, malformed } from './line.ts';
import type { Refusal } from './mechanism.ts';

/** More members than any server sends are not kept, nor longer values. */
const MOST_MEMBERS = 16;
const MOST_VALUE_CHARACTERS = 512;

/**
 * Reads the JSON in which a server says why it refuses a token (RFC 7628 §3.2.2; Gmail's and Microsoft's alike).
 *
 * Members that are no text, number or truth value are left out; a token echoed in them becomes `***`.
 * @throws SaslError `challenge-malformed` for what is no JSON object.
 */
export function parseOauthError(challenge: Uint8Array, token: string): Refusal {
  const members = Object.entries(parseObject(decodeText(challenge)))
    .filter(([, value]) => /^(?:string|number|boolean)$/.test(typeof value))
    .slice(0, MOST_MEMBERS)
    .map(([name, value]) => [bound(name, token), bound(String(value), token)] as const);
  const details = Object.fromEntries(members.filter(([name]) => name !== 'status'));
  return { error: members.find(([name]) => name === 'status')?.[1] ?? '', details };
}

function parseObject(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw malformed('the challenge to the token is no JSON object (RFC 7628 §3.2.2)');
}

function bound(text: string, token: string): string {
  return text.replaceAll(token, '***').slice(0, MOST_VALUE_CHARACTERS);
}
