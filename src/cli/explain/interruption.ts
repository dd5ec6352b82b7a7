/** A reading of endless input that Ctrl-C ends, but not before it has told what it has seen. */
export interface Interruption {
  /** The pieces up to the signal; those of one that never comes are not waited for. */
  until(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined>;
  /** Listens no more. @returns the exit code: 0, or that of the signal. */
  end(): number;
}

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof EXIT_CODES;

/** How long a read that cannot be called back, that of a pipe with a name, may keep the process. */
const GRACE_MS = 200;

/** The first SIGINT or SIGTERM ends the reading; the second ends the process. */
export function listenForInterruption(): Interruption {
  const reading: Reading = { received: undefined, wake: () => undefined };
  const onSignal = (signal: Signal): void => {
    if (reading.received) process.exit(EXIT_CODES[reading.received]);
    reading.received = signal;
    process.stderr.write(`smtp-doctor: stopped by ${signal}; this is what was read until then\n`);
    reading.wake();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    until: (pieces) => takenUntil(reading, pieces),
    end: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
      return reading.received === undefined ? 0 : leave(EXIT_CODES[reading.received]);
    },
  };
}

function leave(code: number): number {
  process.stdin.destroy();
  setTimeout(() => process.exit(code), GRACE_MS).unref();
  return code;
}

interface Reading {
  received: Signal | undefined;
  /** Ends the wait for the next piece. */
  wake: () => void;
}

async function* takenUntil(
  reading: Reading,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = pieces[Symbol.asyncIterator]();
  while (reading.received === undefined) {
    // No race with one lasting promise: that would keep every piece in memory.
    const next = await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
      reading.wake = () => resolve({ done: true, value: undefined });
      source.next().then(resolve, reject);
    });
    if (next.done) return;
    yield next.value;
  }
}
