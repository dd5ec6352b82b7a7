import { UsageError } from '../errors.ts';
import type { Credentials } from './mechanism.ts';

/** @throws UsageError when there is none; an empty password is one. */
export function passwordOf({ password }: Credentials, mechanism: string): string {
  if (password !== undefined) return password;
  throw new UsageError(`${mechanism} needs a password`, 'give it with --password-stdin or --password-file');
}

/** RFC 6750 §2.1. */
const TOKEN = /^[\w.~+/-]+=*$/;

/** @throws UsageError when there is no access token, or none that a bearer token can be (RFC 6750 §2.1). */
export function tokenOf({ token }: Credentials, mechanism: string): string {
  if (token === undefined) {
    throw new UsageError(`${mechanism} needs an access token`, 'give it with --token-stdin or --token-file');
  }
  if (TOKEN.test(token)) return token;
  throw new UsageError(
    'the access token is empty or holds characters that no bearer token has (RFC 6750 §2.1)',
    'give the token alone, without "Bearer", quotes or line breaks',
  );
}

/** Refuses an identity to act as, for a mechanism that could only leave it out. */
export function refuseAuthzid({ authzid }: Credentials, mechanism: string): void {
  if (!authzid) return;
  throw new UsageError(
    `${mechanism} cannot carry an authorization identity`,
    'leave --authzid out, or use a mechanism that has one, such as PLAIN',
  );
}

/** Refuses credentials that hold a character by which the mechanism divides its message; quotes none of them. */
export function refuseSeparator(
  separator: '\0' | '\x01',
  mechanism: string,
  texts: Readonly<Partial<Record<'user name' | 'password' | 'authorization identity', string | undefined>>>,
): void {
  for (const [what, text] of Object.entries(texts)) {
    if (!text?.includes(separator)) continue;
    const name = separator === '\0' ? 'NUL' : 'U+0001';
    throw new UsageError(`the ${what} holds the character ${name}, which ${mechanism} cannot carry`);
  }
}
