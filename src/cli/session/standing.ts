import { type Hello, type HelloVerb, parseHello } from '../../smtp/extension.ts';
import type { Reply } from '../../smtp/reply.ts';
import type { Exchange } from '../../smtp/session.ts';

/** Addresses offered for completion; the oldest go first. */
const KEPT_ADDRESSES = 100;

/** The first word of a command, upper case. */
export function verbOf(line: string): string {
  return (/^\s*([A-Za-z0-9]+)/.exec(line)?.[1] ?? '').toUpperCase();
}

/** Whether the answer to a command says what becomes of a message. */
export function endsMessage(command: string): boolean {
  return command === '.' || /^\s*BDAT\s.*\sLAST\s*$/i.test(command);
}

/** How a session stands, as far as it can be told from what was said: extensions, login, envelope. */
export class Standing {
  /** The last answer to EHLO; absent before it, and again once TLS has begun (RFC 3207 §4.2). */
  hello: Hello | undefined;
  /** The answer before the last. */
  helloBefore: Hello | undefined;
  user: string | undefined;
  /** Absent when no transaction is open; empty for the null sender. */
  sender: string | undefined;
  readonly recipients: string[] = [];
  /** Addresses that were said, the newest last. */
  readonly addresses = new Set<string>();

  /** Draws its conclusions from one command and its reply. */
  learn({ command = '', reply, elapsedMs }: Exchange): void {
    const verb = verbOf(command);
    if (endsMessage(command) || (verb === 'RSET' && isPositive(reply))) this.#endTransaction();
    if (!isPositive(reply)) return;
    if (verb === 'EHLO' || verb === 'HELO' || verb === 'LHLO') this.#greet(verb, command, reply, elapsedMs);
    else if (verb === 'MAIL') this.sender = this.#note(command);
    else if (verb === 'RCPT') this.recipients.push(this.#note(command));
  }

  /** Forgets what holds no longer inside TLS. */
  forget(): void {
    this.helloBefore = this.hello ?? this.helloBefore;
    this.hello = undefined;
    this.user = undefined;
    this.#endTransaction();
  }

  #greet(verb: HelloVerb, command: string, reply: Reply, elapsedMs: number): void {
    this.helloBefore = this.hello ?? this.helloBefore;
    const name = command.trim().split(/\s+/)[1] ?? '';
    this.hello = parseHello(reply, { verb, name, elapsedMs });
    // A hello ends what was begun (RFC 5321 §4.1.4).
    this.#endTransaction();
  }

  #endTransaction(): void {
    this.sender = undefined;
    this.recipients.length = 0;
  }

  #note(command: string): string {
    const address = /:\s*<([^>]*)>/.exec(command)?.[1] ?? /:\s*(\S+)/.exec(command)?.[1] ?? '';
    if (address !== '') {
      this.addresses.delete(address);
      this.addresses.add(address);
      for (const oldest of this.addresses) {
        if (this.addresses.size > KEPT_ADDRESSES) this.addresses.delete(oldest);
      }
    }
    return address;
  }
}

function isPositive({ code }: Reply): boolean {
  return code >= 200 && code < 300;
}
