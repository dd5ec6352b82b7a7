import { abortedError } from './dns-attempt.ts';
import type { DnsAnswer, DnsStatus } from './resolver.ts';

interface Flight {
  readonly answer: Promise<DnsAnswer>;
  readonly controller: AbortController;
  waiters: number;
}

/** A server that failed may do better when asked again; these stay true for a resolver's life. */
const LASTING: ReadonlySet<DnsStatus> = new Set(['answer', 'no-data', 'nxdomain']);

/** Answers kept; of ten thousand names, the oldest are asked for again. */
const KEPT = 2_000;

/** Shares one question on the network among all who ask the same, at the same time or later. */
export class DnsFlights {
  readonly #flights = new Map<string, Flight>();

  /**
   * Waits for a question's answer, asking it if nobody has. It goes on while anyone still waits for it.
   *
   * @throws SmtpError `aborted`, as soon as the caller's signal says so.
   */
  join(
    key: string,
    ask: (signal: AbortSignal) => Promise<DnsAnswer>,
    signal: AbortSignal | undefined,
  ): Promise<DnsAnswer> {
    if (signal?.aborted) return Promise.reject(abortedError(key, signal));
    const flight = this.#flights.get(key) ?? this.#start(key, ask);
    flight.waiters += 1;
    if (signal === undefined) return flight.answer;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(abortedError(key, signal));
        this.#leave(key, flight);
      };
      signal.addEventListener('abort', leave, { once: true });
      flight.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  #start(key: string, ask: (signal: AbortSignal) => Promise<DnsAnswer>): Flight {
    const controller = new AbortController();
    const flight: Flight = { answer: ask(controller.signal), controller, waiters: 0 };
    this.#flights.set(key, flight);
    const [oldest] = this.#flights.keys();
    if (this.#flights.size > KEPT && oldest !== undefined) this.#flights.delete(oldest);
    flight.answer.then(
      ({ status }) => LASTING.has(status) || this.#forget(key, flight),
      () => this.#forget(key, flight),
    );
    return flight;
  }

  #leave(key: string, flight: Flight): void {
    flight.waiters -= 1;
    if (flight.waiters > 0) return;
    this.#forget(key, flight);
    flight.controller.abort();
  }

  #forget(key: string, flight: Flight): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
