import type { Actor } from '../../actor.ts';
import type { Endpoint, Evidence } from '../../evidence.ts';
import { ipVersion } from '../../target.ts';
import { type InterceptionSign, interceptionSigns, interceptorsOf } from '../interception.ts';
import { defineRule } from '../rule.ts';
import { firstWords } from '../sample.ts';
import { portDialogueRules } from './dialogues.ts';
import { ACTOR_OF_CAUSE, type Hypothesis, rankHypotheses } from './hypotheses.ts';
import {
  controlOutcome,
  openBeside25,
  outcomeOfPort,
  type PortOutcome,
  portsOf,
  speaksSmtp,
} from './outcomes.ts';

type Scanned = Evidence & { readonly endpoints: readonly Endpoint[] };

const MOST_DOORS = 8;

interface Blamed {
  readonly outcome: PortOutcome;
  readonly hypotheses: readonly Hypothesis[];
}

/** Whoever the likeliest cause lies with; a way that does not exist is the network's, all else the server's. */
function ownerOfCause({ hypotheses, outcome }: Blamed): Actor {
  const [first] = hypotheses;
  if (first) return ACTOR_OF_CAUSE[first.cause];
  return outcome === 'unreachable' ? 'your-network' : 'server-admin';
}

function isInterrupted({ failure }: Evidence): boolean {
  return failure?.kind === 'aborted';
}

/** The outcome of all ports taken together. */
function overall(endpoints: readonly Endpoint[]): PortOutcome {
  return (
    outcomeOfPort(
      endpoints.map((endpoint) => ({ ...endpoint, port: 0 })),
      0,
    ) ?? 'failed'
  );
}

/** Port 25 and what lies behind it, when other ports of the host are open. */
function closed25(evidence: Scanned) {
  const outcome = outcomeOfPort(evidence.endpoints, 25);
  const openPorts = openBeside25(evidence.endpoints);
  if (outcome === undefined || openPorts.length === 0 || isInterrupted(evidence)) return undefined;
  return { outcome, openPorts, hypotheses: rankHypotheses(evidence) };
}

/** A family that reaches nothing at all is one that this machine lacks, which is no fault of an address. */
function lackedFamilies(endpoints: readonly Endpoint[]): ReadonlySet<number> {
  const lacks = (family: number) =>
    endpoints
      .filter(({ address = '' }) => ipVersion(address) === family)
      .every(({ outcome }) => outcome === 'unreachable');
  return new Set([4, 6].filter(lacks));
}

/** A port that is open at one address of the host and not at another. */
function differingPorts(endpoints: readonly Endpoint[]) {
  const lacked = lackedFamilies(endpoints);
  const usable = endpoints.filter(({ address = '' }) => !lacked.has(ipVersion(address)));
  return portsOf(usable).flatMap((port) => {
    const doors = usable.filter((endpoint) => endpoint.port === port);
    const open = doors.filter(({ outcome }) => outcome === 'open').map(({ address }) => address);
    const closed = doors.filter(({ outcome }) => outcome !== 'open');
    if (open.length === 0 || closed.length === 0) return [];
    return [
      {
        port,
        open: open.slice(0, 4),
        closed: closed.slice(0, 4).map(({ address, outcome }) => ({ address, outcome })),
      },
    ];
  });
}

function ownerOfInterception({
  signs,
  isLocal,
}: {
  signs: readonly InterceptionSign[];
  isLocal: boolean;
}): Actor {
  if (isLocal) return 'you';
  // Cisco's inspection most often stands before the server.
  return signs.every(({ kind }) => kind === 'masked') ? 'server-admin' : 'your-network';
}

/** Questions to a scan of the ports: who closed them, and who else answers. */
export const portRules = [
  defineRule({
    id: 'connect.ports-closed',
    severity: 'error',
    stage: 'connect',
    actor: (data: Blamed) => ownerOfCause(data),
    needs: ['endpoints', 'ports'],
    find(evidence) {
      const { endpoints } = evidence;
      const outcome = overall(endpoints);
      if (outcome === 'open' || isInterrupted(evidence)) return undefined;
      const hypotheses = outcome === 'unreachable' ? [] : rankHypotheses(evidence);
      return { ports: portsOf(endpoints).slice(0, 16), outcome, hypotheses };
    },
  }),
  defineRule({
    id: 'connect.port-25-dropped',
    severity: 'warning',
    stage: 'connect',
    actor: 'server-admin',
    needs: ['endpoints', 'ports'],
    find(evidence) {
      const closed = closed25(evidence);
      const { control } = evidence.ports;
      if (closed?.outcome !== 'timeout' || !control || controlOutcome(evidence) !== 'open') return undefined;
      return { ...closed, control: control.host };
    },
  }),
  defineRule({
    id: 'connect.port-25-turned-away',
    severity: ({ hypotheses: [first] }: Blamed) =>
      first?.cause === 'server-blocks-you' ? 'info' : 'warning',
    stage: 'connect',
    actor: (data: Blamed) => ownerOfCause(data),
    needs: ['endpoints', 'ports'],
    find(evidence) {
      const closed = closed25(evidence);
      const isQuiet = closed?.outcome === 'open' || closed?.outcome === 'timeout';
      return isQuiet ? undefined : closed;
    },
  }),
  defineRule({
    id: 'connect.addresses-differ',
    severity: 'warning',
    stage: 'connect',
    actor: 'server-admin',
    needs: ['endpoints', 'ports'],
    find(evidence) {
      if (isInterrupted(evidence)) return undefined;
      const ports = differingPorts(evidence.endpoints);
      return ports.length === 0 ? undefined : { ports: ports.slice(0, 4) };
    },
  }),
  defineRule({
    id: 'connect.intercepted',
    severity: 'warning',
    stage: 'connect',
    actor: (data: { signs: readonly InterceptionSign[]; isLocal: boolean }) => ownerOfInterception(data),
    needs: ['endpoints', 'ports'],
    find({ endpoints, ports, goal }) {
      const signs = interceptionSigns(goal.host, endpoints, ports);
      if (signs.length === 0) return undefined;
      const isLocal = interceptorsOf(endpoints).some((interceptor) => interceptor.isLocal);
      return { signs: signs.slice(0, MOST_DOORS), isLocal, control: ports.control?.host };
    },
  }),
  defineRule({
    id: 'greeting.ports-without-smtp',
    severity: ({ isAny }: { isAny: boolean }) => (isAny ? 'warning' : 'error'),
    stage: 'greeting',
    actor: 'server-admin',
    needs: ['endpoints', 'ports'],
    find(evidence) {
      const open = evidence.endpoints.filter(({ outcome }) => outcome === 'open');
      const mute = open.filter((endpoint) => endpoint.scan && !speaksSmtp(endpoint));
      if (mute.length === 0 || isInterrupted(evidence)) return undefined;
      const doors = mute.slice(0, MOST_DOORS).map(({ port, scan }) => ({
        port,
        speaks: scan?.speaks,
        service: scan?.service,
        line: firstWords(scan?.greeting ?? ''),
      }));
      return { doors, count: portsOf(mute).length, isAny: open.length > mute.length };
    },
  }),
  ...portDialogueRules,
] as const;

/** The findings of a scan alone. */
export type PortFindingId = (typeof portRules)[number]['id'];
