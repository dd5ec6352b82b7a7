import type { Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { listen } from '../net/loopback.ts';

/** Where a server departs from what it offers. */
export interface Lies {
  readonly extensions?: readonly string[];
  readonly ignoresLimit?: true;
  /** Beginnings of the parameters that it refuses, of MAIL and of RCPT. */
  readonly refuses?: readonly string[];
  /** Answers a flight in another order, or but for the last command. */
  readonly flight?: 'swapped' | 'short';
  readonly bdat?: 'unknown' | 'refused' | 'misread';
  readonly withoutCodes?: true;
  readonly unknown?: readonly string[];
  /** The whole answer to MAIL or RCPT. */
  readonly mail?: string;
  readonly rcpt?: string;
  /** Hangs up when it is told so many commands. */
  readonly patience?: number;
}

export interface LyingServer {
  readonly port: number;
  readonly commands: string[];
}

const PARAMETERS: Readonly<Record<string, string>> = {
  SIZE: 'SIZE=',
  '8BITMIME': 'BODY=8BITMIME',
  BINARYMIME: 'BODY=BINARYMIME',
  SMTPUTF8: 'SMTPUTF8',
  DSN: 'RET= ENVID= NOTIFY= ORCPT=',
  'MT-PRIORITY': 'MT-PRIORITY=',
  DELIVERBY: 'BY=',
  FUTURERELEASE: 'HOLDFOR=',
  REQUIRETLS: 'REQUIRETLS',
  PRDR: 'PRDR',
};

export const EVERYTHING = [
  'PIPELINING',
  'SIZE 10240000',
  '8BITMIME',
  'BINARYMIME',
  'SMTPUTF8',
  'DSN',
  'MT-PRIORITY MIXER',
  'DELIVERBY 240',
  'FUTURERELEASE 86400 2027-12-31T00:00:00Z',
  'CHUNKING',
  'ENHANCEDSTATUSCODES',
  'HELP',
  'VRFY',
  'ETRN',
  'AUTH PLAIN SCRAM-SHA-256',
  'LIMITS RCPTMAX=100 MAILMAX=10',
] as const;

/** Serves SMTP over loopback as it offers it, but for the lies; takes no message. */
export async function lyingServer(t: TestContext, lies: Lies = {}): Promise<LyingServer> {
  const commands: string[] = [];
  const { port } = await listen(t, (socket) => new Liar(socket, lies, commands));
  return { port, commands };
}

class Liar {
  readonly #socket: Socket;
  readonly #lies: Lies;
  readonly #commands: string[];
  readonly #offered: readonly string[];
  #input = '';
  #inMail = false;
  #recipients = 0;

  constructor(socket: Socket, lies: Lies, commands: string[]) {
    this.#socket = socket;
    this.#lies = lies;
    this.#commands = commands;
    this.#offered = lies.extensions ?? EVERYTHING;
    socket.write('220 liar.example ESMTP\r\n');
    socket.on('data', (piece) => this.#take(piece.toString()));
  }

  #take(text: string): void {
    this.#input += text;
    const replies: string[] = [];
    for (;;) {
      const end = this.#input.indexOf('\r\n');
      if (end === -1) break;
      const line = this.#input.slice(0, end);
      this.#input = this.#input.slice(end + 2);
      this.#commands.push(line);
      if (this.#commands.length > (this.#lies.patience ?? Number.POSITIVE_INFINITY)) {
        this.#socket.end();
        return;
      }
      replies.push(this.#answer(line));
    }
    this.#say(replies);
  }

  #say(replies: readonly string[]): void {
    const { flight } = this.#lies;
    const isFlight = replies.length > 2;
    const said = isFlight && flight === 'swapped' ? replies.toReversed() : replies;
    const sent = isFlight && flight === 'short' ? said.slice(0, -1) : said;
    if (sent.length > 0) this.#socket.write(sent.map((reply) => `${reply}\r\n`).join(''));
  }

  #answer(line: string): string {
    const [verb = '', ...rest] = line.split(' ');
    if (this.#lies.unknown?.includes(verb)) return '502 5.5.1 command not known';
    const reply = this.#reply(verb.toUpperCase(), rest);
    return this.#lies.withoutCodes ? reply.replace(/^(\d{3}) \d\.\d\.\d /, '$1 ') : reply;
  }

  #reply(verb: string, rest: readonly string[]): string {
    if (verb === 'EHLO') return ['liar.example', ...this.#offered].map(ehloLine).join('\r\n');
    if (verb === 'MAIL') return this.#mail(rest.slice(1));
    if (verb === 'RCPT') return this.#rcpt(rest.slice(1));
    if (verb === 'BDAT') return this.#bdat(Number(rest[0]));
    if (verb === 'RSET') {
      this.#inMail = false;
      this.#recipients = 0;
      return '250 2.0.0 flushed';
    }
    if (verb === 'NOOP') return '250 2.0.0 ok';
    if (verb === 'HELP') return '214 2.0.0 ask somebody else';
    if (verb === 'VRFY') return '252 2.0.0 perhaps';
    if (verb === 'ETRN') return '459 4.7.1 not for you';
    if (verb === 'QUIT') return '221 2.0.0 bye';
    return '500 5.5.2 what?';
  }

  #mail(parameters: readonly string[]): string {
    if (this.#inMail) return '503 5.5.1 nested MAIL';
    if (this.#lies.mail) return this.#lies.mail;
    const refused = this.#refusedOf(parameters);
    if (refused !== undefined) return `555 5.5.4 unsupported option: ${refused}`;
    const size = Number(/^SIZE=(\d+)$/.exec(parameters[0] ?? '')?.[1] ?? 0);
    const limit = Number(
      /^SIZE (\d+)$/.exec(this.#offered.find((word) => word.startsWith('SIZE')) ?? '')?.[1],
    );
    if (size > limit && !this.#lies.ignoresLimit) return '552 5.3.4 too big';
    this.#inMail = true;
    return '250 2.1.0 ok';
  }

  #rcpt(parameters: readonly string[]): string {
    if (!this.#inMail) return '503 5.5.1 need MAIL';
    const refused = this.#refusedOf(parameters);
    if (refused !== undefined) return `555 5.5.4 unsupported option: ${refused}`;
    if (this.#lies.rcpt) return this.#lies.rcpt;
    this.#recipients += 1;
    return '250 2.1.5 ok';
  }

  #refusedOf(parameters: readonly string[]): string | undefined {
    const known = this.#offered.flatMap((word) => (PARAMETERS[word.split(' ')[0] ?? ''] ?? '').split(' '));
    return parameters.find(
      (parameter) =>
        !known.some((beginning) => beginning !== '' && parameter.startsWith(beginning)) ||
        this.#lies.refuses?.some((beginning) => parameter.startsWith(beginning)),
    );
  }

  #bdat(bytes: number): string {
    const { bdat } = this.#lies;
    if (bdat !== 'misread') this.#input = this.#input.slice(bytes);
    if (bdat === 'unknown') return '500 5.5.2 what?';
    if (bdat === 'refused') return '554 5.6.0 no chunks today';
    return this.#recipients > 0 ? `250 2.0.0 ${bytes} octets` : '503 5.5.1 need RCPT';
  }
}

function ehloLine(text: string, index: number, all: readonly string[]): string {
  return `250${index === all.length - 1 ? ' ' : '-'}${text}`;
}
