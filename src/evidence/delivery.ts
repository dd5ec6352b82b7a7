import type { Stage } from '../errors.ts';
import type { Reply } from '../smtp/reply.ts';

/** What became of one recipient. */
export interface RecipientEvidence {
  /** As given, without angle brackets. */
  readonly address: string;
  /** The answer to RCPT; absent when it was never asked. */
  readonly reply?: Reply;
  /** The answer after the message that LMTP (RFC 2033 §4.2) or PRDR gives for this recipient alone. */
  readonly delivery?: Reply;
}

/** One transaction: MAIL, RCPT, DATA or BDAT, as far as it went. */
export interface DeliveryEvidence {
  /** The envelope sender; empty for `<>`. */
  readonly from: string;
  readonly recipients: readonly RecipientEvidence[];
  /** The parameters that went with MAIL and RCPT, as they were sent: `SIZE=1234`, `SMTPUTF8`. */
  readonly parameters: readonly string[];
  readonly mail?: Reply;
  /** The answer to DATA, before the message: 354. */
  readonly data?: Reply;
  /** The answer after the final dot or the last BDAT chunk. */
  readonly final?: Reply;
  readonly message?: { readonly bytes: number; readonly token?: string; readonly messageId?: string };
  /** The last stage that was asked for, when that is not the whole transaction. */
  readonly quitAfter?: Stage;
  /** The message had been handed over when the connection broke: it may have been accepted. */
  readonly unconfirmed?: true;
  /** Under which the server says it queued the message. */
  readonly queueId?: string;
  /** Whether a login came before. */
  readonly authenticated: boolean;
}
