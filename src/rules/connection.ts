import type { Actor } from '../actor.ts';
import type { ConnectEvidence, Endpoint, Evidence } from '../evidence.ts';
import type { ConnectAttempt } from '../net/dial.ts';
import { otherOpenPorts } from './goal.ts';
import { type Hypothesis, rankHypotheses } from './ports/hypotheses.ts';
import { controlOutcome, isScan, openBeside25, outcomeOfPort } from './ports/outcomes.ts';
import { defineRule } from './rule.ts';

type Outcome = 'refused' | 'reset' | 'timeout' | 'unreachable' | 'failed' | 'proxy';

/** Addresses may fail differently; the one that tells most about the server comes first. */
const BY_WEIGHT: readonly ConnectAttempt['outcome'][] = [
  'refused',
  'reset',
  'timeout',
  'unreachable',
  'failed',
];

/** The one reason why no address answered; undefined when one did. */
function outcomeOf({
  connect,
  failure,
}: Evidence & { readonly connect: ConnectEvidence }): Outcome | undefined {
  const failed = failure?.stage === 'connect' && failure.kind !== 'aborted';
  if (connect.address !== undefined ? !failed : failure?.kind === 'aborted') return undefined;
  if (connect.proxy !== undefined) return 'proxy';
  const seen = BY_WEIGHT.find((outcome) => connect.attempts.some((attempt) => attempt.outcome === outcome));
  if (seen === 'unreachable' && connect.attempts.some(isForbidden)) return 'failed';
  if (seen && isOutcome(seen)) return seen;
  return failure && isOutcome(failure.kind) ? failure.kind : 'failed';
}

function isOutcome(text: string): text is Outcome {
  return ['refused', 'reset', 'timeout', 'unreachable', 'failed'].includes(text);
}

/** This machine's own refusal to send; over IPv6 the last of these may only say that it has none. */
function isForbidden({ address, code = '' }: ConnectAttempt): boolean {
  return code === 'EACCES' || code === 'EPERM' || (code === 'EADDRNOTAVAIL' && !address.includes(':'));
}

/** What a failed connection's text needs: where it was tried, and where else the host is open. */
function failedAt(outcome: Outcome, evidence: Evidence & { readonly connect: ConnectEvidence }) {
  if (outcomeOf(evidence) !== outcome) return undefined;
  const { attempts, elapsedMs } = evidence.connect;
  const addresses = attempts.map(({ address }) => address);
  const known = attempts.find(outcome === 'failed' ? isForbidden : ({ code }) => code !== undefined)?.code;
  const code = outcome === 'failed' ? (known ?? evidence.failure?.code) : (evidence.failure?.code ?? known);
  return { port: evidence.goal.port, addresses, code, openPorts: otherOpenPorts(evidence), elapsedMs };
}

/** Port 25 is silent while another port of the same host is open: what filters it looks at the port alone. */
function isPort25Filtered({ endpoints }: Pick<Evidence, 'endpoints'>): boolean {
  const silent = endpoints?.some(({ port, outcome }) => port === 25 && outcome === 'timeout');
  return (
    silent === true && endpoints?.some(({ port, outcome }) => port !== 25 && outcome === 'open') === true
  );
}

/** A port 25 that is filtered beside open ones. */
export interface BlockedPort25 {
  readonly openPorts: readonly number[];
  /** What a scan can say of the causes. */
  readonly hypotheses?: readonly Hypothesis[];
}

/** A control server that answers on its port 25 proves that the way out is open. */
function blockedInScan(
  evidence: Evidence & { readonly endpoints: readonly Endpoint[] },
): BlockedPort25 | undefined {
  const openPorts = openBeside25(evidence.endpoints);
  if (outcomeOfPort(evidence.endpoints, 25) !== 'timeout' || openPorts.length === 0) return undefined;
  if (controlOutcome(evidence) === 'open') return undefined;
  return { openPorts, hypotheses: rankHypotheses(evidence) };
}

/** Of the filters on the way, the one that is met most often: port 25 is closed to most homes and clouds. */
function filterOwner(_data: object, { goal }: Evidence): Actor {
  return goal.port === 25 ? 'your-network' : 'server-admin';
}

/** An attempt abandoned earlier than this was only slower than its rival. */
const ABANDONED_MS = 2_000;

function isBrokenIpv6({ address, outcome, elapsedMs }: ConnectAttempt): boolean {
  if (!address.includes(':')) return false;
  if (outcome === 'abandoned') return elapsedMs >= ABANDONED_MS;
  return outcome === 'refused' || outcome === 'timeout' || outcome === 'reset';
}

