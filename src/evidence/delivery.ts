import type { Stage } from '../errors.ts';
import type { ExpectedOutcome } from '../smtp/message.ts';
import type { Reply } from '../smtp/reply.ts';
import type { NeededExtension } from '../smtp/transaction-parameters.ts';

/** What became of one recipient. */
export interface RecipientEvidence {
  /** As given, without angle brackets. */
  readonly address: string;
  /** The answer to RCPT; absent when it was never asked. */
  readonly reply?: Reply;
  /** The answer after the message that LMTP (RFC 2033 §4.2) or PRDR gives for this recipient alone. */
  readonly delivery?: Reply;
}

/** The message of a transaction; nothing of its content is kept. */
export interface MessageEvidence {
  /** Octets as they are to arrive. */
  readonly bytes: number;
  /** Stands in its header, and in our own subject and text. */
  readonly token?: string;
  readonly messageId?: string;
  /** What was asked for with `--kind`, e.g. `gtube` or `size:26214400`. */
  readonly kind?: string;
  readonly expected?: ExpectedOutcome;
  /** Line ends of Unix were made CRLF. */
  readonly isConverted?: true;
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
  readonly message?: MessageEvidence;
  /** The last stage that was asked for, when that is not the whole transaction. */
  readonly quitAfter?: Stage;
  /** Where we broke the connection off without QUIT, as asked; `dot` is after the message's last byte. */
  readonly dropped?: 'mail' | 'rcpt' | 'data' | 'dot';
  /** Needed by the message or asked for, not offered and not forced: no transaction was begun. */
  readonly lacking?: readonly NeededExtension[];
  /** The server answered before it had the whole message, and the rest was not sent. */
  readonly cutShort?: true;
  /** The message had been handed over when the connection broke: it may have been accepted. */
  readonly unconfirmed?: true;
  /** Under which the server says it queued the message. */
  readonly queueId?: string;
  /** Whether a login came before. */
  readonly authenticated: boolean;
}
