import { SmtpError } from '../../errors.ts';
import type { LoginAttempt } from '../../evidence.ts';
import { decodeLine, encodeInitialResponse, encodeLine } from '../../sasl/line.ts';
import {
  type Channel,
  type Credentials,
  type Exchange,
  type Mechanism,
  type Refusal,
  SaslError,
} from '../../sasl/mechanism.ts';
import type { Reply } from '../../smtp/reply.ts';
import type { Session } from '../../smtp/session.ts';

/** Whether the first message goes with AUTH; `auto` where the line stays within RFC 5321 §4.5.3.1.4. */
export type InitialResponse = 'auto' | 'on' | 'off';

/** One login, and what it is made with. */
export interface LoginRequest {
  readonly mechanism: Mechanism;
  readonly credentials: Credentials;
  readonly channel: Channel;
  readonly initialResponse: InitialResponse;
  readonly advertised: boolean;
}

const COMMAND_OCTETS = 512;
/** No mechanism has more steps; a server that goes on asking is not answered for ever. */
const MOST_STEPS = 12;

/**
 * Makes one attempt to log in (RFC 4954 §4). Lines with secrets are recorded as `***`, and what the server
 * echoes of them is too.
 *
 * @param keep  Is given the attempt as it stands, also when the connection fails before the server's answer.
 * @throws SmtpError when no reply comes.
 */
export async function attemptLogin(
  session: Session,
  request: LoginRequest,
  keep: (attempt: LoginAttempt) => void,
): Promise<LoginAttempt> {
  const { mechanism, credentials, channel, advertised } = request;
  const start = {
    mechanism: mechanism.name,
    secure: session.wire.secure,
    advertised,
    exposes: mechanism.exposes,
  };
  const dialogue = new LoginDialogue(session, request, await mechanism.begin(credentials, channel));
  try {
    const attempt: LoginAttempt = { ...start, ...(await dialogue.hold()) };
    keep(attempt);
    return attempt;
  } catch (error) {
    if (error instanceof SmtpError) keep({ ...start, outcome: 'unanswered', ...dialogue.seen() });
    throw error;
  }
}

type Outcome = Pick<LoginAttempt, 'outcome' | 'reply' | 'fault' | 'said'>;

class LoginDialogue {
  readonly #session: Session;
  readonly #request: LoginRequest;
  readonly #exchange: Exchange;
  #reply: Reply | undefined;

  constructor(session: Session, request: LoginRequest, exchange: Exchange) {
    this.#session = session;
    this.#request = request;
    this.#exchange = exchange;
    const { password, token } = request.credentials;
    session.wire.concealment.add([password, token].filter((secret) => secret !== undefined));
  }

  /** What had been said when the connection failed. */
  seen(): Pick<LoginAttempt, 'reply' | 'said'> {
    const said = this.#said();
    return { ...(this.#reply ? { reply: this.#reply } : {}), ...(said ? { said } : {}) };
  }

  #said(): Refusal | undefined {
    const { refusal } = this.#exchange;
    if (!refusal) return undefined;
    const hide = (text: string): string => this.#session.wire.concealment.hide(text);
    const details = Object.entries(refusal.details).map(([name, value]) => [hide(name), hide(value)]);
    return { error: hide(refusal.error), details: Object.fromEntries(details) };
  }

  async hold(): Promise<Outcome> {
    let pending = await this.#begin();
    for (let step = 0; this.#reply?.code === 334; step += 1) {
      const response = step < MOST_STEPS ? (pending ?? (await this.#answer(this.#reply))) : tooManySteps();
      pending = undefined;
      if (response instanceof SaslError) return this.#cancel(response);
      await this.#send(encodeLine(response));
    }
    return this.#end();
  }

  /** Says AUTH; what comes back is the first message where it did not go along. */
  async #begin(): Promise<Uint8Array | undefined> {
    const { mechanism, initialResponse } = this.#request;
    const initial = this.#exchange.start();
    const line = initial && `AUTH ${mechanism.name} ${encodeInitialResponse(initial)}`;
    const isShort = line !== undefined && line.length + 2 <= COMMAND_OCTETS;
    if (line !== undefined && (initialResponse === 'on' || (initialResponse === 'auto' && isShort))) {
      this.#session.wire.concealment.addLine(line.slice(line.lastIndexOf(' ') + 1));
      this.#reply = await this.#session.command('auth', line, `AUTH ${mechanism.name} ***`);
      return undefined;
    }
    this.#reply = await this.#session.command('auth', `AUTH ${mechanism.name}`);
    return initial;
  }

  async #send(line: string): Promise<void> {
    this.#session.wire.concealment.addLine(line);
    this.#reply = await this.#session.command('auth', line, '***');
  }

  async #answer(reply: Reply): Promise<Uint8Array | SaslError> {
    const lines = this.#session.wire.concealment.heard(reply);
    try {
      return await this.#exchange.next(decodeLine(lines.join('').trim()));
    } catch (error) {
      if (error instanceof SaslError) return error;
      throw error;
    }
  }

  /** Gives the exchange up (RFC 4954 §4); the refusal that follows is of our making. */
  async #cancel(fault: SaslError): Promise<Outcome> {
    const challenge = this.#reply;
    await this.#session.command('auth', '*');
    return { outcome: outcomeOf(fault), fault: faultOf(fault), ...(challenge ? { reply: challenge } : {}) };
  }

  #end(): Outcome {
    if (this.#reply?.code !== 235) return { outcome: 'refused', ...this.seen() };
    try {
      this.#exchange.finish();
      return { outcome: 'accepted', ...this.seen() };
    } catch (error) {
      if (!(error instanceof SaslError)) throw error;
      return { outcome: 'server-unproven', fault: faultOf(error), ...this.seen() };
    }
  }
}

function faultOf({ fault, message }: SaslError): NonNullable<LoginAttempt['fault']> {
  return { kind: fault, message };
}

function tooManySteps(): SaslError {
  return new SaslError('challenge-malformed', `more than ${MOST_STEPS} challenges`);
}

function outcomeOf({ fault }: SaslError): LoginAttempt['outcome'] {
  return fault === 'challenge-malformed' || fault === 'iterations-excessive'
    ? 'challenge-malformed'
    : 'server-unproven';
}
