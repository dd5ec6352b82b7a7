import type { Concealment } from '../../smtp/concealment.ts';

/** A login whose base64 the user types: what it tells of the user, and what of it is to stand in no record. */
export class TypedLogin {
  readonly mechanism: string;
  /** Sent with AUTH itself. */
  readonly initial: string | undefined;
  user: string | undefined;
  readonly #concealment: Concealment;
  #count = 0;

  constructor(line: string, concealment: Concealment) {
    const [, mechanism = '', initial] = line.trim().split(/\s+/);
    this.mechanism = mechanism.toUpperCase();
    this.initial = initial;
    this.#concealment = concealment;
    if (initial !== undefined) this.add(initial);
  }

  /** AUTH as it may stand in the records. */
  get recorded(): string {
    return this.initial === undefined ? `AUTH ${this.mechanism}`.trimEnd() : `AUTH ${this.mechanism} ***`;
  }

  /** Takes a line of base64 that is about to be sent. */
  add(line: string): void {
    this.#concealment.addLine(line);
    const text = Buffer.from(line, 'base64').toString('utf8');
    if (this.mechanism === 'PLAIN') this.#addPlain(text);
    if (this.mechanism === 'LOGIN') this.#addLogin(text);
    if (this.mechanism === 'CRAM-MD5') this.user = text.split(' ')[0];
    this.#count += 1;
  }

  /** RFC 4616 §2. */
  #addPlain(text: string): void {
    const [authzid, user, password] = text.split('\0');
    this.user = authzid || user;
    if (password !== undefined) this.#concealment.add([password]);
  }

  /** First the name, then the password. */
  #addLogin(text: string): void {
    if (this.#count === 0) this.user = text;
    else this.#concealment.add([text]);
  }
}
