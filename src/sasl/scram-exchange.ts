import { timingSafeEqual } from 'node:crypto';
import { decodeText, malformed } from './line.ts';
import { type Exchange, type Refusal, SaslError } from './mechanism.ts';
import { faultOfError, parseServerFinal, parseServerFirst } from './scram-message.ts';
import { type ScramHash, scramProofs } from './scram-proof.ts';

/** What one run of SCRAM is made with. */
export interface ScramStart {
  readonly hash: ScramHash;
  /** The user name, prepared, as a saslname: `,` and `=` escaped. */
  readonly name: string;
  /** Prepared. */
  readonly password: string;
  readonly nonce: string;
  /** `n,,`, `y,,` or `p=tls-exporter,,` with an authorization identity between the commas (RFC 5802 §7). */
  readonly gs2Header: string;
  /** What the channel is bound by; empty when it is not. */
  readonly bindingData: Uint8Array;
  /** Fewer rounds are refused; none when absent. */
  readonly leastIterations?: number;
}

/** One run of SCRAM (RFC 5802 §3): two messages of the client, two of the server, the last of which proves it. */
export class ScramExchange implements Exchange {
  readonly #start: ScramStart;
  readonly #clientFirstBare: string;
  #expected: 'first' | 'final' | 'nothing' = 'first';
  #serverSignature: Buffer = Buffer.alloc(0);
  #isProven = false;
  #refusal: Refusal | undefined;

  constructor(start: ScramStart) {
    this.#start = start;
    this.#clientFirstBare = `n=${start.name},r=${start.nonce}`;
  }

  get refusal(): Refusal | undefined {
    return this.#refusal;
  }

  start(): Uint8Array {
    return Buffer.from(this.#start.gs2Header + this.#clientFirstBare);
  }

  async next(challenge: Uint8Array): Promise<Uint8Array> {
    const expected = this.#expected;
    this.#expected = expected === 'first' ? 'final' : 'nothing';
    const text = decodeText(challenge);
    if (expected === 'first') {
      // A server that gives up at once breaks RFC 5802 §5, but what it says is a reason all the same.
      if (!text.startsWith('e=')) return this.#answerFirst(text);
      this.#expected = 'nothing';
    }
    if (expected !== 'nothing') return this.#answerFinal(text);
    throw malformed('a challenge came after the end of SCRAM');
  }

  finish(): void {
    if (this.#isProven) return;
    throw new SaslError(
      'server-signature-missing',
      'the server accepted without having proven that it knows the password (RFC 5802 §3)',
    );
  }

  async #answerFirst(serverFirst: string): Promise<Uint8Array> {
    const { hash, password, nonce: ours, gs2Header, bindingData } = this.#start;
    const { nonce, salt, iterations } = parseServerFirst(serverFirst, ours);
    if (iterations < (this.#start.leastIterations ?? 0)) {
      const message = `the server asks for ${iterations} iterations, where others could guess the password by them`;
      throw new SaslError('iterations-few', message);
    }
    const binding = Buffer.concat([Buffer.from(gs2Header), bindingData]).toString('base64');
    const unproven = `c=${binding},r=${nonce}`;
    const authMessage = [this.#clientFirstBare, serverFirst, unproven].join(',');
    const proofs = await scramProofs(hash, password, { salt, iterations, authMessage });
    this.#serverSignature = proofs.serverSignature;
    return Buffer.from(`${unproven},p=${proofs.clientProof.toString('base64')}`);
  }

  #answerFinal(serverFinal: string): Uint8Array {
    const last = parseServerFinal(serverFinal);
    if ('error' in last) {
      this.#refusal = { error: last.error, details: {} };
      const fault = faultOfError(last.error);
      if (fault)
        throw new SaslError(fault, 'the server sees another TLS session or offer than we do (RFC 5802 §6)');
      return Buffer.alloc(0);
    }
    if (!isSame(last.signature, this.#serverSignature)) {
      const message = 'the signature shows that the server does not know the password (RFC 5802 §3)';
      throw new SaslError('server-signature-wrong', message);
    }
    this.#isProven = true;
    return Buffer.alloc(0);
  }
}

function isSame(theirs: Buffer, ours: Buffer): boolean {
  return theirs.length === ours.length && timingSafeEqual(theirs, ours);
}
