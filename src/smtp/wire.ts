import type { Socket } from 'node:net';
import { SmtpError, type Stage } from '../errors.ts';
import { Concealment } from './concealment.ts';
import { type Pieces, pour } from './outflow.ts';
import {
  isFault,
  type Oddity,
  type ParsedReply,
  type Reply,
  type ReplyFault,
  type ReplyLimits,
  ReplyParser,
} from './reply.ts';
import type { Transcript } from './transcript.ts';
import { abortError, type Ending, endError, faultError, unreadFault } from './wire-error.ts';

/** The bounds on waiting, in milliseconds. */
export interface ReplyWait {
  /** From now to the end of the whole reply. */
  readonly timeoutMs: number;
  /** Between two lines of one reply. */
  readonly silenceMs: number;
}

interface Reader {
  readonly stage: Stage;
  readonly resolve: (parsed: ParsedReply) => void;
  readonly reject: (error: SmtpError) => void;
  readonly wait: ReplyWait;
  readonly timeout: NodeJS.Timeout;
  silence?: NodeJS.Timeout;
  lines: number;
}

export interface WireOptions {
  readonly transcript: Transcript;
  readonly secure: boolean;
  readonly signal?: AbortSignal;
  readonly limits?: ReplyLimits;
  /** What is concealed from the first byte on: the server may know it from an earlier session. */
  readonly concealment?: Concealment;
}

/**
 * One conversation's bytes, clear or in TLS: commands out, replies in, every line into the transcript.
 *
 * It listens from the start, so that what a server says unasked is kept and never taken for an answer.
 */
export class Wire {
  readonly oddities: Oddity[] = [];
  /** What is replaced by `***` in all that the server says, in the records and in the replies given. */
  readonly concealment: Concealment;
  /** Told at once of a reply that nobody waits for, and of the end of the conversation. */
  onUnasked: ((what: 'reply' | 'end') => void) | undefined;
  /** The first reply that came unasked once `watchSurplus` was called; none where 421 took leave (RFC 5321 §3.8). */
  surplus: Reply | undefined;
  #watchesSurplus = false;
  readonly #transcript: Transcript;
  readonly #signal: AbortSignal | undefined;
  readonly #limits: ReplyLimits | undefined;
  #parser: ReplyParser;
  #socket: Socket;
  #secure: boolean;
  #reader: Reader | undefined;
  #fault: ReplyFault | undefined;
  #ready: ParsedReply[] = [];
  #readyBytes = 0;
  #ending: Ending | undefined;

  constructor(socket: Socket, options: WireOptions) {
    this.concealment = options.concealment ?? new Concealment();
    this.#transcript = options.transcript;
    this.#signal = options.signal;
    this.#limits = options.limits;
    this.#parser = new ReplyParser(options.limits);
    this.#secure = options.secure;
    this.#socket = socket;
    this.#listen(socket);
  }

  get secure(): boolean {
    return this.#secure;
  }

  /** Whether the peer has gone: nothing can be sent any more. */
  get isClosed(): boolean {
    return this.#ending !== undefined;
  }

