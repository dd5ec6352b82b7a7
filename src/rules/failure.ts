import type { Stage } from '../errors.ts';
import type { Evidence, Failure } from '../evidence.ts';

/** The failure that ended the walk at this stage, unless it was our own user's interruption. */
export function failureAt(stage: Stage, { failure }: Evidence): Failure | undefined {
  return failure?.stage === stage && failure.kind !== 'aborted' ? failure : undefined;
}

/** How long the stage that failed was waited at, in milliseconds. */
export function waitedMs({ stage, elapsedMs }: Failure, { timings }: Evidence): number {
  return timings?.findLast((timing) => timing.stage === stage)?.elapsedMs ?? elapsedMs;
}

/**
 * Which way the port speaks when it is not the way it was spoken to: `tls` from the first byte, or `plain` first.
 * Absent when the way was right or none worked.
 */
export function modeMismatch({ mode }: Evidence): 'tls' | 'plain' | undefined {
  if (mode?.works === undefined) return undefined;
  if (mode.works === 'tls') return mode.asked === 'tls' ? undefined : 'tls';
  return mode.asked === 'tls' ? 'plain' : undefined;
}
