import { SmtpError } from '../errors.ts';
import type { ControlEvidence, Endpoint, Evidence, Failure, Goal } from '../evidence.ts';
import type { TranscriptLine } from '../smtp/transcript.ts';
import { formatHostPort, ipVersion } from '../target.ts';
import { mapConcurrently } from './concurrency.ts';
import { Draft } from './draft.ts';
import { addressesOf, isOfFamily } from './link.ts';
import { type Deadline, type SessionPlan, startDeadline } from './plan.ts';
import { scannedEndpoint } from './port-scan-door.ts';
import { roleOf } from './ports.ts';
import { probeSession } from './session.ts';

/** The ports looked at when none is named: those of standards, and the one that many providers offer beside them. */
export const SCANNED_PORTS: readonly number[] = [25, 465, 587, 2525];

/** Where TLS comes first by convention, listening is a formality: RFC 8314 §3.3, and what Amazon and Rediff have beside it. */
const TLS_PORTS: ReadonlySet<number> = new Set([465, 586, 2465]);
const TLS_LISTEN_MS = 300;
const LISTEN_MS = 3_000;

/** Connections to one port of one address: one that listens, one that begins with TLS. */
const CONNECTIONS = 2;

/** No honest look at one port says more. */
const LINES_OF_A_DOOR = 100;

/** Sockets at a time, well below what systems allow a process. */
const AT_A_TIME = 400;

/** What is to be scanned. */
export interface PortScanPlan extends Pick<SessionPlan, 'network' | 'signal' | 'onStage'> {
  readonly host: string;
  readonly hostUnicode?: string;
  readonly ports: readonly number[];
  readonly security?: Goal['security'];
  /** Another server's port, asked only to learn whether the way there is open. */
  readonly control?: ControlHost;
}

/** A server and its port. */
export interface ControlHost {
  readonly host: string;
  readonly port: number;
}

/**
 * Looks at every port of every address at the same time, and at the control server's beside them: all of it takes
 * as long as the slowest wait.
 *
 * Each port has two connections at the most. Never throws for what the network or the server does.
 */
export async function scanPorts(plan: PortScanPlan): Promise<Evidence> {
  const draft = new Draft(goalOf(plan), plan.onStage);
  const deadline = startDeadline(plan.network.deadlineMs, plan.signal);
  try {
    const [doors, control] = await Promise.all([
      scanHost(plan, draft, deadline),
      plan.control ? scanControl(plan, plan.control) : undefined,
    ]);
    if (plan.signal?.aborted) draft.fail(aborted());
    draft.sections.ports = { asked: plan.ports, ...(control ? { control } : {}) };
    if (doors.length > 0) noteDoors(doors, draft);
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
    draft.failBy(error, deadline.isOverdue());
  } finally {
    deadline.end();
  }
  return draft.finish();
}

function goalOf({ host, hostUnicode, security = 'auto' }: PortScanPlan): Goal {
  return { host, ...(hostUnicode === undefined ? {} : { hostUnicode }), role: 'submission', security };
}

async function scanHost(plan: PortScanPlan, draft: Draft, { signal }: Deadline): Promise<Evidence[]> {
  const addresses = plan.network.proxy
    ? [undefined]
    : await draft.timed('resolve', () => resolve(plan, draft, signal));
  const doors = addresses.flatMap((address) => plan.ports.map((port) => ({ address, port })));
  return draft.timed('connect', () =>
    mapConcurrently(doors, AT_A_TIME, ({ address, port }) => scanDoor(plan, address, port)),
  );
}

async function resolve(
  { host, network }: PortScanPlan,
  draft: Draft,
  signal: AbortSignal,
): Promise<string[]> {
  const answers = await network.resolver.addresses(host, signal);
  draft.sections.dns = { addresses: answers };
  const addresses = addressesOf(answers).filter((address) => isOfFamily(address, network.family));
  if (addresses.length > 0) return addresses;
  const failed = answers.find(({ status }) => status !== 'no-data' && status !== 'answer');
  const code = (failed?.status ?? 'no-data').toUpperCase();
  throw new SmtpError('resolve', `no address for "${host}"`, { stage: 'resolve', code });
}