  /**
   * Waits for the next reply.
   *
   * @throws SmtpError `timeout`, `disconnected`, `limit`, `protocol` or `aborted`, with what had arrived.
   */
  readReply(stage: Stage, wait: ReplyWait): Promise<ParsedReply> {
    const ready = this.takeUnasked();
    if (ready) return Promise.resolve(ready);
    if (this.#fault) return Promise.reject(faultError(stage, this.#fault, this.#received()));
    if (this.#signal?.aborted) return Promise.reject(abortError(stage, this.#signal, this.#received()));
    if (this.#ending) return Promise.reject(endError(stage, this.#ending, this.#received()));
    return new Promise((resolve, reject) => {
      const timeout = setTimeout(() => this.#expire('NO_REPLY', wait.timeoutMs), wait.timeoutMs);
      this.#reader = { stage, resolve, reject, wait, timeout, lines: 0 };
    });
  }

  /** Takes the oldest reply that nobody has waited for. */
  takeUnasked(): ParsedReply | undefined {
    const ready = this.#ready.shift();
    if (this.#ready.length === 0) this.#readyBytes = 0;
    return ready;
  }

  /** What comes unasked from now on casts doubt on the answer given last, and is kept. */
  watchSurplus(): void {
    this.#watchesSurplus = true;
  }

  /** Whether a reply is there that nobody waits for. */
  get hasUnasked(): boolean {
    return this.#ready.length > 0;
  }

  /** Keeps as surplus what has come unasked, also where nothing more can be sent. */
  settleSurplus(): void {
    if (!this.#watchesSurplus) return;
    this.surplus ??= this.#ready.find(({ reply }) => reply.code !== 421)?.reply;
  }

  /** Sends lines in one write; `recorded` is what the transcript keeps in their place. */
  send(lines: readonly string[], recorded: readonly string[] = lines): void {
    this.#dropUnsolicited();
    for (const line of recorded) this.#transcript.add('C', line, this.#secure);
    if (!this.#ending) this.#socket.write(`${lines.join('\r\n')}\r\n`);
  }

  /**
   * Sends a message's bytes as fast as they are taken; false when the peer went or spoke before the last had left.
   *
   * What has come already is the answer to it: after the leave to send, nothing else is to be said.
   */
  pour(pieces: Pieces, stallMs: number): Promise<boolean> {
    const isOver = (): boolean => this.isClosed || this.#fault !== undefined || this.#ready.length > 0;
    return pour(pieces, this.#socket, { stallMs, isOver });
  }

  note(event: string): void {
    this.#transcript.add('*', event, this.#secure);
  }

  /**
   * Hands the bare socket over for a TLS handshake, with the cleartext that came too early.
   *
   * Such bytes were put there by someone on the way, or by a broken server: they must never be read as
   * if they had come through TLS (RFC 3207 §6, CVE-2011-0411).
   */
  detach(): { socket: Socket; injected: string | undefined } {
    const socket = this.#socket;
    socket.off('data', this.#onData);
    socket.off('end', this.#onEnd);
    socket.off('close', this.#onEnd);
    socket.pause();
    const unfinished = this.concealment.hide(this.#parser.takeUnfinished());
    const early = [...this.#ready.flatMap((parsed) => parsed.raw), unfinished];
    this.#ready = [];
    this.#readyBytes = 0;
    // Nothing of what came too early may steer what follows in TLS, not even by breaking the bounds.
    this.#fault = undefined;
    const injected = early
      .filter((text) => text !== '')
      .join('\n')
      .slice(0, 2_000);
    return { socket, injected: injected === '' ? undefined : injected };
  }

  /** Goes on over the socket that TLS made of the one handed over. */
  attachSecure(socket: Socket): void {
    this.#parser = new ReplyParser(this.#limits);
    this.#socket = socket;
    this.#secure = true;
    this.#listen(socket);
  }

  close(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#end({ code: 'CLOSED' });
    this.#socket.destroy();
  }

  #listen(socket: Socket): void {
    this.#signal?.addEventListener('abort', this.#onAbort, { once: true });
    socket.on('data', this.#onData);
    socket.on('end', this.#onEnd);
    socket.on('close', this.#onEnd);
    socket.on('error', this.#onError);
    socket.resume();
  }

  readonly #onData = (chunk: Buffer): void => {
    let outcome = this.#parser.push(chunk);
    while (outcome) {
      if (isFault(outcome)) this.#halt(outcome);
      else this.#deliver(outcome);
      outcome = isFault(outcome) ? undefined : this.#parser.push(Buffer.alloc(0));
    }
    this.#watchSilence();
  };

  readonly #onEnd = (): void => this.#end({ code: 'EOF' });

  readonly #onError = (error: NodeJS.ErrnoException): void => {
    this.#end({ code: error.code ?? 'ERROR', cause: error });
  };

  readonly #onAbort = (): void => {
    const reader = this.#takeReader();
    reader?.reject(abortError(reader.stage, this.#signal, this.#received()));
    this.#socket.destroy();
  };

  #deliver(heard: ParsedReply): void {
    const parsed = this.concealment.hideReply(heard);
    for (const line of parsed.raw) this.#transcript.add('S', line, this.#secure);
    const reader = this.#takeReader();
    if (reader) reader.resolve(parsed);
    else this.#keepForLater(parsed);
  }

  #keepForLater(parsed: ParsedReply): void {
    this.#ready.push(parsed);
    this.#readyBytes += parsed.raw.reduce((sum, line) => sum + line.length, 0);
    const fault = unreadFault(this.#readyBytes);
    if (fault) this.#halt(fault);
    else this.onUnasked?.('reply');
  }

  /** A peer that breaks the bounds is heard no further. */
  #halt(fault: ReplyFault): void {
    this.#fault = fault;
    this.#socket.off('data', this.#onData);
    this.#socket.pause();
    const reader = this.#takeReader();
    if (reader) reader.reject(faultError(reader.stage, fault, this.#received()));
    else this.onUnasked?.('end');
  }

  #end(ending: Ending): void {
    if (this.#ending) return;
    this.#ending = ending;
    const reader = this.#takeReader();
    if (reader) reader.reject(endError(reader.stage, ending, this.#received()));
    else this.onUnasked?.('end');
  }

  #watchSilence(): void {
    const reader = this.#reader;
    if (!reader || this.#parser.partialLines === reader.lines) return;
    reader.lines = this.#parser.partialLines;
    clearTimeout(reader.silence);
    reader.silence = setTimeout(
      () => this.#expire('UNFINISHED_REPLY', reader.wait.silenceMs),
      reader.wait.silenceMs,
    );
  }

  #expire(code: string, waitedMs: number): void {
    const reader = this.#takeReader();
    const message = `no complete reply within ${waitedMs / 1000} s`;
    reader?.reject(
      new SmtpError('timeout', message, { stage: reader.stage, code, received: this.#received() }),
    );
  }

  #takeReader(): Reader | undefined {
    const reader = this.#reader;
    clearTimeout(reader?.timeout);
    clearTimeout(reader?.silence);
    this.#reader = undefined;
    return reader;
  }

  /** Replies nobody asked for, such as a second one to the last command, must not answer the next. */
  #dropUnsolicited(): void {
    this.settleSurplus();
    const unasked = this.#ready.splice(0).map((parsed) => parsed.raw.join(' '));
    const unfinished = this.concealment.hide(this.#parser.takeUnfinished());
    for (const text of unfinished === '' ? unasked : [...unasked, unfinished]) {
      this.oddities.push({ kind: 'unsolicited', sample: text.slice(0, 200) });
    }
  }

  #received(): string | undefined {
    const partial = this.concealment.hide(this.#parser.partial);
    const lastUnasked = this.oddities.at(-1);
    if (partial !== '') return partial;
    return lastUnasked?.kind === 'unsolicited' ? lastUnasked.sample : undefined;
  }
}
