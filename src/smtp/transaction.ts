import { SmtpError } from '../errors.ts';
import { chunked } from './chunking.ts';
import { dotStuffed } from './dot-stuffing.ts';
import type { Message } from './message.ts';
import type { Reply } from './reply.ts';
import type { Session } from './session.ts';

/** How far a transaction goes: `data` to the 354, `dot` to the message's last byte, `end` to the answer to it. */
export type TransactionEnd = 'mail' | 'rcpt' | 'data' | 'dot' | 'end';

/** One recipient, and the command that names it. */
export interface RecipientCommand {
  readonly address: string;
  /** The whole RCPT line. */
  readonly line: string;
}

export interface TransactionRequest {
  /** The whole MAIL line. */
  readonly mail: string;
  readonly recipients: readonly RecipientCommand[];
  readonly message: Pick<Message, 'open' | 'facts'>;
  /** A reply for each accepted recipient follows the message (RFC 2033 §4.2). */
  readonly isLmtp: boolean;
  /** After a 353, a reply for each accepted recipient comes before the one for all (draft-hall-prdr). */
  readonly isPrdr?: true;
  /** MAIL, every RCPT and DATA leave in one write (RFC 2920). */
  readonly isPipelined: boolean;
  /** The message goes in chunks of this many bytes by BDAT (RFC 3030), else by DATA. */
  readonly chunkBytes?: number;
  readonly until: TransactionEnd;
}

/** What has been seen of a recipient. */
export interface RecipientSeen {
  readonly address: string;
  reply?: Reply;
  /** The answer after the message for this recipient alone. */
  delivery?: Reply;
}

/** How much of a message BDAT has brought over, by chunks that the server said yes to. */
export interface ChunksTaken {
  readonly count: number;
  readonly bytes: number;
}

/** What has been seen of a transaction so far. */
export interface TransactionSeen {
  mail?: Reply;
  readonly recipients: readonly RecipientSeen[];
  /** The answer to DATA. */
  data?: Reply;
  /** The answer to the message. */
  final?: Reply;
  /** The whole message had been handed over, and no answer came, or none was waited for. */
  unconfirmed?: true;
  /** The server answered before it had the whole message, and the rest was not sent. */
  cutShort?: true;
  /** Set while chunks are being sent, and not the last of them. */
  chunksTaken?: ChunksTaken;
}

/** Whether a reply grants what was asked. */
export function isPositive(reply: Reply | undefined): boolean {
  return reply !== undefined && reply.code >= 200 && reply.code < 300;
}

/** One mail transaction (RFC 5321 §3.3) in an open session. */
export class Transaction {
  /** Fills as the dialogue goes on, so that whatever ends it leaves the rest. */
  readonly seen: TransactionSeen;
  readonly #session: Session;
  readonly #request: TransactionRequest;
  readonly #recipients: readonly { readonly line: string; readonly seen: RecipientSeen }[];
  /** When the envelope left, where it went with the end of the message before. */
  #sentMs: number | undefined;

  constructor(session: Session, request: TransactionRequest) {
    this.#session = session;
    this.#request = request;
    this.#recipients = request.recipients.map(({ address, line }) => ({ line, seen: { address } }));
    this.seen = { recipients: this.#recipients.map(({ seen }) => seen) };
  }

  /**
   * Says MAIL, RCPT and DATA, as far as it was asked to and as the server lets it.
   *
   * @throws SmtpError when no reply comes.
   */
  holdEnvelope(): Promise<void> {
    return this.#request.isPipelined ? this.#holdInOneFlight() : this.#holdOneByOne();
  }

  /** Whether the envelope has left already, with the end of the message before. */
  get isUnderWay(): boolean {
    return this.#sentMs !== undefined;
  }

  /** Whether the message is to come now; an answer of 354 binds us to send one (RFC 5321 §3.3). */
  get hasMessageToSend(): boolean {
    const { until, chunkBytes } = this.#request;
    if (until === 'mail' || until === 'rcpt') return false;
    return chunkBytes === undefined ? until !== 'data' && this.seen.data?.code === 354 : this.#isWelcome;
  }

  /**
   * Sends the message and waits for what becomes of it.
   *
   * @param next  A pipelined one, whose envelope leaves in one write with the end of this message (RFC 2920 §3.1).
   * @throws SmtpError when no reply comes; what the message's source throws.
   */
  async sendMessage(next?: Transaction): Promise<void> {
    const { message, chunkBytes } = this.#request;
    if (chunkBytes !== undefined) return this.#sendChunks(chunkBytes);
    if (!this.#isWelcome) return this.#sendNothing();
    const startedMs = this.#session.nowMs();
    const after = next ? next.#envelope : [];
    const isWhole = await this.#session.pour(dotStuffed(message.open(), after));
    if (isWhole) this.#session.noteMessage(message.facts.bytes, ['.', ...after]);
    if (isWhole && next) next.#sentMs = startedMs;
    await this.#readOutcome('.', startedMs, isWhole);
  }

  get #isWelcome(): boolean {
    return isPositive(this.seen.mail) && this.#accepted.length > 0;
  }

  get #accepted(): RecipientSeen[] {
    return this.seen.recipients.filter(({ reply }) => isPositive(reply));
  }

