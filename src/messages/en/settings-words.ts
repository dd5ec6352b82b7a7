import { formatsOf } from '../format.ts';
import { formatPartialDate } from '../partial-date.ts';
import { groupDigits } from '../quantity.ts';
import type { Dated, ProgramFields, SettingsWords } from '../settings-words.ts';
import { problem } from './settings-problems.ts';

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

/** A reading of this month has no age. */
function dateOf(dated: Dated): string {
  const date = formatPartialDate(dated.date, formats);
  if (!dated.isReading) return `of ${date}, ${ageOf(dated)}`;
  const read = `read ${dated.date.length === 'YYYY-MM-DD'.length ? 'on' : 'in'} ${date}`;
  return dated.ageMonths < 1 ? read : `${read}, ${ageOf(dated)}`;
}

const DAYS_FOR = {
  personal: 'with a personal account',
  workspace: 'with Google Workspace',
  relay: 'through smtp-relay.gmail.com',
  'free-plan': 'with the free plan',
  'base-plan': 'with the base plan, for all mailboxes together',
  'new-account': 'at the start',
} as const;

/** The conditions of a day's number follow it. */
function perDay(
  value: number | undefined,
  of: string,
  condition: keyof typeof DAYS_FOR | undefined,
): string[] {
  if (value === undefined) return [];
  return [`${number(value)} ${of} a day${condition === undefined ? '' : ` ${DAYS_FOR[condition]}`}`];
}

function serverIn({ host, port, user }: ProgramFields, security: string, login: string): string {
  return `server ${host}, port ${port}, ${security}, user name ${user}, ${login}`;
}

const OUTLOOK_LOGINS = {
  oauth: 'sign in with the provider',
  'password-ending': 'sign in with the provider',
  password: 'the server requires authentication',
  'cram-md5-first': 'the server requires authentication',
  unknown: 'the server requires authentication; how to log in is not known: not verified',
} as const;

const THUNDERBIRD_LOGINS = {
  oauth: 'OAuth2',
  'password-ending': 'OAuth2',
  password: 'normal password',
  'cram-md5-first': 'encrypted password',
  'cram-md5-only': 'encrypted password',
  unknown: 'normal password; how to log in is not known: not verified',
} as const;

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
    todo: 'What to do',
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
    bridge: 'through the provider’s program on your own computer (Bridge), with the password that it shows',
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
  placeholders: { user: 'USER', address: 'ADDRESS', name: 'NAME', domain: 'YOURDOMAIN', region: 'REGION' },
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
  login: (kinds, page) => {
    const [only, ...others] = kinds;
    if (only === undefined) return 'not known';
    if (only === 'oauth' && others.length === 0) {
      return 'only OAuth: every password is refused, right or wrong';
    }
    const [first, ...more] = kinds.map((kind) =>
      kind === 'app-password' && page !== undefined ? `${LOGINS[kind]}, made at ${page}` : LOGINS[kind],
    );
    return [first, ...more].join(page === undefined ? ', or ' : ' or ');
  },
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
    ...(limits.messagesPerSecond === undefined
      ? []
      : [`${number(limits.messagesPerSecond)} messages a second`]),
    ...perDay(limits.messagesPerDay, 'messages', limits.dailyFor),
    ...perDay(limits.recipientsPerDay, 'recipients', limits.dailyFor),
    ...(limits.otherDays ?? []).flatMap((day) => perDay(day.recipientsPerDay, 'recipients', day.for)),
    ...(limits.untold
      ? ['there are some, which the provider changes; their numbers are not known here']
      : []),
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
  source: (name, facts, dated) => `${name} (${facts.join(', ')}): ${dateOf(dated)}`,
  certainties: {
    high: 'good: well documented',
    medium: 'fair: partly documented',
    low: 'poor: badly documented; try it with --verify before you rely on it',
  },
  obsolete: (today, year, isUncertain) => {
    if (today === undefined) return `no source names a server any more (${year})`;
    return isUncertain ? `perhaps ${today}; not verified` : `today ${today} (sources of ${year})`;
  },
  lineRemarks: {
    'password-ending': 'with a password: as long as the administrator allows it',
    unknown: 'how to log in is not known; written for a password, not verified',
    caFile: 'certificates as on Debian and Ubuntu; elsewhere the path differs',
    passwordFile: 'write into /etc/postfix/sasl_passwd, then run the two commands below it:',
    oauthProvider: '$oauth: an object of PHPMailer\\PHPMailer\\OAuth, with the client’s id and refresh token',
  },
  needsOAuth: 'needs OAuth, which a password cannot replace here',
  outlook: (fields) =>
    fields.login === 'cram-md5-only'
      ? 'Outlook does not know CRAM-MD5, the only login that the sources name for this server: use another program'
      : serverIn(fields, `encryption ${ENCRYPTION[fields.security]}`, OUTLOOK_LOGINS[fields.login]),
  thunderbird: (fields) =>
    serverIn(
      fields,
      `connection security ${ENCRYPTION[fields.security]}`,
      `authentication ${THUNDERBIRD_LOGINS[fields.login]}`,
    ),
  lookUp: (count) =>
    count === 0 ? 'answers, and names no server' : `${count} ${count === 1 ? 'server' : 'servers'}`,
  via: (host) => `by way of ${host}`,
  problem,
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
    unanswered: (count, asked) =>
      count === asked
        ? `It could not be told: none of the ${asked} questions was answered.`
        : `It could not be told: ${count} of ${asked} questions had no answer, and the others name no server.`,
    nearest: (domain, command) => `Perhaps you mean ${domain}? \`${command}\``,
    askOnline: (text) => `Ask the network: \`smtp-doctor settings ${text} --online\``,
    askOwner: 'Ask whoever runs the domain’s mail, or look into the customer pages of its hosting provider.',
    candidates: (commands) =>
      `These names are common, and may not exist or not be meant for you; try them: ${list(commands)}`,
  },
  noServer: (provider) => `No server of ${provider} for sending is known.`,
  noServerSteps: {
    hosting:
      'Look into the customer pages, or ask the support, for the server of your mailbox; for a domain that is hosted there, try `smtp-doctor settings YOURDOMAIN --online`.',
    other:
      'Look into the webmail’s help, or ask the support, for the server of today; if the service is closed, you need an address elsewhere.',
  },
};
