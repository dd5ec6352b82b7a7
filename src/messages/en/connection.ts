import type { Stage } from '../../errors.ts';
import type { Evidence } from '../../evidence.ts';
import type { StageTexts } from '../catalog.ts';
import { named } from '../error-name.ts';
import { formatsOf } from '../format.ts';
import { doorOf, probeCommand, steps, submissionPort } from '../next-step.ts';
import { programTexts } from './program.ts';
import { isSocket, socketCause, socketRefused, socketRemedy } from './unix-socket.ts';

const { duration, list, quote } = formatsOf('en');

function on(port: number | undefined): string {
  return port === undefined ? '' : ` on port ${port}`;
}

function tried(addresses: readonly string[]): string {
  if (addresses.length === 0) return 'the server';
  const rest = addresses.length - 4;
  return rest > 0 ? `${addresses.slice(0, 4).join(', ')} and ${rest} more` : list(addresses);
}

const OUTCOMES: Readonly<Record<string, string>> = {
  refused: 'refuses connections',
  reset: 'breaks connections off',
  timeout: 'does not answer',
  unreachable: 'cannot be reached',
};

function describeDoor({ outcome, stoppedAt }: { outcome: string; stoppedAt: Stage | undefined }): string {
  if (outcome !== 'open') return OUTCOMES[outcome] ?? 'cannot be connected to';
  return stoppedAt === undefined
    ? 'shows a certificate that is not trusted'
    : `fails at ${STAGE_NAMES[stoppedAt] ?? stoppedAt}`;
}

const STAGE_NAMES: Partial<Record<Stage, string>> = {
  greeting: 'the greeting',
  hello: 'EHLO',
  starttls: 'STARTTLS',
  tls: 'the TLS handshake',
};

/** The open ports of the same host as the next thing to try. */
function otherPorts(openPorts: readonly number[], evidence: Evidence): string | undefined {
  const [port] = openPorts;
  if (port === undefined) return undefined;
  const open = openPorts.length === 1 ? `port ${port} is` : `ports ${list(openPorts)} are`;
  return `On the same host ${open} open: ${probeCommand(evidence, { port })}`;
}

/** Users behind a closed port 25, or with the wrong port, belong on 587. */
function trySubmission({ openPorts }: { openPorts: readonly number[] }, evidence: Evidence) {
  if (openPorts.length > 0) return otherPorts(openPorts, evidence);
  const port = submissionPort(evidence);
  return (
    port !== undefined && `Try port ${port}, where users submit mail: ${probeCommand(evidence, { port })}`
  );
}

const FAILURE_CAUSES: Readonly<Record<string, string>> = {
  EACCES: 'This machine forbade the connection: a local firewall, an antivirus or a sandbox blocks it.',
  EPERM: 'This machine forbade the connection: a local firewall, an antivirus or a sandbox blocks it.',
  EADDRNOTAVAIL: 'This machine does not have the local address to connect from.',
  EMFILE: 'This machine has too many files and connections open.',
};

function notRun({ host, program }: Evidence['goal'], code: string | undefined): string | undefined {
  return program === undefined ? undefined : `The program ${quote(host)} could not be run${named(code)}.`;
}

