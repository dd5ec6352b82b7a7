import { UsageError } from '../errors.ts';
import { ipVersion, parseDomain } from '../target.ts';

/** One address of an envelope. */
export interface Mailbox {
  /** As given, without angle brackets; empty for the null sender. */
  readonly address: string;
  /** As it stands between the angle brackets of MAIL and RCPT. */
  readonly wire: string;
  /** Cannot be said without SMTPUTF8 (RFC 6531). */
  readonly needsUtf8: boolean;
}

const ADDRESS_CHARACTERS = 320;
const HINT = 'give one address alone, such as ada@example.org';

// RFC 5321 §4.1.2, with the characters beyond ASCII of RFC 6531 §3.3.
const ATOM = String.raw`(?:[\w!#$%&'*+/=?^{|}~\x60-]|[^\p{C}\p{Z}\x00-\x7f])+`;
const DOT_STRING = new RegExp(String.raw`^${ATOM}(?:\.${ATOM})*$`, 'u');
const QUOTED_STRING = /^"(?:[ !#-[\]-~]|\\[ -~]|[^\p{C}\p{Z}\x00-\x7f])*"$/u;

/**
 * Reads the address of a recipient; `postmaster` needs no domain (RFC 5321 §4.1.1.3).
 *
 * @throws UsageError that quotes what is none.
 */
export function parseRecipient(text: string): Mailbox {
  if (/^<?postmaster>?$/i.test(text)) {
    const address = text.replace(/[<>]/g, '');
    return { address, wire: address, needsUtf8: false };
  }
  return parseMailbox(text);
}

/**
 * Reads the address of a sender; `<>` is the null sender, which reports of failure have (RFC 5321 §4.5.5).
 *
 * @throws UsageError that quotes what is none.
 */
export function parseSender(text: string): Mailbox {
  return text === '<>' ? { address: '', wire: '', needsUtf8: false } : parseMailbox(text);
}

function parseMailbox(text: string): Mailbox {
  const address = /^<(.*)>$/s.exec(text)?.[1] ?? text;
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const isLocal = DOT_STRING.test(local) || QUOTED_STRING.test(local);
  if (at < 1 || address.length > ADDRESS_CHARACTERS || !isLocal) {
    throw new UsageError(`"${text}" is no mail address`, HINT);
  }
  const domain = address.slice(at + 1);
  const wireDomain = domain.startsWith('[') ? parseLiteral(domain, text) : wireFormOf(domain, text);
  const needsUtf8 = !isAscii(local);
  // With SMTPUTF8 the name may stay as it was written; without it the A-label says the same to every server.
  return { address, wire: `${local}@${needsUtf8 ? domain : wireDomain}`, needsUtf8 };
}

/** A domain in ASCII stays as it was typed, upper case included: that may be what is to be tested. */
function wireFormOf(domain: string, text: string): string {
  try {
    const ascii = parseDomain(domain);
    return isAscii(domain) ? domain : ascii;
  } catch {
    throw new UsageError(`"${text}" is no mail address: "${domain}" is no domain name`, HINT);
  }
}

function parseLiteral(domain: string, text: string): string {
  const inner = /^\[(?:IPv6:)?([^[\]]*)\]$/i.exec(domain)?.[1] ?? '';
  if (ipVersion(inner) !== 0) return domain;
  throw new UsageError(
    `"${text}" is no mail address: "${domain}" holds no IP address`,
    'write user@[192.0.2.1]',
  );
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
