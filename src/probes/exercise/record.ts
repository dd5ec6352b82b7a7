import type { SmtpError } from '../../errors.ts';
import type { ExerciseEvidence, ExtensionTrial } from '../../evidence.ts';
import type { Hello } from '../../smtp/extension.ts';
import type { Reply } from '../../smtp/reply.ts';

/** What a trial came to, before it is known under which keyword and whether that is offered. */
export type TrialResult = Omit<ExtensionTrial, 'keyword' | 'isOffered' | 'said'> & {
  readonly said?: readonly string[];
};

/** A hostile server may offer any number of keywords; each is a row. */
const MOST_TRIALS = 60;

/** The trials of one session, as they come in. */
export class ExerciseRecord {
  /** What is being tried now. */
  keyword = 'MAIL';
  senderRefused: Reply | undefined;
  readonly #offered: readonly string[];
  readonly #trials = new Map<string, ExtensionTrial>();
  #ended: ExerciseEvidence['ended'];

  constructor(hello: Hello) {
    this.#offered = [...new Set(hello.extensions.map(({ keyword }) => keyword))].slice(0, MOST_TRIALS);
  }

  offers(keyword: string): boolean {
    return this.#offered.includes(keyword);
  }

  /** Puts a result down; a later one of the same extension replaces it. */
  set(keyword: string, { said = [], ...result }: TrialResult, isOffered = this.offers(keyword)): void {
    this.#trials.set(keyword, { keyword, isOffered, ...result, said });
  }

  has(keyword: string): boolean {
    return this.#trials.has(keyword);
  }

  /** Whether it has failed, or another yes would not be believed. */
  isSettled(keyword: string): boolean {
    const trial = this.#trials.get(keyword);
    return trial?.outcome === 'fails' || trial?.reason === 'replies-alike';
  }

  /** Notes that no reply came; what was not tried until now will not be. */
  end(error: SmtpError, reply: Reply | undefined): void {
    const how = error.kind === 'timeout' ? 'silent' : error.kind === 'disconnected' ? 'dropped' : 'malformed';
    this.#ended = { how, keyword: this.keyword, ...(reply ? { reply } : {}) };
  }

  /** Every extension that is offered, in the server's order, then those tried beyond. */
  finish(): ExerciseEvidence {
    const offered = this.#offered.map((keyword) => this.#trials.get(keyword) ?? this.#untried(keyword));
    const others = [...this.#trials.values()].filter(({ keyword }) => !this.offers(keyword));
    return {
      trials: [...offered, ...others],
      ...(this.senderRefused ? { senderRefused: this.senderRefused } : {}),
      ...(this.#ended ? { ended: this.#ended } : {}),
    };
  }

  #untried(keyword: string): ExtensionTrial {
    const trial = { keyword, isOffered: true, outcome: 'untried', said: [] } as const;
    if (!EXERCISED.has(keyword)) return { ...trial, reason: 'not-exercised' };
    return { ...trial, reason: this.senderRefused ? 'sender-refused' : 'session-ended' };
  }
}

/** Extensions that a trial exists for. */
const EXERCISED: ReadonlySet<string> = new Set([
  ...['PIPELINING', 'SIZE', '8BITMIME', 'BINARYMIME', 'SMTPUTF8', 'DSN', 'MT-PRIORITY', 'DELIVERBY'],
  ...[
    'FUTURERELEASE',
    'REQUIRETLS',
    'PRDR',
    'CHUNKING',
    'ENHANCEDSTATUSCODES',
    'HELP',
    'VRFY',
    'EXPN',
    'ETRN',
  ],
]);
