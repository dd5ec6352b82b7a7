import type { SmtpError } from '../../errors.ts';
import type { Reply } from '../../smtp/reply.ts';
import type { Exchange } from '../../smtp/session.ts';
import type { Loss } from './loss.ts';

/** Told of what happens, in its order. */
export interface ConversationListener {
  exchanged(exchange: Exchange): void;
  /** `isLate` where it may be the answer to a command that was given up. */
  unasked(reply: Reply, isLate: boolean): void;
  secured(): void;
  /** No reply came, or the connection is over; without an error where that was our own doing. */
  failed(error: SmtpError | undefined, loss: Loss): void;
}
