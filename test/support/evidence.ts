import type {
  AuthEvidence,
  Endpoint,
  Evidence,
  Failure,
  Goal,
  LoginAttempt,
  TlsEvidence,
} from '../../src/evidence.ts';
import type { DnsAnswer, DnsStatus, RecordType } from '../../src/net/resolver.ts';
import type { Hello } from '../../src/smtp/extension.ts';
import type { CertificateFacts, TrustProblem } from '../../src/tls/certificate.ts';
import { healthyIdentity } from './identity.ts';
import { goodInspection } from './inspection.ts';
import { tlsPolicy } from './tls-policy.ts';

/** A DNS answer with as many records as its status has. */
export function dnsAnswer(type: RecordType, status: DnsStatus, name = 'mail.example.org'): DnsAnswer {
  const isFound = status === 'answer';
  const address = type === 'AAAA' ? '2001:db8::25' : '192.0.2.25';
  return {
    name,
    type,
    status,
    records: isFound && (type === 'A' || type === 'AAAA') ? [{ type, address }] : [],
    aliases: [],
    authenticated: false,
    source: '192.0.2.53:53/udp',
    elapsedMs: 12,
  };
}

/** The MX answer of example.org, with these hosts. */
export function mxAnswer(...exchanges: readonly string[]): DnsAnswer {
  const records = exchanges.map((exchange) => ({ type: 'MX', preference: 10, exchange }) as const);
  return { ...dnsAnswer('MX', 'answer', 'example.org'), records };
}

/** An answer to EHLO with these lines. */
export function hello(...lines: readonly string[]): Hello {
  const extensions = lines.map((line) => {
    const [keyword = '', ...parameters] = line.split(' ');
    return { keyword, parameters };
  });
  const greeting = 'mail.example.org';
  return { verb: 'EHLO', name: 'doctor.example', greeting, domain: greeting, extensions, elapsedMs: 3 };
}

export const leaf: CertificateFacts = {
  subject: 'CN=mail.example.org',
  issuer: 'CN=Example Intermediate, O=Example',
  names: ['mail.example.org'],
  serialNumber: '0a',
  validFrom: '2026-10-22T00:00:00.000Z',
  validTo: '2027-01-20T00:00:00.000Z',
  keyType: 'EC',
  keyBits: 256,
  signatureAlgorithm: 'ecdsa-with-SHA256',
  sha256: 'ab'.repeat(32),
  spkiSha256: 'cd'.repeat(32),
  selfSigned: false,
};

const relayGoal: Goal = { host: 'mail.example.org', port: 25, role: 'relay', security: 'auto' };
export const submissionGoal: Goal = { ...relayGoal, port: 587, role: 'submission' };

const tls: TlsEvidence = {
  mode: 'starttls',
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  group: 'X25519',
  servername: 'mail.example.org',
  elapsedMs: 30,
  certificates: [leaf],
  trust: { trusted: true, problems: [], expectedName: 'mail.example.org' },
};

const shown = { sha256: leaf.sha256, subject: leaf.subject, validTo: leaf.validTo };

/** A relay on port 25 without a fault: every section that a rule may need is there. */
export const healthy = {
  observedAt: '2026-11-22T12:00:00.000Z',
  goal: relayGoal,
  dns: { addresses: [dnsAnswer('A', 'answer'), dnsAnswer('AAAA', 'no-data')] },
  mx: mxAnswer('mail.example.org'),
  connect: {
    attempts: [{ address: '192.0.2.25', port: 25, outcome: 'connected', startedMs: 0, elapsedMs: 9 }],
    address: '192.0.2.25',
    elapsedMs: 9,
  },
  greeting: {
    reply: { code: 220, lines: ['mail.example.org ESMTP Postfix'] },
    elapsedMs: 20,
    hostname: 'mail.example.org',
  },
  hello: { plain: hello('PIPELINING', 'STARTTLS'), secure: hello('PIPELINING') },
  starttls: { offered: true, reply: { code: 220, enhanced: '2.0.0', lines: ['Ready to start TLS'] } },
  enforcement: { code: 530, enhanced: '5.7.0', lines: ['Must issue a STARTTLS command first'] },
  tls,
  dane: {
    name: '_25._tcp.mail.example.org',
    records: ['2 1 1 cdcd'],
    matched: true,
    authenticated: true,
    judged: [{ record: '2 1 1 cdcd' }],
    fitting: '3 1 1 cdcd',
  },
  tlsScan: {
    connections: 19,
    maxConnections: 40,
    elapsedMs: 900,
    protocols: [
      {
        protocol: 'TLSv1.3',
        state: 'accepted',
        suites: { names: ['TLS_AES_256_GCM_SHA384'], isComplete: true },
        groups: { names: ['X25519MLKEM768', 'x25519'], preference: 'server', isComplete: true },
      },
      { protocol: 'TLSv1.2', state: 'refused' },
    ],
    certificates: [],
    fields: [],
    features: { secureRenegotiation: true },
    throttles: [],
    unknown: [],
  },
  tlsTrials: {
    login: {
      mechanism: 'PLAIN',
      advertised: false,
      reply: { code: 530, lines: ['Must issue STARTTLS first'] },
    },
    injection: 'discarded',
  },
  tlsAddresses: [
    { address: '192.0.2.25', certificate: shown, problems: [] },
    { address: '2001:db8::25', certificate: shown, problems: [] },
  ],
  caa: { host: 'mail.example.org', status: 'no-data', records: [] },
  mode: { asked: 'starttls', works: 'starttls' },
  endpoints: [{ port: 25, outcome: 'open', elapsedMs: 60, chosen: true }],
  ports: { asked: [25] },
  mtaSts: { domain: 'example.org', mode: 'enforce', mx: ['mail.example.org'], hostMatches: true },
  tlsPolicy,
  identity: healthyIdentity,
  inspection: goodInspection,
  auth: { asked: 'auto', examined: [] },
  delivery: {
    from: 'ada@example.org',
    recipients: [
      { address: 'bob@example.net', reply: { code: 250, enhanced: '2.1.5', lines: ['Recipient ok'] } },
    ],
    parameters: [],
    mail: { code: 250, enhanced: '2.1.0', lines: ['Sender ok'] },
    data: { code: 354, lines: ['Go ahead'] },
    authenticated: false,
  },
  claims: [
    {
      command: 'XCLIENT',
      attributes: ['ADDR=192.0.2.1'],
      reply: { code: 220, lines: ['mail.example.org ESMTP Postfix'] },
    },
  ],
  exercise: {
    trials: [{ keyword: 'PIPELINING', isOffered: true, outcome: 'works', said: ['MAIL FROM:<>'] }],
  },
  software: [{ name: 'Postfix', kind: 'mta', seenIn: 'banner', sample: 'ESMTP Postfix' }],
  check: { expect: {} },
} as const satisfies Evidence;