function scanDoor(
  plan: Omit<PortScanPlan, 'ports'>,
  address: string | undefined,
  port: number,
): Promise<Evidence> {
  const { host, network, signal, security = 'auto' } = plan;
  return probeSession({
    goal: { host, port, role: roleOf(port), security },
    network,
    ...(address === undefined ? {} : { address }),
    scan: { listenMs: TLS_PORTS.has(port) ? TLS_LISTEN_MS : LISTEN_MS, connectionsLeft: CONNECTIONS },
    ...(signal ? { signal } : {}),
  });
}

/**
 * Looks at the control server's port; a name without an address leaves it without endpoints.
 *
 * Never throws for what the network or the server does.
 */
export async function scanControl(
  plan: Omit<PortScanPlan, 'ports'>,
  control: ControlHost,
): Promise<ControlEvidence> {
  const { network, signal } = plan;
  const { host, port } = control;
  const evidences = await Promise.all(
    (await controlAddresses(host, plan)).map((address) =>
      scanDoor({ network, host, ...(signal ? { signal } : {}) }, address, port),
    ),
  );
  return { host, endpoints: evidences.map(scannedEndpoint) };
}

/** One of each family; none to choose where a proxy does. */
async function controlAddresses(
  host: string,
  { network, signal }: Pick<PortScanPlan, 'network' | 'signal'>,
): Promise<(string | undefined)[]> {
  if (network.proxy) return [undefined];
  const answers = await network.resolver.addresses(host, signal).catch((error: unknown) => {
    if (error instanceof SmtpError) return [];
    throw error;
  });
  const usable = addressesOf(answers).filter((address) => isOfFamily(address, network.family));
  return [4, 6].flatMap((family) => usable.find((address) => ipVersion(address) === family) ?? []);
}

function noteDoors(doors: readonly Evidence[], draft: Draft): void {
  const endpoints = doors.map(scannedEndpoint);
  draft.sections.endpoints = endpoints;
  for (const [index, { transcript = [] }] of doors.entries())
    noteDialogue(endpoints[index], transcript, draft);
  const failure = failureOf(endpoints);
  if (failure) draft.fail(failure);
}

/** No door is open, or none speaks SMTP: the scan has not reached what it was to look at. */
function failureOf(endpoints: readonly Endpoint[]): Omit<Failure, 'elapsedMs'> | undefined {
  const open = endpoints.filter(({ outcome }) => outcome === 'open');
  const count = new Set(endpoints.map(({ port }) => port)).size;
  if (open.length === 0) {
    const isRefused = endpoints.some(({ outcome }) => outcome === 'refused');
    return {
      stage: 'connect',
      kind: isRefused ? 'refused' : 'timeout',
      message: `none of ${count} ports is open`,
    };
  }
  const smtp = open.filter(({ scan }) => scan?.speaks === 'smtp' || scan?.speaks === 'smtp-in-tls');
  if (smtp.some(({ scan }) => scan?.ended === undefined)) return undefined;
  const [stopped] = smtp;
  if (stopped) return stoppedBy(stopped);
  return { stage: 'greeting', kind: 'protocol', code: 'NOT_SMTP', message: 'no open port speaks SMTP' };
}

/** SMTP is spoken, but no port answers EHLO. */
function stoppedBy({ scan, stoppedAt = 'greeting' }: Endpoint): Omit<Failure, 'elapsedMs'> {
  const { ended, refusal } = scan ?? {};
  return {
    stage: stoppedAt,
    kind: ended === 'refused' ? 'refusal' : ended === 'silent' ? 'timeout' : 'protocol',
    ...(refusal ? { replyCode: refusal.code } : {}),
    message: 'no port answers EHLO',
  };
}

function aborted(): Omit<Failure, 'elapsedMs'> {
  return { stage: 'connect', kind: 'aborted', message: 'interrupted while the ports were scanned' };
}

/** The dialogues one after the other, each under the name of its door. */
function noteDialogue(endpoint: Endpoint | undefined, lines: readonly TranscriptLine[], draft: Draft): void {
  if (!endpoint) return;
  const name = formatHostPort(endpoint.address ?? '*', endpoint.port);
  draft.transcript.lines.push(
    { direction: '*', text: name, atMs: 0, secure: false },
    ...lines.slice(0, LINES_OF_A_DOOR),
  );
}
