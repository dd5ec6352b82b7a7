import type { AskedQuestion } from '../evidence.ts';
import type { DnsAnswer, RecordType, Resolver } from '../net/resolver.ts';

/** What comes out of files, literals and options was not asked of anybody. */
const UNASKED = new Set(['hosts', 'literal', 'localhost', '--resolve', 'name']);

/** A resolver that asks each question once in a run, whatever came of it, and keeps a list of them. */
export class QuestionLog implements Resolver {
  readonly #inner: Resolver;
  readonly #queries = new Map<string, Promise<DnsAnswer>>();
  readonly #addresses = new Map<string, Promise<readonly DnsAnswer[]>>();
  readonly #asked = new Map<string, AskedQuestion>();

  constructor(inner: Resolver) {
    this.#inner = inner;
  }

  /** Every question answered so far, each once. */
  get questions(): readonly AskedQuestion[] {
    return [...this.#asked.values()];
  }

  query(name: string, type: RecordType, signal?: AbortSignal): Promise<DnsAnswer> {
    const key = `${withoutDot(name)} ${type}`;
    const known = this.#queries.get(key);
    if (known) return known;
    const answer = this.#inner.query(name, type, signal).then((received) => this.#keep(received));
    this.#queries.set(key, answer);
    return answer;
  }

  addresses(name: string, signal?: AbortSignal): Promise<readonly DnsAnswer[]> {
    const key = withoutDot(name);
    const known = this.#addresses.get(key);
    if (known) return known;
    const answers = this.#inner
      .addresses(name, signal)
      .then((received) => received.map((answer) => this.#keep(answer)));
    this.#addresses.set(key, answers);
    return answers;
  }

  portOf(name: string, port: number): number {
    return this.#inner.portOf(name, port);
  }

  #keep(answer: DnsAnswer): DnsAnswer {
    const { name, type, status, elapsedMs, source } = answer;
    if (UNASKED.has(source)) return answer;
    this.#asked.set(`${name} ${type}`, { name, type, status, elapsedMs });
    // A later question by the other way finds this answer, also where it is none.
    const key = `${name} ${type}`;
    if (!this.#queries.has(key)) this.#queries.set(key, Promise.resolve(answer));
    return answer;
  }
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}
