import { SmtpError } from '../../errors.ts';
import type { Message } from '../../smtp/message.ts';
import { type SendingLimits, sendingLimits } from '../../smtp/sending-limits.ts';
import type { Session } from '../../smtp/session.ts';
import {
  isPositive,
  Transaction,
  type TransactionEnd,
  type TransactionSeen,
} from '../../smtp/transaction.ts';
import { planTransaction, type TransactionPlan } from '../../smtp/transaction-parameters.ts';
import { forwardFrom } from '../claims.ts';
import type { LiveSession } from '../plan.ts';
import type { DeliveryWork, Leave } from './delivery.ts';
import { evidenceOf, withhold } from './evidence.ts';
import type { DeliveryProgress, Share } from './progress.ts';

/** What is to be sent, over however many connections. */
export interface DeliveryCourse {
  readonly work: DeliveryWork;
  readonly leave?: Leave;
  readonly progress: DeliveryProgress;
  /** Makes the message for the second time and those after. */
  readonly nextMessage: () => Promise<Message>;
}

/** All that the transactions of one connection go by. */
export interface DeliveryRound extends DeliveryCourse {
  readonly live: LiveSession;
  readonly plan: TransactionPlan;
  readonly limits: SendingLimits;
  /** Transactions held in this connection. */
  held: number;
  /** The connection takes no more of them; what is left goes into another. */
  isSpent?: true;
  ahead?: Ahead | undefined;
}

interface Step {
  readonly share: Share;
  readonly transaction: Transaction;
}

/** The transaction with the next message, which may be under way already. */
interface Ahead extends Step {
  readonly message: Message;
}

/** With a message up to this size, which leaves in one write, the commands of the next go along. */
const BRIEF_BYTES = 16 * 1024;

/** QUIT cannot be said in the middle of a message, so that after DATA it comes with the end. */
export function endOf(leave: Leave | undefined): TransactionEnd {
  if (leave?.after === 'mail' || leave?.after === 'rcpt') return leave.after;
  return leave?.isRude && (leave.after === 'data' || leave.after === 'dot') ? leave.after : 'end';
}

/**
 * Holds the transactions that are left, as many as one connection takes.
 *
 * @throws SmtpError when no reply comes; what the source of a message throws.
 */
export async function deliver(live: LiveSession, course: DeliveryCourse): Promise<void> {
  const { session, hello, draft } = live;
  const { work, leave, progress } = course;
  const context = { hello, isSecure: session.wire.secure, until: endOf(leave) };
  const plan = planTransaction({ ...work, ...context });
  const round: DeliveryRound = { ...course, live, plan, limits: sendingLimits(hello), held: 0 };
  progress.connections += 1;
  if (plan.lacking.length + plan.exceeded.length > 0) return withhold(round);
  try {
    await holdAll(round);
  } finally {
    draft.sections.delivery = evidenceOf(round);
  }
  if (progress.hasMore) return;
  const { ending } = progress;
  if (ending) draft.fail(ending);
  if (leave?.isRude) session.wire.close();
}

/** The first message stands in the records whole, those after it are only counted. */
async function holdAll(round: DeliveryRound): Promise<void> {
  const { live, progress } = round;
  while (mayGoOn(round) && progress.isFirstMessage) await holdOne(round, true);
  if (!mayGoOn(round)) return;
  const { session, draft } = live;
  session.wire.note('more messages like it, which are counted and not recorded');
  await draft.timed('data', () =>
    session.unrecorded(async () => {
      while (mayGoOn(round)) await holdOne(round, false);
    }),
  );
}

/** Beyond MAILMAX another connection is needed (RFC 9422 §4.1). */
function mayGoOn({ progress, limits, held, live, ahead, isSpent }: DeliveryRound): boolean {
  if (isSpent) return false;
  const { wire } = live.session;
  if (wire.isClosed || (wire.hasUnasked && !ahead)) progress.stop();
  return progress.hasMore && held < (limits.mailMax ?? Number.POSITIVE_INFINITY);
}

