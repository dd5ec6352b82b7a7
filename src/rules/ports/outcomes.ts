import type { Endpoint, Evidence } from '../../evidence.ts';

/** What a port came to over all its addresses. */
export type PortOutcome = Endpoint['outcome'];

/** One open address makes a port open; else the answer that tells most. `unreachable` is often only a family we lack. */
const BY_WEIGHT: readonly PortOutcome[] = ['open', 'refused', 'reset', 'timeout', 'failed', 'unreachable'];

/** The outcome of one port of these endpoints; undefined when it is not among them. */
export function outcomeOfPort(endpoints: readonly Endpoint[], port: number): PortOutcome | undefined {
  const outcomes = endpoints.filter((endpoint) => endpoint.port === port).map(({ outcome }) => outcome);
  return BY_WEIGHT.find((outcome) => outcomes.includes(outcome));
}

/** The ports of these endpoints in ascending order, each once. */
export function portsOf(endpoints: readonly Endpoint[]): number[] {
  return [...new Set(endpoints.map(({ port }) => port))].sort((a, b) => a - b);
}

/** Ports other than 25 that are open at some address. */
export function openBeside25(endpoints: readonly Endpoint[]): number[] {
  return portsOf(endpoints.filter(({ port, outcome }) => port !== 25 && outcome === 'open'));
}

/** What the control server's port came to; undefined without one that has an address. */
export function controlOutcome({ ports }: Evidence): PortOutcome | undefined {
  const { endpoints = [] } = ports?.control ?? {};
  const [first] = endpoints;
  return first && outcomeOfPort(endpoints, first.port);
}

/** Whether these come from a scan of the ports and not from a probe of the best. */
export function isScan(endpoints: readonly Endpoint[]): boolean {
  return endpoints.some(({ scan }) => scan !== undefined);
}

/** Whether SMTP is spoken there, in clear or in TLS. */
export function speaksSmtp({ scan }: Endpoint): boolean {
  return scan?.speaks === 'smtp' || scan?.speaks === 'smtp-in-tls';
}

/** Whether SMTP goes on to an answer to EHLO there, so that mail may be handed in. */
export function answersEhlo(endpoint: Endpoint): boolean {
  return speaksSmtp(endpoint) && endpoint.scan?.ended === undefined;
}

/** Answers that come sooner than this were made on this computer or next to it. */
const NEAR_MS = 5;
/** A path this long cannot bring them. */
const FAR_MS = 20;

/** The shortest way to the host that its other open ports have shown, in milliseconds. */
function pathMs(endpoints: readonly Endpoint[], { port, address }: Endpoint): number {
  const others = endpoints.filter(
    (other) => other.port !== port && other.address === address && other.outcome === 'open',
  );
  return others.length === 0 ? 0 : Math.min(...others.map(({ scan }) => scan?.connectMs ?? 0));
}

/** Whether the answer to the SYN came sooner than from the host itself it could. */
export function isAnsweredTooSoon(endpoint: Endpoint, endpoints: readonly Endpoint[]): boolean {
  const { scan, outcome } = endpoint;
  if (!scan || outcome === 'timeout' || outcome === 'failed') return false;
  return scan.connectMs < NEAR_MS && pathMs(endpoints, endpoint) >= FAR_MS;
}

/** This machine's own refusal to send. */
export function isForbidden({ scan }: Endpoint): boolean {
  return scan?.code === 'EACCES' || scan?.code === 'EPERM';
}
