import type { BaselineEvidence, Evidence, ExpectationEvidence, Expectations } from '../../src/evidence.ts';
import { type BaselineFindingId, baselineOf } from '../../src/rules/baseline.ts';
import type { ExpectationFindingId } from '../../src/rules/expectation.ts';
import { healthy } from './evidence.ts';

/** The healthy relay, of which this is expected. */
export function expecting(expect: Expectations, beside: Omit<ExpectationEvidence, 'expect'> = {}): Evidence {
  return { ...healthy, check: { expect, ...beside } };
}

/** What the healthy relay was three weeks before. */
const baseline: BaselineEvidence = { ...baselineOf(healthy), observedAt: '2026-11-01T12:00:00.000Z' };

/** The healthy relay, which differed in this when it was last accepted. */
export function since(before: Partial<BaselineEvidence>): Evidence {
  return expecting({}, { baseline: { ...baseline, ...before } });
}

/** The same without TLS. */
export function inClearText(expect: Expectations): Evidence {
  const { tls: _tls, mtaSts: _policy, ...rest } = expecting(expect);
  return { ...rest, hello: { plain: healthy.hello.secure }, starttls: { offered: false } };
}

function withoutDane(expect: Expectations): Evidence {
  const { dane: _dane, ...rest } = expecting(expect);
  return rest;
}

const STRANGER = 'smtp-doctor@example.com';

/** For every expectation and every change one piece of evidence that departs from it. */
export const sickExpectations: Readonly<Record<ExpectationFindingId | BaselineFindingId, Evidence>> = {
  'quit.verdict-unexpected': expecting({ verdict: ['broken', 'warnings'] }),
  'quit.findings-unexpected': expecting({ findings: { include: ['tls.certificate-expired'] } }),
  'connect.port-unexpected': expecting(
    { ports: [{ port: 25, state: 'closed' }] },
    { ports: [{ port: 25, state: 'open' }] },
  ),
  'greeting.time-exceeded': expecting({ 'greeting.maxMs': 5 }),
  'hello.extensions-unexpected': expecting({
    extensions: { include: ['SMTPUTF8'], exclude: ['PIPELINING'] },
  }),
  'starttls.requirement-unmet': inClearText({ starttls: 'required' }),
  'tls.version-unmet': { ...expecting({ 'tls.min': '1.3' }), tls: { ...healthy.tls, protocol: 'TLSv1.2' } },
  'tls.lifetime-short': expecting({ 'certificate.days': 90 }),
  'tls.dane-unmet': withoutDane({ dane: 'valid' }),
  'domain.mta-sts-unmet': {
    ...expecting({ 'mta-sts': 'enforce' }),
    goal: { ...healthy.goal, domain: 'example.org' },
    mtaSts: { ...healthy.mtaSts, mode: 'testing' },
  },
  'auth.mechanisms-unexpected': expecting({ 'auth.mechanisms': { include: ['SCRAM-SHA-256'] } }),
  'rcpt.relay-open': expecting(
    { 'open-relay': 'refused' },
    { relay: { to: STRANGER, answered: 'rcpt', reply: { code: 250, lines: ['2.1.5 Ok'] } } },
  ),
  'rcpt.relay-unproven': expecting(
    { 'open-relay': 'refused' },
    { relay: { to: STRANGER, answered: 'rcpt', reply: { code: 451, lines: ['4.7.1 Try again later'] } } },
  ),
  'quit.time-exceeded': {
    ...expecting({ 'total.maxMs': 50 }),
    timings: [{ stage: 'greeting', startedMs: 0, elapsedMs: 70 }],
  },
  'greeting.software-changed': since({ software: ['Exim 4.96'] }),
  'hello.extension-lost': since({ extensions: ['PIPELINING', 'SMTPUTF8'] }),
  'tls.version-changed': {
    ...since({ protocol: 'TLSv1.3' }),
    tls: { ...healthy.tls, protocol: 'TLSv1.2', cipher: 'ECDHE-ECDSA-AES256-GCM-SHA384' },
  },
  'tls.certificate-changed': since({
    certificate: {
      ...{ sha256: '12'.repeat(32), spkiSha256: '34'.repeat(32) },
      ...{ issuer: 'CN=Other', validTo: '2026-12-01T00:00:00.000Z' },
    },
  }),
  'auth.mechanism-lost': since({ mechanisms: ['SCRAM-SHA-256'] }),
  'quit.session-slower': {
    ...since({ totalMs: 100 }),
    timings: [{ stage: 'greeting', startedMs: 0, elapsedMs: 2_000 }],
  },
};