  get #asksForData(): boolean {
    const { until, chunkBytes } = this.#request;
    return chunkBytes === undefined && until !== 'mail' && until !== 'rcpt';
  }

  async #holdOneByOne(): Promise<void> {
    const { mail, until } = this.#request;
    this.seen.mail = await this.#session.command('mail', mail);
    if (!isPositive(this.seen.mail) || until === 'mail') return;
    for (const { line, seen } of this.#recipients) {
      seen.reply = await this.#session.command('rcpt', line);
      if (isFarewell(seen.reply)) return;
    }
    if (this.#asksForData && this.#accepted.length > 0) {
      this.seen.data = await this.#session.command('data', 'DATA');
    }
  }

  /** All that is said before the message. */
  get #envelope(): string[] {
    const { mail } = this.#request;
    return [mail, ...this.#asked.map(({ line }) => line), ...(this.#asksForData ? ['DATA'] : [])];
  }

  get #asked() {
    return this.#request.until === 'mail' ? [] : this.#recipients;
  }

  async #holdInOneFlight(): Promise<void> {
    const { mail } = this.#request;
    const startedMs = this.#sentMs ?? this.#session.dispatch(this.#envelope);
    this.seen.mail = await this.#session.answer('mail', mail, startedMs);
    if (isFarewell(this.seen.mail)) return;
    try {
      await this.#readFlight(startedMs);
    } catch (error) {
      // A server that has refused and then hangs up has said all that matters.
      const isTold = error instanceof SmtpError && error.kind === 'disconnected';
      if (!isTold || isPositive(this.seen.mail)) throw error;
    }
  }

  async #readFlight(startedMs: number): Promise<void> {
    for (const { line, seen } of this.#asked) {
      seen.reply = await this.#session.answer('rcpt', line, startedMs);
      if (isFarewell(seen.reply)) return;
    }
    if (this.#asksForData) this.seen.data = await this.#session.answer('data', 'DATA', startedMs);
  }

  /** DATA went along before the recipients' refusals were known: a dot alone gives it up (RFC 2920 §3.1). */
  async #sendNothing(): Promise<void> {
    const startedMs = this.#session.dispatch(['.']);
    if (!this.#request.isLmtp) await this.#session.answer('data', '.', startedMs);
  }

  async #sendChunks(size: number): Promise<void> {
    let taken: ChunksTaken = { count: 0, bytes: 0 };
    for await (const { bytes, isLast } of chunked(this.#request.message.open(), size)) {
      this.seen.chunksTaken = taken;
      const line = `BDAT ${bytes.length}${isLast ? ' LAST' : ''}`;
      const startedMs = this.#session.dispatch([line]);
      const isWhole = await this.#session.pour([bytes]);
      if (isLast && isWhole) delete this.seen.chunksTaken;
      if (isLast || !isWhole) return this.#readOutcome(line, startedMs, isWhole);
      const reply = await this.#session.answer('data', line, startedMs);
      if (!isPositive(reply)) {
        this.seen.final = reply;
        return;
      }
      taken = { count: taken.count + 1, bytes: taken.bytes + bytes.length };
    }
  }

  async #readOutcome(command: string, startedMs: number, isWhole: boolean): Promise<void> {
    if (!isWhole) return this.#readEarly(command, startedMs);
    try {
      if (this.#request.until === 'dot') this.seen.unconfirmed = true;
      else await this.#readAnswers(() => this.#session.answer('data', command, startedMs));
      this.#session.wire.watchSurplus();
    } catch (error) {
      this.seen.unconfirmed = true;
      throw error;
    }
  }

  /** One for all, one for each in LMTP, or both with PRDR, whose 353 comes before them. */
  async #readAnswers(answer: () => Promise<Reply>): Promise<void> {
    const { isLmtp, isPrdr } = this.#request;
    const first = isLmtp ? undefined : await answer();
    const isForEach = isLmtp || (isPrdr && first?.code === 353);
    for (const recipient of isForEach ? this.#accepted : []) recipient.delivery = await answer();
    if (first) this.seen.final = isForEach ? await answer() : first;
  }

  /** The server spoke in the middle of the message: where it stands now is anybody's guess, so that nothing can follow. */
  async #readEarly(command: string, startedMs: number): Promise<void> {
    this.seen.final = await this.#session.answer('data', command, startedMs);
    this.seen.cutShort = true;
    this.#session.wire.close();
  }
}

/** 421 closes the connection (RFC 5321 §3.8). */
function isFarewell(reply: Reply): boolean {
  return reply.code === 421;
}
