import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type { Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { listen } from '../net/loopback.ts';

/** A server that really checks logins, and what it was told. */
export interface LoginServer {
  readonly port: number;
  /** Every line of every client, secrets included. */
  readonly lines: string[];
}

/** Takes the client's messages, decoded, one after the other. */
type Check = Generator<string, boolean, Buffer>;

const SALT = Buffer.from('salt of the earth');
const ITERATIONS = 4_096;

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function* plain(password: string): Check {
  return (yield '').toString().split('\0').slice(1).join(' ') === `ada ${password}`;
}

function* login(password: string): Check {
  const user = yield 'Username:';
  return `${user} ${yield 'Password:'}` === `ada ${password}`;
}

function* cramMd5(password: string): Check {
  const challenge = '<1896.697170952@mail.example.org>';
  const digest = createHmac('md5', password).update(challenge).digest('hex');
  return (yield challenge).toString() === `ada ${digest}`;
}

/** RFC 5802 §3, with SHA-256; `falseProof` makes the server's own signature wrong. */
function* scram(password: string, falseProof: boolean): Check {
  const clientFirst = (yield '').toString().replace(/^n,[^,]*,|^y,[^,]*,/, '');
  const nonce = `${/r=(.*)$/.exec(clientFirst)?.[1]}server`;
  const serverFirst = `r=${nonce},s=${SALT.toString('base64')},i=${ITERATIONS}`;
  const clientFinal = (yield serverFirst).toString();
  const [withoutProof = '', proof = ''] = clientFinal.split(',p=');
  const salted = pbkdf2Sync(password, SALT, ITERATIONS, 32, 'sha256');
  const clientKey = hmac(salted, 'Client Key');
  const message = `${clientFirst},${serverFirst},${withoutProof}`;
  const signature = hmac(createHash('sha256').update(clientKey).digest(), message);
  const expected = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
  if (proof !== expected.toString('base64')) return false;
  const own = hmac(hmac(salted, 'Server Key'), falseProof ? 'forged' : message);
  yield `v=${own.toString('base64')}`;
  return true;
}

function checkOf(mechanism: string, password: string, falseProof: boolean): Check | undefined {
  if (mechanism === 'PLAIN') return plain(password);
  if (mechanism === 'LOGIN') return login(password);
  if (mechanism === 'CRAM-MD5') return cramMd5(password);
  return mechanism === 'SCRAM-SHA-256' ? scram(password, falseProof) : undefined;
}

/** What one client is answered, line by line. */
class Conversation {
  readonly #mechanisms: string;
  readonly #checkOf: (mechanism: string) => Check | undefined;
  #check: Check | undefined;

  constructor(mechanisms: string, check: (mechanism: string) => Check | undefined) {
    this.#mechanisms = mechanisms;
    this.#checkOf = check;
  }

  answer(line: string): string {
    if (this.#check) return line === '*' ? this.#cancel() : this.#step(this.#check.next(decode(line)));
    const [verb = '', name = '', initial] = line.split(' ');
    if (verb === 'EHLO') return `250-mail.example.org\r\n250 AUTH ${this.#mechanisms}`;
    if (verb === 'QUIT') return '221 2.0.0 Bye';
    return verb === 'AUTH' ? this.#begin(name, initial) : '500 5.5.1 unknown';
  }

  #begin(name: string, initial: string | undefined): string {
    this.#check = this.#checkOf(name);
    if (!this.#check) return '504 5.5.4 unrecognized mechanism';
    const first = this.#check.next();
    return this.#step(initial === undefined ? first : this.#check.next(decode(initial)));
  }

  #step({ done, value }: IteratorResult<string, boolean>): string {
    if (!done) return `334 ${Buffer.from(value).toString('base64')}`;
    this.#check = undefined;
    return value ? '235 2.7.0 Authentication successful' : '535 5.7.8 authentication failed';
  }

  #cancel(): string {
    this.#check = undefined;
    return '501 5.7.0 cancelled';
  }
}

function decode(text: string): Buffer {
  return Buffer.from(text, 'base64');
}

/** Listens in clear text and offers these mechanisms to the user `ada`. */
export async function loginServer(
  t: TestContext,
  {
    mechanisms,
    password,
    falseProof = false,
  }: { mechanisms: string; password: string; falseProof?: boolean },
): Promise<LoginServer> {
  const lines: string[] = [];
  const { port } = await listen(t, (socket) => {
    const conversation = new Conversation(mechanisms, (name) => checkOf(name, password, falseProof));
    socket.write('220 mail.example.org ESMTP\r\n');
    onLines(socket, (line) => {
      lines.push(line);
      socket.write(`${conversation.answer(line)}\r\n`);
    });
  });
  return { port, lines };
}

/** Offers these mechanisms and answers each line of the login with the next of the answers. */
export async function hostileServer(
  t: TestContext,
  mechanisms: string,
  answers: readonly ((line: string) => string)[],
): Promise<{ readonly port: number }> {
  return listen(t, (socket) => {
    const left = answers.values();
    socket.write('220 mail.example.org ESMTP\r\n');
    onLines(socket, (line) => {
      if (line.startsWith('EHLO')) return socket.write(`250-mail.example.org\r\n250 AUTH ${mechanisms}\r\n`);
      if (line === 'QUIT') return socket.end('221 2.0.0 Bye\r\n');
      return socket.write(`${left.next().value?.(line) ?? '500 5.5.1 enough'}\r\n`);
    });
  });
}

function onLines(socket: Socket, take: (line: string) => unknown): void {
  let rest = '';
  socket.on('data', (chunk) => {
    const parts = (rest + chunk).split('\r\n');
    rest = parts.pop() ?? '';
    for (const line of parts) take(line);
  });
}
