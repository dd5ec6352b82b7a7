import { SmtpError, UsageError } from '../../errors.ts';
import { greet, openSession } from '../../probes/greeting.ts';
import type { LinkContext } from '../../probes/link.ts';
import type { LiveSession, SessionPlan } from '../../probes/plan.ts';
import { upgrade } from '../../probes/session.ts';
import { stageOfCommand } from '../../replies/read/frame.ts';
import { findExtension } from '../../smtp/extension.ts';
import type { Reply } from '../../smtp/reply.ts';
import type { Session } from '../../smtp/session.ts';
import type { ConversationListener } from './listener.ts';
import { lossOf, MOST_UNASKED, NOTHING_LOST, noteRefusal, tooTalkative } from './loss.ts';
import { Standing, verbOf } from './standing.ts';
import { TypedLogin } from './typed-login.ts';

/** What the next line is taken for. */
export type Mode = 'command' | 'auth' | 'data' | 'chunk' | 'closed';

/** A session that is led line by line, and knows what each line is. */
export class Conversation {
  readonly plan: SessionPlan;
  readonly context: LinkContext;
  readonly session: Session;
  readonly standing = new Standing();
  mode: Mode = 'command';
  readonly #listener: ConversationListener;
  #login: TypedLogin | undefined;
  #chunk:
    | { readonly line: string; readonly startedMs: number; left: number; isAnswered: boolean }
    | undefined;
  #busy = 0;
  #isEnding = false;
  #isOwed = false;
  #isOver = false;
  #told = 0;
  #unasked = 0;
  #awaited: string | undefined;

  private constructor(
    session: Session,
    plan: SessionPlan,
    { context, listener }: { context: LinkContext; listener: ConversationListener },
  ) {
    this.session = session;
    this.plan = plan;
    this.context = context;
    this.#listener = listener;
    session.wire.onUnasked = (what) => {
      this.#isEnding ||= what === 'end';
      this.#attend();
    };
  }

  /**
   * Connects and waits for the greeting, which the listener is told of.
   *
   * @throws SmtpError at stage `resolve`, `connect`, `tls` or `greeting`.
   */
  static async open(
    plan: SessionPlan,
    context: LinkContext,
    listener: ConversationListener,
  ): Promise<Conversation> {
    const { session } = await greet(await openSession(plan, context), plan, context);
    const conversation = new Conversation(session, plan, { context, listener });
    conversation.tell();
    return conversation;
  }

  /** Whether a reply is being waited for. */
  get isBusy(): boolean {
    return this.#busy > 0;
  }

  /** The session as logins and probes are given it; undefined before EHLO. */
  get live(): LiveSession | undefined {
    const { hello } = this.standing;
    const { draft, secureSocket, chain } = this.context;
    if (!hello) return undefined;
    const channel = secureSocket ? { channel: { socket: secureSocket, leaf: chain?.[0] } } : {};
    return { session: this.session, hello, goal: this.plan.goal, draft, ...channel };
  }

  /**
   * Sends a line as it is, and waits for its reply where one is due.
   *
   * @throws UsageError for a line that cannot be sent; SmtpError, of which the listener has been told.
   */
  say(line: string): Promise<void> {
    if (/[\r\n]/.test(line)) {
      throw new UsageError('the line holds a bare CR or LF, which is never sent', 'give each line by itself');
    }
    if (this.mode === 'closed')
      throw new UsageError('the connection is closed', '/save FILE keeps the dialogue');
    return this.busily(() => this.#sayAs(this.mode, line));
  }

  /**
   * Does something in the session, at whose end the listener has been told of all that was said.
   *
   * @throws SmtpError, of which the listener has been told, and whatever the work throws.
   */
  async busily<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    this.#unasked = 0;
    try {
      return await work();
    } catch (error) {
      if (error instanceof SmtpError) this.#fail(error);
      throw error;
    } finally {
      this.tell();
      this.#busy -= 1;
      this.#attend();
    }
  }

  /** Tells the listener of the exchanges that it has not been told of. */
  tell(): void {
    const { exchanges } = this.session;
    while (this.#told < exchanges.length) {
      const exchange = exchanges[this.#told];
      this.#told += 1;
      if (!exchange) return;
      this.standing.learn(exchange);
      noteRefusal(this.context.draft, exchange);
      this.#listener.exchanged(exchange);
    }
  }

  /** Closes the connection at once. */
  close(): void {
    this.mode = 'closed';
    this.session.wire.close();
  }

  #sayAs(mode: Mode, line: string): Promise<void> {
    if (mode === 'auth') return this.#respond(line);
    if (mode === 'data') return this.#dictate(line);
    return mode === 'chunk' ? this.#fill(line) : this.#command(line);
  }

  async #command(line: string): Promise<void> {
    const verb = verbOf(line);
    if (verb === 'AUTH') return this.#startLogin(line);
    if (verb === 'BDAT' && this.#startChunk(line)) return;
    const { code } = await this.#awaiting(line, this.session.command(stageOfCommand(line) ?? 'mail', line));
    this.tell();
    if (verb === 'DATA' && code === 354) this.mode = 'data';
    if (verb === 'STARTTLS' && code === 220) await this.#startTls();
    if (verb === 'QUIT' && code === 221) this.close();
  }

