import { SmtpError, type Stage } from '../errors.ts';
import type { DeliveryEvidence, Evidence, Failure, MessageEvidence } from '../evidence.ts';
import type { Credentials } from '../sasl/mechanism.ts';
import { findExtension, type Hello } from '../smtp/extension.ts';
import type { Message } from '../smtp/message.ts';
import { queueIdOf } from '../smtp/queue-id.ts';
import type { Reply } from '../smtp/reply.ts';
import type { Session } from '../smtp/session.ts';
import {
  isPositive,
  type RecipientSeen,
  Transaction,
  type TransactionEnd,
  type TransactionSeen,
} from '../smtp/transaction.ts';
import {
  type Envelope,
  planTransaction,
  type TransactionPlan,
  type TransactionWishes,
} from '../smtp/transaction-parameters.ts';
import { type LoginPlan, logIn } from './auth.ts';
import { Draft } from './draft.ts';
import { openSocket } from './link.ts';
import { type LiveSession, type SessionPlan, type SessionStages, startDeadline } from './plan.ts';
import { probeSession } from './session.ts';

/** The stages after which a session can be left; `dot` is the message's last byte, before the answer to it. */
export const LEAVING_STAGES = [
  'connect',
  'greeting',
  'ehlo',
  'tls',
  'auth',
  'mail',
  'rcpt',
  'data',
  'dot',
] as const;

export type LeavingStage = (typeof LEAVING_STAGES)[number];

/** What is to be sent. */
export interface DeliveryWork {
  readonly envelope: Envelope;
  readonly message: Message;
  readonly wishes: TransactionWishes;
}

/** What is to happen in a session. */
export interface DeliveryPlan {
  /** Absent only where the session is left before MAIL. */
  readonly work?: DeliveryWork;
  readonly login?: LoginPlan & { readonly credentials: Credentials };
  /** Where the session is left before its end. */
  readonly leave?: Leave;
}

export interface Leave {
  readonly after: LeavingStage;
  /** The connection is broken off, without QUIT. */
  readonly isRude: boolean;
}

/** Holds one session with a mail transaction in it, as far as it was asked to go. */
export function probeDelivery(plan: SessionPlan, delivery: DeliveryPlan): Promise<Evidence> {
  if (delivery.leave?.after === 'connect') return connectOnly(plan);
  return probeSession({ ...plan, stages: stagesOf(delivery) });
}

/** Connects and hangs up, without having waited for a word. */
async function connectOnly(plan: SessionPlan): Promise<Evidence> {
  const draft = new Draft(plan.goal, plan.onStage);
  const deadline = startDeadline(plan.network.deadlineMs, plan.signal);
  try {
    const { socket } = await openSocket(plan, { draft, signal: deadline.signal });
    socket.destroy();
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
    draft.failBy(error, deadline.isOverdue());
  } finally {
    deadline.end();
  }
  return draft.finish();
}

function stagesOf(delivery: DeliveryPlan): SessionStages {
  const leave = (stage: LeavingStage, session: Session): boolean => leaves(delivery, stage, session);
  return {
    afterGreeting: (session) => !leave('greeting', session),
    beforeTls: async ({ session }) => !leave('ehlo', session),
    afterHello: async (live) => {
      if (leave('ehlo', live.session) || leave('tls', live.session)) return;
      if (delivery.login) await logIn(live, delivery.login, delivery.login.credentials);
      if (live.draft.sections.failure || leave('auth', live.session)) return;
      if (delivery.work) await deliver(live, delivery.work, delivery);
    },
  };
}

/** Whether the session is left here; without QUIT where that was asked for. */
function leaves({ leave }: DeliveryPlan, stage: LeavingStage, { wire }: Session): boolean {
  if (leave?.after !== stage) return false;
  if (leave.isRude) wire.close();
  return true;
}

async function deliver(live: LiveSession, work: DeliveryWork, delivery: DeliveryPlan): Promise<void> {
  const { session, hello, draft } = live;
  const plan = planTransaction({
    ...work,
    hello,
    isSecure: session.wire.secure,
    until: endOf(delivery.leave),
  });
  const known = knownBefore(live, work, { plan, delivery });
  if (plan.lacking.length > 0) return withhold(live, known, plan);
  const transaction = new Transaction(session, plan.request);
  try {
    await held(transaction, live);
  } finally {
    draft.sections.delivery = evidenceOf(known, transaction.seen);
  }
  const failure = failureOf(transaction.seen, plan.request.until);
  if (failure) draft.fail(failure);
  if (delivery.leave?.isRude) session.wire.close();
}

