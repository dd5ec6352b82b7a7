import type { DeliveryEvidence, Evidence } from '../../evidence.ts';
import { DETAILS, type Detail } from '../../replies/causes.ts';
import { authMechanisms } from '../../smtp/extension.ts';
import type { Reply } from '../../smtp/reply.ts';
import type { ChunksTaken } from '../../smtp/transaction.ts';
import { certainDetail, type Refusal, refusalOf } from '../refusal.ts';
import { sampleLines } from '../sample.ts';
import { acceptedOf, codeClass, doubtfulOf, isAccepted, isHandedOver } from './fate.ts';
import { type DeliveryRefusalId, deliveryIdOf } from './ids.ts';
import { type RefusedSize, refusedSizeOf } from './sizes.ts';

/** The command that was answered; `data` includes what is said after the message. */
export type TransactionStage = 'mail' | 'rcpt' | 'data';

/** A recipient who was refused under the same id, and yet otherwise. */
export interface OtherRefusal {
  readonly address: string;
  readonly code: number;
  readonly enhanced: string | undefined;
  readonly detail: Detail | undefined;
}

/** What a transaction was refused for, and whom that concerns. */
export interface DeliveryRefusal extends Refusal {
  /** What was answered, which is not always what the refusal is about: many servers judge the sender at RCPT. */
  readonly answered: TransactionStage;
  /** All recipients with this fate; empty when it was said of none in particular. */
  readonly addresses: readonly string[];
  readonly others: readonly OtherRefusal[];
  readonly authenticated: boolean;
  /** Whether the server offers a login in this session. */
  readonly offersAuth: boolean;
  /** Set where the refusal came between two chunks of the message. */
  readonly chunksTaken?: ChunksTaken;
  /** Set where the message is said to be too big, and the server had announced a limit. */
  readonly size?: RefusedSize;
}

/** One reply that refuses. */
export interface Verdict {
  readonly id: DeliveryRefusalId;
  readonly answered: TransactionStage;
  readonly refusal: Refusal;
  readonly address?: string;
}

interface Answer {
  readonly reply: Reply;
  readonly answered: TransactionStage;
  /** The recipient that the reply is about alone. */
  readonly address?: string;
}

/** The replies that refuse, without those that only follow from another. */
function refusedAnswers(delivery: DeliveryEvidence): Answer[] {
  const { mail, recipients } = delivery;
  // With PIPELINING the rest was sent too, and is refused because of this.
  if (mail && !isAccepted(mail)) return [{ reply: mail, answered: 'mail' }];
  const each = recipients.flatMap(({ address, reply, delivery: after }): Answer[] => {
    if (reply && !isAccepted(reply)) return [{ reply, answered: 'rcpt', address }];
    return after && !isAccepted(after) ? [{ reply: after, answered: 'data', address }] : [];
  });
  return [...each, ...refusedMessage(delivery)];
}

/** "No valid recipients" follows from the recipients; PRDR's last reply sums up those before it, where all refuse. */
function refusedMessage(delivery: DeliveryEvidence): Answer[] {
  const { data, final, cutShort, recipients } = delivery;
  const wereAsked = recipients.some(({ reply }) => reply !== undefined);
  const isNoneLeft = wereAsked && !recipients.some(({ reply }) => isAccepted(reply));
  const taken = recipients.filter(({ reply }) => isAccepted(reply));
  const isSaidOfEach = taken.length > 0 && taken.every((own) => own.delivery && !isAccepted(own.delivery));
  if (isNoneLeft || isSaidOfEach) return [];
  // A yes to half a message is no answer to it, and no refusal either.
  const isNoRefusal = final && (isAccepted(final) || (cutShort && final.code < 400));
  if (final) return isNoRefusal ? [] : [{ reply: final, answered: 'data' }];
  return data && data.code !== 354 ? [{ reply: data, answered: 'data' }] : [];
}

/** Whether the session offers a login (RFC 4954 §3). */
function offersAuth({ hello }: Evidence): boolean {
  return authMechanisms(hello?.secure ?? hello?.plain).length > 0;
}

/** Where users hand in mail, a stranger who could log in and is turned away without a reason lacks the login. */
function withoutLogin(refusal: Refusal, evidence: Evidence): Refusal {
  const detail = certainDetail(refusal);
  const isVague = detail === 'policy' || detail === 'reputation';
  const couldLogIn = evidence.delivery?.authenticated === false && offersAuth(evidence);
  if (!isVague || !couldLogIn || evidence.goal.role !== 'submission') return refusal;
  return { ...refusal, cause: DETAILS['auth-required'].cause, detail: 'auth-required' };
}

