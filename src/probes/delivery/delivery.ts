import { clockMs } from '../../clock.ts';
import { SmtpError } from '../../errors.ts';
import type { Evidence } from '../../evidence.ts';
import type { Credentials } from '../../sasl/mechanism.ts';
import type { ClientAttribute } from '../../smtp/client-attributes.ts';
import type { Message } from '../../smtp/message.ts';
import { copierOf } from '../../smtp/message-copies.ts';
import type { Session } from '../../smtp/session.ts';
import type { Envelope, TransactionWishes } from '../../smtp/transaction-parameters.ts';
import { TRANSCRIPT_LINES } from '../../smtp/transcript.ts';
import { type LoginPlan, logIn } from '../auth/auth.ts';
import { speakAs } from '../claims.ts';
import { Draft } from '../draft.ts';
import { type ExercisePlan, exercise } from '../exercise/exercise.ts';
import { openSocket } from '../link.ts';
import { type SessionPlan, type SessionStages, startDeadline } from '../plan.ts';
import { probeSession } from '../session.ts';
import { DeliveryProgress } from './progress.ts';
import { type DeliveryCourse, deliver, endOf } from './transaction.ts';

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
  /** The client to speak as, from the last EHLO on. */
  readonly xclient?: { readonly attributes: readonly ClientAttribute[]; readonly force: boolean };
  /** Each extension is used before the message is sent. */
  readonly exercise?: ExercisePlan;
  /** Where the session is left before its end. */
  readonly leave?: Leave;
  /** How many times the message is sent; 1 when absent. */
  readonly count?: number;
  /** Makes the message anew for the second time and those after; without it a copy with a token of its own is sent. */
  readonly remake?: () => Promise<Message>;
}

export interface Leave {
  readonly after: LeavingStage;
  /** The connection is broken off, without QUIT. */
  readonly isRude: boolean;
}

/**
 * Holds one session with a mail transaction in it, as far as it was asked to go; with more of them, in as many
 * connections as the server's limits make of it.
 */
export async function probeDelivery(plan: SessionPlan, delivery: DeliveryPlan): Promise<Evidence> {
  if (delivery.leave?.after === 'connect') return connectOnly(plan);
  const { network } = plan;
  const startedMs = clockMs();
  const course = delivery.work && courseOf(delivery.work, delivery);
  const hold = (deadlineMs: number): Promise<Evidence> =>
    probeSession({ ...plan, network: { ...network, deadlineMs }, stages: stagesOf(delivery, course) });
  let last = await hold(network.deadlineMs);
  let evidence = last;
  while (last.delivery && !last.failure && !last.delivery.contradiction && course?.progress.hasMore) {
    last = await hold(Math.max(network.deadlineMs - (clockMs() - startedMs), 1));
    evidence = joined(evidence, last);
  }
  return evidence;
}

function courseOf(work: DeliveryWork, { count, leave, remake }: DeliveryPlan): DeliveryCourse {
  const { envelope, message } = work;
  const addresses = envelope.recipients.map(({ address }) => address);
  const progress = new DeliveryProgress(addresses, message, { count, until: endOf(leave) });
  let copier: Promise<() => Message> | undefined;
  const copy = async (): Promise<Message> => {
    copier ??= copierOf(message);
    return (await copier)();
  };
  return { work, progress, nextMessage: remake ?? copy, ...(leave ? { leave } : {}) };
}

/** The same for these of the recipients alone: who has the message must not get it twice. */
export function onlyTo(delivery: DeliveryPlan, addresses: readonly string[]): DeliveryPlan {
  const { work } = delivery;
  if (!work) return delivery;
  const recipients = work.envelope.recipients.filter(({ address }) => addresses.includes(address));
  return { ...delivery, work: { ...work, envelope: { ...work.envelope, recipients } } };
}

/** Two connections as one: what is to be told of is the one that failed, else the first. */
function joined(first: Evidence, next: Evidence): Evidence {
  const { observedAt, delivery, exchanges = [], transcript = [] } = first;
  return {
    ...(next.failure ? next : first),
    observedAt,
    ...((next.delivery ?? delivery) ? { delivery: next.delivery ?? delivery } : {}),
    exchanges: [...exchanges, ...(next.exchanges ?? [])].slice(0, TRANSCRIPT_LINES),
    transcript: [...transcript, ...(next.transcript ?? [])].slice(0, TRANSCRIPT_LINES),
  };
}

/** Connects and hangs up, without having waited for a word. */
async function connectOnly(plan: SessionPlan): Promise<Evidence> {
  const draft = new Draft(plan.goal, plan.onStage);
  const deadline = startDeadline(plan.network.deadlineMs, plan.signal, plan.queue);
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

function stagesOf(delivery: DeliveryPlan, course: DeliveryCourse | undefined): SessionStages {
  const leave = (stage: LeavingStage, session: Session): boolean => leaves(delivery, stage, session);
  return {
    afterGreeting: (session) => !leave('greeting', session),
    beforeTls: async ({ session }) => !leave('ehlo', session),
    afterHello: async (first) => {
      if (leave('ehlo', first.session) || leave('tls', first.session)) return;
      const { xclient, login, exercise: exercises } = delivery;
      const live = xclient ? await speakAs(first, xclient.attributes, xclient.force) : first;
      if (!live) return;
      if (login) await logIn(live, login, login.credentials);
      if (live.draft.sections.failure || leave('auth', live.session)) return;
      const isFirst = !course || course.progress.connections === 0;
      if (exercises && isFirst && !(await exercise(live, exercises))) return course?.progress.stop();
      if (course) await deliver(live, course);
    },
  };
}

/** Whether the session is left here; without QUIT where that was asked for. */
function leaves({ leave }: DeliveryPlan, stage: LeavingStage, { wire }: Session): boolean {
  if (leave?.after !== stage) return false;
  if (leave.isRude) wire.close();
  return true;
}
