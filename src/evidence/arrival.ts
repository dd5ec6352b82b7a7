import type { SmtpErrorKind } from '../errors.ts';
import type { AuthenticationResults } from '../trace/authentication-results.ts';
import type { Way } from '../trace/hops.ts';

/** A message that was found in the mailbox. */
export interface ArrivedEvidence {
  readonly folder: string;
  readonly role: 'inbox' | 'junk' | 'other';
  /** A field of a filter that calls it spam: `X-Spam-Flag: YES`. */
  readonly spamField?: string;
  /** From the acceptance until it was seen; it may have lain there before. */
  readonly afterMs: number;
  readonly way: Way;
  readonly receiver?: AuthenticationResults;
}

/** Whether a message that was accepted came to lie in the recipient's mailbox. */
export interface ArrivalEvidence {
  /** `host:port` of the mail store. */
  readonly server: string;
  /** Folders looked into. */
  readonly folders: readonly string[];
  readonly waitedMs: number;
  /** How often was looked. */
  readonly looks: number;
  readonly found?: ArrivedEvidence;
  /** Why it could not be looked for, or not to the end. */
  readonly failure?: { readonly kind: SmtpErrorKind | 'login'; readonly message: string };
}
