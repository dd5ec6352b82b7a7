import type { ConnectEvidence, Endpoint, Evidence, Failure, PortScan } from '../evidence.ts';
import { authMechanisms } from '../smtp/extension.ts';
import { recogniseService } from '../smtp/service.ts';

/** What a report keeps of a first line. */
const LINE_CHARACTERS = 200;

/** A greeting of several lines whose last has not come (RFC 5321 §4.2). */
const BEGUN_GREETING = /^[245]\d\d-/;

const ENDS: Readonly<Partial<Record<Failure['kind'], PortScan['ended']>>> = {
  refusal: 'refused',
  disconnected: 'dropped',
  limit: 'endless',
  protocol: 'unreadable',
};

/** Tells what one session's evidence says of the port it was held at. */
export function scannedEndpoint(evidence: Evidence): Endpoint {
  const { connect, failure, goal, greeting, hello, starttls, tls } = evidence;
  const address = connect?.address ?? connect?.attempts[0]?.address;
  const outcome = outcomeOf(evidence);
  return {
    ...(address === undefined ? {} : { address }),
    port: goal.port ?? 0,
    outcome,
    ...(hello ? { security: tls?.mode ?? 'none' } : {}),
    ...(starttls ? { offersStartTls: starttls.offered } : {}),
    ...(hello ? { authMechanisms: authMechanisms(hello.secure ?? hello.plain) } : {}),
    ...(greeting ? { greetingCode: greeting.reply.code } : {}),
    ...(tls ? { trusted: tls.trust.trusted } : {}),
    ...(failure ? { stoppedAt: failure.stage } : {}),
    elapsedMs: Math.round(
      (evidence.timings ?? []).reduce((end, one) => Math.max(end, one.startedMs + one.elapsedMs), 0),
    ),
    chosen: false,
    scan: scanOf(evidence, outcome),
  };
}

function scanOf(evidence: Evidence, outcome: Endpoint['outcome']): PortScan {
  const { connect, failure, greeting, hello, mode, software } = evidence;
  const code = outcome === 'open' ? undefined : (connect?.attempts[0]?.code ?? failure?.code);
  const heard = heardFirst(evidence);
  const speaks = outcome === 'open' ? speaksOf(evidence) : undefined;
  const ended = speaks === 'smtp' || speaks === 'smtp-in-tls' ? endOf(evidence) : undefined;
  const refusal = ended === 'refused' ? (hello?.refused ?? greeting?.reply) : undefined;
  const service = speaks === 'other' ? recogniseService(heard ?? '') : undefined;
  return {
    connectMs: connectMs(connect),
    ...(code === undefined ? {} : { code }),
    ...(speaks === undefined ? {} : { speaks }),
    ...(service === undefined ? {} : { service }),
    ...(heard === undefined ? {} : { greeting: heard.slice(0, LINE_CHARACTERS) }),
    // What came in TLS came after having listened in vain.
    ...(greeting && mode?.works !== 'tls' ? { greetingMs: greeting.elapsedMs } : {}),
    ...(speaks === 'silent' && isTlsTried(evidence) ? { triedTls: true } : {}),
    ...(ended === undefined ? {} : { ended }),
    ...(refusal ? { refusal } : {}),
    ...(hello?.plain ? { hello: hello.plain } : {}),
    ...(hello?.secure ? { secureHello: hello.secure } : {}),
    ...(software ? { software } : {}),
  };
}

function connectMs(connect: ConnectEvidence | undefined): number {
  return connect?.attempts[0]?.elapsedMs ?? connect?.elapsedMs ?? 0;
}

/** A connection that is reset before its first word was let in only for show. */
function outcomeOf({ connect, failure, greeting }: Evidence): Endpoint['outcome'] {
  if (connect?.address !== undefined) {
    const isCutOff = failure?.stage === 'greeting' && failure.code === 'ECONNRESET' && !failure.received;
    return isCutOff && !greeting ? 'reset' : 'open';
  }
  const outcome = connect?.attempts[0]?.outcome;
  if (outcome === 'connected' || outcome === 'abandoned') return 'failed';
  return outcome ?? (failure?.code === 'DEADLINE' ? 'timeout' : 'failed');
}

/** The first line heard, or what came in its place; absent when nothing did. */
function heardFirst({ failure, greeting, mode }: Evidence): string | undefined {
  const [line] = greeting?.reply.lines ?? [];
  if (greeting) return `${greeting.reply.code} ${line ?? ''}`.trimEnd();
  const received = failure?.stage === 'greeting' ? failure.received : undefined;
  return (received || mode?.banner)?.split(/\r?\n/)[0] || undefined;
}

/** To a port of users that stays silent TLS is offered too; a relay's is only listened to. */
function isTlsTried({ failure, goal }: Evidence): boolean {
  return goal.role === 'submission' && failure?.kind === 'timeout';
}

/** How SMTP ended before its EHLO was answered; undefined when it went on. */
function endOf({ failure }: Evidence): PortScan['ended'] {
  if (failure?.stage !== 'greeting' && failure?.stage !== 'hello') return undefined;
  const isBegun = failure.received !== undefined && failure.received !== '';
  if (failure.kind === 'timeout') return isBegun ? 'endless' : 'silent';
  return ENDS[failure.kind];
}

function speaksOf(evidence: Evidence): PortScan['speaks'] {
  const { failure, greeting, hello, tls } = evidence;
  if (hello?.plain || hello?.secure) return isInTls(evidence) ? 'smtp-in-tls' : 'smtp';
  const heard = heardFirst(evidence);
  if (!greeting && BEGUN_GREETING.test(heard ?? '')) return isInTls(evidence) ? 'smtp-in-tls' : 'smtp';
  if (heard !== undefined && (!greeting || recogniseService(`${heard}\r\n`) !== undefined)) return 'other';
  if (greeting) return isInTls(evidence) ? 'smtp-in-tls' : 'smtp';
  if (tls) return 'other';
  return failure?.kind === 'disconnected' ? 'dropped' : 'silent';
}

function isInTls({ tls }: Evidence): boolean {
  return tls?.mode === 'tls';
}
