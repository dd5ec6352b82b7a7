import { type Mark, MarkedLines, squeeze } from './marked-lines.ts';
import { isOrdinary, isPieceOfOrdinary } from './ordinary-words.ts';
import type { ParsedReply, Reply } from './reply.ts';
import { secretForms } from './secret-forms.ts';

/** Shorter texts stand in too many innocent words to be told from them. */
const LEAST_CHARACTERS = 4;
/** So many characters in a row of a secret, or of a line that held it, give it away. */
const RUN_CHARACTERS = 8;

/**
 * Keeps what a client said in secret out of the records when a server sends it back, as some do in an error: whole,
 * cut or folded, in another case, in base64, hexadecimal or percent signs.
 *
 * A secret that is an ordinary word of replies is left, since a gap in a known sentence tells it.
 */
export class Concealment {
  readonly #runs = new Map<string, Mark>();
  readonly #wholes = new Map<string, Mark>();
  readonly #words = new Set<string>();
  readonly #heard = new WeakMap<Reply, readonly string[]>();

  /** Adds secrets, with the forms in which they may come back; those below 4 characters are not looked for. */
  add(secrets: readonly string[]): void {
    for (const secret of secrets.filter(({ length }) => length >= LEAST_CHARACTERS)) {
      this.#addPlain(secret);
      for (const form of secretForms(secret)) this.#addCode(form);
    }
  }

  /** Adds a line that was sent, which holds a secret in base64. */
  addLine(line: string): void {
    if (line.length >= LEAST_CHARACTERS) this.#addCode(line);
  }

  /** The text with every secret replaced by `***`. */
  hide(text: string): string {
    return this.#hideLines([text])[0] ?? text;
  }

  /** The reply with every secret replaced, one that spans its lines or stands in a challenge (334) among them. */
  hideReply(parsed: ParsedReply): ParsedReply {
    if (this.#isEmpty()) return parsed;
    const { reply, raw, oddities } = parsed;
    const isHidden = reply.code === 334 && this.#isInChallenge(reply.lines.join('').trim());
    const lines = isHidden ? ['***'] : this.#hideLines(reply.lines);
    const hidden = { ...reply, lines };
    this.#heard.set(hidden, reply.lines);
    return {
      reply: hidden,
      raw: isHidden ? ['334 ***'] : this.#hideLines(raw),
      oddities: oddities.map((oddity) => ({
        ...oddity,
        sample: isHidden ? '***' : this.hide(oddity.sample),
      })),
    };
  }

  /** A reply's lines as they came: for the exchange that must answer them, and for no record. */
  heard(reply: Reply): readonly string[] {
    return this.#heard.get(reply) ?? reply.lines;
  }

  #isEmpty(): boolean {
    return this.#runs.size + this.#wholes.size + this.#words.size === 0;
  }

  #addPlain(secret: string): void {
    if (isOrdinary(secret)) return;
    const text = squeeze(secret);
    if (text.length < RUN_CHARACTERS && /^[\p{L}\p{N}]+$/u.test(secret)) {
      this.#words.add(secret.toLowerCase());
      return;
    }
    this.#wholes.set(text, 'plain');
    this.#addRuns(text, 'plain');
  }

  #addCode(form: string): void {
    const text = squeeze(form);
    if (text.length < RUN_CHARACTERS) this.#wholes.set(text, 'encoded');
    this.#addRuns(text, 'encoded');
  }

  #addRuns(text: string, mark: Mark): void {
    for (const run of runsOf(text)) {
      if (!this.#runs.has(run) && !isPieceOfOrdinary(run)) this.#runs.set(run, mark);
    }
  }

  #isInChallenge(text: string): boolean {
    const decoded = Buffer.from(text, 'base64').toString('utf8');
    return this.hide(decoded) !== decoded || this.hide(text) !== text;
  }

  #hideLines(lines: readonly string[]): string[] {
    if (this.#isEmpty()) return [...lines];
    const stream = new MarkedLines(lines);
    for (let at = 0; at < stream.text.length; at += 1) {
      const mark = this.#runs.get(stream.text.slice(at, at + RUN_CHARACTERS));
      if (mark) stream.mark(at, RUN_CHARACTERS, mark);
    }
    for (const [whole, mark] of this.#wholes) stream.markAll(whole, mark);
    return stream.lines().map((line) => this.#hideWords(line));
  }

  #hideWords(line: string): string {
    return line.replace(/[\p{L}\p{N}._@-]+/gu, (found) => {
      const word = found.replace(/^[._@-]+|[._@-]+$/g, '');
      return this.#words.has(word.toLowerCase()) ? found.replace(word, () => '***') : found;
    });
  }
}

function runsOf(text: string): string[] {
  const count = Math.max(text.length - RUN_CHARACTERS + 1, 0);
  return Array.from({ length: count }, (_, at) => text.slice(at, at + RUN_CHARACTERS));
}
