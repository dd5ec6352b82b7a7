import { setTimeout as delay } from 'node:timers/promises';
import type { Evidence, Failure } from '../../evidence.ts';
import { subjectOf } from '../goal.ts';

const FIRST_WAIT_MS = 1_000;

/** Many that failed together do not all come back together. */
const JITTER_MS = 500;

const DNS_TROUBLE: readonly string[] = ['SERVFAIL', 'TIMEOUT', 'UNREACHABLE', 'REFUSED'];

/** Whether what ended a run may be over soon: a 4xx, a connection broken off, a name server in trouble. */
export function isTemporary({ kind, code = '', replyCode = 500 }: Failure): boolean {
  if (kind === 'refusal') return replyCode >= 400 && replyCode < 500;
  return kind === 'disconnected' || (kind === 'resolve' && DNS_TROUBLE.includes(code));
}

/**
 * Tries, and tries again where a target's only run failed for the time being; each try that another followed says so.
 *
 * @param retries  How often at the most.
 */
export async function tryAgain(
  retries: number,
  signal: AbortSignal,
  work: () => Promise<readonly Evidence[]>,
): Promise<readonly Evidence[]> {
  const passedOver: Evidence[] = [];
  for (let tries = 0; ; tries += 1) {
    const runs = await work();
    const [only, ...others] = runs;
    const isOver = !only?.failure || others.length > 0 || !isTemporary(only.failure);
    if (isOver || tries >= retries || signal.aborted) return [...passedOver, ...runs];
    const waitedMs = Math.round(FIRST_WAIT_MS * 2 ** tries + Math.random() * JITTER_MS);
    await delay(waitedMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return [...passedOver, ...runs];
    passedOver.push({
      ...only,
      followedBy: { why: 'temporary-failure', subject: subjectOf(only), waitedMs },
    });
  }
}
