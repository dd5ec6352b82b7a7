import type { Evidence } from '../../src/evidence.ts';
import type { FindingId } from '../../src/rules/index.ts';
import {
  distrusted,
  dnsAnswer,
  failedAt,
  healthy,
  hello,
  leaf,
  mxAnswer,
  submissionGoal,
} from './evidence.ts';

const noAddresses = [dnsAnswer('A', 'nxdomain'), dnsAnswer('AAAA', 'nxdomain')];
const domainGoal = { ...healthy.goal, domain: 'example.org' };

function attempts(outcome: 'refused' | 'timeout' | 'unreachable' | 'reset' | 'failed', code: string) {
  const attempt = { address: '192.0.2.25', port: 25, outcome, code, startedMs: 0, elapsedMs: 10_000 };
  return { attempts: [attempt], elapsedMs: 10_000 };
}

function greeted(code: number, ...lines: readonly string[]): Evidence {
  const failing = { replyCode: code };
  const greeting = { reply: { code, lines }, elapsedMs: 20, hostname: 'mail.example.org' };
  return failedAt('greeting', 'refusal', { greeting, failing });
}

const noTls = failedAt('starttls', 'refusal', {
  goal: { ...submissionGoal, security: 'starttls' },
  hello: { plain: hello('PIPELINING') },
  starttls: { offered: false },
});

