import type { InspectionEvidence } from '../../src/evidence.ts';
import type { Hop } from '../../src/trace/hops.ts';

/** The server where the message came in. */
export const entryHop = {
  from: { helo: 'mail.example.org', name: 'mail.example.org', address: '192.0.2.7' },
  by: 'mx.example.net',
  protocol: 'ESMTPS',
  tls: { protocol: 'TLSv1.3' },
  authenticated: false,
  date: '2026-11-22T08:00:07.000Z',
  role: 'mx',
  protection: 'tls',
  delayMs: 7_000,
  field: 1,
} as const satisfies Hop;

/** A signature in which all is well. */
export const goodSignature = {
  domain: 'example.org',
  selector: 's1',
  algorithm: 'rsa-sha256',
  form: 'relaxed/relaxed',
  signedFields: ['from', 'subject', 'date'],
  mailauth: { result: 'pass' },
  isAligned: true,
  key: { name: 's1._domainkey.example.org', status: 'answer', type: 'rsa', bits: 2048 },
  bodyMatches: true,
  headerMatches: true,
  laterServers: ['mx.example.net'],
} as const satisfies InspectionEvidence['signatures'][number];

/** A received message without a fault. */
export const goodInspection = {
  message: { bytes: 812, from: ['Ada <ada@example.org>'], subject: 'Ping' },
  client: {
    ip: { value: '192.0.2.7', source: 'received' },
    helo: { value: 'mail.example.org', source: 'received' },
    mailFrom: { value: 'ada@example.org', source: 'return-path' },
  },
  way: { hops: [entryHop], entry: 0, writtenAt: '2026-11-22T08:00:00.000Z' },
  detours: { forwardedFor: [], sealedBy: [] },
  signatures: [goodSignature],
  moreSignatures: 0,
  spf: { result: 'pass', domain: 'example.org' },
  compared: [],
  questions: [],
} as const satisfies InspectionEvidence;
