import type { Evidence, TlsScanEvidence } from '../../src/evidence.ts';
import type { FindingId } from '../../src/rules/index.ts';
import { sickArrival } from './arrival.ts';
import {
  distrusted,
  dnsAnswer,
  door,
  failedAt,
  healthy,
  hello,
  leaf,
  loginRefused,
  loginTried,
  mxAnswer,
  scanned,
  submissionGoal,
} from './evidence.ts';
import { sickExtensions } from './exercise.ts';
import { sickDomain } from './sick-domain.ts';
import { sickExpectations } from './sick-expectation.ts';
import { sickInspection } from './sick-inspection.ts';
import { sickTls } from './sick-tls.ts';
import { tlsPolicy, unsignedRoute } from './tls-policy.ts';
import { answeredEach, lostAt, refusedAt, reply, transacted } from './transaction.ts';

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

function scannedTls(extra: Partial<TlsScanEvidence>): Evidence {
  return { ...healthy, tlsScan: { ...healthy.tlsScan, ...extra } };
}

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
  'resolve.host-obsolete': { ...healthy, goal: { ...submissionGoal, host: 'smtp.live.com' } },
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
  'connect.program-failed': failedAt('greeting', 'disconnected', {
    goal: { host: 'sendmail', program: 'sendmail -bs', role: 'relay', security: 'auto' },
    program: { exitCode: 75, lines: ['postfix: fatal: no such file'] },
  }),
  'connect.port-25-blocked': failedAt('connect', 'timeout', {
    connect: attempts('timeout', 'ETIMEDOUT'),
    endpoints: [
      { port: 25, outcome: 'timeout', elapsedMs: 10_000, chosen: true },
      { port: 587, outcome: 'open', elapsedMs: 90, chosen: false },
    ],
  }),
  'connect.ports-closed': scanned([door(25, 'timeout'), door(587, 'timeout')], 'connect'),
  'connect.port-25-dropped': {
    ...scanned([door(25, 'timeout'), door(587, 'open')]),
    ports: { asked: [25, 587], control: { host: 'mx.example.net', endpoints: [door(25, 'open')] } },
  },
  'connect.port-25-turned-away': scanned([door(25, 'refused'), door(587, 'open')]),
  'connect.addresses-differ': scanned([
    door(587, 'open'),
    { ...door(587, 'refused'), address: '192.0.2.26' },
  ]),
  'connect.intercepted': scanned([
    {
      ...door(465, 'open'),
      scan: {
        connectMs: 30,
        speaks: 'smtp-in-tls',
        software: [{ name: 'Avast Antivirus', kind: 'antivirus', seenIn: 'certificate', sample: 'avast!' }],
      },
    },
  ]),
  'greeting.port-refused': scanned(
    [
      {
        ...door(25, 'open'),
        stoppedAt: 'greeting',
        scan: {
          connectMs: 30,
          speaks: 'smtp',
          greeting: '554 mail.example.org',
          ended: 'refused',
          refusal: { code: 554, lines: ['mail.example.org', 'blocked using zen.example'] },
        },
      },
    ],
    'greeting',
  ),
  'greeting.port-slow': scanned([
    { ...door(587, 'open'), scan: { connectMs: 30, speaks: 'smtp', greetingMs: 7_000 } },
  ]),
  'hello.port-stopped': scanned(
    [
      {
        ...door(587, 'open'),
        stoppedAt: 'hello',
        scan: { connectMs: 30, speaks: 'smtp', greeting: '220 mail.example.org', ended: 'silent' },
      },
    ],
    'hello',
  ),
  'greeting.ports-without-smtp': scanned(
    [
      {
        ...door(2525, 'open'),
        scan: { connectMs: 30, speaks: 'other', service: 'http', greeting: 'HTTP/1.1 400' },
      },
    ],
    'greeting',
  ),
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
  'tls.protocol-obsolete-accepted': scannedTls({
    protocols: [{ protocol: 'TLSv1', state: 'accepted' }],
  }),
  'tls.cipher-weak-accepted': scannedTls({
    protocols: [
      {
        protocol: 'TLSv1.2',
        state: 'accepted',
        suites: { names: ['TLS_RSA_WITH_RC4_128_SHA'], isComplete: true },
      },
    ],
  }),
  'tls.dh-weak': scannedTls({ fields: [{ bits: 1024, suite: 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA' }] }),
  'tls.compression-enabled': scannedTls({ features: { compression: true } }),
  'tls.renegotiation-insecure': scannedTls({ features: { secureRenegotiation: false } }),
  'tls.scan-partial': scannedTls({ unknown: ['suites'], ended: 'budget' }),
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
      ...healthy.dane,
      records: [`3 1 1 ${'00'.repeat(32)}`],
      matched: false,
      judged: [{ record: `3 1 1 ${'00'.repeat(32)}`, fault: 'other' }],
    },
  },
  'tls.dane-lookup-failed': {
    ...healthy,
    dns: {
      addresses: [{ ...dnsAnswer('A', 'answer'), authenticated: true, pathTrusted: true }],
      tlsa: dnsAnswer('TLSA', 'servfail', '_25._tcp.mail.example.org'),
    },
  },
  'tls.dane-unsigned': { ...healthy, dane: { ...healthy.dane, authenticated: false } },
  'tls.dane-unproven': { ...healthy, dane: { ...healthy.dane, authenticated: false, unproven: true } },
  'tls.dane-record-unusable': {
    ...healthy,
    dane: {
      ...healthy.dane,
      records: [],
      matched: false,
      judged: [{ record: `1 1 1 ${'00'.repeat(32)}`, fault: 'usage' }],
    },
  },
  'tls.dane-renewal-fragile': {
    ...healthy,
    dane: { ...healthy.dane, records: ['3 0 1 abab'], judged: [{ record: '3 0 1 abab' }] },
  },
  'tls.senders-turned-away': {
    ...healthy,
    tlsPolicy: {
      ...tlsPolicy,
      routes: [
        {
          ...unsignedRoute,
          tls: { protocol: 'TLSv1.3', trusted: false, problems: ['expired'], isForDomain: true },
        },
      ],
    },
  },
  'tls.mta-sts-record-malformed': {
    ...healthy,
    tlsPolicy: {
      ...tlsPolicy,
      mtaSts: { domain: 'example.org', id: '', mx: [], problem: 'syntax', fault: 'id-missing' },
    },
  },
  'tls.mta-sts-policy-unusable': {
    ...healthy,
    tlsPolicy: {
      ...tlsPolicy,
      mtaSts: { domain: 'example.org', id: '1', mx: [], problem: 'certificate', code: 'CERT_HAS_EXPIRED' },
    },
  },
  'tls.mta-sts-host-unlisted': {
    ...healthy,
    tlsPolicy: {
      ...tlsPolicy,
      mtaSts: { ...tlsPolicy.mtaSts, mode: 'testing', mx: ['mx.example.org'] },
      routes: [{ ...unsignedRoute, isListed: false }],
    },
  },
  'tls.mta-sts-testing': {
    ...healthy,
    tlsPolicy: { ...tlsPolicy, mtaSts: { ...tlsPolicy.mtaSts, mode: 'testing' } },
  },
  'tls.mta-sts-age-short': {
    ...healthy,
    tlsPolicy: { ...tlsPolicy, mtaSts: { ...tlsPolicy.mtaSts, maxAgeSeconds: 3_600 } },
  },
  'tls.report-address-absent': {
    ...healthy,
    tlsPolicy: {
      domain: 'example.org',
      mxDnssec: 'secure',
      mtaSts: tlsPolicy.mtaSts,
      routes: tlsPolicy.routes,
    },
  },
  'tls.report-address-malformed': {
    ...healthy,
    tlsPolicy: { ...tlsPolicy, tlsRpt: { targets: [], fault: 'rua-missing', text: 'v=TLSRPTv1;' } },
  },
  'tls.authentication-missing': {
    ...healthy,
    tlsPolicy: { domain: 'example.org', mxDnssec: 'insecure', routes: [unsignedRoute] },
  },
  'tls.mta-sts-mismatch': {
    ...healthy,
    mtaSts: { ...healthy.mtaSts, mx: ['mx.example.net'], hostMatches: false },
  },
  'auth.mechanisms-differ': {
    ...healthy,
    goal: submissionGoal,
    hello: { plain: hello('STARTTLS', 'AUTH CRAM-MD5'), secure: hello('AUTH CRAM-MD5 PLAIN') },
  },
  'auth.credentials-rejected': loginRefused(535, '5.7.8', 'Error: authentication failed'),
  'auth.account-locked': loginRefused(535, '5.7.0', 'Your account has been locked'),
  'auth.app-password-required': loginRefused(534, '5.7.9', 'Application-specific password required.'),
  'auth.oauth-required': loginRefused(
    535,
    '5.7.139',
    'Authentication unsuccessful, basic authentication is disabled.',
  ),
  'auth.disabled': loginRefused(
    535,
    '5.7.139',
    'Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
  ),
  'auth.web-login-required': loginRefused(
    534,
    '5.7.14',
    'Please log in via your web browser and then try again.',
  ),
  'auth.token-rejected': loginTried({
    mechanism: 'XOAUTH2',
    reply: { code: 535, enhanced: '5.7.8', lines: ['Username and Password not accepted.'] },
    said: { error: '400', details: { schemes: 'Bearer', scope: 'https://mail.example.org/' } },
  }),
  'auth.token-expired': loginTried(
    { mechanism: 'XOAUTH2', reply: { code: 535, enhanced: '5.7.8', lines: ['authentication failed'] } },
    { token: { expiresAt: '2026-11-22T11:00:00.000Z' } },
  ),
  'auth.tls-required': loginRefused(530, '5.7.0', 'Must issue a STARTTLS command first'),
  'auth.attempts-limited': loginRefused(454, '4.7.0', 'Too many login attempts, please try again later.'),
  'auth.server-failure': loginRefused(454, '4.7.0', 'Temporary authentication failure'),
  'auth.refused': loginRefused(599, '5.9.9', 'no'),
  'auth.accepted': loginTried({ outcome: 'accepted', reply: { code: 235, lines: ['ok'] } }),
  'auth.mechanism-unsupported': loginRefused(504, '5.5.4', 'Unrecognized authentication type'),
  'auth.challenge-malformed': loginTried({
    mechanism: 'CRAM-MD5',
    outcome: 'challenge-malformed',
    fault: { kind: 'challenge-malformed', message: 'the challenge is no base64' },
    reply: { code: 334, lines: ['<1896.697170952@mail.example.org>'] },
  }),
  'auth.server-unproven': loginTried({
    mechanism: 'SCRAM-SHA-256',
    exposes: 'proof',
    outcome: 'server-unproven',
    fault: { kind: 'server-signature-wrong', message: 'the signature of the server is wrong' },
    reply: { code: 334, lines: ['dj1YWFhY'] },
  }),
  'auth.cleartext-sent': loginTried({ outcome: 'accepted', secure: false }),
  'auth.cleartext-withheld': {
    ...healthy,
    goal: { ...submissionGoal, security: 'none' },
    hello: { plain: hello('AUTH SCRAM-SHA-256') },
    auth: { asked: 'auto', withheld: 'cleartext' },
    failure: { stage: 'auth', kind: 'refusal', message: 'no login was tried: cleartext', elapsedMs: 90 },
  },
  'auth.unanswered': {
    ...loginTried({ outcome: 'unanswered' }),
    failure: { stage: 'auth', kind: 'disconnected', code: 'EOF', message: 'closed', elapsedMs: 200 },
  },
  'auth.examination-partial': {
    ...healthy,
    goal: submissionGoal,
    hello: { plain: hello('STARTTLS'), secure: hello('AUTH PLAIN LOGIN') },
    auth: {
      asked: 'auto',
      examined: [
        { mechanism: 'PLAIN', secure: true, advertised: true, reply: { code: 421, lines: ['too many'] } },
      ],
      examinationEnded: 'limit',
    },
  },
  'auth.username-form': loginRefused(535, '5.7.8', 'Error: authentication failed', { usernameForm: 'name' }),
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
  'mail.extension-missing': lostAt('mail', 'refusal', { lacking: ['8BITMIME', 'SMTPUTF8'] }),
  'mail.dropped': lostAt('mail', 'disconnected'),
  'mail.auth-required': refusedAt('mail', reply(530, '5.7.0', 'Authentication required')),
  'mail.tls-required': refusedAt('mail', reply(530, '5.7.0', 'Must issue a STARTTLS command first')),
  'mail.sender-not-owned': refusedAt(
    'rcpt',
    reply(553, '5.7.1', '<ada@example.org>: Sender address rejected: not owned by user ada'),
  ),
  'mail.sender-refused': refusedAt(
    'mail',
    reply(550, '5.1.8', '<ada@example.org>: Sender address rejected: Domain not found'),
  ),
  'mail.size-refused': refusedAt('mail', reply(552, '5.3.4', 'Message size exceeds fixed limit'), {
    hello: { secure: hello('SIZE 10240000') },
    delivery: { message: { bytes: 31_457_280 } },
  }),
  'mail.rate-limited': refusedAt('mail', reply(450, '4.7.1', 'Error: too much mail from 192.0.2.1')),
  'mail.refused': refusedAt('mail', reply(599, '5.9.9', 'no')),
  'rcpt.dropped': lostAt('rcpt', 'timeout'),
  'rcpt.relay-denied': refusedAt('rcpt', reply(554, '5.7.1', '<bob@example.net>: Relay access denied')),
  'rcpt.mailbox-unknown': refusedAt('rcpt', reply(550, '5.1.1', '<bob@example.net>: User unknown')),
  'rcpt.mailbox-disabled': refusedAt(
    'rcpt',
    reply(550, '5.2.1', 'The email account that you tried to reach is disabled.'),
  ),
  'rcpt.mailbox-full': refusedAt(
    'rcpt',
    reply(452, '4.2.2', 'The recipient’s inbox is out of storage space.'),
  ),
  'rcpt.domain-unknown': refusedAt(
    'rcpt',
    reply(450, '4.1.2', '<bob@example.net>: Recipient address rejected: Domain not found'),
  ),
  'rcpt.greylisted': refusedAt(
    'rcpt',
    reply(450, '4.2.0', '<bob@example.net>: Recipient address rejected: Greylisted for 300 seconds'),
  ),
  'rcpt.blocklisted': refusedAt(
    'rcpt',
    reply(554, '5.7.1', 'Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org'),
  ),
  'rcpt.rate-limited': refusedAt('rcpt', reply(452, '4.5.3', 'Error: too many recipients')),
  'rcpt.refused': refusedAt('rcpt', reply(599, '5.9.9', 'no')),
  'mail.out-of-step': refusedAt('mail', reply(354, '', 'go ahead')),
  'rcpt.some-refused': answeredEach({
    'bob@example.net': 'ok',
    'eve@example.net': reply(550, '5.1.1', 'User unknown'),
  }),
  'data.dropped': lostAt('data', 'disconnected'),
  'data.source-failed': {
    ...lostAt('data', 'disconnected', { message: { bytes: 31_457_280 } }),
    failure: {
      ...{ stage: 'data', kind: 'disconnected', code: 'SOURCE_SHRUNK' },
      ...{ message: 'the message could not be read to its end', elapsedMs: 200 },
    },
  },
  'data.unconfirmed': lostAt('data', 'timeout', { unconfirmed: true }),
  'data.answered-early': refusedAt('data', reply(250, '2.0.0', 'Ok: queued as 4XYZ'), {
    delivery: { cutShort: true, message: { bytes: 31_457_280 } },
  }),
  'data.series-refused': refusedAt('data', reply(451, '4.7.1', 'try later'), {
    delivery: {
      series: {
        ...{ asked: 1000, accepted: 56, partly: 1, temporary: 900, permanent: 2, unconfirmed: 1 },
        ...{ shown: 57, elapsedMs: 1200, perSecond: 800 },
      },
    },
  }),
  'mail.try-repeated': {
    ...refusedAt('rcpt', reply(451, '4.7.1', 'Greylisted')),
    followedBy: { why: 'greylisting', subject: 'mail.example.org:25', waitedMs: 300_000 },
  },
  'data.too-large': refusedAt('data', reply(552, '5.3.4', 'Error: message file too big')),
  'data.spam': refusedAt('data', reply(554, '5.7.1', 'Spam message rejected')),
  'data.content-blocked': refusedAt('data', reply(554, '5.7.1', 'Infected: Eicar-Test-Signature')),
  'data.sender-unauthenticated': refusedAt(
    'data',
    reply(550, '5.7.1', 'Email rejected per DMARC policy for example.org'),
  ),
  'data.message-malformed': refusedAt('data', reply(550, '5.6.0', 'Message headers fail syntax check')),
  'data.refused': refusedAt('data', reply(599, '5.9.9', 'no')),
  'data.accepted': transacted({
    final: reply(250, '2.0.0', 'Ok: queued as 4XYZ'),
    queueId: '4XYZ',
    message: { bytes: 812, token: 'smtp-doctor-7f3a', messageId: '<7f3a@doctor.example>' },
  }),
  ...sickExtensions,
  ...sickExpectations,
  ...sickDomain,
  ...sickTls,
  ...sickInspection,
  ...sickArrival,
};
