import type { Evidence } from '../../src/evidence.ts';
import { type Catalog, catalogOf, type Locale } from '../../src/messages/catalog.ts';
import type { RenderContext } from '../../src/render/index.ts';
import { exitCodeOf, type Report, type Run, verdictOf } from '../../src/report.ts';

const LEAF = {
  subject: 'CN=smtp.example.org',
  issuer: 'CN=Example Root CA, O=Example',
  names: ['smtp.example.org', 'mx1.example.org', 'mx2.example.org', 'mail.example.org', 'mail.example.net'],
  serialNumber: '04d2',
  validFrom: '2026-10-01T00:00:00.000Z',
  validTo: '2027-01-20T00:00:00.000Z',
  keyType: 'EC',
  keyBits: 256,
  signatureAlgorithm: 'ecdsa-with-SHA256',
  sha256: 'ab'.repeat(32),
  spkiSha256: 'cd'.repeat(32),
  selfSigned: false,
} as const;

const PLAIN_KEYWORDS = [
  'PIPELINING',
  'SIZE 52428800',
  'ETRN',
  'STARTTLS',
  'ENHANCEDSTATUSCODES',
  '8BITMIME',
  'DSN',
];
const SECURE_KEYWORDS = [
  ...['PIPELINING', 'SIZE 52428800', 'ETRN', 'AUTH PLAIN LOGIN', 'ENHANCEDSTATUSCODES', '8BITMIME', 'DSN'],
  ...['SMTPUTF8', 'CHUNKING', 'LIMITS RCPTMAX=100', 'X-EXAMPLE-EXTENSION-WITH-A-LONG-NAME 1'],
];

function hello(lines: readonly string[], elapsedMs: number) {
  const extensions = lines.map((line) => {
    const [keyword = '', ...parameters] = line.split(' ');
    return { keyword, parameters };
  });
  const said = {
    verb: 'EHLO',
    name: 'doctor.example',
    greeting: 'smtp.example.org',
    domain: 'smtp.example.org',
  } as const;
  return { ...said, extensions, elapsedMs };
}

/** A submission server on 587 where all is well, with every section of evidence. */
export const HEALTHY: Evidence = {
  observedAt: '2026-11-22T10:00:00.000Z',
  goal: { host: 'smtp.example.org', port: 587, role: 'submission', security: 'auto' },
  dns: {
    addresses: [
      {
        ...({
          name: 'smtp.example.org',
          type: 'A',
          status: 'answer',
          aliases: [],
          authenticated: true,
        } as const),
        ...({ records: [{ type: 'A', address: '192.0.2.10' }], ttlSeconds: 300 } as const),
        ...{ source: '192.0.2.53:53/udp', elapsedMs: 4 },
      },
      {
        ...({
          name: 'smtp.example.org',
          type: 'AAAA',
          status: 'no-data',
          aliases: [],
          authenticated: true,
        } as const),
        ...{ records: [], source: '192.0.2.53:53/udp', elapsedMs: 5 },
      },
    ],
  },
  connect: {
    attempts: [{ address: '192.0.2.10', port: 587, outcome: 'connected', startedMs: 0, elapsedMs: 21 }],
    address: '192.0.2.10',
    localAddress: '198.51.100.7',
    elapsedMs: 21,
  },
  greeting: {
    reply: { code: 220, lines: ['smtp.example.org ESMTP Postfix (Debian/GNU)'] },
    elapsedMs: 64,
    hostname: 'smtp.example.org',
  },
  hello: { plain: hello(PLAIN_KEYWORDS, 22), secure: hello(SECURE_KEYWORDS, 23) },
  starttls: { offered: true, reply: { code: 220, enhanced: '2.0.0', lines: ['Ready to start TLS'] } },
  tls: {
    ...({
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      group: 'X25519',
      elapsedMs: 48,
      mode: 'starttls',
    } as const),
    servername: 'smtp.example.org',
    certificates: [LEAF],
    trust: { trusted: true, problems: [], expectedName: 'smtp.example.org' },
  },
  endpoints: [
    { port: 587, outcome: 'open', security: 'starttls', offersStartTls: true, elapsedMs: 180, chosen: true },
    {
      port: 465,
      outcome: 'open',
      security: 'tls',
      authMechanisms: ['PLAIN', 'LOGIN'],
      elapsedMs: 170,
      chosen: false,
    },
    { port: 25, outcome: 'timeout', elapsedMs: 10_000, chosen: false },
  ],
  software: [
    {
      name: 'Postfix',
      kind: 'mta',
      seenIn: 'banner',
      sample: '220 smtp.example.org ESMTP Postfix (Debian/GNU)',
    },
  ],
  exchanges: [
    {
      stage: 'greeting',
      reply: { code: 220, lines: ['smtp.example.org ESMTP Postfix'] },
      startedMs: 25,
      elapsedMs: 64,
    },
    {
      ...({ stage: 'hello', command: 'EHLO doctor.example', startedMs: 89, elapsedMs: 22 } as const),
      reply: { code: 250, lines: ['smtp.example.org', ...PLAIN_KEYWORDS] },
    },
  ],
  timings: [
    { stage: 'resolve', startedMs: 0, elapsedMs: 4 },
    { stage: 'connect', startedMs: 4, elapsedMs: 21 },
    { stage: 'greeting', startedMs: 25, elapsedMs: 64 },
    { stage: 'hello', startedMs: 89, elapsedMs: 22 },
    { stage: 'starttls', startedMs: 111, elapsedMs: 20 },
    { stage: 'tls', startedMs: 131, elapsedMs: 48 },
    { stage: 'hello', startedMs: 179, elapsedMs: 23 },
    { stage: 'quit', startedMs: 202, elapsedMs: 19 },
  ],
  transcript: [
    { direction: '*', text: 'connected to 192.0.2.10:587', atMs: 25, secure: false },
    { direction: 'S', text: '220 smtp.example.org ESMTP Postfix (Debian/GNU)', atMs: 89, secure: false },
    { direction: 'C', text: 'EHLO doctor.example', atMs: 89, secure: false },
    { direction: 'S', text: '250-smtp.example.org', atMs: 111, secure: false },
  ],
};

