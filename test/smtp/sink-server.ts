import type { ListenOptions, Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { listen } from '../net/loopback.ts';

/** How a sink answers where it does not simply say yes. Each reply is a whole line without its end. */
export interface SinkScript {
  readonly extensions?: readonly string[];
  readonly isLmtp?: boolean;
  readonly mail?: string;
  /** The answer to the MAIL of this number, counted over all connections from 1. */
  readonly mailAt?: Readonly<Record<number, string>>;
  /** By the recipient's address. */
  readonly rcpt?: Readonly<Record<string, string>>;
  /** The answer to the first RCPT of all. */
  readonly firstRcpt?: string;
  readonly data?: string;
  readonly final?: string;
  /** More recipients than this in a transaction are answered with 452. */
  readonly rcptMax?: number;
  /** More transactions than this in a connection are answered with 421, and the connection is closed. */
  readonly mailMax?: number;
  /** The answer to every MAIL from this one on, counted over all connections from 1. */
  readonly laterMail?: { readonly from: number; readonly reply: string };
  /** The answer to every message from this one on, counted over all connections from 1. */
  readonly laterFinal?: { readonly from: number; readonly reply: string };
  /** Answers to a message that was announced with PRDR by the recipient's address. */
  readonly prdr?: Readonly<Record<string, string>>;
  /** Answers to the message by the recipient's address, for LMTP. */
  readonly deliveries?: Readonly<Record<string, string>>;
  /** The answer to the chunk of this number, counted from 1; an empty one closes the connection. */
  readonly chunkAt?: Readonly<Record<number, string>>;
  /** In the place of the 221. */
  readonly quit?: string;
  /** The answer to RSET. */
  readonly rset?: string;
  /** Said at the first bytes of a message, which is read to its end all the same. */
  readonly premature?: string;
  /** Closes the connection in the place of the answer to the message. */
  readonly isDroppedAtEnd?: boolean;
  /** Answers and reads no further once so many bytes of the message are there. */
  readonly early?: { readonly bytes: number; readonly reply: string };
}

/** A server that takes messages, and what it was told and given. */
export interface Sink {
  readonly port: number;
  readonly commands: string[];
  /** The messages, un-stuffed. */
  readonly messages: Buffer[];
  connections: number;
  /** How many commands had come with one piece of the network, at most. */
  most: number;
  /** How many pieces there were. */
  pieces: number;
  /** How often each verb came. */
  readonly counts: Record<string, number>;
}

const END = Buffer.from('\r\n.\r\n');

/** Takes messages by DATA and BDAT over loopback and keeps them as they came. */
export async function sinkServer(
  t: TestContext,
  script: SinkScript = {},
  options: ListenOptions = {},
): Promise<Sink> {
  const sink: Sink = { port: 0, connections: 0, commands: [], messages: [], most: 0, pieces: 0, counts: {} };
  const { port } = await listen(t, (socket) => new Conversation(socket, script, sink), options);
  return Object.assign(sink, { port });
}

class Conversation {
  readonly #socket: Socket;
  readonly #script: SinkScript;
  readonly #sink: Sink;
  #input = Buffer.alloc(0);
  #accepted: string[] = [];
  #transactions = 0;
  #hasSender = false;
  #isPrdr = false;
  #isPremature = false;
  #state: 'command' | 'data' | 'chunk' | 'over' = 'command';
  #chunk = { bytes: 0, isLast: false };
  #chunks: Buffer[] = [];

  constructor(socket: Socket, script: SinkScript, sink: Sink) {
    this.#socket = socket;
    this.#script = script;
    this.#sink = sink;
    sink.connections += 1;
    // Each reply is a write of its own.
    socket.setNoDelay(true);
    this.#say('220 sink.example ESMTP');
    socket.on('data', (piece) => {
      this.#input = Buffer.concat([this.#input, piece]);
      sink.pieces += 1;
      const before = sink.commands.length;
      while (this.#step());
      sink.most = Math.max(sink.most, sink.commands.length - before);
    });
  }

  #say(line: string): void {
    this.#socket.write(`${line}\r\n`);
  }

  #step(): boolean {
    if (this.#state === 'data') return this.#readData();
    if (this.#state === 'chunk') return this.#readChunk();
    const end = this.#input.indexOf('\r\n');
    if (this.#state === 'over' || end === -1) return false;
    const line = this.#input.toString('utf8', 0, end);
    this.#input = this.#input.subarray(end + 2);
    this.#sink.commands.push(line);
    this.#answer(line);
    return true;
  }

  #answer(line: string): void {
    const { extensions = [], mail = '250 2.1.0 Ok', rcpt = {}, data = '354 go ahead' } = this.#script;
    const verb = line.split(' ')[0]?.toUpperCase() ?? '';
    const { counts } = this.#sink;
    counts[verb] = (counts[verb] ?? 0) + 1;
    if (verb === 'EHLO' || verb === 'LHLO') {
      this.#say(['250-sink.example', ...extensions.map((word) => `250-${word}`), '250 HELP'].join('\r\n'));
    } else if (verb === 'MAIL') this.#answerMail(line, mail);
    else if (verb === 'RSET') this.#say(this.#script.rset ?? '250 2.0.0 Ok');
    else if (verb === 'RCPT') {
      const address = /<(.*)>/.exec(line)?.[1] ?? '';
      const isFull = this.#accepted.length >= (this.#script.rcptMax ?? 1000);
      const isFirst = counts.RCPT === 1;
      const own = (isFirst ? this.#script.firstRcpt : undefined) ?? rcpt[address];
      const good = isFull ? '452 4.5.3 Error: too many recipients' : (own ?? '250 2.1.5 Ok');
      const reply = this.#hasSender ? good : '503 5.5.1 need MAIL';
      if (reply.startsWith('2')) this.#accepted.push(address);
      this.#say(reply);
    } else if (verb === 'DATA') {
      if (data.startsWith('354')) this.#state = 'data';
      this.#say(data);
    } else if (verb === 'BDAT') {
      const [, bytes, last] = line.split(' ');
      this.#chunk = { bytes: Number(bytes), isLast: last === 'LAST' };
      this.#state = 'chunk';
    } else if (verb === 'QUIT') {
      this.#say(this.#script.quit ?? '221 2.0.0 Bye');
      this.#socket.end();
    } else this.#say('500 5.5.2 unknown');
  }

  #answerMail(line: string, mail: string): void {
    const { mailMax = 1000, laterMail, mailAt } = this.#script;
    this.#accepted = [];
    this.#chunks = [];
    this.#isPrdr = line.includes(' PRDR');
    this.#transactions += 1;
    const { MAIL: count = 0 } = this.#sink.counts;
    if (this.#transactions > mailMax) {
      this.#state = 'over';
      this.#socket.end('421 4.7.0 too many messages in this connection\r\n');
      return;
    }
    const own = mailAt?.[count] ?? mail;
    this.#hasSender = own.startsWith('2');
    this.#say(laterMail && count >= laterMail.from ? laterMail.reply : own);
  }

  #readData(): boolean {
    const { early, premature } = this.#script;
    if (premature !== undefined && this.#input.length > 0 && !this.#isPremature) {
      this.#isPremature = true;
      this.#say(premature);
    }
    if (early && this.#input.length >= early.bytes) {
      this.#state = 'over';
      this.#socket.pause();
      this.#say(early.reply);
      return false;
    }
    const isEmpty = this.#input.subarray(0, 3).equals(END.subarray(2));
    const end = isEmpty ? -2 : this.#input.indexOf(END);
    if (end === -1) return false;
    const stuffed = this.#input.subarray(0, end + 2);
    this.#input = this.#input.subarray(end + END.length);
    this.#state = 'command';
    this.#finish(unstuffed(stuffed));
    return true;
  }

  #readChunk(): boolean {
    const { bytes, isLast } = this.#chunk;
    if (this.#input.length < bytes) return false;
    this.#chunks.push(Buffer.from(this.#input.subarray(0, bytes)));
    this.#input = this.#input.subarray(bytes);
    this.#state = 'command';
    if (isLast) this.#finish(Buffer.concat(this.#chunks));
    else this.#deliver(this.#script.chunkAt?.[this.#sink.counts.BDAT ?? 0] ?? `250 2.0.0 ${bytes} octets`);
    return true;
  }

  /** An empty reply closes the connection. */
  #deliver(reply: string): void {
    if (reply === '') this.#socket.end();
    else this.#say(reply);
  }

  #answerEach(final: string): void {
    this.#say('353 content analysis has started');
    for (const address of this.#accepted) this.#say(this.#script.prdr?.[address] ?? '250 2.1.5 Ok');
    this.#say(final);
  }

  #finish(message: Buffer): void {
    const { isLmtp, isDroppedAtEnd, deliveries = {}, laterFinal } = this.#script;
    this.#sink.messages.push(message);
    const isLater = laterFinal !== undefined && this.#sink.messages.length >= laterFinal.from;
    const final = isLater ? laterFinal.reply : (this.#script.final ?? '250 2.0.0 Ok: queued as 4XyZ12345');
    if (isDroppedAtEnd) this.#socket.destroy();
    else if (this.#isPrdr) this.#answerEach(final);
    else if (!isLmtp) this.#say(this.#accepted.length > 0 ? final : '554 5.5.1 no valid recipients');
    else for (const address of this.#accepted) this.#deliver(deliveries[address] ?? '250 2.1.5 Saved');
  }
}

/** RFC 5321 §4.5.2: the first dot of a line that begins with one is taken away. */
function unstuffed(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1').replace(/(^|\r\n)\./g, '$1');
  return Buffer.from(text, 'latin1');
}
