import { setTimeout as sleep } from 'node:timers/promises';
import { clockMs } from '../../clock.ts';
import type { Throttle, TlsScanEvidence } from '../../evidence.ts';

/** At the same time, as long as the server bears it. */
const LANES = 2;

/** Connections that we have done with and the server has not: Exim takes half a second to close one, and bears 20. */
const LINGERING = 8;

/** After each time in a row that the server turned us away, in seconds; then it is left in peace. */
const BACK_OFF_SECONDS = [1, 2, 3, 4, 5, 5, 5, 5] as const;

/** What a server is asked to bear beyond what it has shown to bear. */
const MARGIN = 1.1;

/** Decides when the next connection may be made, and whether. */
export class Pace {
  readonly throttles: Throttle[] = [];
  /** Why no more connections are made. */
  ended: TlsScanEvidence['ended'];
  readonly maxConnections: number;
  readonly #signal: AbortSignal;
  #used: number;
  #lanes = LANES;
  #running = 0;
  #lingering = 0;
  #gate: Promise<unknown> = Promise.resolve();
  #wake = (): void => {};
  #nextMs = 0;
  #intervalMs = 0;
  #turnedAway = 0;
  /** Since when, and how many, connections have been let in without being turned away. */
  #window = { sinceMs: clockMs(), count: 0 };

  constructor(options: { maxConnections: number; used: number; signal: AbortSignal }) {
    this.maxConnections = options.maxConnections;
    this.#used = options.used;
    this.#signal = options.signal;
    this.#window.count = options.used;
  }

  get used(): number {
    return this.#used;
  }

  get left(): number {
    return this.maxConnections - this.#used;
  }

  /** Waits for one's turn; false when there is none any more. Every turn ends with `release`. */
  admit(): Promise<boolean> {
    const turn = this.#gate.then(() => this.#admit());
    this.#gate = turn;
    return turn;
  }

  /** Ends a turn; `closed` settles once the server has closed too. */
  release(closed: Promise<unknown>): void {
    this.#running -= 1;
    this.#lingering += 1;
    void closed.then(() => {
      this.#lingering -= 1;
      this.#wake();
    });
    this.#wake();
  }

  /** The server took the connection: where it had turned us away, this tells how many it bears in what time. */
  letIn(): void {
    if (this.#turnedAway > 0) {
      const { sinceMs, count } = this.#window;
      const borneMs = (clockMs() - sinceMs) / Math.max(1, count);
      this.#intervalMs = Math.max(this.#intervalMs, borneMs * MARGIN);
      this.#nextMs = clockMs() + this.#intervalMs;
      this.#window = { sinceMs: clockMs(), count: 0 };
      this.#turnedAway = 0;
    }
    this.#window.count += 1;
  }

  /** The server turned us away: go on later, slower, and with one connection at a time. */
  turnedAway(throttle: Omit<Throttle, 'afterConnections'>): void {
    this.throttles.push({ ...throttle, afterConnections: this.#used });
    const seconds = BACK_OFF_SECONDS[this.#turnedAway];
    this.#turnedAway += 1;
    this.#lanes = 1;
    if (seconds === undefined) this.ended ??= 'throttled';
    else this.#nextMs = Math.max(this.#nextMs, clockMs() + seconds * 1_000);
  }

  async #admit(): Promise<boolean> {
    while (this.#running >= this.#lanes || this.#lingering >= LINGERING) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (!(await this.#waitForTime())) this.ended ??= 'aborted';
    if (this.left <= 0) this.ended ??= 'budget';
    if (this.ended !== undefined) return false;
    this.#used += 1;
    this.#running += 1;
    this.#nextMs = clockMs() + this.#intervalMs;
    return true;
  }

  async #waitForTime(): Promise<boolean> {
    for (let waitMs = this.#nextMs - clockMs(); waitMs > 0; waitMs = this.#nextMs - clockMs()) {
      if (this.#signal.aborted) return false;
      await sleep(waitMs, undefined, { signal: this.#signal }).catch(() => undefined);
    }
    return !this.#signal.aborted;
  }
}