/**
 * Whether a door that was seen beside the one diagnosed lets nobody through.
 *
 * Every address of an MX must work, and every port that is open; a closed port beside an open one is a choice.
 */
function isBadDoor({ chosen, outcome, stoppedAt, trusted, port }: Endpoint, { goal }: Evidence): boolean {
  if (chosen) return false;
  if (outcome !== 'open') return goal.domain !== undefined;
  return stoppedAt !== undefined || (trusted === false && port !== 25);
}

/** Questions to the attempts to connect. */
export const connectionRules = [
  defineRule({
    id: 'connect.refused',
    severity: 'error',
    stage: 'connect',
    actor: 'server-admin',
    needs: ['connect'],
    find: (evidence) => failedAt('refused', evidence),
  }),
  defineRule({
    id: 'connect.timeout',
    severity: 'error',
    stage: 'connect',
    actor: filterOwner,
    needs: ['connect'],
    find(evidence) {
      return isPort25Filtered(evidence) && evidence.goal.port === 25
        ? undefined
        : failedAt('timeout', evidence);
    },
  }),
  defineRule({
    id: 'connect.unreachable',
    severity: 'error',
    stage: 'connect',
    actor: 'your-network',
    needs: ['connect'],
    find(evidence) {
      const data = failedAt('unreachable', evidence);
      if (!data) return undefined;
      const onlyIpv6 = data.addresses.length > 0 && data.addresses.every((address) => address.includes(':'));
      return { ...data, onlyIpv6 };
    },
  }),
  defineRule({
    id: 'connect.reset',
    severity: 'error',
    stage: 'connect',
    actor: 'server-admin',
    needs: ['connect'],
    find: (evidence) => failedAt('reset', evidence),
  }),
  defineRule({
    id: 'connect.failed',
    severity: 'error',
    stage: 'connect',
    actor: 'you',
    needs: ['connect'],
    find: (evidence) => failedAt('failed', evidence),
  }),
  defineRule({
    id: 'connect.proxy-failed',
    severity: 'error',
    stage: 'connect',
    actor: 'your-network',
    needs: ['connect'],
    find(evidence) {
      const data = failedAt('proxy', evidence);
      const { connect, failure } = evidence;
      if (!data || connect.proxy === undefined) return undefined;
      const reached = connect.attempts.some(({ outcome }) => outcome === 'connected');
      return { proxy: connect.proxy, reached, code: data.code, message: failure?.message };
    },
  }),
  defineRule({
    id: 'connect.port-25-blocked',
    severity: ({ hypotheses }: BlockedPort25, { goal }) =>
      goal.port === 25 ? 'error' : hypotheses ? 'warning' : 'info',
    stage: 'connect',
    actor: 'your-network',
    needs: ['endpoints'],
    find(evidence): BlockedPort25 | undefined {
      const { endpoints, goal, connect } = evidence;
      if (isScan(endpoints)) return blockedInScan(evidence);
      if (!isPort25Filtered({ endpoints })) return undefined;
      if (goal.port === 25 && connect?.address !== undefined) return undefined;
      const open = endpoints.filter(({ port, outcome }) => port !== 25 && outcome === 'open');
      return { openPorts: [...new Set(open.map(({ port }) => port))] };
    },
  }),
  defineRule({
    id: 'connect.endpoint-failed',
    severity: 'warning',
    stage: 'connect',
    actor: 'server-admin',
    needs: ['endpoints'],
    find(evidence) {
      if (evidence.failure || isScan(evidence.endpoints)) return undefined;
      const failed = evidence.endpoints.filter((endpoint) => isBadDoor(endpoint, evidence));
      const doors = failed.map(({ address, port, outcome, stoppedAt }) => ({
        address,
        port,
        outcome,
        stoppedAt,
      }));
      return doors.length === 0 ? undefined : { doors, areAddresses: evidence.goal.domain !== undefined };
    },
  }),
  defineRule({
    id: 'connect.ipv6-broken',
    severity: 'warning',
    stage: 'connect',
    actor: ({ outcome }: { outcome: string }) => (outcome === 'refused' ? 'server-admin' : 'your-network'),
    needs: ['connect'],
    find({ connect }) {
      const isOverIpv4 = connect.address?.includes('.') && connect.proxy === undefined;
      const broken = connect.attempts.filter(isBrokenIpv6);
      const first = broken[0];
      if (!isOverIpv4 || first === undefined) return undefined;
      return {
        addresses: broken.map(({ address }) => address),
        outcome: first.outcome,
        elapsedMs: first.elapsedMs,
      };
    },
  }),
] as const;
