import { ByteReader } from './bytes.ts';
import { type KeyExchange, parseKeyExchange } from './key-exchange.ts';
import { parseServerHello, type ServerHello } from './server-hello.ts';
import { suiteOf } from './suites.ts';

/** What a server answered a ClientHello with, up to the point where keys would be needed. */
export type ServerAnswer =
  | {
      readonly kind: 'hello';
      readonly hello: ServerHello;
      /** In DER, as sent, leaf first; TLS 1.2 and before. */
      readonly certificates: readonly Buffer[];
      readonly keyExchange?: KeyExchange;
      /** An OCSP response came along (RFC 6066 §8). */
      readonly isStapled: boolean;
    }
  | { readonly kind: 'alert'; readonly description: number }
  /** What came is no TLS; the first line of it. */
  | { readonly kind: 'other'; readonly text: string };

const RECORD = { alert: 21, handshake: 22, head: 5, mostBytes: 16_384 + 2_048 } as const;
const MESSAGE = {
  serverHello: 2,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateStatus: 22,
} as const;
const FATAL = 2;

/** OpenSSL takes chains of 100 kB; no honest flight is longer than a few times that. */
const FLIGHT_BYTES = 256 * 1024;
const MOST_CERTIFICATES = 20;
const TEXT_CHARACTERS = 200;

/**
 * Reads a server's first flight as its bytes come, in whatever pieces: records, the messages within them, alerts.
 *
 * Made for a hostile peer: it keeps 256 KiB at the most, and nothing it can be sent makes it throw.
 */
export class ServerFlight {
  #pending: Buffer = Buffer.alloc(0);
  #messages: Buffer = Buffer.alloc(0);
  #read = 0;
  #hello: ServerHello | undefined;
  #certificates: readonly Buffer[] = [];
  #keyExchange: KeyExchange | undefined;
  #isStapled = false;

  /** Whether a ServerHello has come, whatever came after. */
  get hasBegun(): boolean {
    return this.#hello !== undefined;
  }

  /** Takes the next bytes; gives the answer once it is whole. */
  push(chunk: Buffer): ServerAnswer | undefined {
    this.#read += chunk.length;
    if (this.#read > FLIGHT_BYTES) return this.#hello ? this.#whole(this.#hello) : this.#other();
    this.#pending = Buffer.concat([this.#pending, chunk]);
    while (this.#pending.length >= RECORD.head) {
      const [type = 0, major] = this.#pending;
      const length = this.#pending.readUInt16BE(3);
      const isRecord = (type === RECORD.alert || type === RECORD.handshake) && major === 3;
      if (!isRecord || length > RECORD.mostBytes) return this.#other();
      if (this.#pending.length < RECORD.head + length) return undefined;
      const content = this.#pending.subarray(RECORD.head, RECORD.head + length);
      this.#pending = this.#pending.subarray(RECORD.head + length);
      const answer = type === RECORD.alert ? this.#alert(content) : this.#handshake(content);
      if (answer) return answer;
    }
    return undefined;
  }

  /** A warning is no answer; RFC 6066 §3 lets a server send one about an unknown name and go on. */
  #alert(content: Buffer): ServerAnswer | undefined {
    const [level, description] = content;
    if (description === undefined || (level !== FATAL && description !== 0)) return undefined;
    return { kind: 'alert', description };
  }

  #handshake(content: Buffer): ServerAnswer | undefined {
    this.#messages = Buffer.concat([this.#messages, content]);
    while (this.#messages.length >= 4) {
      const length = this.#messages.readUIntBE(1, 3);
      if (length > FLIGHT_BYTES) return this.#other();
      if (this.#messages.length < 4 + length) return undefined;
      const type = this.#messages.readUInt8();
      const body = this.#messages.subarray(4, 4 + length);
      this.#messages = this.#messages.subarray(4 + length);
      const answer = this.#message(type, body);
      if (answer) return answer;
    }
    return undefined;
  }

  #message(type: number, body: Buffer): ServerAnswer | undefined {
    if (type === MESSAGE.serverHello && !this.#hello) {
      this.#hello = parseServerHello(body);
      if (!this.#hello) return this.#other();
      // All that follows is encrypted.
      return this.#hello.protocol === 'TLSv1.3' ? this.#whole(this.#hello) : undefined;
    }
    if (!this.#hello) return this.#other();
    if (type === MESSAGE.certificate) this.#certificates = parseCertificates(body);
    if (type === MESSAGE.certificateStatus) this.#isStapled = body.length > 4;
    if (type === MESSAGE.serverKeyExchange) this.#keyExchange = this.#keyExchangeOf(body, this.#hello);
    return type === MESSAGE.serverHelloDone ? this.#whole(this.#hello) : undefined;
  }

  #keyExchangeOf(body: Buffer, hello: ServerHello): KeyExchange | undefined {
    const suite = suiteOf(hello.suite);
    return suite && parseKeyExchange(body, suite, hello);
  }

  #whole(hello: ServerHello): ServerAnswer {
    return {
      kind: 'hello',
      hello,
      certificates: this.#certificates,
      isStapled: this.#isStapled,
      ...(this.#keyExchange ? { keyExchange: this.#keyExchange } : {}),
    };
  }

  #other(): ServerAnswer {
    const [line = ''] = this.#pending.toString('latin1').split(/\r?\n/, 1);
    return { kind: 'other', text: line.slice(0, TEXT_CHARACTERS) };
  }
}

/** The list of a Certificate message of TLS 1.2 and before (RFC 5246 §7.4.2). */
function parseCertificates(body: Buffer): Buffer[] {
  const list = new ByteReader(new ByteReader(body).vector(3));
  const certificates: Buffer[] = [];
  while (list.left > 0 && certificates.length < MOST_CERTIFICATES) {
    const certificate = list.vector(3);
    if (list.isBroken) break;
    certificates.push(certificate);
  }
  return certificates;
}
