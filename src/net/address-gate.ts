import { setTimeout as delay } from 'node:timers/promises';
import { clockMs } from '../clock.ts';
import { SmtpError } from '../errors.ts';

/** Who had to wait begins up to so much later, so that those who waited do not all begin at once. */
const JITTER_MS = 50;

interface Waiter {
  readonly addresses: readonly string[];
  readonly admit: () => void;
}

/** Connections that one may make now; those not made are given back. */
export interface Admission {
  /** Only this address was connected to. */
  readonly keep: (address: string) => void;
  readonly leave: () => void;
}

/** Lets no more than so many connections stand to one address at the same time. */
export class AddressGate {
  readonly #limit: number;
  readonly #standing = new Map<string, number>();
  #waiting: readonly Waiter[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Waits until there is room at every address; nobody holds one while waiting for another.
   *
   * @throws SmtpError `aborted`.
   */
  async enter(addresses: readonly string[], signal: AbortSignal): Promise<Admission> {
    const wanted = [...new Set(addresses)];
    if (this.#hasRoom(wanted)) return this.#admit(wanted);
    const admission = await this.#wait(wanted, signal);
    await delay(Math.random() * JITTER_MS, undefined, { signal }).catch((cause: unknown) => {
      admission.leave();
      throw interrupted(cause);
    });
    return admission;
  }

  #wait(addresses: readonly string[], signal: AbortSignal): Promise<Admission> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== waiter);
        reject(interrupted(signal.reason));
      };
      const admit = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve(this.#admit(addresses));
      };
      const waiter: Waiter = { addresses, admit };
      if (signal.aborted) return onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting = [...this.#waiting, waiter];
    });
  }

  #hasRoom(addresses: readonly string[]): boolean {
    return addresses.every((address) => (this.#standing.get(address) ?? 0) < this.#limit);
  }

  #admit(addresses: readonly string[]): Admission {
    let held = addresses;
    for (const address of addresses) this.#standing.set(address, (this.#standing.get(address) ?? 0) + 1);
    const free = (isFreed: (address: string) => boolean): void => {
      const freed = held.filter(isFreed);
      held = held.filter((address) => !isFreed(address));
      this.#release(freed);
    };
    return { keep: (kept) => free((address) => address !== kept), leave: () => free(() => true) };
  }

  #release(addresses: readonly string[]): void {
    for (const address of addresses) {
      const left = (this.#standing.get(address) ?? 1) - 1;
      if (left > 0) this.#standing.set(address, left);
      else this.#standing.delete(address);
    }
    for (const waiter of this.#waiting) {
      if (!this.#hasRoom(waiter.addresses)) continue;
      this.#waiting = this.#waiting.filter((other) => other !== waiter);
      waiter.admit();
    }
  }
}

/** One target's place before a gate, and how long its connections have waited there: time that no deadline counts. */
export class GateQueue {
  readonly #gate: AddressGate;
  #waitingSince: number | undefined;
  #waiting = 0;
  #waitedMs = 0;

  constructor(gate: AddressGate) {
    this.#gate = gate;
  }

  /** @throws SmtpError `aborted`. */
  async enter(addresses: readonly string[], signal: AbortSignal): Promise<Admission> {
    this.#waitingSince ??= clockMs();
    this.#waiting += 1;
    try {
      return await this.#gate.enter(addresses, signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) {
        this.#waitedMs = this.waitedMs;
        this.#waitingSince = undefined;
      }
    }
  }

  get isWaiting(): boolean {
    return this.#waiting > 0;
  }

  get waitedMs(): number {
    return this.#waitedMs + (this.#waitingSince === undefined ? 0 : clockMs() - this.#waitingSince);
  }
}

function interrupted(cause: unknown): SmtpError {
  return new SmtpError('aborted', 'interrupted before connecting', { stage: 'connect', cause });
}
