import type { Socket } from 'node:net';
import { createSecureContext, type SecureContext, type SecureVersion, TLSSocket } from 'node:tls';
import type { Credential } from './certificates.ts';
import type { TlsScript } from './dialogue.ts';

/** A client's line longer than this ends the connection; so much is also the most that is kept unread. */
export const CLIENT_LINE_BYTES = 64 * 1024;

/** What stands for a TLS ClientHello where a line of text was awaited. */
export const CLIENT_HELLO_LINE = '<TLS ClientHello>';

/** How long a closing server goes on listening, so that its last words are not lost to a reset. */
const LINGER_MS = 1_000;

/** An idle client is let go after this. */
const IDLE_MS = 300_000;

const LF = 0x0a;
const TLS_HANDSHAKE = 0x16;

const VERSIONS: readonly SecureVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** Each is made once: 500 clients at a time would otherwise wait for it. */
const contexts = new WeakMap<Credential, Map<string, SecureContext>>();

/** The server's end of one connection: lines in, bytes out, with or without TLS. A vanished client never throws. */
export class Wire {
  /** Aborted when the connection is over. */
  readonly closed: AbortSignal;
  readonly #socket: Socket;
  #stream: Socket;
  #input: Buffer = Buffer.alloc(0);
  #ended = false;
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    const over = new AbortController();
    this.closed = over.signal;
    this.#socket = socket;
    this.#stream = socket;
    socket.setNoDelay(true);
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => over.abort());
    this.closed.addEventListener('abort', () => this.#end());
    this.#listen(socket);
  }

  /** Whether the client has said more than was asked of it. */
  get hasInput(): boolean {
    return this.#input.length > 0;
  }

  #listen(stream: Socket): void {
    stream.on('data', this.#take);
    stream.on('end', () => this.#end());
  }

  readonly #take = (chunk: Buffer): void => {
    this.#input = this.#input.length === 0 ? chunk : Buffer.concat([this.#input, chunk]);
    if (this.#input.length > CLIENT_LINE_BYTES) this.#stream.pause();
    this.#wake();
  };

  #end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** The next line without its end; undefined when the client is gone or its line is longer than 64 kB. */
  async readLine(): Promise<string | undefined> {
    for (;;) {
      const line = this.#takeLine();
      if (line !== undefined) return line;
      if (this.#ended || this.#input.length > CLIENT_LINE_BYTES) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #takeLine(): string | undefined {
    if (this.#input[0] === TLS_HANDSHAKE) {
      this.#input = Buffer.alloc(0);
      return CLIENT_HELLO_LINE;
    }
    const end = this.#input.indexOf(LF);
    if (end === -1) return undefined;
    const line = this.#input.toString('utf8', 0, end).replace(/\r$/, '');
    this.#input = this.#input.subarray(end + 1);
    if (this.#input.length <= CLIENT_LINE_BYTES) this.#stream.resume();
    return line;
  }

  /** Sends bytes and waits until the system has taken them; false when the client is gone. */
  async write(bytes: Uint8Array): Promise<boolean> {
    if (this.#stream.destroyed || this.#stream.writableEnded) return false;
    return new Promise<boolean>((resolve) => {
      this.#stream.write(bytes, (error) => resolve(!error));
    });
  }

  /** Shakes hands as a server; false when that came to nothing. */
  async startTls(script: TlsScript, credential: Credential): Promise<boolean> {
    this.#socket.removeListener('data', this.#take);
    this.#socket.pause();
    if (this.#input.length > 0) this.#socket.unshift(this.#input);
    this.#input = Buffer.alloc(0);
    const secure = new TLSSocket(this.#socket, {
      isServer: true,
      secureContext: context(script, credential),
    });
    secure.on('error', () => this.#socket.destroy());
    secure.setTimeout(IDLE_MS, () => secure.destroy());
    this.#socket.setTimeout(0);
    this.#stream = secure;
    const shaken = await new Promise<boolean>((resolve) => {
      secure.once('secure', () => resolve(true));
      this.#whenClosed(() => resolve(false));
    });
    if (shaken) this.#listen(secure);
    return shaken;
  }

  /** Takes leave, and waits a second for the client to do so. */
  async close(): Promise<void> {
    this.#stream.removeListener('data', this.#take);
    this.#stream.resume();
    this.#stream.end();
    const timer = setTimeout(() => this.destroy(), LINGER_MS);
    await new Promise<void>((resolve) => this.#whenClosed(resolve));
    clearTimeout(timer);
  }

  #whenClosed(then: () => void): void {
    if (this.closed.aborted) then();
    else this.closed.addEventListener('abort', then, { once: true });
  }

  /** Breaks off with a TCP reset. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  destroy(): void {
    this.#stream.destroy();
    this.#socket.destroy();
  }
}

function context(script: TlsScript, credential: Credential): SecureContext {
  const { min, max, cipher = 'DEFAULT' } = script;
  const known = contexts.get(credential) ?? new Map<string, SecureContext>();
  contexts.set(credential, known);
  const key = `${min} ${max} ${cipher}`;
  const made = known.get(key) ?? makeContext(script, credential);
  known.set(key, made);
  return made;
}

/** OpenSSL refuses short keys, SHA-1 and TLS before 1.2 above security level 0. */
function makeContext(script: TlsScript, credential: Credential): SecureContext {
  const [min, max] = [script.min, script.max].map((name) => VERSIONS.find((version) => version === name));
  return createSecureContext({
    ...credential,
    // Nobody's certificate is asked for, so no roots are needed.
    ca: [],
    // Node's later lines prefer a hybrid group, which they cannot name; this one looks the same on all.
    ecdhCurve: 'X25519:P-256',
    ciphers: `${script.cipher ?? 'DEFAULT'}:@SECLEVEL=0`,
    minVersion: min ?? (isObsolete(max) ? 'TLSv1' : 'TLSv1.2'),
    maxVersion: max ?? 'TLSv1.3',
  });
}

function isObsolete(version: SecureVersion | undefined): boolean {
  return version === 'TLSv1' || version === 'TLSv1.1';
}