/** The connection, in English. */
export const connectionTexts: StageTexts<'connect'> = {
  ...programTexts,
  'connect.refused': {
    title: ({ port }) => `Connection refused${on(port)}`,
    meaning: ({ addresses, port }, { goal }) =>
      isSocket(goal)
        ? socketRefused(goal)
        : `The connection to ${tried(addresses)} was refused at once: the machine is there, but no program listens${on(port)}, or a firewall turns callers away.`,
    fix: (data, evidence) =>
      isSocket(evidence.goal)
        ? [socketRemedy(data.code)]
        : steps(
            trySubmission(data, evidence),
            `On the server, check that the mail service runs and listens: \`ss -ltn${data.port === undefined ? '' : ` 'sport = :${data.port}'`}\``,
            'If it listens on 127.0.0.1 only, let it listen on the public address.',
          ),
  },
  'connect.timeout': {
    title: ({ port }) => `No answer${on(port)}`,
    meaning: ({ addresses, port, elapsedMs }) => {
      const silence = `No answer came from ${tried(addresses)} within ${duration(elapsedMs)}. Something drops the packets without a word`;
      return port === 25
        ? `${silence}: for port 25 that is most often your own provider, which blocks it for homes and cloud machines.`
        : `${silence}: a firewall before the server or on your side, or the machine is off.`;
    },
    fix: (data, evidence) =>
      steps(
        trySubmission(data, evidence),
        data.port === 25 &&
          'To send as a server, ask your provider to open outgoing port 25, or relay through its mail server.',
        'Try from another network; if it works there, the block is on your side.',
        data.port !== 25 && 'Otherwise ask the server’s administrator to look at its firewall.',
      ),
  },
  'connect.unreachable': {
    title: () => 'No route to the server',
    meaning: ({ addresses, onlyIpv6 }) =>
      onlyIpv6
        ? `The server has only IPv6 addresses (${tried(addresses)}), and this machine has no way into the IPv6 Internet.`
        : `The network reports that ${tried(addresses)} cannot be reached from here.`,
    fix: ({ onlyIpv6 }, evidence) =>
      steps(
        onlyIpv6
          ? 'Try from a network with IPv6.'
          : 'Check that this machine is online, and its VPN and routes.',
        onlyIpv6 && 'The server’s owner can publish an IPv4 address (A record) too.',
        `Then: ${probeCommand(evidence)}`,
      ),
  },
  'connect.reset': {
    title: ({ port }) => `Connection cut off at once${on(port)}`,
    meaning: ({ addresses, port }) =>
      `The connection to ${tried(addresses)}${on(port)} was reset before it stood. A firewall, a mail filter on this machine or an overloaded server does that.`,
    fix: (data, evidence) =>
      steps(
        'Switch off the mail shield of an antivirus on this machine for a moment and try again.',
        trySubmission(data, evidence),
        'Otherwise the server’s administrator has to look at its firewall and connection limits.',
      ),
  },
  'connect.failed': {
    title: () => 'The connection could not be made',
    meaning: ({ code, port }, { failure, goal }) =>
      notRun(goal, code) ??
      socketCause(code, goal) ??
      FAILURE_CAUSES[code ?? ''] ??
      `The system could not connect${on(port)}: ${code ?? failure?.message ?? 'it gives no reason'}.`,
    fix: ({ code }, evidence) => {
      if (evidence.goal.program !== undefined) {
        return ['Check its name and that it may be run; a name without a path is looked for in PATH.'];
      }
      if (isSocket(evidence.goal)) return [socketRemedy(code)];
      if (code === 'EADDRNOTAVAIL') return ['Give an address of this machine to --source, or leave it out.'];
      return [
        'Allow this program’s outgoing connections on this machine.',
        `Then: ${probeCommand(evidence)}`,
      ];
    },
  },
  'connect.proxy-failed': {
    title: ({ reached }) =>
      reached ? 'The proxy does not connect to the server' : 'The proxy cannot be reached',
    meaning: ({ proxy, reached, message, code }) =>
      reached
        ? `The proxy ${proxy} answered, but did not open a connection to the server: ${message ?? code ?? 'it gives no reason'}.`
        : `No connection to the proxy ${proxy} came about${code === undefined ? '' : ` (${code})`}, so the server was never asked.`,
    fix: ({ reached }, evidence) =>
      steps(
        reached
          ? 'Let the proxy allow this host and port; many allow 443 only.'
          : 'Check the address and port given to --proxy.',
        `Where a direct way exists, leave --proxy out: ${probeCommand(evidence)}`,
      ),
  },
  'connect.port-25-blocked': {
    title: () => 'Port 25 is blocked on the way',
    meaning: ({ openPorts }) =>
      `Port 25 stays silent, while on the same host ${openPorts.length === 1 ? `port ${openPorts[0]} answers` : `ports ${list(openPorts)} answer`}. Something between here and there filters port 25 alone, as most home and cloud providers do.`,
    fix: ({ openPorts }, evidence) =>
      steps(
        evidence.goal.port === 25
          ? otherPorts(openPorts, evidence)
          : `Nothing, to send mail as a user: port ${openPorts[0] ?? 587} is the right one.`,
        'To send as a server, ask your provider to open outgoing port 25, or relay through its mail server.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc5068',
  },
  'connect.endpoint-failed': {
    title: ({ areAddresses }) =>
      areAddresses ? 'Not every address of this host works' : 'Not every open port of this host works',
    meaning: ({ doors, areAddresses }, evidence) => {
      const each = doors.slice(0, 8).map((door) => `${doorOf(door, evidence)} ${describeDoor(door)}`);
      const who = areAddresses ? 'Senders that take such an address' : 'Users who are told to use it';
      return `Beside the one diagnosed here: ${list(each)}. ${who} fail or wait.`;
    },
    fix: ({ doors: [door], areAddresses }, evidence) => {
      if (!door) return [];
      const host = areAddresses ? door.address : undefined;
      const next = probeCommand(evidence, { port: door.port, ...(host === undefined ? {} : { host }) });
      return [`Look at it alone: ${next}`];
    },
  },
  'connect.ipv6-broken': {
    title: () => 'The server’s IPv6 address does not work',
    meaning: ({ addresses, outcome, elapsedMs }) => {
      const what =
        outcome === 'refused' || outcome === 'reset'
          ? 'refuses connections'
          : `stays silent (${duration(elapsedMs)})`;
      return `IPv4 works, but ${tried(addresses)} ${what}. Clients that prefer IPv6 wait or fail here.`;
    },
    fix: (_data, evidence) => [
      `See it alone: ${probeCommand(evidence, { options: '-6' })}`,
      'Let the mail service listen on IPv6 and its firewall allow it, or remove the AAAA record.',
      'If other IPv6 hosts fail too, the fault is in your own network.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8305',
  },
};