function verdictOf({ reply, answered, address }: Answer, evidence: Evidence): Verdict {
  const seen = refusalOf(reply, answered, evidence);
  const refusal = answered === 'data' ? seen : withoutLogin(seen, evidence);
  const about = { answered, isOfRecipient: address !== undefined };
  const id = deliveryIdOf(certainDetail(refusal), about);
  return { id, answered, refusal, ...(address === undefined ? {} : { address }) };
}

// Twenty rules ask for the same verdicts, of as many replies as there are recipients.
const judged = new WeakMap<Evidence, readonly Verdict[]>();

/** What each reply that refuses means, in the order of the dialogue. */
export function verdictsOf(evidence: Evidence): readonly Verdict[] {
  const known = judged.get(evidence);
  if (known || !evidence.delivery) return known ?? [];
  const verdicts = refusedAnswers(evidence.delivery)
    .filter((answer) => !isOutOfStep(answer))
    .map((answer) => verdictOf(answer, evidence));
  judged.set(evidence, verdicts);
  return verdicts;
}

/** Two replies have the same fate when they have the same certain cause, else the same codes. */
function fateOf({ refusal, answered }: Verdict): string {
  const { code, enhanced } = refusal;
  return [answered, codeClass(code), certainDetail(refusal) ?? `${code} ${enhanced ?? ''}`].join(' ');
}

/** The refusal that goes by this id, with everybody it concerns; undefined when there is none. */
export function deliveryRefusalAs(id: DeliveryRefusalId, evidence: Evidence): DeliveryRefusal | undefined {
  const verdicts = verdictsOf(evidence).filter((verdict) => verdict.id === id);
  const [first] = verdicts;
  if (!first || !evidence.delivery) return undefined;
  const isSame = (verdict: Verdict) => fateOf(verdict) === fateOf(first);
  const { chunksTaken } = evidence.delivery;
  const size = first.refusal.cause === 'message-too-big' ? refusedSizeOf(evidence) : undefined;
  return {
    ...first.refusal,
    answered: first.answered,
    addresses: verdicts.filter(isSame).flatMap(addressIn),
    others: verdicts.filter((verdict) => !isSame(verdict)).flatMap(otherOf),
    authenticated: evidence.delivery.authenticated,
    offersAuth: offersAuth(evidence),
    ...(size ? { size } : {}),
    ...(first.answered === 'data' && chunksTaken ? { chunksTaken } : {}),
  };
}

function addressIn({ address }: Verdict): string[] {
  return address === undefined ? [] : [address];
}

function otherOf({ address, refusal }: Verdict): OtherRefusal[] {
  const { code, enhanced } = refusal;
  return address === undefined ? [] : [{ address, code, enhanced, detail: certainDetail(refusal) }];
}

/** Whether the server was found as the MX of the very domain that it refuses. */
export function isOwnMx({ addresses }: Pick<DeliveryRefusal, 'addresses'>, { goal }: Evidence): boolean {
  return addresses.some((address) => address.toLowerCase().endsWith(`@${goal.domain?.toLowerCase()}`));
}

/** A code below 400 refuses nothing: it answers another command than the one that was asked. */
function isOutOfStep({ reply }: Answer): boolean {
  return reply.code < 400;
}

/** The first answer that cannot be one to its command: 354 to MAIL, 250 to DATA, 353 to the message. */
export function answerOutOfStep(delivery: DeliveryEvidence) {
  const found = refusedAnswers(delivery).find(isOutOfStep);
  if (!found) return undefined;
  const { code, enhanced, lines } = found.reply;
  const isAfterMessage = found.answered === 'data' && (found.reply === delivery.final || found.address);
  const command = isAfterMessage ? undefined : COMMANDS[found.answered];
  return { code, enhanced, lines: sampleLines(lines), command };
}

const COMMANDS = { mail: 'MAIL FROM', rcpt: 'RCPT TO', data: 'DATA' } as const;

/** Recipients whom the message reached, was refused for, may have reached and did not reach; undefined where all are alike. */
export function dividedRecipients(delivery: DeliveryEvidence) {
  if (delivery.contradiction) return undefined;
  const refused = refusedAnswers(delivery).flatMap(({ address, reply }) =>
    address === undefined ? [] : [{ address, code: reply.code }],
  );
  const accepted = acceptedOf(delivery);
  const isGiven = isHandedOver(delivery);
  const unknown = doubtfulOf(delivery);
  const known = new Set([...accepted, ...unknown, ...refused.map(({ address }) => address)]);
  const addresses = delivery.recipients.map(({ address }) => address);
  const unreached = isGiven || unknown.length > 0 ? addresses.filter((address) => !known.has(address)) : [];
  const kinds = [accepted, refused, unknown, unreached].filter(({ length }) => length > 0);
  if (kinds.length < 2) return undefined;
  return { accepted, refused, unknown, unreached, isHandedOver: isGiven };
}
