import { formatsOf } from '../format.ts';
import type { PortWords } from '../port-words.ts';

const { list } = formatsOf('en');

const MOST_NAMED = 8;

const GREETING_ENDS = {
  silent: 'no greeting',
  dropped: 'hangs up in its greeting',
  endless: 'SMTP greeting without an end',
  unreadable: 'SMTP greeting that cannot be read',
} as const;

const HELLO_ENDS = {
  silent: 'silent after EHLO',
  dropped: 'hangs up after EHLO',
  endless: 'answers EHLO without an end',
  unreadable: 'answers EHLO with what is no reply',
} as const;

/** What a scan of the ports is told with, in English. */
export const portWords: PortWords = {
  outcomes: {
    open: 'open',
    refused: 'refused at once',
    timeout: 'filtered: no answer at all',
    unreachable: 'unreachable: no way to the host',
    reset: 'cut off as soon as it was opened',
    failed: 'could not be tried',
  },
  speaks: {
    smtp: 'SMTP',
    'smtp-in-tls': 'SMTP in TLS from the first byte',
    other: 'something that is not SMTP',
    silent: 'says nothing',
    dropped: 'hangs up without a word',
  },
  triedTls: 'with TLS or without',
  stopped: (stage, end, code) => {
    if (end === 'refused')
      return stage === 'greeting' ? `turns away in its greeting (${code})` : `refuses EHLO (${code})`;
    return (stage === 'greeting' ? GREETING_ENDS : HELLO_ENDS)[end];
  },
  roles: {
    relay: 'for mail between servers, not for users',
    submissions: 'for users, in TLS from the first byte (RFC 8314)',
    submission: 'for users, with STARTTLS (RFC 6409)',
    unofficial: 'for users, in no standard: a way out where others are blocked',
    lmtp: 'LMTP, within one mail system',
    test: 'for mail tests on one machine',
  },
  causes: {
    'network-blocks-25': 'your network or provider blocks outgoing port 25',
    'server-blocks-you': 'this server does not let you in',
    'server-down': 'the server or its mail service is down',
    'wrong-address': 'the name points to the wrong address',
    'local-antivirus': 'an antivirus or firewall on this computer stops it',
  },
  signs: {
    '25-silent': 'port 25 stays silent',
    '25-turned-away': 'port 25 is turned away, not left silent',
    'others-open': 'other ports of the same host are open',
    'all-silent': 'every port tried stays silent',
    'all-refused': 'every port tried is refused, so a machine is there',
    'all-reset': 'every port tried is cut off as soon as it is opened',
    'control-open': 'port 25 of the control server is open from here',
    'control-silent': 'port 25 of the control server stays silent too',
    'control-turned-away': 'port 25 of the control server is turned away too',
    'both-families-silent': 'IPv4 and IPv6 are silent alike',
    'one-family-open': 'port 25 is open over one of IPv4 and IPv6',
    'answer-too-soon': 'the answer came sooner than the way to the host allows',
    'forbidden-here': 'this computer’s own system forbade the connection',
    'shield-seen': 'an antivirus of this computer signs the certificates',
    'smtp-elsewhere': 'the host speaks SMTP on another port',
    'other-service': 'an open port speaks something else',
  },
  settlements: {
    'ask-control': (host) =>
      `try port 25 of another server, Gmail’s (\`smtp-doctor ports ${host} --allow-control\`) or one named by --control`,
    'other-network': (host) =>
      `try the same from another network, such as a phone’s: \`smtp-doctor ports ${host}\``,
    'ask-server-admin': () => 'ask the server’s administrator to look for your address in the firewall',
    'look-at-server': () => 'look on the server whether the mail service runs and listens (`ss -ltn`)',
    'check-name': (host) => `compare the addresses of ${host} with those that its owner names`,
    'switch-off-shield': () => 'try with the antivirus’s mail shield switched off',
  },
  interceptions: {
    'same-hello': 'the same EHLO answer, name included, as an unrelated server',
    'same-greeting': 'the same greeting as an unrelated server',
    canned: 'an EHLO answer known from a proxy',
    masked: 'words overwritten by a firewall',
    're-signed': 'a certificate signed on the way',
    'too-soon': 'connected sooner than the way to the host allows',
  },
  policies: {
    always: 'closed',
    'by-default': 'closed until asked for',
    'by-contract': 'closed by kind of contract',
  },
  remedies: {
    submission: 'use 587, 465 or 2525',
    relay: 'relay through a mail service on 587 or 2525',
    request: 'ask support to open it',
    'upgrade-or-relay': 'change the subscription, or relay on 587',
  },
  labels: {
    causes: 'Possible causes, the likeliest first:',
    for: 'for',
    against: 'against',
    settledBy: 'to settle it',
    way: 'Way in for users',
    control: 'Control',
    blocks: 'Networks known to close port 25',
    none: 'nothing',
    noAddress: 'has no address',
  },
  notForMail: ([port, ...rest]) =>
    rest.length === 0
      ? `Port ${port} is no mail port, by standard or habit.`
      : rest.length < MOST_NAMED
        ? `${list([port ?? 0, ...rest])} are no mail ports, by standard or habit.`
        : `${rest.length + 1} of these are no mail ports, by standard or habit.`,
  askForControl: (host) => `Port 25 stays silent. Look at port 25 of ${host}, to tell who blocks it?`,
  openedIn: (time) => `open in ${time}`,
  service: (name) => `speaks ${name}, not SMTP`,
  loginBeforeTls: (mechanisms) => `login before TLS: ${list(mechanisms)}`,
  loginAfterTls: (mechanisms) => `login in TLS: ${list(mechanisms)}`,
  loginNowhere: 'no login',
  startTlsAbsent: 'no STARTTLS',
  recommend: ([first, ...rest]) => {
    if (!first) return 'none: no port for users offers TLS, so a password would travel in clear text';
    const best =
      first.security === 'tls'
        ? `port ${first.port} with TLS from the first byte`
        : `port ${first.port} with STARTTLS set to required`;
    const others = rest.map(({ port }) => port);
    return others.length === 0 ? best : `${best}; else ${list(others)}`;
  },
};
