import type { Actor } from '../actor.ts';
import type { Stage } from '../errors.ts';
import type { Cause, Detail } from './causes.ts';

/** What is to be interpreted, taken apart as far as its form allows: one reply, log line, error or bounce. */
export interface Statement {
  /** The words, without the frame of a log line; unsafe to print raw. */
  readonly text: string;
  /** Reply code (RFC 5321 §4.2), 200 to 599. */
  readonly code?: number;
  /** Enhanced status code (RFC 3463), `5.7.8`. */
  readonly enhanced?: string;
  /** The command that was answered. */
  readonly stage?: Stage;
  /** Whose server spoke: an id of the provider list, `google`. */
  readonly provider?: string;
  /** What spoke, when the text or its frame tells: `postfix`, `exim`. */
  readonly software?: string;
  /** The host that spoke. */
  readonly host?: string;
  /** The port on which it did, when a session was held with it. */
  readonly port?: number;
  /** The address it was about. */
  readonly recipient?: string;
  /** Set for a line of the log of the very server that refused: whoever reads it runs that server. */
  readonly heldBy?: 'server';
  /** The IP address that such a log says was refused. */
  readonly client?: string;
  /** A delivery report's Action, `failed` (RFC 3464 §2.3.3). */
  readonly action?: string;
  /** A delivery report's Status, `5.1.1` (RFC 3464 §2.3.4). */
  readonly status?: string;
  /** What the frame says of it where that counts more than the codes: false of what the sender gave up. */
  readonly temporary?: boolean;
}

/** What is known beside the words. */
export interface Circumstances {
  readonly stage?: Stage | undefined;
  readonly provider?: string | undefined;
  readonly software?: string | undefined;
  /** Whether the session was encrypted when the reply came. */
  readonly tls?: boolean | undefined;
  /** Whether a login had succeeded. */
  readonly authenticated?: boolean | undefined;
}

/** What decided. Of a wording: the row's phrase, the words of the text that match it, and who is known to send it. */
export type Reason =
  | { readonly by: 'wording'; readonly says: string; readonly words: string; readonly source: string }
  | { readonly by: 'enhanced'; readonly code: string; readonly provider?: string }
  | { readonly by: 'code'; readonly code: number; readonly stage?: Stage }
  | { readonly by: 'fact'; readonly fact: keyof Facts; readonly value: string }
  | { readonly by: 'class'; readonly class: 4 | 5 };

/** What a text states beside its words: taken out of it, never trusted, unsafe to print raw. */
export interface Facts {
  readonly address?: string;
  readonly ip?: string;
  /** The first link. */
  readonly url?: string;
  /** The blocklist's own name, `Spamhaus ZEN`. */
  readonly blocklist?: string;
  readonly limitBytes?: number;
  readonly waitSeconds?: number;
  /** A limit that is a plain number: of messages, recipients, connections. */
  readonly limit?: number;
  readonly queueId?: string;
}

/** What a reply means. `cause` and `detail` are absent when it refuses nothing, or says nothing that is known. */
export interface Interpretation {
  readonly cause?: Cause;
  readonly detail?: Detail;
  /** 0 to 1. */
  readonly confidence: number;
  readonly actor?: Actor;
  /** Whether the same may succeed later; absent when the text does not tell. */
  readonly temporary?: boolean;
  readonly because: readonly Reason[];
  /** Other causes it may have, the likeliest first. */
  readonly alternatives: readonly Cause[];
  readonly facts: Facts;
  readonly statement: Statement;
}
