import type { Stage } from '../errors.ts';
import type { DkimSignature, ExpectedOutcome } from '../smtp/message.ts';
import type { Reply } from '../smtp/reply.ts';
import type { SendingLimits } from '../smtp/sending-limits.ts';
import type { ChunksTaken } from '../smtp/transaction.ts';
import type { ExceededBound } from '../smtp/transaction-bounds.ts';
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
  /** The signatures that it was given. */
  readonly dkim?: readonly DkimSignature[];
}

/** What became of one message sent many times. Durations in milliseconds. */
export interface SeriesEvidence {
  /** How many there were to be; those that are in no count were not sent. */
  readonly asked: number;
  /** Taken for every recipient. */
  readonly accepted: number;
  /** Taken for some of the recipients. */
  readonly partly: number;
  readonly temporary: number;
  readonly permanent: number;
  /** Handed over, and not answered. */
  readonly unconfirmed: number;
  /** Which of them, from 1 on, the rest of the section tells of: the first that was not taken for all, else the first. */
  readonly shown: number;
  /** From the first MAIL to the last answer, without what lies between two connections. */
  readonly elapsedMs: number;
  readonly perSecond: number;
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
  /** Asked for beyond what the server grants, and not forced: no transaction was begun. */
  readonly exceeded?: readonly ExceededBound[];
  /** The server answered before it had the whole message, and the rest was not sent. */
  readonly cutShort?: true;
  /** How much of the message BDAT brought over before it was refused or the connection broke; absent where all was sent. */
  readonly chunksTaken?: ChunksTaken;
  /** The message had been handed over when the connection broke: it may have been accepted. */
  readonly unconfirmed?: true;
  /** Said after the answer to the message, unasked or in the place of the answer to QUIT: it may be the true answer. */
  readonly contradiction?: Reply;
  /** Under which the server says it queued the message. */
  readonly queueId?: string;
  /** How many transactions it took, where the recipients did not go into one. */
  readonly transactions?: number;
  /** How many connections it took, where they were more than one. */
  readonly connections?: number;
  /** What the server said that it takes at most (RFC 9422). */
  readonly limits?: SendingLimits;
  readonly series?: SeriesEvidence;
  /** Whether a login came before. */
  readonly authenticated: boolean;
}

/** The try that came after one that had come to nothing, for all or for some. */
export interface FollowingTry {
  /** `next-host`: the domain's next mail host; `greylisting`, `temporary-failure`: the same again, once the time was over. */
  readonly why: 'next-host' | 'greylisting' | 'temporary-failure';
  /** Where, as `host:port`. */
  readonly subject: string;
  readonly waitedMs: number;
  /** What the server said to wait, in seconds; absent where it named no time. */
  readonly saidSeconds?: number;
  /** For whom; absent where it was for all. */
  readonly recipients?: readonly string[];
}
