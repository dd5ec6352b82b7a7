import { SmtpError } from '../../errors.ts';
import { buildClientHello, type ClientHello } from '../../tls/client-hello.ts';
import type { TlsProtocol } from '../../tls/protocols.ts';
import { type ServerAnswer, ServerFlight } from '../../tls/server-flight.ts';
import { buildSsl2Hello, parseSsl2Hello } from '../../tls/sslv2.ts';
import { type Attempt, knock, type Opening, type TlsDoor } from './door.ts';
import { Observations } from './observations.ts';
import type { Pace } from './pace.ts';

/** What one question came to; `unknown` when no connection was left to ask it. */
export type HelloReply =
  | {
      readonly kind: 'accepted';
      readonly protocol: TlsProtocol;
      readonly suite: number;
      readonly group: number | undefined;
      readonly signatureScheme: number | undefined;
    }
  | { readonly kind: 'refused'; readonly alert?: number }
  | { readonly kind: 'unknown' };

/** A server's ServerHello of SSL 2.0 is one record of at most 32 kB. */
const SSL2_BYTES = 32_768;

/** Puts questions to a server, each by a ClientHello on a connection of its own, and tells limits from refusals. */
export class Asker {
  readonly observations = new Observations();
  readonly pace: Pace;
  /** Questions were left out, so that connections were left for others. */
  hasSpared = false;
  /** The server has spoken TLS: without that, nothing that it kept silent about is refused. */
  hasHeardTls = false;
  readonly #door: TlsDoor;
  readonly #servername: string | undefined;
  /** A question that was answered: asked again, it tells whether the server refuses by hanging up. */
  #answered: ClientHello | undefined;
  #hangsUp = false;

  constructor(door: TlsDoor, pace: Pace, servername: string | undefined) {
    this.#door = door;
    this.pace = pace;
    this.#servername = servername;
  }

  /** Asks whether, and with what choice, the server accepts a hello. */
  async ask(hello: Omit<ClientHello, 'servername'>): Promise<HelloReply> {
    const named = this.#servername === undefined ? hello : { ...hello, servername: this.#servername };
    for (;;) {
      const attempt = await this.#attempt(() => helloOpening(named));
      if (!attempt) return { kind: 'unknown' };
      if (attempt.kind === 'answer') return this.#reply(attempt.answer, named);
      if (await this.#isRefusal()) return { kind: 'refused' };
      this.pace.turnedAway({ stage: 'tls', text: attempt.code });
    }
  }

  /** Asks for SSL 2.0; gives the ciphers that the server has in it, or undefined when no connection was left. */
  async askSsl2(): Promise<readonly string[] | 'refused' | undefined> {
    const attempt = await this.#attempt(() => {
      let read: Buffer = Buffer.alloc(0);
      const push = (chunk: Buffer): readonly string[] | 'refused' | undefined => {
        read = Buffer.concat([read, chunk]);
        // An alert or an error in TLS or clear text has no length of this form.
        const isOther = read.length > SSL2_BYTES || ((read[0] ?? 0x80) & 0x80) === 0;
        return isOther ? 'refused' : parseSsl2Hello(read);
      };
      return { bytes: buildSsl2Hello(), push };
    });
    if (!attempt) return undefined;
    if (attempt.kind !== 'answer' || attempt.answer === 'refused') return 'refused';
    this.hasHeardTls = true;
    return attempt.answer;
  }

  /** Knocks until the hello has been heard; undefined when no connection is left. */
  async #attempt<Answer>(
    open: () => Opening<Answer>,
  ): Promise<Exclude<Attempt<Answer>, { kind: 'away' }> | undefined> {
    for (;;) {
      if (!(await this.pace.admit())) return undefined;
      const attempt = await this.#knock(open());
      if (!attempt) return undefined;
      if (attempt.kind !== 'away') {
        this.pace.letIn();
        return attempt;
      }
      this.pace.turnedAway(attempt.throttle);
    }
  }

  async #knock<Answer>(opening: Opening<Answer>): Promise<Attempt<Answer> | undefined> {
    try {
      return await knock(this.#door, opening, (closed) => this.pace.release(closed));
    } catch (error) {
      if (!(error instanceof SmtpError)) throw error;
      this.pace.ended ??= 'aborted';
      return undefined;
    }
  }

  #reply(answer: ServerAnswer, asked: ClientHello): HelloReply {
    if (answer.kind !== 'other') this.hasHeardTls = true;
    if (answer.kind === 'alert') return { kind: 'refused', alert: answer.description };
    if (answer.kind === 'other') return { kind: 'refused' };
    const { hello, keyExchange } = answer;
    this.#answered = asked;
    this.observations.note(answer, asked);
    return {
      kind: 'accepted',
      protocol: hello.protocol,
      suite: hello.suite,
      group: hello.group ?? keyExchange?.group,
      signatureScheme: keyExchange?.signatureScheme,
    };
  }

  /** Silence in the place of an alert: a refusal, if the server still answers what it answered before. */
  async #isRefusal(): Promise<boolean> {
    const known = this.#answered;
    if (this.#hangsUp || !known) return true;
    const again = await this.#attempt(() => helloOpening(known));
    this.#hangsUp = again?.kind === 'answer' && again.answer.kind === 'hello';
    return this.#hangsUp;
  }
}

function helloOpening(hello: ClientHello): Opening<ServerAnswer> {
  const flight = new ServerFlight();
  return { bytes: buildClientHello(hello), push: (chunk) => flight.push(chunk) };
}
