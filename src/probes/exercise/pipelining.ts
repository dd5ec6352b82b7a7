import { SmtpError } from '../../errors.ts';
import type { Reply } from '../../smtp/reply.ts';
import type { Exchange } from '../../smtp/session.ts';
import { isPositive } from '../../smtp/transaction.ts';
import type { Exercise } from './exercise.ts';

/**
 * Sends a flight whose replies tell their order, either way round: a plain MAIL, RSET, NOOP, a RCPT that is out of place,
 * MAIL again (RFC 2920 §3.2). Without PIPELINING it is a plain MAIL.
 *
 * @returns the answer to the plain MAIL, which is given up.
 * @throws SmtpError when a reply does not come; that the flight is what it happened in is noted.
 */
export async function exercisePipelining(exercise: Exercise): Promise<Reply> {
  const { record } = exercise;
  const mail = exercise.mailLine();
  if (!record.offers('PIPELINING')) return plainMail(exercise, mail);
  record.keyword = 'PIPELINING';
  const said = [mail, 'RSET', 'NOOP', 'RCPT TO:<postmaster>', mail];
  const failed = { outcome: 'fails', reason: 'replies-confused', said } as const;
  const before = exercise.session.exchanges.length;
  const replies = await exercise.session.pipeline('mail', said, true).catch((error: unknown) => {
    if (isLost(error, exercise.session.exchanges.slice(before))) record.set('PIPELINING', failed);
    throw error;
  });
  const [first, reset, noop, outOfPlace, again] = replies.map(({ code }) => Math.floor(code / 100));
  // A server may put the sender off once, or the second time: that is no other order.
  const isSame = again === first || again === 4 || first === 4;
  const isInOrder = reset === 2 && noop === 2 && isSame && (outOfPlace === 5 || outOfPlace === 4);
  if (isInOrder) record.set('PIPELINING', { outcome: 'works', said });
  else if (replies.every(isPositive))
    record.set('PIPELINING', { outcome: 'unproven', reason: 'replies-alike', said });
  else {
    const odd = replies.find((_reply, index) => isOdd(index, replies));
    record.set('PIPELINING', { ...failed, ...(odd ? { reply: odd } : {}) });
  }
  if (again === 2) await exercise.reset();
  const [answer] = replies;
  return answer ?? plainMail(exercise, mail);
}

/** Whether only a part was answered; a server that refuses and hangs up, or says nothing at all, has confused nothing. */
function isLost(error: unknown, answered: readonly Exchange[]): boolean {
  const [first, last] = [answered[0]?.reply.code ?? 421, answered.at(-1)?.reply.code];
  return error instanceof SmtpError && error.kind !== 'aborted' && first < 400 && last !== 421;
}

/** The first reply that cannot be the one to the command in its place. */
function isOdd(index: number, replies: readonly Reply[]): boolean {
  const isRefusal = (replies[index]?.code ?? 0) >= 400;
  if (index === 0) return false;
  if (index === 4) return isRefusal !== (replies[0]?.code ?? 0) >= 400;
  return index === 3 ? !isRefusal : isRefusal;
}

async function plainMail(exercise: Exercise, mail: string): Promise<Reply> {
  const reply = await exercise.say('mail', mail);
  if (reply.code < 300) await exercise.reset();
  return reply;
}
