import type { Stage } from '../errors.ts';
import { type Hello, type HelloVerb, parseHello } from './extension.ts';
import type { Pieces } from './outflow.ts';
import type { Oddity, Reply } from './reply.ts';
import type { Transcript } from './transcript.ts';
import type { ReplyWait, Wire } from './wire.ts';

/** One command and its reply. Times are milliseconds since the run began. */
export interface Exchange {
  readonly stage: Stage;
  /** Redacted; absent for the greeting. */
  readonly command?: string;
  readonly reply: Reply;
  readonly startedMs: number;
  readonly elapsedMs: number;
}

/**
 * How long each stage's reply may take, in the order of RFC 5321 §4.5.3.2 but for a person who waits:
 * the standard's five minutes are for a queue. After logins that failed, Dovecot lets an address wait for up to
 * 17 seconds.
 */
export const REPLY_TIMEOUTS_MS: Readonly<Record<'greeting' | 'auth' | 'data' | 'quit' | 'other', number>> = {
  greeting: 30_000,
  auth: 30_000,
  data: 60_000,
  quit: 3_000,
  other: 10_000,
};

/** Between two lines of one reply; postscreen's teaser waits six seconds before the second. */
export const LINE_SILENCE_MS = 10_000;

export interface SessionOptions {
  /** In the place of every timeout above but that of QUIT, which is never waited for longer than its own. */
  readonly timeoutMs?: number;
  readonly silenceMs?: number;
}

interface Heard extends Omit<Exchange, 'command' | 'elapsedMs'> {
  readonly command: string | undefined;
}

/** The SMTP conversation over one connection, which it is given: it neither resolves nor dials. */
export class Session {
  readonly exchanges: Exchange[] = [];
  readonly oddities: (Oddity & { readonly stage: Stage })[] = [];
  readonly wire: Wire;
  readonly #transcript: Transcript;
  readonly #options: SessionOptions;

  constructor(wire: Wire, transcript: Transcript, options: SessionOptions = {}) {
    this.wire = wire;
    this.#transcript = transcript;
    this.#options = options;
  }

  /** Waits for the 220 before a word is said (RFC 5321 §3.1). */
  readGreeting(): Promise<Reply> {
    return this.#record('greeting', undefined, this.#transcript.nowMs());
  }

  /** Sends one command and waits for its reply. `recorded` stands in the records for a line that holds a secret. */
  command(stage: Stage, line: string, recorded = line): Promise<Reply> {
    const startedMs = this.#transcript.nowMs();
    this.wire.send([line], [recorded]);
    return this.#record(stage, recorded, startedMs);
  }

  /** Sends commands in one write where PIPELINING was offered (RFC 2920), else one by one; replies come in order. */
  async pipeline(stage: Stage, lines: readonly string[], isOffered: boolean): Promise<Reply[]> {
    const replies: Reply[] = [];
    const startedMs = this.#transcript.nowMs();
    if (isOffered) this.wire.send(lines);
    for (const line of lines) {
      replies.push(isOffered ? await this.#record(stage, line, startedMs) : await this.command(stage, line));
    }
    return replies;
  }

  /** Sends commands in one write (RFC 2920 §3.1), to be answered in order; gives the time for `answer`. */
  dispatch(lines: readonly string[]): number {
    const startedMs = this.#transcript.nowMs();
    this.wire.send(lines);
    return startedMs;
  }

  /** Waits for the reply to a command that was sent before. */
  answer(stage: Stage, command: string, startedMs: number): Promise<Reply> {
    return this.#record(stage, command, startedMs);
  }

  /**
   * Sends a message's bytes as they are.
   *
   * @returns false when the server went or answered before it had them all.
   * @throws SmtpError `timeout` when it takes no more of them.
   */
  pour(pieces: Pieces): Promise<boolean> {
    return this.wire.pour(pieces, this.#waitOf('data').timeoutMs);
  }

  /** Puts the lines behind a message into the record, which keeps nothing of the message itself. */
  noteMessage(bytes: number, lines: readonly string[]): void {
    if (this.#transcript.isResting) return;
    this.wire.note(`message of ${bytes} bytes`);
    for (const line of lines) this.#transcript.add('C', line, this.wire.secure);
  }

  nowMs(): number {
    return this.#transcript.nowMs();
  }

  /** Does something of which neither the commands nor the replies are recorded. */
  async unrecorded<T>(work: () => Promise<T>): Promise<T> {
    this.#transcript.isResting = true;
    try {
      return await work();
    } finally {
      this.#transcript.isResting = false;
    }
  }

  /** Says hello; `hello` is absent when the server refused. */
  async hello(verb: HelloVerb, name: string): Promise<{ reply: Reply; hello?: Hello }> {
    const startedMs = this.#transcript.nowMs();
    const reply = await this.command('hello', `${verb} ${name}`);
    if (reply.code !== 250) return { reply };
    const elapsedMs = elapsed(startedMs, this.#transcript.nowMs());
    return { reply, hello: parseHello(reply, { verb, name, elapsedMs }) };
  }

  /** Takes leave and waits a little for the 221 (RFC 5321 §4.1.1.10). */
  quit(): Promise<Reply> {
    return this.command('quit', 'QUIT');
  }

  async #record(stage: Stage, command: string | undefined, startedMs: number): Promise<Reply> {
    try {
      const { reply, oddities } = await this.wire.readReply(stage, this.#waitOf(stage));
      if (oddities.length > 0) this.#keep(stage, oddities);
      if (!this.#transcript.isResting) this.#note({ stage, command, reply, startedMs });
      return reply;
    } finally {
      if (this.wire.oddities.length > 0) this.#keep(stage, this.wire.oddities.splice(0));
    }
  }

  #note({ stage, command, reply, startedMs }: Heard): void {
    const elapsedMs = elapsed(startedMs, this.#transcript.nowMs());
    this.exchanges.push({
      stage,
      ...(command === undefined ? {} : { command }),
      reply,
      startedMs,
      elapsedMs,
    });
  }

  #keep(stage: Stage, oddities: readonly Oddity[]): void {
    for (const oddity of oddities) {
      const known = this.oddities.some((other) => other.kind === oddity.kind && other.stage === stage);
      if (!known) this.oddities.push({ ...oddity, stage });
    }
  }

  #waitOf(stage: Stage): ReplyWait {
    const own = REPLY_TIMEOUTS_MS[hasOwnTimeout(stage) ? stage : 'other'];
    const asked = this.#options.timeoutMs ?? own;
    return {
      timeoutMs: stage === 'quit' ? Math.min(asked, own) : asked,
      silenceMs: this.#options.silenceMs ?? LINE_SILENCE_MS,
    };
  }
}

function hasOwnTimeout(stage: Stage): stage is Stage & keyof typeof REPLY_TIMEOUTS_MS {
  return stage in REPLY_TIMEOUTS_MS;
}

function elapsed(fromMs: number, toMs: number): number {
  return Math.round((toMs - fromMs) * 10) / 10;
}
