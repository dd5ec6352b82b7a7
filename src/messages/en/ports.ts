import type { PortFindingId } from '../../rules/ports/ports.ts';
import { openTlsPort } from '../../rules/ports/roles.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { refusalWordsOf } from '../refusal.ts';
import { SERVICE_NAMES } from '../service-names.ts';
import { causes } from './causes/index.ts';
import { portWords } from './port-words.ts';

const { duration, list, quote } = formatsOf('en');
const refusalWords = refusalWordsOf(causes);

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
  unreachable: 'out of reach',
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
    fix: ({ hypotheses: [first], outcome }, { goal }) =>
      first
        ? [
            `To know for certain, ${portWords.settlements[first.settledBy](goal.host)}`,
            'Check the name: the server for sending often has another name than the web site.',
          ]
        : outcome === 'unreachable'
          ? ['Check that this machine is online, and its VPN and routes.']
          : [`To know more, ${portWords.settlements['other-network'](goal.host)}`],
  },
  'connect.port-25-dropped': {
    title: () => 'This server lets nobody in on port 25 from here',
    meaning: ({ openPorts, control }) =>
      `Port 25 stays silent, while ${openPorts.length === 1 ? 'port' : 'ports'} ${list(openPorts)} of the same host and port 25 of ${control} answer. So your network lets port 25 through: it is this server, or its firewall, that drops you.`,
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
        first && `To know for certain, ${portWords.settlements[first.settledBy](goal.host)}`,
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
        : 'Something between you and the server alters the dialogue',
    meaning: ({ signs, control }) => {
      const each = signs.map(({ kind, port, sample }) => {
        const where = `${portWords.interceptions[kind]} on port ${port}`;
        return sample === undefined ? where : `${where}, ${quote(sample)}`;
      });
      const whom = control === undefined ? '' : ` The unrelated server is ${control}.`;
      return `What was seen may not be the server’s own: ${list(each)}.${whom}`;
    },
    fix: ({ isLocal }, evidence) => {
      const tlsPort = openTlsPort(evidence);
      return steps(
        isLocal
          ? 'Exclude this program and the mail ports from the antivirus’s mail and TLS inspection.'
          : 'Ask whoever runs the network or the firewall to switch off its SMTP inspection.',
        tlsPort !== undefined &&
          `Take TLS from the first byte, which it can neither read nor change unseen: ${probeCommand(evidence, { port: tlsPort })}`,
        'Compare from another network before you blame the server.',
      );
    },
  },
  'greeting.ports-without-smtp': {
    title: ({ isAny, count }) => {
      if (!isAny) return 'No open port speaks SMTP';
      return count === 1 ? 'An open port does not speak SMTP' : `${count} open ports do not speak SMTP`;
    },
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
  'greeting.port-refused': {
    title: ({ ports, refusal: { code } }) =>
      ports.length === 1
        ? `Port ${ports[0]} turns you away in its greeting (${code})`
        : `${ports.length} ports turn you away in their greeting (${code})`,
    meaning: ({ refusal, ports, others }, evidence) => {
      const { code, lines } = refusal;
      const who = ports.length === 1 ? 'Port' : 'Ports';
      const said = `${who} ${list(ports)}: once connected, ${code} ${quote(lines)} comes in place of a welcome${others.length === 0 ? '' : ` (so does ${list(others.map((one) => `${one.code} on port ${one.port}`))})`}.`;
      const meaning = refusalWords(refusal, 'greeting', evidence)?.meaning;
      if (meaning !== undefined) return `${said} ${meaning}`;
      return code >= 400 && code < 500
        ? `${said} A 4xx code is temporary: the server is overloaded, or your address has too many connections.`
        : `${said} It turns your address away for good: a blocklist, a missing reverse DNS name, or a rule of its own.`;
    },
    fix: ({ refusal, ports: [port = 25] }, evidence) => [
      ...(refusalWords(refusal, 'greeting', evidence)?.fix ?? []),
      `Look at it alone: ${probeCommand(evidence, { port })}`,
    ],
    who: ({ refusal }, evidence) => refusalWords(refusal, 'greeting', evidence)?.who,
  },
  'greeting.port-slow': {
    title: ({ elapsedMs }) => `A greeting took ${duration(elapsedMs)}`,
    meaning: ({ ports }) =>
      `${ports.length === 1 ? 'Port' : 'Ports'} ${list(ports)}: mail programs may give up sooner. It is a delay on purpose against spammers, or a DNS lookup of your address that hangs.`,
    fix: () => [
      'On the server, check that its resolver answers fast, for reverse DNS and blocklists too.',
      'If the delay is on purpose, keep it to port 25.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2',
  },
  'hello.port-stopped': {
    title: ({ doors: [door, ...rest] }) =>
      rest.length === 0
        ? `Port ${door?.port} does not get past EHLO`
        : `${rest.length + 1} ports do not get past EHLO`,
    meaning: ({ doors }) => {
      const each = doors.map(({ port, stage, ended, code, line }) => {
        const what = `port ${port}: ${portWords.stopped(stage, ended, code)}`;
        return line === '' ? what : `${what}, ${quote(line)}`;
      });
      return `The dialogue begins as SMTP, but ends there (${each.join('; ')}). So what these ports offer was not learnt.`;
    },
    fix: ({ doors: [door] }, evidence) =>
      steps(
        door && `Look at it alone: ${probeCommand(evidence, { port: door.port })}`,
        'On the server, read the mail log of this minute: limits, access lists, and lookups that hang.',
      ),
  },
};