/** For every finding one piece of evidence that has it. */
export const sick: Readonly<Record<FindingId, Evidence>> = {
  'resolve.name-unknown': failedAt('resolve', 'resolve', { dns: { addresses: noAddresses } }),
  'resolve.server-failure': failedAt('resolve', 'resolve', {
    dns: { addresses: [dnsAnswer('A', 'servfail')] },
  }),
  'resolve.mx-absent': failedAt('resolve', 'resolve', {
    goal: { ...domainGoal, host: 'example.org' },
    dns: { addresses: [] },
    mx: dnsAnswer('MX', 'no-data', 'example.org'),
  }),
  'resolve.mx-null': failedAt('resolve', 'resolve', {
    goal: { ...domainGoal, host: 'example.org' },
    dns: { addresses: [] },
    mx: mxAnswer(''),
  }),
  'resolve.mx-alias': {
    ...healthy,
    goal: domainGoal,
    dns: {
      addresses: [{ ...dnsAnswer('A', 'answer'), aliases: ['real.example.net'] }],
    },
    mx: mxAnswer('mail.example.org'),
  },
  'resolve.mx-address': {
    ...healthy,
    goal: { ...domainGoal, host: '192.0.2.25' },
    dns: { addresses: [] },
    mx: mxAnswer('192.0.2.25.'),
  },
  'connect.refused': failedAt('connect', 'refused', { connect: attempts('refused', 'ECONNREFUSED') }),
  'connect.timeout': failedAt('connect', 'timeout', { connect: attempts('timeout', 'ETIMEDOUT') }),
  'connect.unreachable': failedAt('connect', 'unreachable', {
    connect: attempts('unreachable', 'ENETUNREACH'),
  }),
  'connect.reset': failedAt('connect', 'disconnected', { connect: attempts('reset', 'ECONNRESET') }),
  'connect.failed': failedAt('connect', 'unreachable', { connect: attempts('unreachable', 'EACCES') }),
  'connect.proxy-failed': failedAt('connect', 'refused', {
    connect: { ...attempts('refused', 'ECONNREFUSED'), proxy: '192.0.2.1:1080' },
  }),
  'connect.port-25-blocked': failedAt('connect', 'timeout', {
    connect: attempts('timeout', 'ETIMEDOUT'),
    endpoints: [
      { port: 25, outcome: 'timeout', elapsedMs: 10_000, chosen: true },
      { port: 587, outcome: 'open', elapsedMs: 90, chosen: false },
    ],
  }),
  'connect.endpoint-failed': {
    ...healthy,
    goal: { ...healthy.goal, domain: 'example.org' },
    endpoints: [
      { address: '192.0.2.25', port: 25, outcome: 'open', elapsedMs: 60, chosen: true },
      { address: '192.0.2.26', port: 25, outcome: 'refused', elapsedMs: 2, chosen: false },
    ],
  },
  'connect.ipv6-broken': {
    ...healthy,
    connect: {
      ...healthy.connect,
      attempts: [
        { address: '2001:db8::25', port: 25, outcome: 'refused', startedMs: 0, elapsedMs: 3 },
        ...healthy.connect.attempts,
      ],
    },
  },
  'greeting.tls-expected': failedAt('greeting', 'timeout', { mode: { asked: 'starttls', works: 'tls' } }),
  'greeting.not-smtp': failedAt('greeting', 'protocol', { failing: { received: 'SSH-2.0-OpenSSH_9.6' } }),
  'greeting.silent': failedAt('greeting', 'timeout'),
  'greeting.endless': failedAt('greeting', 'limit', { failing: { received: '220-one\n220-two' } }),
  'greeting.dropped': failedAt('greeting', 'disconnected', { failing: { code: 'ECONNRESET' } }),
  'greeting.busy': greeted(421, 'mail.example.org too many connections'),
  'greeting.refused': greeted(554, 'mail.example.org no SMTP service for you'),
  'greeting.slow': { ...healthy, greeting: { ...healthy.greeting, elapsedMs: 12_000 } },
  'greeting.masked': {
    ...healthy,
    greeting: { reply: { code: 220, lines: ['************************2******0****'] }, elapsedMs: 20 },
  },
  'greeting.malformed': {
    ...healthy,
    oddities: [{ stage: 'greeting', kind: 'bare-lf', sample: '220 mail.example.org' }],
  },
  'hello.ehlo-refused': failedAt('hello', 'refusal', {
    hello: { refused: { code: 550, enhanced: '5.7.1', lines: ['I do not know doctor.example'] } },
  }),
  'hello.keywords-masked': {
    ...healthy,
    hello: { plain: hello('PIPELINING', 'XXXXXXXA', 'XXXB') },
    starttls: { offered: false },
  },
  'hello.malformed': failedAt('hello', 'protocol', { failing: { received: 'hello yourself' } }),
  'hello.silent': failedAt('hello', 'timeout'),
  'hello.dropped': failedAt('hello', 'disconnected', { failing: { code: 'EOF' } }),
  'starttls.missing': noTls,
  'starttls.refused': failedAt('starttls', 'refusal', {
    starttls: { offered: true, reply: { code: 454, lines: ['TLS not available'] } },
  }),
  'starttls.silent': failedAt('starttls', 'timeout', { starttls: { offered: true } }),
  'starttls.dropped': failedAt('starttls', 'disconnected', { starttls: { offered: true } }),
  'starttls.malformed': failedAt('starttls', 'protocol', {
    starttls: { offered: true },
    failing: { received: 'go ahead' },
  }),
  'starttls.not-tls': failedAt('tls', 'tls', { failing: { code: 'ERR_SSL_WRONG_VERSION_NUMBER' } }),
  'starttls.reply-injected': { ...healthy, starttls: { ...healthy.starttls, injected: '250 forged' } },
  'starttls.not-enforced': {
    ...healthy,
    goal: submissionGoal,
    enforcement: { code: 250, lines: ['Ok'] },
  },
  'tls.starttls-expected': failedAt('tls', 'tls', {
    goal: { ...submissionGoal, security: 'tls' },
    hello: { plain: hello('STARTTLS'), secure: hello('AUTH PLAIN') },
    starttls: healthy.starttls,
    mode: { asked: 'tls', works: 'starttls', banner: '220 mail.example.org ESMTP' },
    failing: { code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
  }),
  'tls.handshake-failed': failedAt('tls', 'tls', {
    failing: { code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' },
  }),
  'tls.protocol-obsolete': { ...healthy, tls: { ...healthy.tls, protocol: 'TLSv1.1' } },
  'tls.cipher-weak': { ...healthy, tls: { ...healthy.tls, cipher: 'TLS_ECDHE_RSA_WITH_RC4_128_SHA' } },
  'tls.certificate-expired': distrusted(['expired'], { validTo: '2026-11-10T00:00:00.000Z' }),
  'tls.certificate-expiring': {
    ...healthy,
    tls: {
      ...healthy.tls,
      certificates: [{ ...leaf, validTo: '2026-12-01T12:00:00.000Z', validFrom: '2026-06-01T00:00:00.000Z' }],
    },
  },
  'tls.certificate-not-yet-valid': distrusted(['not-yet-valid'], { validFrom: '2026-12-01T00:00:00.000Z' }),
  'tls.certificate-self-signed': distrusted(['self-signed'], { selfSigned: true, issuer: leaf.subject }),
  'tls.certificate-untrusted': distrusted(['unknown-issuer']),
  'tls.chain-incomplete': distrusted(['missing-intermediate']),
  'tls.name-mismatch': distrusted(['name-mismatch'], { names: ['*.hosting.example', 'hosting.example'] }),
  'tls.key-weak': distrusted(['weak-key'], { keyType: 'RSA', keyBits: 1024 }),
  'tls.dane-mismatch': {
    ...healthy,
    dane: {
      records: [`3 1 1 ${'00'.repeat(32)}`],
      matched: false,
      authenticated: true,
      fitting: '3 1 1 cdcd',
    },
  },
  'tls.mta-sts-mismatch': {
    ...healthy,
    mtaSts: { ...healthy.mtaSts, mx: ['mx.example.net'], hostMatches: false },
  },
  'auth.missing': { ...healthy, goal: submissionGoal },
  'auth.after-tls-only': {
    ...healthy,
    goal: submissionGoal,
    hello: { plain: hello('STARTTLS'), secure: hello('AUTH PLAIN LOGIN') },
  },
  'auth.cleartext-offered': {
    ...healthy,
    goal: submissionGoal,
    hello: { plain: hello('STARTTLS', 'AUTH PLAIN LOGIN'), secure: hello('AUTH PLAIN LOGIN') },
  },
};