/** The same server with a certificate that ended twelve days ago. */
export const EXPIRED: Evidence = {
  ...HEALTHY,
  tls: {
    ...(HEALTHY.tls ?? never('tls')),
    certificates: [{ ...LEAF, validTo: '2026-11-10T00:00:00.000Z' }],
    trust: {
      trusted: false,
      problems: ['expired'],
      code: 'CERT_HAS_EXPIRED',
      expectedName: 'smtp.example.org',
    },
  },
};

/** A host that refuses every connection. */
export const REFUSED: Evidence = {
  observedAt: HEALTHY.observedAt,
  goal: HEALTHY.goal,
  ...(HEALTHY.dns ? { dns: HEALTHY.dns } : {}),
  connect: {
    attempts: [
      {
        ...({ address: '192.0.2.10', port: 587, outcome: 'refused', code: 'ECONNREFUSED' } as const),
        ...{ startedMs: 0, elapsedMs: 3 },
      },
    ],
    elapsedMs: 3,
  },
  failure: {
    ...({ stage: 'connect', kind: 'refused', code: 'ECONNREFUSED', elapsedMs: 3 } as const),
    message: 'connection to 192.0.2.10 port 587 refused',
  },
  timings: [
    { stage: 'resolve', startedMs: 0, elapsedMs: 4 },
    { stage: 'connect', startedMs: 4, elapsedMs: 3 },
  ],
};

function never(section: string): never {
  throw new Error(`the fixture has no section ${section}`);
}

/** A report of some runs. */
export function reportOf(runs: readonly Run[], locale: Locale = 'en'): Report {
  const failOn = 'error';
  return {
    schemaVersion: 1,
    tool: { name: 'smtp-doctor', version: '0.0.0' },
    command: 'probe',
    locale,
    failOn,
    verdict: verdictOf(runs),
    exitCode: exitCodeOf({ runs, failOn }),
    startedAt: HEALTHY.observedAt,
    elapsedMs: 221,
    runs,
  };
}

/** A context for a terminal of 80 columns that shows everything; `change` says what is different. */
export async function contextOf(locale: Locale, change: Partial<RenderContext> = {}): Promise<RenderContext> {
  const catalog: Catalog = await catalogOf(locale);
  return {
    ...{ catalog, locale, width: 80, color: false, unicode: true },
    ...{ verbose: false, quiet: false, transcript: false },
    ...change,
  };
}
