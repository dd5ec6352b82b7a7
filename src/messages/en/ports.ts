import type { PortFindingId } from '../../rules/ports.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { SERVICE_NAMES } from '../service-names.ts';
import { portWords } from './port-words.ts';

const { list, quote } = formatsOf('en');

const ALL_OUTCOMES: Readonly<Record<string, string>> = {
  refused: 'Every connection was refused at once, so a machine is there, but lets nobody in',
  reset: 'Every connection was cut off as soon as it was made',
  timeout: 'No answer came at all',
  unreachable: 'The network reports that there is no way to the host',
};

const CLOSED: Readonly<Record<string, string>> = {
  refused: 'refused',
  reset: 'cut off',
  timeout: 'left without an answer',
  unreachable: 'turned back by the network',
  failed: 'impossible',
};

const SPEAKS: Readonly<Record<string, string>> = {
  other: 'speaks something that is not SMTP',
  silent: 'says nothing',
  dropped: 'hangs up without a word',
};

/** A scan of the ports, in English. */
export const portTexts: FindingTexts<PortFindingId> = {
  'connect.ports-closed': {
    title: ({ ports: [port, ...rest] }) =>
      rest.length === 0 ? `Port ${port} cannot be reached` : 'None of the ports can be reached',
    meaning: ({ ports, outcome, hypotheses: [first] }, { goal }) => {
      const seen = `${ALL_OUTCOMES[outcome] ?? 'No connection could be made'} (${goal.host}, ${ports.length === 1 ? 'port' : 'ports'} ${list(ports)}).`;
      return first ? `${seen} Most likely ${portWords.causes[first.cause]}.` : seen;
    },
    fix: ({ hypotheses: [first] }, { goal }) =>
      first
        ? [
            `Find out for certain by ${portWords.settlements[first.settledBy](goal.host)}`,
            'Check the name: the server for sending often has another name than the web site.',
          ]
        : ['Check that this machine is online, and its VPN and routes.'],
  },
  'connect.port-25-dropped': {
    title: () => 'This server lets nobody in on port 25 from here',
    meaning: ({ openPorts, control }) =>
      `Port 25 stays silent, while ${list(openPorts)} of the same host and port 25 of ${control} answer. So your network lets port 25 through: it is this server, or its firewall, that drops you.`,
    fix: ({ openPorts: [port = 587] }, evidence) => [
      `To send as a user, take port ${port}: ${probeCommand(evidence, { port })}`,
      'To deliver mail, ask the server’s administrator whether your address is blocked; the domain’s MX may also be another host.',
    ],
  },
  'connect.port-25-turned-away': {
    title: ({ outcome }) => `Port 25 is ${CLOSED[outcome] ?? 'closed'}, others are open`,
    meaning: ({ openPorts, hypotheses: [first] }) =>
      first?.cause === 'server-blocks-you'
        ? `An answer came for port 25, and it was no. A server for users often has port 25 closed on purpose; open here: ${list(openPorts)}.`
        : `An answer came for port 25, and it was no. Open here: ${list(openPorts)}. Most likely ${first ? portWords.causes[first.cause] : 'something on the way refuses it'}.`,
    fix: ({ openPorts: [port = 587], hypotheses: [first] }, { goal }) =>
      steps(
        `To send as a user, take port ${port}; port 25 is not needed.`,
        first && `Find out for certain by ${portWords.settlements[first.settledBy](goal.host)}`,
      ),
  },
  'connect.addresses-differ': {
    title: () => 'The host’s addresses do not offer the same ports',
    meaning: ({ ports }) => {
      const each = ports.map(
        ({ port, open, closed }) =>
          `port ${port} is open at ${list(open.map((address) => address ?? 'one'))}, not at ${list(closed.map(({ address }) => address ?? 'another'))}`,
      );
      return `Of one and the same name, ${list(each)}. Clients that take the closed address wait or fail.`;
    },
    fix: ({ ports: [first] }, evidence) => {
      const host = first?.closed[0]?.address;
      const place = host === undefined ? {} : { host };
      return [
        `See it alone: ${probeCommand(evidence, { ...place, ...(first ? { port: first.port } : {}) })}`,
        'Let the service listen at every address of the name, or take the address out of DNS.',
      ];
    },
  },
  'connect.intercepted': {
    title: ({ isLocal }) =>
      isLocal
        ? 'A program on this computer answers for the server'
        : 'Something on the way answers for the server',
    meaning: ({ signs, control }) => {
      const each = signs.map(({ kind, port, sample }) => {
        const where = `${portWords.interceptions[kind]} on port ${port}`;
        return sample === undefined ? where : `${where}, ${quote(sample)}`;
      });
      const whom = control === undefined ? '' : ` The unrelated server is ${control}.`;
      return `What was seen is not the server’s own: ${list(each)}.${whom}`;
    },
    fix: ({ isLocal }, evidence) =>
      steps(
        isLocal
          ? 'Exclude this program and the mail ports from the antivirus’s mail and TLS inspection.'
          : 'Ask whoever runs the network or the firewall to switch off its SMTP inspection.',
        `Take TLS from the first byte, which it can neither read nor change unseen: ${probeCommand(evidence, { port: 465 })}`,
        'Compare from another network before you blame the server.',
      ),
  },
  'greeting.ports-without-smtp': {
    title: ({ isAny }) => (isAny ? 'An open port does not speak SMTP' : 'No open port speaks SMTP'),
    meaning: ({ doors }) => {
      const each = doors.map(({ port, speaks, service, line }) => {
        const what = service
          ? `speaks ${SERVICE_NAMES[service]}`
          : (SPEAKS[speaks ?? ''] ?? 'is no mail port');
        return `port ${port} ${what}${line === '' ? '' : `, ${quote(line)}`}`;
      });
      return `The connection stands, but ${list(each)}.`;
    },
    fix: ({ doors: [door] }, evidence) =>
      steps(
        'Check that the port belongs to the mail service, and that no firewall or antivirus only pretends to answer.',
        door && `Look at it alone: ${probeCommand(evidence, { port: door.port })}`,
      ),
  },
};
