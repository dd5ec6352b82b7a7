import { matchesLine } from '../../demo/dialogue.ts';
import { SmtpError, UsageError } from '../../errors.ts';
import type { Difference } from '../../render/session/difference.ts';
import { clientNameOf } from './client-name.ts';
import type { Conversation } from './conversation.ts';
import { safe } from './record.ts';
import { loginAt, type Move } from './script.ts';

/** What came of playing a script. */
export interface Replayed {
  readonly commands: number;
  readonly differences: readonly Difference[];
}

/** What playing a script needs besides the session. */
export interface ReplayMeans {
  /** Logs in with a secret that is asked for. */
  readonly logIn: (mechanism: string) => Promise<void>;
}

/**
 * Plays the client's lines in a session and compares the replies; a connection that breaks is a difference.
 *
 * @throws UsageError for a `***` that is no login's, and for credentials that nobody gives.
 */
export async function replay(
  moves: readonly Move[],
  conversation: Conversation,
  means: ReplayMeans,
): Promise<Replayed> {
  const player = new ReplayPlayer(conversation, means);
  for (let at = 0; at < moves.length; at += 1) at = await player.play(moves, at);
  return { commands: player.commands, differences: player.differences };
}

class ReplayPlayer {
  commands = 0;
  readonly differences: Difference[] = [];
  readonly #conversation: Conversation;
  readonly #means: ReplayMeans;

  constructor(conversation: Conversation, means: ReplayMeans) {
    this.#conversation = conversation;
    this.#means = means;
  }

  /** Plays one move, or all of a login; gives the index of the last. */
  async play(moves: readonly Move[], at: number): Promise<number> {
    const move = moves[at];
    if (!move) return at;
    const { line, recorded } = move;
    // The greeting was heard when the connection was made.
    if (line === undefined) {
      this.#compare(undefined, recorded, this.#heardSince(0));
      return at;
    }
    const isCommand = this.#conversation.mode === 'command';
    const login = isCommand ? loginAt(moves, at) : undefined;
    if (login) {
      await this.#hold(() => this.#means.logIn(login.mechanism));
      this.#compare(line, moves[login.end]?.recorded ?? [], this.#heardLast());
      return login.end;
    }
    const from = this.#lines.length;
    const said = isCommand ? this.#filled(line) : line;
    await this.#hold(() => this.#conversation.say(said));
    this.#compare(line, recorded, this.#heardSince(from));
    const isRefused = /^DATA\s*$/i.test(line) && this.#conversation.mode !== 'data';
    return isRefused && isCommand ? this.#passOver(moves, at) : at;
  }

  get #lines() {
    return this.#conversation.context.draft.transcript.lines;
  }

  async #hold(work: () => Promise<void>): Promise<void> {
    if (this.#conversation.mode === 'closed') return;
    this.commands += 1;
    await work().catch((error: unknown) => {
      if (!(error instanceof SmtpError)) throw error;
    });
  }

  /** Lines of a message that nobody asked for would be taken for commands. */
  #passOver(moves: readonly Move[], at: number): number {
    const end = moves.findIndex(({ line }, index) => index > at && line === '.');
    if (end === -1) return at;
    this.#compare('.', moves[end]?.recorded ?? [], []);
    return end;
  }

  #filled(line: string): string {
    const [, verb] = /^(EHLO|HELO|LHLO) \*\*\*$/i.exec(line) ?? [];
    if (verb !== undefined) return `${verb} ${clientNameOf(this.#conversation)}`;
    if (!line.includes('***') && line !== '*') return line;
    throw new UsageError(
      `"${line}" leaves open what is to be sent`,
      'write it out; only a login is asked for',
    );
  }

  #heardSince(from: number): string[] {
    return this.#lines
      .slice(from)
      .filter(({ direction }) => direction === 'S')
      .map(({ text }) => safe(text));
  }

  /** Of a login only the end is compared: what comes before differs each time. */
  #heardLast(): string[] {
    return this.#heardSince(this.#lines.findLastIndex(({ direction }) => direction === 'C') + 1);
  }

  #compare(command: string | undefined, recorded: readonly string[], came: readonly string[]): void {
    const isSame =
      recorded.length === came.length && recorded.every((line, at) => matchesLine(line, came[at] ?? ''));
    if (!isSame) this.differences.push({ command, recorded, came, isSame: matchesLine });
  }
}
