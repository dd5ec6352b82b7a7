/**
 * Milliseconds of the clock that never goes back, since some moment of its own.
 *
 * Node's `performance.now()` says the same, but its first use takes a millisecond of every start.
 */
export function clockMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1_000 + nanoseconds / 1_000_000;
}
