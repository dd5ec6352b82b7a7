import type { DeliveryEvidence, RecipientEvidence, SeriesEvidence } from '../../evidence.ts';
import type { Message } from '../../smtp/message.ts';
import type { Reply } from '../../smtp/reply.ts';
import { firstBatch, type SendingLimits } from '../../smtp/sending-limits.ts';
import {
  isPositive,
  type RecipientCommand,
  type RecipientSeen,
  type TransactionEnd,
  type TransactionRequest,
  type TransactionSeen,
} from '../../smtp/transaction.ts';
import { type Ending, endingOf, isRecipientLimit } from './outcome.ts';

/** What one message came to, by however many transactions. */
interface Course {
  readonly number: number;
  readonly message: Message;
  readonly recipients: readonly RecipientSeen[];
  /** Indices of the recipients who are still to be asked. */
  waiting: number[];
  transactions: number;
  last: TransactionSeen;
}

/** What of the evidence the transactions themselves show. */
export type Progress = Pick<
  DeliveryEvidence,
  | 'recipients'
  | 'mail'
  | 'data'
  | 'final'
  | 'unconfirmed'
  | 'cutShort'
  | 'chunksTaken'
  | 'transactions'
  | 'series'
>;

type Tally = Pick<SeriesEvidence, 'accepted' | 'partly' | 'temporary' | 'permanent' | 'unconfirmed'>;

/** One transaction that is to be held now, and whom of the recipients it is for. */
export interface Share {
  readonly request: TransactionRequest;
  readonly indices: readonly number[];
}

