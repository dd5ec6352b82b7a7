import type { Failure } from '../../evidence.ts';
import { classify } from '../../replies/classify.ts';
import type { Reply } from '../../smtp/reply.ts';
import {
  isPositive,
  type RecipientSeen,
  type TransactionEnd,
  type TransactionSeen,
} from '../../smtp/transaction.ts';

/** Why a walk ended, but for when. */
export type Ending = Omit<Failure, 'elapsedMs'>;

/** The refusal that ended the transaction, where one did: some refused recipients among others do not. */
export function endingOf(seen: TransactionSeen, until: TransactionEnd): Ending | undefined {
  const { mail, data, final, recipients } = seen;
  if (mail && !isPositive(mail)) return refusal('mail', mail);
  const accepted = recipients.filter(({ reply }) => isPositive(reply));
  const refused = accepted.length === 0 ? mildest(recipients.map(({ reply }) => reply)) : undefined;
  if (until !== 'mail' && refused) return refusal('rcpt', refused);
  if (data && data.code !== 354) return refusal('data', data);
  if (final && seen.cutShort && final.code < 400) return earlyYes(final);
  if (final && !isPositive(final)) return refusal('data', final);
  return undelivered(accepted);
}

/** LMTP answers for each recipient: only where all are refused has the transaction come to nothing. */
function undelivered(accepted: readonly RecipientSeen[]): Ending | undefined {
  if (accepted.some(({ delivery }) => !delivery || isPositive(delivery))) return undefined;
  const reply = mildest(accepted.map(({ delivery }) => delivery));
  return reply && refusal('data', reply);
}

/** Where one refusal is temporary, the same message may yet go through. */
function mildest(replies: readonly (Reply | undefined)[]): Reply | undefined {
  const refusals = replies.filter((reply) => reply !== undefined && !isPositive(reply));
  return refusals.find((reply) => reply !== undefined && reply.code < 500) ?? refusals[0];
}

function refusal(stage: Ending['stage'], reply: Reply): Ending {
  const isRefusal = reply.code >= 400;
  return {
    stage,
    kind: isRefusal ? 'refusal' : 'protocol',
    replyCode: reply.code,
    message: textOf(reply).slice(0, 500),
  };
}

/** A yes to half a message is an answer to nothing. */
function earlyYes(reply: Reply): Ending {
  const message = `an answer came before the whole message was sent: ${textOf(reply)}`.slice(0, 500);
  return { stage: 'data', kind: 'protocol', code: 'EARLY_REPLY', replyCode: reply.code, message };
}

function textOf({ code, lines }: Reply): string {
  return `${code} ${lines.join(' ')}`;
}

/** Whether the server says that one transaction takes no more recipients (RFC 5321 §4.5.3.1.10). */
export function isRecipientLimit(reply: Reply | undefined): boolean {
  if (reply?.code !== 452) return false;
  return reply.enhanced === '4.5.3' || classify({ reply, stage: 'rcpt' }).detail === 'recipient-limit';
}
