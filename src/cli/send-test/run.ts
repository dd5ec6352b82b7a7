import { UsageError } from '../../errors.ts';
import { concealmentOf } from '../../probes/auth/auth.ts';
import type { DeliveryPlan, DeliveryWork, Leave } from '../../probes/delivery/delivery.ts';
import type { SessionPlan } from '../../probes/plan.ts';
import { printable } from '../../render/printable.ts';
import { type Mailbox, parseRecipient, parseSender } from '../../smtp/mailbox.ts';
import { type Message, sourceError } from '../../smtp/message.ts';
import type { Envelope } from '../../smtp/transaction-parameters.ts';
import { TOOL } from '../../version.ts';
import { endInterrupted } from '../auth/run.ts';
import { beforeRun, reportInterrupted } from '../before-run.ts';
import { networkChoice } from '../network.ts';
import { askYes } from '../prompt.ts';
import { runCommand } from '../run.ts';
import type { SendTestOptions } from '../send-test.ts';
import { arrivalPlan } from './arrival.ts';
import { destinationOf } from './destination.ts';
import { credentialsFor, loginOf } from './login.ts';
import { beforeSending, type MessageMaker, messageMaker } from './message.ts';
import { walkTo } from './walk.ts';
import { isPracticeOnly, practiceOf, wishesOf } from './wishes.ts';

/** To so many, and so many messages, no question is asked. */
const UNASKED = 20;

/** Stages that come before anything is said of a sender. */
const BEFORE_MAIL: readonly string[] = ['connect', 'greeting', 'ehlo', 'tls', 'auth'];

/**
 * Sends a message, or goes as far as was asked; gives the exit code.
 *
 * @throws UsageError for a target, an option, a message or credentials that cannot be used, before anything is sent.
 */
export async function sendTest(text: string | undefined, options: SendTestOptions): Promise<number> {
  const destination = destinationOf(text, options);
  const leave = leaveOf(options);
  const practice = practiceOf(options);
  const prepared = await workOf(options, leave);
  const work = prepared?.work;
  if (options.dryRun) {
    const { dryRun } = await import('./dry-run.ts');
    return beforeSending(() => dryRun(destination, { options, work, leave }));
  }
  const { goal } = destination;
  const network = await networkChoice(options);
  const read = await beforeRun(network.deadlineMs, async (signal) => ({
    credentials: await credentialsFor(destination, options, network, signal),
    arrival: await arrivalPlan(options, network, signal),
  }));
  const { value, interruptedBy, leftMs } = read;
  const { credentials, arrival } = value ?? {};
  if (interruptedBy) return endInterrupted(reportInterrupted('send-test', options, { goal, interruptedBy }));
  if (work && !(await mayGo(work.envelope, options))) return 0;
  const delivery: DeliveryPlan = {
    ...practice,
    ...(prepared ? { work: prepared.work, ...seriesOf(prepared, options) } : {}),
    ...(credentials ? { login: loginOf(options, credentials) } : {}),
    ...(leave ? { leave } : {}),
  };
  const plan: SessionPlan = {
    goal,
    network: { ...network, deadlineMs: leftMs },
    concealment: concealmentOf(credentials),
    ...(destination.isLmtp ? { lmtp: true } : {}),
  };
  return runCommand('send-test', options, (context) =>
    walkTo({ destination, plan, delivery, options, ...(arrival ? { arrival } : {}) }, context).then(
      () => undefined,
    ),
  );
}

/** What is to be sent, and what makes it for the second time and those after. */
interface Prepared {
  readonly work: DeliveryWork;
  readonly make: MessageMaker;
}

/** A signature holds for one message alone, so that each is then made anew. */
function seriesOf({ work: { message }, make }: Prepared, { count, dkimKey }: SendTestOptions) {
  const isMadeAnew = dkimKey !== undefined && message.token !== undefined;
  return {
    ...(count === undefined ? {} : { count }),
    ...(isMadeAnew ? { remake: () => remade(make) } : {}),
  };
}

/** What was sent before is to be told of, so that a file that is gone by now ends the series and not the run. */
async function remade(make: MessageMaker): Promise<Message> {
  try {
    return await make();
  } catch (error) {
    throw error instanceof UsageError ? sourceError('SOURCE_FAILED', error.message, error) : error;
  }
}

function leaveOf({ quitAfter, dropAfter, bdat }: SendTestOptions): Leave | undefined {
  if (dropAfter === 'data' && bdat) {
    throw new UsageError('--drop-after data has no place with --bdat', 'use --drop-after rcpt or dot');
  }
  if (dropAfter !== undefined) return { after: dropAfter, isRude: true };
  return quitAfter === undefined ? undefined : { after: quitAfter, isRude: false };
}

async function workOf(options: SendTestOptions, leave: Leave | undefined): Promise<Prepared | undefined> {
  if (isPracticeOnly(options) || (leave && BEFORE_MAIL.includes(leave.after))) return undefined;
  const envelope = envelopeOf(options);
  const make = await messageMaker(options, envelope);
  return { work: { envelope, message: await make(), wishes: wishesOf(options) }, make };
}

/** Nobody is written to who was not named, nor twice who was named twice. */
function envelopeOf({ from, to = [] }: SendTestOptions): Envelope {
  if (from === undefined) throw new UsageError('no sender', "add --from ADDRESS, or --from '<>' for none");
  if (to.length === 0) throw new UsageError('no recipient', 'add --to ADDRESS');
  const recipients = new Map<string, Mailbox>();
  for (const recipient of to.map(recipientOf)) {
    const key = keyOf(recipient);
    if (recipients.has(key)) say(`--to ${recipient.address} is given twice: one message is enough`);
    else recipients.set(key, recipient);
  }
  return { from: parseSender(from), recipients: [...recipients.values()] };
}

function recipientOf(text: string): Mailbox {
  try {
    return parseRecipient(text);
  } catch (error) {
    if (!(error instanceof UsageError) || !text.includes(',')) throw error;
    throw new UsageError(error.message, 'give --to once for each');
  }
}

/** A domain's letters may be large or small, those before it may matter (RFC 5321 §2.4). */
function keyOf({ wire }: Mailbox): string {
  const at = wire.lastIndexOf('@');
  return wire.slice(0, at + 1) + wire.slice(at + 1).toLowerCase();
}

async function mayGo({ recipients }: Envelope, { yes, count = 1, lang }: SendTestOptions): Promise<boolean> {
  const many = [
    ...(recipients.length > UNASKED ? [`${recipients.length} recipients`] : []),
    ...(count > UNASKED ? [`${count} messages`] : []),
  ].join(' and ');
  if (yes || many === '') return true;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageError(`${many} are more than ${UNASKED}`, 'add --yes, or run on a terminal to be asked');
  }
  const isAgreed = await askYes(({ sendMany }) => sendMany(count, recipients.length), lang);
  if (!isAgreed) say('nothing was sent');
  return isAgreed;
}

function say(text: string): void {
  process.stderr.write(`${TOOL.name}: ${printable(text, { unicode: true })}\n`);
}
