import { formatsOf } from '../format.ts';
import { formatPartialDate } from '../partial-date.ts';
import { groupDigits } from '../quantity.ts';
import type { Dated, ProgramFields, SettingsWords } from '../settings-words.ts';

const formats = formatsOf('en');
const { list, size } = formats;
const number = (value: number): string => groupDigits(value, 'en');

function ageOf({ ageMonths }: Dated): string {
  if (ageMonths < 1) return 'this month';
  if (ageMonths < 24) return `${ageMonths} ${ageMonths === 1 ? 'month' : 'months'} old`;
  return `${Math.floor(ageMonths / 12)} years old`;
}

const LOGINS = {
  password: 'the password of the mailbox',
  'app-password': 'an app password',
  oauth: 'OAuth (the program signs in with the provider)',
  key: 'a key or SMTP password from the service’s own pages',
} as const;

const ENCRYPTION = { tls: 'SSL/TLS', starttls: 'STARTTLS' } as const;

function serverIn({ host, port, user }: ProgramFields, security: string, login: string): string {
  return `server ${host}, port ${port}, ${security}, user name ${user}, ${login}`;
}

/** What `settings` says, in English. */
export const settingsWords: SettingsWords = {
  labels: {
    server: 'Outgoing server',
    alternatives: 'Or',
    userName: 'User name',
    login: 'Login',
    sender: 'Sender',
    limits: 'Limits',
    steps: 'Before you start',
    lines: 'Ready to paste',
    sources: 'Sources',
    asked: 'Asked online',
    mx: 'Mail is taken in by',
    oldNames: 'Old names',
    verified: 'Verified now',
    certainty: 'Trust',
  },
  kinds: {
    webmail: 'mail provider',
    isp: 'Internet provider',
    hosting: 'hosting provider',
    pec: 'PEC, certified mail',
    business: 'mail for organisations',
    'sending-service': 'sending service',
  },
  recognisedBy: {
    domain: (domain) => `Addresses of ${domain} are theirs.`,
    host: (host) => `${host} is, or was, one of their servers.`,
    name: () => 'Known by name.',
    mx: (host) => `Recognised by the domain’s MX, ${host}: they take in its mail, and usually send it too.`,
  },
  securities: { tls: 'TLS from the first byte (SSL/TLS)', starttls: 'STARTTLS, required' },
  uses: {
    'own-domains': 'for addresses on the provider’s own domains',
    'customer-domains': 'for addresses on a domain of your own',
    organisations: 'for organisations with a domain of their own',
    relay: 'for organisations’ servers, set up by the administrator',
    europe: 'for accounts in Europe',
    americas: 'for accounts in the Americas and Asia',
    germany: 'for accounts with the German brand',
    bulk: 'for newsletters',
    test: 'for tests: never delivers',
    'paid-plans': 'with a paid plan only',
    'old-tls': 'for devices with obsolete TLS only',
  },
  serverSources: {
    table: 'our own list',
    nodemailer: 'nodemailer’s list, not verified',
    autoconfig: 'published by the domain',
    ispdb: 'Thunderbird’s database',
    'mx-autoconfig': 'published by the MX’s domain',
    'mx-ispdb': 'Thunderbird’s database, by the MX',
    srv: 'SRV record of the domain',
    autodiscover: 'Exchange Autodiscover',
  },
  reported: 'seen in use, not documented',
  elsewhere: 'outside the domain: check that you know its owner',
  port: (port, security) => `port ${port}, ${security}`,
  placeholder: 'USER',
  userName: (name, address) => {
    switch (name.form) {
      case 'address':
        return `${address ?? 'the whole address'}${address === undefined ? '' : ' (the whole address)'}`;
      case 'local-part':
        return `${address?.split('@')[0] ?? 'the part before the @'}${address === undefined ? '' : ' (the part before the @)'}`;
      case 'fixed':
        return `the word ${name.value}, the same for everybody`;
      case 'issued':
        return 'the one that the provider’s pages show; it is not the address';
      case 'any':
        return 'any: it is not looked at';
    }
  },
  login: (kinds) => {
    const [only, ...others] = kinds;
    if (only === undefined) return 'not known';
    if (others.length > 0) return kinds.map((kind) => LOGINS[kind]).join(', or ');
    return only === 'oauth' ? 'only OAuth: every password is refused, right or wrong' : LOGINS[only];
  },
  appPasswordAt: (page) => `app passwords are made at ${page}`,
  sender: (rule) => {
    switch (rule.rule) {
      case 'account':
        return 'the mailbox’s own address, or one that it may send as';
      case 'authorised':
        return 'any other than the mailbox’s own must first be authorised in the webmail';
      case 'verified':
        return 'an address or domain that was verified with the service';
      case 'rewritten':
        return 'another From is replaced by the account’s, unless it was added as an alias';
      case 'domains':
        return `addresses of ${list(rule.domains)} only`;
    }
  },
  limits: (limits) => [
    ...(limits.messageBytes === undefined ? [] : [`${size(limits.messageBytes)} a message`]),
    ...(limits.recipientsPerMessage === undefined
      ? []
      : [`${number(limits.recipientsPerMessage)} recipients a message`]),
    ...(limits.messagesPerMinute === undefined
      ? []
      : [`${number(limits.messagesPerMinute)} messages a minute`]),
    ...(limits.messagesPerDay === undefined ? [] : [`${number(limits.messagesPerDay)} messages a day`]),
    ...(limits.recipientsPerDay === undefined ? [] : [`${number(limits.recipientsPerDay)} recipients a day`]),
    ...(limits.untold ? ['there are some, which the provider changes and does not publish'] : []),
  ],
  facts: {
    servers: 'servers',
    credential: 'login',
    'user-name': 'user name',
    sender: 'sender',
    limits: 'limits',
    mx: 'MX',
    'old-names': 'old names',
    access: 'conditions',
  },
  unnamedSources: {
    code: 'public source code',
    'mx-table': 'a public table of MX hosts',
    headers: 'headers of old messages',
  },
  source: (name, facts, dated) =>
    `${name} (${facts.join(', ')}): ${dated.isReading ? 'read in ' : 'of '}${formatPartialDate(dated.date, formats)}, ${ageOf(dated)}`,
  certainties: {
    high: 'well documented',
    medium: 'partly documented',
    low: 'badly documented: try it with --verify before you rely on it',
  },
  obsolete: (today, year) =>
    today === undefined
      ? `no source names a server any more (${year})`
      : `today ${today} (sources of ${year})`,
  needsOAuth: 'needs OAuth, which a password cannot replace here',
  outlook: (fields) =>
    serverIn(
      fields,
      `encryption ${ENCRYPTION[fields.security]}`,
      fields.isOAuth ? 'sign in with the provider' : 'the server requires authentication',
    ),
  thunderbird: (fields) =>
    serverIn(
      fields,
      `connection security ${ENCRYPTION[fields.security]}`,
      `authentication ${fields.isOAuth ? 'OAuth2' : 'normal password'}`,
    ),
  lookUp: (count) =>
    count === 0 ? 'answers, and names no server' : `${count} ${count === 1 ? 'server' : 'servers'}`,
  problem: (problem) => {
    switch (problem) {
      case 'no-address':
      case 'nxdomain':
      case 'no-data':
        return 'does not exist';
      case 'private-address':
        return 'points into a private network: not asked';
      case 'plain-http':
        return 'leads to HTTP without TLS: not followed';
      case 'bad-redirect':
        return 'leads to a URL that is not followed';
      case 'too-many-redirects':
        return 'leads on and on';
      case 'certificate':
        return 'has a certificate that cannot be believed';
      case 'timeout':
        return 'did not answer in time';
      case 'unreachable':
        return 'cannot be reached';
      case 'too-large':
        return 'sends more than a configuration can be';
      case 'not-configuration':
        return 'answers with something else';
      case 'servfail':
      case 'refused':
      case 'malformed':
      case 'answer':
        return 'the DNS gives no usable answer';
      default:
        return `answers with HTTP ${problem.slice('status-'.length)}`;
    }
  },
  verdicts: {
    healthy: 'works',
    warnings: 'works, with warnings',
    broken: 'does not work',
    inconclusive: 'could not be told',
  },
  verified: (verdict, headline) => (headline === undefined ? verdict : `${verdict}: ${headline}`),
  unknown: {
    title: (domain) => `Nothing is known of ${domain}`,
    offline: (domain) =>
      `${domain} is no domain of a provider in our list. Its settings are known to whoever runs its mail; they may be published, which only a question to the network can tell.`,
    online: (domain) =>
      `${domain} publishes no settings for mail programs, nobody else knows them, and its MX is not that of a provider in our list.`,
    askOnline: (text) => `Ask the network: \`smtp-doctor settings ${text} --online\``,
    askOwner: 'Ask whoever runs the domain’s mail, or look into the customer pages of its hosting provider.',
    candidates: (commands) =>
      `These names are common, and may not exist or not be meant for you; try them: ${list(commands)}`,
  },
  noServer: (provider) => `No server of ${provider} for sending is known.`,
};