/** Sections as the walk fills them, one after the other. */
const WALK = ['dns', 'connect', 'greeting', 'hello', 'starttls', 'tls'] as const;
const LAST_SECTION: Readonly<Record<string, number>> = {
  resolve: 1,
  connect: 2,
  greeting: 2,
  hello: 3,
  starttls: 5,
  tls: 5,
};

/** The healthy walk ended by a failure at this stage: the sections after it are absent, the side ones too. */
export function failedAt(
  stage: Failure['stage'],
  kind: Failure['kind'],
  extra: Partial<Evidence> & { readonly failing?: Partial<Failure> } = {},
): Evidence {
  const { failing, ...sections } = extra;
  const reached = WALK.slice(0, LAST_SECTION[stage] ?? WALK.length).map((section) => [
    section,
    healthy[section],
  ]);
  const failure: Failure = { stage, kind, message: 'what happened', elapsedMs: 10_000, ...failing };
  const { observedAt, goal } = healthy;
  return { observedAt, goal, ...Object.fromEntries(reached), ...sections, failure };
}

/** The healthy relay, bound by no policy, with a chain that PKIX finds fault with. */
export function distrusted(
  problems: readonly TrustProblem[],
  facts: Partial<CertificateFacts> = {},
): Evidence {
  const trust = { trusted: false, problems, code: 'SOME_CODE', expectedName: 'mail.example.org' };
  const { mtaSts: _mtaSts, ...rest } = healthy;
  return { ...rest, tls: { ...tls, certificates: [{ ...leaf, ...facts }], trust } };
}

/** One port of a scan: open ones speak SMTP. */
export function door(port: number, outcome: Endpoint['outcome']): Endpoint {
  const isOpen = outcome === 'open';
  return {
    address: '192.0.2.25',
    port,
    outcome,
    elapsedMs: 90,
    chosen: false,
    scan: { connectMs: outcome === 'timeout' ? 10_000 : 30, ...(isOpen ? { speaks: 'smtp' } : {}) },
  };
}

/** A scan of ports that came to this, and where it ended. */
export function scanned(endpoints: readonly Endpoint[], failedStage?: Failure['stage']): Evidence {
  const { port: _port, ...goal } = submissionGoal;
  const asked = [...new Set(endpoints.map(({ port }) => port))];
  const failure = { kind: 'timeout', message: 'no port', elapsedMs: 10_000 } as const;
  return {
    observedAt: healthy.observedAt,
    goal,
    dns: healthy.dns,
    endpoints,
    ports: { asked },
    ...(failedStage ? { failure: { stage: failedStage, ...failure } } : {}),
  };
}

/** A submission server whose login was tried under TLS with this outcome. */
export function loginTried(attempt: Partial<LoginAttempt>, extra: Partial<AuthEvidence> = {}): Evidence {
  const tried = {
    mechanism: 'PLAIN',
    secure: true,
    advertised: true,
    exposes: 'secret',
    outcome: 'refused',
  } as const;
  const isAccepted = attempt.outcome === 'accepted';
  const failure: Failure = { stage: 'auth', kind: 'refusal', message: 'what happened', elapsedMs: 200 };
  return {
    ...healthy,
    goal: submissionGoal,
    hello: { plain: hello('STARTTLS', 'AUTH SCRAM-SHA-256'), secure: hello('AUTH SCRAM-SHA-256') },
    auth: { asked: 'auto', attempt: { ...tried, ...attempt }, ...extra },
    ...(isAccepted ? {} : { failure }),
  };
}

/** The same, refused with this reply. */
export function loginRefused(
  code: number,
  enhanced: string,
  text: string,
  extra: Partial<AuthEvidence> = {},
): Evidence {
  return loginTried({ reply: { code, enhanced, lines: [text] } }, extra);
}
