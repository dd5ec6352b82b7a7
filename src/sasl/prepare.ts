import { UsageError } from '../errors.ts';

/** What SASLprep leaves as it is, so that its tables need not be loaded. */
const PLAIN_ASCII = /^[\x20-\x7e]*$/;

/**
 * Prepares a user name or password by SASLprep (RFC 4013), as a query: unassigned code points may pass.
 *
 * @param what  Its name in the error, such as `password`; the text itself is never quoted.
 * @throws UsageError for characters that RFC 4013 §2.3 and §2.4 forbid, and for a text that has no other.
 */
export async function prepare(text: string, what: string): Promise<string> {
  if (PLAIN_ASCII.test(text)) return text;
  const { saslprep } = await import('./saslprep.ts');
  const prepared = attempt(() => saslprep(text, { allowUnassigned: true }));
  if (prepared) return prepared;
  throw new UsageError(
    `the ${what} holds characters that SASLprep forbids (RFC 4013 §2.3)`,
    'try --mechanism PLAIN, which sends it as it is',
  );
}

/** The package throws whatever it meets, a TypeError for a text mapped to nothing among them. */
function attempt(prepareNow: () => string): string | undefined {
  try {
    return prepareNow();
  } catch {
    return undefined;
  }
}