async function holdOne(round: DeliveryRound, isTimed: boolean): Promise<void> {
  const { progress, live, leave } = round;
  const { session } = live;
  const step = await nextStep(round);
  if (!step) return progress.stop();
  const { share, transaction } = step;
  const startedMs = session.nowMs();
  try {
    await (isTimed ? timed(transaction, live) : untimed(step, round));
  } catch (error) {
    progress.breakOff(share, transaction.seen);
    throw error;
  } finally {
    progress.addTime(session.nowMs() - startedMs);
  }
  round.held += 1;
  progress.add(share, transaction.seen);
  const isFollowed = round.ahead?.transaction.isUnderWay === true;
  if (isFarewell(transaction.seen) || leave?.isRude) progress.stop();
  if (isFollowed && !progress.hasMore) abandon(session);
  // A transaction that was begun and not ended bars the next (RFC 5321 §4.1.4).
  else if (progress.hasMore && !isFollowed && isOpen(transaction.seen)) await resetOrLeave(round);
}

/** What was begun is given up, and what the server says to that casts no doubt on the answer before it. */
function abandon({ wire }: Session): void {
  while (wire.takeUnasked());
  wire.close();
}

/** Where RSET fails, what is left goes into another connection: the next MAIL would be told of for it. */
async function resetOrLeave(round: DeliveryRound): Promise<void> {
  const { session } = round.live;
  try {
    if (isPositive(await session.command('mail', 'RSET'))) return;
  } catch (error) {
    if (!(error instanceof SmtpError) || error.kind === 'aborted') throw error;
  }
  session.wire.note('RSET failed: what is left goes into another connection');
  round.isSpent = true;
}

/** The next transaction; none where XFORWARD, which comes before each, was refused. */
async function nextStep(round: DeliveryRound): Promise<Step | undefined> {
  const { progress, plan, limits, live, ahead } = round;
  const { xforward, force } = round.work.wishes;
  round.ahead = undefined;
  if (ahead) {
    progress.begin(ahead.message);
    return ahead;
  }
  if (progress.needsMessage) progress.begin(await round.nextMessage());
  if (xforward && !(await forwardFrom(live, xforward, force))) return undefined;
  const share = progress.nextShare(plan.request, limits);
  return { share, transaction: new Transaction(live.session, share.request) };
}

/** With a bar of the waterfall for the envelope and one for the message. */
async function timed(transaction: Transaction, { draft }: LiveSession): Promise<void> {
  await draft.timed('mail', () => transaction.holdEnvelope());
  if (transaction.hasMessageToSend) await draft.timed('data', () => transaction.sendMessage());
}

async function untimed(step: Step, round: DeliveryRound): Promise<void> {
  const { transaction } = step;
  await transaction.holdEnvelope();
  if (!transaction.hasMessageToSend) return;
  if (mayLookAhead(step, round)) round.ahead = await stepAfter(step, round);
  await transaction.sendMessage(round.ahead?.transaction);
}

/** Whether the next message for the same recipients may begin before the answer to this one has come. */
function mayLookAhead(
  { share, transaction }: Step,
  { progress, held, limits, work }: DeliveryRound,
): boolean {
  const { isPipelined, chunkBytes, message } = share.request;
  const isPlain = isPipelined && chunkBytes === undefined && !work.wishes.xforward;
  const isWithinLimits = held + 1 < (limits.mailMax ?? Number.POSITIVE_INFINITY);
  const isBrief = message.facts.bytes <= BRIEF_BYTES;
  return isPlain && isBrief && isWithinLimits && progress.isLastOfMessage(share, transaction.seen);
}

async function stepAfter({ share }: Step, { live, nextMessage }: DeliveryRound): Promise<Ahead> {
  const message = await nextMessage();
  const request = { ...share.request, message };
  return { message, share: { ...share, request }, transaction: new Transaction(live.session, request) };
}

/** 421 closes the connection (RFC 5321 §3.8). */
function isFarewell({ mail, data, final, recipients }: TransactionSeen): boolean {
  const replies = [mail, data, final, ...recipients.map(({ reply }) => reply)];
  return replies.some((reply) => reply?.code === 421);
}

function isOpen({ mail, final, recipients }: TransactionSeen): boolean {
  return isPositive(mail) && !isPositive(final) && !recipients.some(({ delivery }) => isPositive(delivery));
}
