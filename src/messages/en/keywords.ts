import { formatsOf } from '../format.ts';
import { formatSeconds, groupDigits, parseWhole } from '../quantity.ts';
import type { KeywordWords } from '../words.ts';

const formats = formatsOf('en');

function list(parameters: readonly string[]): string {
  return parameters.join(', ');
}

/** RFC 1870: no number, or 0, sets no limit that the server can name. */
function size([limit]: readonly string[]): string {
  const bytes = parseWhole(limit);
  if (bytes === undefined) return 'the size of a message can be announced; no limit is named';
  if (bytes === 0) return 'the size of a message can be announced; no fixed limit';
  return `messages of up to ${formats.size(bytes)} (${groupDigits(bytes, 'en')} bytes)`;
}

function deliverBy([least]: readonly string[]): string {
  const seconds = parseWhole(least);
  const words = 'delivery by a given time can be asked for';
  return seconds === undefined ? words : `${words}, at least ${formatSeconds(seconds, 'en')} ahead`;
}

function futureRelease([seconds, until]: readonly string[]): string {
  const limit = parseWhole(seconds);
  const words = 'a message can be held back for later';
  if (limit === undefined) return words;
  return `${words}, for at most ${formatSeconds(limit, 'en')}${until ? `, until ${until}` : ''}`;
}

const LIMIT_NAMES: Readonly<Record<string, string>> = {
  MAILMAX: 'messages a session',
  RCPTMAX: 'recipients a message',
  RCPTDOMAINMAX: 'recipient domains a session',
};

/** RFC 9422: `RCPTMAX=100`. */
function limits(parameters: readonly string[]): string {
  const said = parameters.map((parameter) => {
    const [name = '', value = ''] = parameter.split('=');
    const words = LIMIT_NAMES[name.toUpperCase()];
    return words ? `${value} ${words}` : parameter;
  });
  return said.length === 0 ? 'limits are announced, but none is named' : `limits: ${list(said)}`;
}

function auth(mechanisms: readonly string[]): string {
  return mechanisms.length === 0 ? 'login, but no mechanism is named' : `login by ${list(mechanisms)}`;
}

function withList(words: string): (parameters: readonly string[]) => string {
  return (parameters) => (parameters.length === 0 ? words : `${words} (${list(parameters)})`);
}

/** EHLO keywords in English. */
export const keywords: KeywordWords = {
  known: {
    '8BITMIME': () => 'accented text travels without being re-encoded',
    ATRN: () => 'hands a customer’s mail over after login, in the reverse direction',
    AUTH: auth,
    BINARYMIME: () => 'binary content travels as it is',
    BURL: withList('can attach what already lies on an IMAP server'),
    CHECKPOINT: () => 'a broken transfer can be taken up again',
    CHUNKING: () => 'messages can be sent in chunks (BDAT)',
    CONNEG: () => 'says what formats a recipient can show',
    CONPERM: () => 'may convert content when the sender permits it',
    DELIVERBY: deliverBy,
    DSN: () => 'delivery receipts can be asked for',
    ENHANCEDSTATUSCODES: () => 'replies carry precise codes such as 5.7.1',
    ETRN: () => 'a waiting queue can be started from outside',
    EXPN: () => 'says who is on a mailing list',
    FUTURERELEASE: futureRelease,
    HELP: () => 'answers HELP',
    LIMITS: limits,
    'MT-PRIORITY': withList('messages can have a priority'),
    MTRK: () => 'a message’s way can be tracked',
    'NO-SOLICITING': withList('refuses unsolicited mail that says it is'),
    ONEX: () => 'obsolete: one message a session',
    PIPELINING: () => 'several commands may be sent at once',
    REQUIRETLS: () => 'a sender may demand TLS on the whole way',
    RRVS: () => 'can check that a mailbox has not changed hands',
    SAML: () => 'obsolete: to the terminal and to the mailbox',
    SEND: () => 'obsolete: to the user’s terminal',
    SIZE: size,
    SMTPUTF8: () => 'addresses and headers in any script',
    SOML: () => 'obsolete: to the terminal or to the mailbox',
    STARTTLS: () => 'the connection can be encrypted',
    SUBMITTER: () => 'obsolete: names the responsible sender (Sender ID)',
    TURN: () => 'obsolete and unsafe: client and server change places',
    UTF8SMTP: () => 'obsolete: the experiment before SMTPUTF8',
    VERB: () => 'obsolete: the server tells what it is doing',
    VRFY: () => 'may say whether a mailbox exists',
    CLIENTID: () => 'private: the client device names itself before login',
    PIPECONNECT: () => 'Exim: commands may be sent before the greeting on a later visit',
    PRDR: () => 'Exim: each recipient gets a reply of its own after DATA',
    'X-ANONYMOUSTLS': () => 'Exchange: TLS among its own servers',
    'X-EXPS': withList('Exchange: login among its own servers'),
    'X-LINK2STATE': () => 'Exchange: routing news among old servers',
    'X-MESSAGECONTEXT': withList('Exchange: internal data beside a message'),
    XADR: () => 'private: address checks of Oracle’s and Sun’s server',
    XCIR: () => 'private: circuit checks of Oracle’s and Sun’s server',
    XCLIENT: withList('Postfix: a trusted proxy may say who the client is'),
    XDSN: () => 'private: an early form of delivery receipts',
    XEXCH50: () => 'Exchange: properties of a message among old servers',
    XFORWARD: withList('Postfix: a filter may say who the client was, for the log'),
    XGEN: () => 'private: general state of Oracle’s and Sun’s server',
    XLOOP: withList('private: a mark against mail loops'),
    XOORG: () => 'Exchange: names the organisation a message comes from',
    XORIGFROM: () => 'Exchange: keeps the sender from before a rewriting',
    XPROXY: () => 'Exchange: a front-end server hands the session on',
    XPROXYFROM: () => 'Exchange: a front-end server names the client',
    XPROXYTO: () => 'Exchange: a front-end server names the destination',
    XRDST: () => 'Exchange: names the destination of a route',
    XSHADOW: () => 'Exchange: keeps a second copy until delivery',
    XSHADOWREQUEST: () => 'Exchange: asks another server for a second copy',
    XSTA: () => 'private: channel state of Oracle’s and Sun’s server',
    XSYSPROBE: () => 'Exchange: its own monitoring messages',
    XUSR: () => 'Sendmail: marks a message as handed in by a user',
    XVERP: () => 'Postfix: a return address for each recipient',
    X_PIPE_CONNECT: () => 'Exim: the older name of PIPECONNECT',
  },
  legacyAuth: (mechanisms) => `login by ${list(mechanisms)}, in the old form that early Outlook needed`,
  masked: 'crossed out by a firewall on the way',
  unknown: 'unknown to smtp-doctor; it may be private to this server',
};
