import { STAGES } from '../errors.ts';
import type { Endpoint, Evidence, Goal, Role, Timing } from '../evidence.ts';
import { authMechanisms } from '../smtp/extension.ts';
import type { SessionPlan } from './plan.ts';
import { probeSession } from './session.ts';

/** The ports looked at when none is named, in the order in which a user should take them (RFC 8314 §3, RFC 6409). */
export const PORTS = [587, 465, 25] as const;

/** Once one port has worked, the others are waited for no longer than this. */
const GRACE_MS = 3_000;

/** 25 is for mail between servers; every other mail port takes mail from users. */
export function roleOf(port: number | undefined): Role {
  return port === 25 ? 'relay' : 'submission';
}

/** The protection a port has by convention: TLS from the first byte on 465, STARTTLS when offered elsewhere. */
export function securityOf(port: number | undefined): Goal['security'] {
  return port === 465 ? 'tls' : 'auto';
}

/**
 * Looks at 587, 465 and 25 at the same time; gives the evidence of the best, with a line for each in `endpoints`.
 */
export async function probePorts(plan: SessionPlan): Promise<Evidence> {
  return probeEndpoints(
    PORTS.map((port) => ({
      ...plan,
      goal: {
        ...plan.goal,
        port,
        role: roleOf(port),
        security: plan.goal.security === 'auto' ? securityOf(port) : plan.goal.security,
      },
    })),
    plan.signal,
  );
}

/** Probes several doors of one host side by side and diagnoses the best, the order given deciding among equals. */
export async function probeEndpoints(plans: readonly SessionPlan[], signal?: AbortSignal): Promise<Evidence> {
  const patience = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => patience.abort(signal?.reason);
  // Who still waits for a turn has not been asked yet.
  const onPatienceEnd = (): void => {
    if (plans.some(({ queue }) => queue?.isWaiting)) timer = setTimeout(onPatienceEnd, GRACE_MS);
    else onAbort();
  };
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  const all = await Promise.all(
    plans.map(async (plan) => {
      const evidence = await probeSession({ ...plan, signal: patience.signal });
      if (!evidence.failure) timer ??= setTimeout(onPatienceEnd, GRACE_MS);
      return evidence;
    }),
  );
  clearTimeout(timer);
  signal?.removeEventListener('abort', onAbort);
  return withEndpoints(all);
}

function withEndpoints(all: readonly Evidence[]): Evidence {
  const [best] = [...all].sort((a, b) => progressOf(b) - progressOf(a));
  if (!best) throw new RangeError('no endpoint was probed');
  if (all.length === 1) return best;
  return { ...best, endpoints: all.map((evidence) => endpointOf(evidence, evidence === best)) };
}

/** How far it came; everything beats the rest. Array.sort is stable, so equals keep their order. */
function progressOf({ failure }: Evidence): number {
  return failure ? STAGES.indexOf(failure.stage) : STAGES.length;
}

/** One line about a door that was looked at. */
export function endpointOf(evidence: Evidence, chosen: boolean): Endpoint {
  const { connect, failure, greeting, goal, hello, starttls, tls, timings } = evidence;
  const mechanisms = authMechanisms(hello?.secure ?? hello?.plain);
  const address = connect?.address ?? connect?.attempts[0]?.address;
  return {
    ...(address === undefined ? {} : { address }),
    port: goal.port ?? 0,
    outcome: outcomeOf(evidence),
    ...(greeting ? { greetingCode: greeting.reply.code } : {}),
    ...(hello ? { security: tls?.mode ?? 'none' } : {}),
    ...(tls ? { trusted: tls.trust.trusted } : {}),
    ...(starttls ? { offersStartTls: starttls.offered } : {}),
    ...(hello ? { authMechanisms: mechanisms } : {}),
    ...(failure ? { stoppedAt: failure.stage } : {}),
    elapsedMs: Math.round(endOf(timings ?? [])),
    chosen,
  };
}

function endOf(timings: readonly Timing[]): number {
  return timings.reduce((end, { startedMs, elapsedMs }) => Math.max(end, startedMs + elapsedMs), 0);
}

/** A wait that our own patience cut short is a time-out to the reader: nothing came. */
function outcomeOf({ connect, failure }: Evidence): Endpoint['outcome'] {
  if (connect?.address !== undefined) return 'open';
  if (failure?.kind === 'aborted') return 'timeout';
  const outcome = connect?.attempts.at(0)?.outcome;
  return outcome === undefined || outcome === 'connected' || outcome === 'abandoned' ? 'failed' : outcome;
}