/** What is still to be sent, and what became of what was: it outlives the connections. */
export class DeliveryProgress {
  readonly #addresses: readonly string[];
  readonly #count: number;
  readonly #until: TransactionEnd;
  readonly #tally: { -readonly [K in keyof Tally]: number } = {
    accepted: 0,
    partly: 0,
    temporary: 0,
    permanent: 0,
    unconfirmed: 0,
  };
  #course: Course;
  /** The first message that was refused, else the first of all: what the evidence tells of in full. */
  #shown: Course;
  #isShownRefused = false;
  #isStopped = false;
  #busyMs = 0;
  connections = 0;

  constructor(
    addresses: readonly string[],
    message: Message,
    { count = 1, until }: { count?: number | undefined; until: TransactionEnd },
  ) {
    this.#addresses = addresses;
    this.#count = count;
    this.#until = until;
    this.#course = this.#newCourse(1, message);
    this.#shown = this.#course;
  }

  /** Whether a transaction is to follow. */
  get hasMore(): boolean {
    return !this.#isStopped && (this.#course.waiting.length > 0 || this.#course.number < this.#count);
  }

  /** Whether the message under way has had all its transactions, and is not the last. */
  get needsMessage(): boolean {
    return this.hasMore && this.#course.waiting.length === 0;
  }

  /** Whether this transaction under way is the last of its message, and another message comes. */
  isLastOfMessage({ indices }: Share, { recipients }: TransactionSeen): boolean {
    const { number, waiting } = this.#course;
    const isForAll =
      waiting.length === indices.length && !recipients.some(({ reply }) => isRecipientLimit(reply));
    return isForAll && number < this.#count;
  }

  get isFirstMessage(): boolean {
    return this.#course.number === 1 && this.#course.waiting.length > 0;
  }

  /** The message that the evidence tells of. */
  get message(): Message {
    return this.#shown.message;
  }

  /** Nothing is to follow, whatever is left. */
  stop(): void {
    this.#isStopped = true;
  }

  /** The time that transactions took, in milliseconds. */
  addTime(ms: number): void {
    this.#busyMs += ms;
  }

  begin(message: Message): void {
    this.#course = this.#newCourse(this.#course.number + 1, message);
  }

  /** The next transaction: as many of the recipients who wait as it takes. */
  nextShare(request: TransactionRequest, limits: SendingLimits): Share {
    const waiting = this.#course.waiting.flatMap((index): (RecipientCommand & { index: number })[] => {
      const command = request.recipients[index];
      return command ? [{ ...command, index }] : [];
    });
    const batch = firstBatch(waiting, limits);
    const { message } = this.#course;
    return { request: { ...request, message, recipients: batch }, indices: batch.map(({ index }) => index) };
  }

  /** Takes in what became of a transaction. */
  add(share: Share, seen: TransactionSeen): void {
    const course = this.#course;
    const { indices } = share;
    this.#noteAll(share, seen);
    const ending = endingOf(seen, this.#until);
    const limited = ending
      ? []
      : indices.filter((_index, place) => isRecipientLimit(seen.recipients[place]?.reply));
    const rest = course.waiting.filter((index) => !indices.includes(index));
    const goesOn = this.#until !== 'mail' && (!ending || ending.stage === 'rcpt');
    course.waiting = goesOn ? [...limited, ...rest] : [];
    if (course.waiting.length === 0) this.#settle(course);
  }

  /** Takes in as much of a transaction as was held when the connection broke, which is what there is to tell of. */
  breakOff(share: Share, seen: TransactionSeen): void {
    this.#noteAll(share, seen);
    if (seen.unconfirmed) this.#tally.unconfirmed += 1;
    this.#isStopped = true;
    this.#shown = this.#course;
    this.#isShownRefused = true;
  }

  /** The refusal that there is to tell of. */
  get ending(): Ending | undefined {
    return endingOf(seenOf(this.#shown), this.#until);
  }

  evidence(): Progress {
    const { transactions } = this.#shown;
    return {
      ...seenOf(this.#shown),
      ...(transactions > 1 ? { transactions } : {}),
      ...(this.#count > 1 ? { series: this.#series() } : {}),
    };
  }

  #newCourse(number: number, message: Message): Course {
    return {
      number,
      message,
      recipients: this.#addresses.map((address) => ({ address })),
      waiting: [...this.#addresses.keys()],
      transactions: 0,
      last: { recipients: [] },
    };
  }

  #noteAll({ indices, request }: Share, seen: TransactionSeen): void {
    this.#course.transactions += 1;
    this.#course.last = seen;
    for (const [place, index] of indices.entries()) this.#note(index, place, seen, request.isPrdr);
  }

  #note(
    index: number,
    place: number,
    { recipients, final, cutShort }: TransactionSeen,
    isPrdr = false,
  ): void {
    const [own, seen] = [this.#course.recipients[index], recipients[place]];
    if (!own || !seen) return;
    if (seen.reply) own.reply = seen.reply;
    // PRDR's yes to one recipient holds only with the yes to all (draft-hall-prdr).
    const isVoid = isPrdr && isPositive(seen.delivery) && !isPositive(final);
    const forAll = isPositive(seen.reply) && !cutShort ? final : undefined;
    const delivery = isVoid ? forAll : (seen.delivery ?? forAll);
    if (delivery) own.delivery = delivery;
  }

  #settle(course: Course): void {
    const outcome = outcomeOf(seenOf(course), this.#until);
    this.#tally[outcome] += 1;
    if (outcome === 'accepted' || this.#isShownRefused) return;
    this.#shown = course;
    this.#isShownRefused = true;
  }

  #series(): SeriesEvidence {
    const answered = Object.values(this.#tally).reduce((sum, count) => sum + count, 0);
    const seconds = this.#busyMs / 1000;
    return {
      asked: this.#count,
      ...this.#tally,
      shown: this.#shown.number,
      elapsedMs: Math.round(this.#busyMs),
      perSecond: seconds > 0 ? Math.round((answered / seconds) * 10) / 10 : 0,
    };
  }
}

/** The transactions of a message as one: where there were several, each recipient has the answer of its own. */
function seenOf({
  recipients,
  transactions,
  last,
}: Course): TransactionSeen & { recipients: readonly RecipientEvidence[] } {
  const { mail, data, final, unconfirmed, cutShort, chunksTaken } = last;
  const isOne = transactions <= 1;
  const top = isOne || cutShort ? final : undefined;
  return {
    recipients: isOne ? withoutFinal(recipients, final) : recipients,
    ...(mail ? { mail } : {}),
    ...(data ? { data } : {}),
    ...(top ? { final: top } : {}),
    ...(unconfirmed ? { unconfirmed } : {}),
    ...(cutShort ? { cutShort } : {}),
    ...(chunksTaken ? { chunksTaken } : {}),
  };
}

/** The answer for all stands once, in its own place. */
function withoutFinal(recipients: readonly RecipientSeen[], final: Reply | undefined): RecipientSeen[] {
  return recipients.map(({ delivery, ...rest }) =>
    delivery === undefined || delivery === final ? rest : { ...rest, delivery },
  );
}

function outcomeOf(seen: TransactionSeen, until: TransactionEnd): keyof Tally {
  if (seen.unconfirmed) return 'unconfirmed';
  const ending = endingOf(seen, until);
  if (ending) return (ending.replyCode ?? 500) < 500 ? 'temporary' : 'permanent';
  const isForAll = seen.recipients.every(
    ({ reply, delivery }) => isPositive(reply) && (delivery === undefined || isPositive(delivery)),
  );
  return isForAll ? 'accepted' : 'partly';
}
