import type { Evidence, TlsEvidence, TlsScanEvidence, TlsTrialsEvidence } from '../../src/evidence.ts';
import type { OcspFacts } from '../../src/tls/ocsp.ts';
import { healthy, hello, leaf, submissionGoal } from './evidence.ts';
import { tlsPolicy, unsignedRoute } from './tls-policy.ts';

const other = {
  sha256: 'ef'.repeat(32),
  subject: 'CN=mail.example.org',
  validTo: '2026-12-20T00:00:00.000Z',
};

function shown(extra: Partial<TlsEvidence>): Evidence {
  return { ...healthy, tls: { ...healthy.tls, ...extra } };
}

function stapled(staple: OcspFacts): Evidence {
  return { ...shown({ staple }), goal: submissionGoal };
}

function scanned(extra: Partial<TlsScanEvidence>): Evidence {
  return { ...healthy, tlsScan: { ...healthy.tlsScan, ...extra } };
}

function tried(tlsTrials: TlsTrialsEvidence): Evidence {
  return { ...healthy, goal: submissionGoal, tlsTrials };
}

const issuer = { ...leaf, subject: leaf.issuer, issuer: 'CN=Example Root', sha256: '01'.repeat(32) };
const root = { ...issuer, subject: issuer.issuer, selfSigned: true, sha256: '02'.repeat(32) };

/** For every finding of TLS in depth one piece of evidence that has it. */
export const sickTls = {
  'starttls.login-not-enforced': tried({
    login: { mechanism: 'PLAIN', advertised: false, reply: { code: 334, lines: [''] } },
  }),
  'starttls.command-injected': tried({ injection: 'answered' }),
  'starttls.stripped': {
    ...tried({ unoffered: { code: 220, lines: ['Ready to start TLS'] } }),
    goal: { ...submissionGoal, security: 'auto' },
    hello: { plain: hello('PIPELINING') },
    starttls: { offered: false },
    endpoints: [{ port: 465, outcome: 'open', security: 'tls', elapsedMs: 60, chosen: false }],
  },
  'tls.chain-untidy': shown({ certificates: [leaf, root, issuer] }),
  'tls.other-certificate-invalid': scanned({
    certificates: [
      {
        authentication: 'RSA',
        certificate: { ...leaf, keyType: 'RSA', keyBits: 2048, sha256: other.sha256 },
        chainLength: 1,
        trust: { trusted: false, problems: ['expired'] },
      },
    ],
  }),
  'tls.addresses-differ': {
    ...healthy,
    tlsAddresses: [
      healthy.tlsAddresses[0],
      { address: '192.0.2.26', certificate: other, problems: ['expired'] },
    ],
  },
  'tls.hosts-differ': {
    ...healthy,
    tlsPolicy: {
      ...tlsPolicy,
      routes: [
        { ...unsignedRoute, address: '192.0.2.25', offersStartTls: true, tls: routeTls('ab') },
        { ...unsignedRoute, address: '192.0.2.26', offersStartTls: true, tls: routeTls('cd') },
      ],
    },
  },
  'tls.fallback-unnoticed': scanned({ features: { secureRenegotiation: true, fallbackScsv: false } }),
  'tls.heartbeat-offered': scanned({ features: { secureRenegotiation: true, heartbeat: true } }),
  'tls.profile-unmet': {
    ...healthy,
    goal: { ...healthy.goal, profile: 'modern' },
    tlsScan: {
      ...healthy.tlsScan,
      protocols: [
        {
          protocol: 'TLSv1.2',
          state: 'accepted',
          suites: { names: ['TLS_RSA_WITH_AES_128_GCM_SHA256'], isComplete: true },
        },
      ],
    },
  },
  'tls.staple-missing': shown({ certificates: [{ ...leaf, mustStaple: true }] }),
  'tls.staple-unusable': stapled({
    state: 'good',
    thisUpdate: '2026-11-01T00:00:00.000Z',
    nextUpdate: '2026-11-08T00:00:00.000Z',
  }),
  'tls.caa-mismatch': {
    ...shown({ certificates: [{ ...leaf, issuer: "CN=R12, O=Let's Encrypt, C=US" }] }),
    caa: {
      host: 'mail.example.org',
      name: 'example.org',
      status: 'answer',
      records: [{ tag: 'issue', value: 'digicert.com' }],
    },
  },
  'tls.caa-lookup-failed': {
    ...healthy,
    caa: { host: 'mail.example.org', name: 'example.org', status: 'servfail', records: [] },
  },
} as const satisfies Readonly<Record<string, Evidence>>;

function routeTls(byte: string) {
  const certificate = { ...other, sha256: byte.repeat(32) };
  return { protocol: 'TLSv1.3', trusted: true, problems: [], isForDomain: true, certificate } as const;
}
