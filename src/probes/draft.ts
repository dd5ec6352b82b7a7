import type { SmtpError, Stage } from '../errors.ts';
import type { Evidence, Failure, Goal, Timing } from '../evidence.ts';
import type { Reply } from '../smtp/reply.ts';
import type { Session } from '../smtp/session.ts';
import { Transcript } from '../smtp/transcript.ts';

type Sections = { -readonly [K in keyof Evidence]?: Evidence[K] };

const QUOTED_CHARACTERS = 500;

/** Told of each stage as it begins: the progress line's source. */
export type StageListener = (stage: Stage) => void;

/** Evidence in the making: sections are filled as they are seen, so that whatever ends the run early leaves the rest. */
export class Draft {
  readonly transcript = new Transcript();
  readonly sections: Sections = {};
  readonly #observedAt = new Date().toISOString();
  readonly #goal: Goal;
  readonly #timings: Timing[] = [];
  readonly #sessions: Session[] = [];
  readonly #onStage: StageListener | undefined;

  constructor(goal: Goal, onStage?: StageListener) {
    this.#goal = goal;
    this.#onStage = onStage;
  }

  /** Keeps a session's exchanges and oddities; a run that changes its mode holds two. */
  hold(session: Session): Session {
    this.#sessions.push(session);
    return session;
  }

  /** Times a stage, however it ends. */
  async timed<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    this.#onStage?.(stage);
    const startedMs = this.transcript.nowMs();
    try {
      return await work();
    } finally {
      this.#timings.push({ stage, startedMs, elapsedMs: round(this.transcript.nowMs() - startedMs) });
    }
  }

  /** Notes why the walk ended; the first reason stays. */
  fail(failure: Omit<Failure, 'elapsedMs'>): void {
    this.sections.failure ??= { ...failure, elapsedMs: this.transcript.nowMs() };
  }

  /** Notes that a reply refused to go on, quoted to 500 characters; `what` names what was refused, where the stage does not. */
  refuse(stage: Stage, { code, lines }: Reply, what?: string): void {
    const said = `${code} ${lines.join(' ')}`;
    const message = (what === undefined ? said : `${what}: ${said}`).slice(0, QUOTED_CHARACTERS);
    this.fail({ stage, kind: 'refusal', replyCode: code, message });
  }

  /** Notes that no reply came; `isOverdue` tells our deadline from our user's interruption. */
  failBy(error: SmtpError, isOverdue: boolean): void {
    const overdue = error.kind === 'aborted' && isOverdue;
    // In TLS 1.3 a server that wants a client certificate says so only after its own part of the handshake is done.
    const isAlert = error.code?.startsWith('ERR_SSL_') === true;
    this.fail({
      stage: isAlert ? 'tls' : error.stage,
      kind: isAlert ? 'tls' : overdue ? 'timeout' : error.kind,
      message: overdue ? 'the deadline for the whole run passed' : error.message,
      ...(overdue ? { code: 'DEADLINE' } : error.code === undefined ? {} : { code: error.code }),
      ...(error.received === undefined ? {} : { received: error.received }),
    });
  }

  /** The evidence as it stands. */
  finish(): Evidence {
    const exchanges = this.#sessions.flatMap((session) => session.exchanges);
    const oddities = this.#sessions.flatMap((session) => session.oddities);
    return {
      observedAt: this.#observedAt,
      goal: this.#goal,
      ...this.sections,
      ...(exchanges.length === 0 ? {} : { exchanges }),
      ...(oddities.length === 0 ? {} : { oddities }),
      timings: this.#timings,
      transcript: this.transcript.lines,
    };
  }
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