  async #startTls(): Promise<void> {
    const { hello } = this.standing;
    const reply = this.session.exchanges.at(-1)?.reply;
    const { sections } = this.context.draft;
    sections.starttls = {
      offered: findExtension(hello, 'STARTTLS') !== undefined,
      ...(reply ? { reply } : {}),
    };
    await upgrade(this.session, this.plan, this.context);
    this.standing.forget();
    this.#listener.secured();
  }

  async #startLogin(line: string): Promise<void> {
    this.#login = new TypedLogin(line, this.session.wire.concealment);
    const { recorded } = this.#login;
    this.#hearLogin(await this.#awaiting(recorded, this.session.command('auth', line, recorded)));
  }

  async #respond(line: string): Promise<void> {
    const isCancelled = line === '*';
    if (!isCancelled) this.#login?.add(line);
    const recorded = isCancelled ? '*' : '***';
    this.#hearLogin(await this.#awaiting(recorded, this.session.command('auth', line, recorded)));
  }

  #hearLogin({ code }: Reply): void {
    this.mode = code === 334 ? 'auth' : 'command';
    if (code === 235) this.standing.user = this.#login?.user ?? '';
  }

  async #dictate(line: string): Promise<void> {
    if (line !== '.') {
      await this.#pourLine(line, Buffer.from(`${line}\r\n`));
      return;
    }
    this.mode = 'command';
    await this.awaitOutcome('.', this.session.dispatch([line]));
  }

  /** Waits for what becomes of a message; LMTP answers for each recipient (RFC 2033 §4.2). */
  async awaitOutcome(command: string, startedMs: number): Promise<void> {
    const { hello, recipients } = this.standing;
    const replies = hello?.verb === 'LHLO' ? Math.max(recipients.length, 1) : 1;
    for (let at = 0; at < replies; at += 1) {
      await this.#awaiting(command, this.session.answer('data', command, startedMs));
    }
  }

  /** Remembers a command until its answer has come. */
  async #awaiting<T>(recorded: string, reply: Promise<T>): Promise<T> {
    this.#awaited = recorded;
    const heard = await reply;
    this.#awaited = undefined;
    return heard;
  }

  /** False for a BDAT that announces no bytes. */
  #startChunk(line: string): boolean {
    const left = Number(/^\s*BDAT\s+(\d{1,12})(?:\s+LAST)?\s*$/i.exec(line)?.[1] ?? 0);
    if (left === 0) return false;
    this.#chunk = { line, startedMs: this.session.dispatch([line]), left, isAnswered: false };
    this.mode = 'chunk';
    return true;
  }

  /** How many bytes of the chunk are still to come; 0 where there is none. */
  get chunkBytesLeft(): number {
    return this.#chunk?.left ?? 0;
  }

  /** Of the line that fills the chunk, what goes beyond it is not sent. */
  async #fill(line: string): Promise<void> {
    const chunk = this.#chunk;
    if (!chunk) return;
    const bytes = Buffer.from(`${line}\r\n`).subarray(0, chunk.left);
    const isWhole = await this.#pourLine(line, bytes);
    chunk.left -= bytes.length;
    if (chunk.left > 0 && isWhole) return;
    this.mode = 'command';
    this.#chunk = undefined;
    if (!chunk.isAnswered) await this.awaitOutcome(chunk.line, chunk.startedMs);
  }

  #pourLine(line: string, bytes: Buffer): Promise<boolean> {
    this.context.draft.transcript.add('C', line, this.session.wire.secure);
    return this.session.pour([bytes]);
  }

  #attend(): void {
    const { wire } = this.session;
    if (this.isBusy || this.#unasked > MOST_UNASKED) return;
    for (let heard = wire.takeUnasked(); heard; heard = wire.takeUnasked()) {
      if (this.#chunk) this.#chunk.isAnswered = true;
      this.#unasked += 1;
      if (this.#unasked > MOST_UNASKED) {
        this.#fail(tooTalkative());
        return;
      }
      this.#listener.unasked(heard.reply, this.#isOwed);
      this.#isOwed = false;
    }
    if (this.#isEnding) this.#end();
  }

  #end(): void {
    this.#isEnding = false;
    if (this.#isOver) return;
    if (this.mode === 'closed') {
      this.#tellEnd(undefined);
      return;
    }
    // What is over for good says so at once.
    this.session.wire.readReply('mail', { timeoutMs: 1, silenceMs: 1 }).catch((error: unknown) => {
      if (!(error instanceof SmtpError)) throw error;
      this.#fail(error);
    });
  }

  /** Without its answer a command may be answered yet; all else ends the connection. */
  #fail(error: SmtpError): void {
    this.tell();
    const loss = lossOf(this.mode, this.#awaited);
    this.#awaited = undefined;
    if (this.mode === 'closed') {
      this.#tellEnd(undefined);
      return;
    }
    this.context.draft.failBy(error, false);
    this.#isOwed = error.kind === 'timeout';
    if (error.kind === 'timeout' && error.stage !== 'tls') {
      this.mode = 'command';
      this.#listener.failed(error, loss);
      return;
    }
    this.mode = 'closed';
    this.#tellEnd(error, loss);
    this.session.wire.close();
  }

  #tellEnd(error: SmtpError | undefined, loss = NOTHING_LOST): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#listener.failed(error, loss);
  }
}
