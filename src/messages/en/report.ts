import { formatsOf } from '../format.ts';
import { formatSeconds, groupDigits } from '../quantity.ts';
import type { ReportWords, SeverityCounts } from '../words.ts';
import { authWords } from './auth-words.ts';
import { deliveryWords } from './delivery-words.ts';
import { exerciseWords } from './exercise-words.ts';
import { inspectionWords } from './inspection-words.ts';
import { sessionWords } from './session-words.ts';

const formats = formatsOf('en');

function list(items: readonly string[]): string {
  return items.length === 0 ? 'none' : items.join(', ');
}

function count(amount: number, one: string, many: string): string {
  return `${groupDigits(amount, 'en')} ${amount === 1 ? one : many}`;
}

function daysLeft(days: number): string {
  return days === 0 ? 'less than a day left' : `${count(days, 'day', 'days')} left`;
}

function tally({ error, warning, info }: SeverityCounts): string {
  const parts = [
    error > 0 ? count(error, 'error', 'errors') : '',
    warning > 0 ? count(warning, 'warning', 'warnings') : '',
    info > 0 ? count(info, 'note', 'notes') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}

/** The report's own words in English. */
export const reportWords: ReportWords = {
  labels: {
    address: 'Address',
    greeting: 'Greeting',
    software: 'Software',
    security: 'Security',
    certificate: 'Certificate',
    startTls: 'STARTTLS',
    login: 'Login',
    loginTried: 'Login tried',
    token: 'Token',
    sender: 'Sender',
    recipients: 'Recipients',
    message: 'Message',
    queueId: 'Queue id',
    mechanisms: 'Login mechanisms',
    exercise: 'Extensions tried',
    xclient: 'XCLIENT',
    xforward: 'XFORWARD',
    afterTls: 'After TLS',
    mtaSts: 'MTA-STS',
    dane: 'DANE',
    extensions: 'Extensions',
    oddities: 'Oddities',
    endpoints: 'Ports and addresses',
    timings: 'Time spent',
    dns: 'DNS',
    attempts: 'Connections tried',
    exchanges: 'Commands and replies',
    transcript: 'Transcript',
    passed: 'Passed',
    skipped: 'Skipped',
    ignored: 'Ignored',
    actor: 'Who must act',
    see: 'See',
    subject: 'Server',
    verdict: 'Verdict',
    headline: 'Headline',
  },
  verdicts: { healthy: 'healthy', warnings: 'warnings', broken: 'broken', inconclusive: 'inconclusive' },
  stages: {
    resolve: 'DNS',
    connect: 'connect',
    greeting: 'greeting',
    hello: 'EHLO',
    starttls: 'STARTTLS',
    tls: 'TLS',
    auth: 'login',
    mail: 'MAIL FROM',
    rcpt: 'RCPT TO',
    data: 'DATA',
    quit: 'QUIT',
    domain: 'domain',
  },
  trustProblems: {
    'self-signed': 'self-signed',
    'missing-intermediate': 'an intermediate certificate is missing',
    'unknown-issuer': 'issuer unknown',
    expired: 'expired',
    'not-yet-valid': 'not valid yet',
    'name-mismatch': 'made out for another name',
    'weak-key': 'weak key',
    'weak-signature': 'weak signature',
    revoked: 'revoked',
    other: 'refused by the TLS library',
  },
  oddities: {
    'bare-lf': 'a line ended without CR',
    'code-only': 'a reply of only a code',
    'mixed-codes': 'one reply with different codes',
    'eight-bit': 'bytes that are neither ASCII nor UTF-8',
    utf8: 'UTF-8 text where ASCII is due',
    'overlong-line': 'a line over 512 bytes',
    'control-characters': 'control characters in the text',
    unsolicited: 'a reply that nobody had asked for',
    'not-a-reply-line': 'a line without a code inside a reply',
  },
  endpointOutcomes: {
    open: 'open',
    refused: 'refused',
    timeout: 'no answer',
    unreachable: 'unreachable',
    reset: 'reset',
    failed: 'failed',
  },
  attemptOutcomes: {
    connected: 'connected',
    refused: 'refused',
    timeout: 'no answer',
    unreachable: 'unreachable',
    reset: 'reset',
    abandoned: 'given up, another address was faster',
    failed: 'failed',
  },
  dnsStatuses: {
    answer: 'answered',
    'no-data': 'no such record',
    nxdomain: 'no such name',
    servfail: 'the DNS server failed',
    refused: 'the DNS server refused',
    timeout: 'the DNS server did not answer',
    malformed: 'the answer could not be read',
  },
  fingerprintKinds: {
    mta: 'mail server',
    provider: 'provider',
    middlebox: 'device on the way',
    antivirus: 'antivirus on the way',
    'other-service': 'not a mail server',
  },
  seenIn: {
    banner: 'by its greeting',
    ehlo: 'by its EHLO',
    reply: 'by a reply',
    certificate: 'by its certificate',
  },
  securities: { none: 'no TLS', starttls: 'STARTTLS', tls: 'TLS from the first byte' },
  mtaStsModes: { enforce: 'enforced', testing: 'testing only', none: 'switched off' },
  duration: (ms) => formats.duration(ms),
  after: (ms) => `after ${formats.duration(ms)}`,
  span: (startedMs, elapsedMs) => `at ${formats.duration(startedMs)}, for ${formats.duration(elapsedMs)}`,
  connectedIn: (ms) => `connected in ${formats.duration(ms)}`,
  attempts: (amount) => count(amount, 'attempt', 'attempts'),
  throughProxy: (proxy) => `through the proxy ${proxy}`,
  works: {
    connected: 'reachable',
    greeted: 'speaks SMTP',
    encrypted: (protocol) => `encrypts (${protocol})`,
    trusted: 'certificate trusted',
    login: 'login offered',
  },
  clearText: 'none: everything travels in clear text',
  implicitTls: 'TLS from the first byte',
  startTlsOffered: 'offered',
  startTlsAbsent: 'not offered',
  startTlsRefused: (code) => `offered, then refused with ${code}`,
  startTlsUnanswered: 'offered; not used',
  issuedBy: (issuer) => `issued by ${issuer}`,
  selfSigned: 'issued by itself',
  daysLeft,
  daysExpired: (days) => (days === 0 ? 'expired today' : `expired ${count(days, 'day', 'days')} ago`),
  validFrom: (date) => `not valid before ${date}`,
  validUntil: (date) => `valid until ${date}`,
  key: (type, bits) => `key ${type}, ${bits} bits`,
  names: (names) => `for ${list(names)}`,
  more: (amount) => `${groupDigits(amount, 'en')} more`,
  trusted: 'trusted',
  notTrusted: (problems) => (problems.length === 0 ? 'not trusted' : `not trusted: ${problems.join(', ')}`),
  daneMatched: 'a TLSA record matches the certificate',
  daneMismatched: 'no TLSA record matches the certificate',
  daneUnauthenticated: 'TLSA records without DNSSEC, which do not count',
  mtaStsMatch: (matches) => (matches ? 'this host is in the policy' : 'this host is not in the policy'),
  loginBeforeTls: (mechanisms) => `before TLS: ${list(mechanisms)}`,
  loginAfterTls: (mechanisms) => `after TLS: ${list(mechanisms)}`,
  loginAlways: (mechanisms) => list(mechanisms),
  loginNever: 'not offered',
  auth: authWords,
  delivery: deliveryWords,
  inspection: inspectionWords,
  exercise: exerciseWords,
  session: sessionWords,
  gained: (keywords) => `also offers ${keywords.join(', ')}`,
  lost: (keywords) => `no longer offers ${keywords.join(', ')}`,
  changed: (keywords) => `changes ${keywords.join(', ')}`,
  unchanged: 'offers the same as before',
  heloOnly: 'none: only HELO was accepted',
  chosen: 'diagnosed here',
  offersStartTls: 'STARTTLS offered',
  stoppedAt: (stage) => `stopped at ${stage}`,
  dnssec: 'DNSSEC validated',
  ttl: (seconds) => `TTL ${formatSeconds(seconds, 'en')}`,
  alias: (names) => `alias of ${names.join(', ')}`,
  moreLines: (amount) => `${count(amount, 'more line', 'more lines')}`,
  nothingFound: 'nothing found',
  interrupted: (signal) => `Interrupted by ${signal}: this is what was seen until then.`,
  tally,
};