/** The transaction, with a bar of the waterfall for its envelope and one for its message. */
async function held(transaction: Transaction, { draft }: LiveSession): Promise<void> {
  await draft.timed('mail', () => transaction.holdEnvelope());
  if (transaction.hasMessageToSend) await draft.timed('data', () => transaction.sendMessage());
}

/** QUIT cannot be said in the middle of a message, so that after DATA it comes with the end. */
function endOf(leave: Leave | undefined): TransactionEnd {
  if (leave?.after === 'mail' || leave?.after === 'rcpt') return leave.after;
  return leave?.isRude && (leave.after === 'data' || leave.after === 'dot') ? leave.after : 'end';
}

type Known = Omit<DeliveryEvidence, 'recipients' | 'mail' | 'data' | 'final' | 'queueId'>;

function knownBefore(
  { draft, hello }: LiveSession,
  { envelope, message }: DeliveryWork,
  { plan, delivery }: { plan: TransactionPlan; delivery: DeliveryPlan },
): Known {
  const { until } = plan.request;
  return {
    from: envelope.from.address,
    parameters: plan.parameters,
    message: messageEvidence(message, hello),
    ...(until === 'end' ? {} : { quitAfter: until === 'dot' ? 'data' : until }),
    ...(until !== 'end' && delivery.leave?.isRude ? { dropped: until } : {}),
    authenticated: draft.sections.auth?.attempt?.outcome === 'accepted',
  };
}

function messageEvidence(message: Message, hello: Hello): MessageEvidence {
  const { facts, token, messageId, kind, expected } = message;
  const limit = Number(findExtension(hello, 'SIZE')?.parameters[0] ?? 0);
  const isTooLarge = kind?.startsWith('size') && limit > 0 && facts.bytes > limit;
  return {
    bytes: facts.bytes,
    ...(token === undefined ? {} : { token }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(kind === undefined ? {} : { kind }),
    ...(expected === undefined ? {} : { expected: isTooLarge ? 'refused' : expected }),
    ...(facts.isConverted ? { isConverted: true } : {}),
  };
}

function withhold({ draft }: LiveSession, known: Known, { lacking, request }: TransactionPlan): void {
  const recipients = request.recipients.map(({ address }) => ({ address }));
  draft.sections.delivery = { ...known, parameters: [], recipients, lacking };
  const message = `${lacking.join(', ')} not offered, and needed here; --force sends all the same`;
  draft.fail({ stage: 'mail', kind: 'refusal', message });
}

function evidenceOf(known: Known, seen: TransactionSeen): DeliveryEvidence {
  const answers = [seen.final, ...seen.recipients.map(({ delivery }) => delivery)];
  const queueId = answers.flatMap((reply) => (reply ? [queueIdOf(reply)] : [])).find(Boolean);
  return { ...known, ...seen, ...(queueId === undefined ? {} : { queueId }) };
}

/** The refusal that ended the transaction, where one did: some refused recipients among others do not. */
function failureOf(seen: TransactionSeen, until: TransactionEnd): Omit<Failure, 'elapsedMs'> | undefined {
  const { mail, data, final, recipients } = seen;
  if (mail && !isPositive(mail)) return refusal('mail', mail);
  const accepted = recipients.filter(({ reply }) => isPositive(reply));
  const refused = mildest(recipients.map(({ reply }) => reply));
  if (until !== 'mail' && accepted.length === 0 && refused) return refusal('rcpt', refused);
  if (data && data.code !== 354) return refusal('data', data);
  if (final && (!isPositive(final) || seen.cutShort)) return refusal('data', final);
  return undeliveredFailure(accepted);
}

/** LMTP answers for each recipient: only where all are refused has the transaction come to nothing. */
function undeliveredFailure(accepted: readonly RecipientSeen[]): Omit<Failure, 'elapsedMs'> | undefined {
  const deliveries = accepted.map(({ delivery }) => delivery);
  if (deliveries.length === 0 || deliveries.some((reply) => !reply || isPositive(reply))) return undefined;
  const reply = mildest(deliveries);
  return reply && refusal('data', reply);
}

/** Where one refusal is temporary, the same message may yet go through. */
function mildest(replies: readonly (Reply | undefined)[]): Reply | undefined {
  const refusals = replies.filter((reply) => reply !== undefined && !isPositive(reply));
  return refusals.find((reply) => reply !== undefined && reply.code < 500) ?? refusals[0];
}

function refusal(stage: Stage, reply: Reply): Omit<Failure, 'elapsedMs'> {
  const message = `${reply.code} ${reply.lines.join(' ')}`.slice(0, 500);
  const isRefusal = reply.code >= 400;
  return { stage, kind: isRefusal ? 'refusal' : 'protocol', replyCode: reply.code, message };
}
