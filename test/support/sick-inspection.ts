import type { Evidence, InspectionEvidence, SignatureEvidence } from '../../src/evidence.ts';
import type { inspectPolicyRules } from '../../src/rules/inspect/policy.ts';
import type { inspectSignatureRules } from '../../src/rules/inspect/signature.ts';
import type { inspectWayRules } from '../../src/rules/inspect/way.ts';
import type { Hop } from '../../src/trace/hops.ts';
import { entryHop, goodInspection, goodSignature } from './inspection.ts';

type InspectionFindingId =
  | (typeof inspectSignatureRules)[number]['id']
  | (typeof inspectPolicyRules)[number]['id']
  | (typeof inspectWayRules)[number]['id'];

/** A received message that differs from a good one in this. */
export function received(changes: Partial<InspectionEvidence>): Evidence {
  return {
    observedAt: '2026-11-22T12:00:00.000Z',
    goal: { host: 'message.eml', role: 'relay', security: 'auto' },
    inspection: { ...goodInspection, ...changes },
  };
}

function signedSo(changes: Partial<SignatureEvidence>): Evidence {
  return received({ signatures: [{ ...goodSignature, ...changes }] });
}

function came(...hops: readonly Partial<Hop>[]): Evidence {
  return received({ way: { hops: hops.map((hop) => ({ ...entryHop, ...hop })), entry: 0 } });
}

const key = { name: 's1._domainkey.example.org', status: 'answer', type: 'rsa' } as const;

/** For every finding about a received message one that has it. */
export const sickInspection: Readonly<Record<InspectionFindingId, Evidence>> = {
  'domain.signature-absent': received({ signatures: [] }),
  'domain.signature-unreadable': signedSo({ fault: 'algorithm', algorithm: 'rsa-sha1' }),
  'domain.signature-key-missing': signedSo({ fault: 'key-missing', key: { ...key, status: 'nxdomain' } }),
  'domain.signature-key-unanswered': signedSo({ fault: 'key-unread', key: { ...key, status: 'servfail' } }),
  'domain.signature-key-revoked': signedSo({ fault: 'key-revoked' }),
  'domain.signature-key-unusable': signedSo({ fault: 'key-unusable', key: { ...key, bits: 512 } }),
  'domain.signature-key-mismatched': signedSo({ fault: 'key-other' }),
  'domain.dkim-body-changed': signedSo({
    fault: 'body-changed',
    body: { kind: 'appended', lines: 2, sample: 'Friends mailing list' },
  }),
  'domain.dkim-header-changed': signedSo({
    fault: 'header-changed',
    changes: [{ field: 'subject', kind: 'prefixed', before: 'Ping' }],
  }),
  'domain.signature-expired': signedSo({ fault: 'expired', expiresAt: '2026-11-21T00:00:00.000Z' }),
  'domain.signature-length-limited': signedSo({ bodyLength: 10, unsignedBytes: 20 }),
  'domain.signature-key-testing': signedSo({ key: { ...key, isTesting: true } }),
  'domain.from-unusable': received({
    message: { ...goodInspection.message, from: ['ada@example.org', 'eve@example.com'] },
  }),
  'domain.spf-client-refused': received({ spf: { result: 'fail', domain: 'example.org' } }),
  'domain.spf-unevaluated': received({
    spf: { result: 'permerror', domain: 'example.org', comment: 'Too many DNS requests' },
  }),
  'domain.dmarc-failed': received({
    dmarc: { result: 'fail', domain: 'example.org', policy: 'reject', alignedBy: {} },
  }),
  'domain.arc-broken': received({ arc: { result: 'fail', comment: 'i=1 no valid signature' } }),
  'domain.results-differ': received({
    receiver: { server: 'mx.example.net', results: [] },
    compared: [{ method: 'spf', domain: 'example.org', theirs: 'fail', ours: 'pass' }],
  }),
  'domain.hop-delayed': came({ delayMs: 4_000_000 }),
  'domain.hop-clock-wrong': came({ delayMs: 4_000_000, clockOffsetMs: 3_900_000 }),
  'domain.hop-cleartext': came({ protection: 'clear', protocol: 'ESMTP' }),
  'domain.message-redirected': received({
    detours: {
      list: 'friends.lists.example.com',
      forwardedFor: ['bob@example.net'],
      sealedBy: ['example.com'],
    },
  }),
};
