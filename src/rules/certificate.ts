import type { Actor } from '../actor.ts';
import type { Evidence } from '../evidence.ts';
import { ipVersion } from '../target.ts';
import {
  daysUntil,
  distrust,
  expiredCertificate,
  has,
  type Interceptor,
  interceptorOf,
  isChainIncomplete,
  isPast,
  lifetimeDays,
  notYetValidCertificate,
  weakCertificate,
} from './certificate-trust.ts';
import { failureAt } from './failure.ts';
import { defineRule, type Severity } from './rule.ts';
import { profileOf } from './tls/profile.ts';

/** Warned of at latest; a certificate that lives shorter than twelve weeks, in its last quarter. */
const EXPIRING_DAYS = 21;

/**
 * A user's client refuses; a server between servers mostly does not look (RFC 7435), and where DANE-EE vouches for the
 * key, names, dates and issuers count for nothing (RFC 7672 §3.1.1).
 */
export function trustSeverity(_data: object, evidence: Evidence): Severity {
  if (profileOf(evidence.goal) !== 'opportunistic' || failureAt('tls', evidence)) return 'error';
  const { dane } = evidence;
  const isVouchedFor =
    dane?.authenticated && dane.matched && dane.records.every((record) => record.startsWith('3 '));
  return isVouchedFor ? 'info' : 'warning';
}

function issuerOwner({ interceptor }: { interceptor: Interceptor | undefined }): Actor {
  if (!interceptor) return 'server-admin';
  return interceptor.isLocal ? 'you' : 'your-network';
}

/** Questions to the certificates shown and to the verdict of PKIX. */
export const certificateRules = [
  defineRule({
    id: 'tls.certificate-expired',
    severity: trustSeverity,
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tls'],
    find(evidence) {
      const certificate = expiredCertificate(evidence);
      if (!certificate) return undefined;
      const { subject, validTo } = certificate;
      const isLeaf = certificate === evidence.tls.certificates[0];
      return { subject, validTo, daysAgo: Math.max(0, -daysUntil(validTo, evidence) - 1), isLeaf };
    },
  }),
  defineRule({
    id: 'tls.certificate-not-yet-valid',
    severity: trustSeverity,
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tls'],
    find(evidence) {
      const certificate = notYetValidCertificate(evidence);
      if (!certificate) return undefined;
      const { subject, validFrom } = certificate;
      return { subject, validFrom, observedAt: evidence.observedAt };
    },
  }),
  defineRule({
    id: 'tls.certificate-self-signed',
    severity: trustSeverity,
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tls'],
    find({ tls }) {
      return has(tls, 'self-signed') ? { subject: tls.certificates[0]?.subject ?? '' } : undefined;
    },
  }),
  defineRule({
    id: 'tls.chain-incomplete',
    severity: trustSeverity,
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tls'],
    find(evidence) {
      if (!isChainIncomplete(evidence)) return undefined;
      const { certificates } = evidence.tls;
      return { sent: certificates.length, issuer: certificates.at(-1)?.issuer ?? '' };
    },
  }),
  defineRule({
    id: 'tls.certificate-untrusted',
    severity: trustSeverity,
    stage: 'tls',
    actor: issuerOwner,
    needs: ['tls'],
    find(evidence) {
      const reason = distrust(evidence);
      if (reason === undefined) return undefined;
      const { certificates, trust } = evidence.tls;
      const issuer = certificates.at(-1)?.issuer ?? '';
      return { reason, issuer, code: trust.code, interceptor: interceptorOf(evidence) };
    },
  }),
  defineRule({
    id: 'tls.name-mismatch',
    severity: trustSeverity,
    stage: 'tls',
    actor: ({ byAddress }: { byAddress: boolean }) => (byAddress ? 'you' : 'server-admin'),
    needs: ['tls'],
    find({ tls, goal }) {
      if (!has(tls, 'name-mismatch')) return undefined;
      const expected = tls.trust.expectedName ?? goal.servername ?? goal.host;
      const leaf = tls.certificates[0];
      const names = leaf?.names.slice(0, 10) ?? [];
      return { expected, names, subject: leaf?.subject ?? '', byAddress: ipVersion(expected) !== 0 };
    },
  }),
  defineRule({
    id: 'tls.key-weak',
    severity: trustSeverity,
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tls'],
    find({ tls }) {
      const isSignature = !has(tls, 'weak-key');
      const weak = weakCertificate(tls, isSignature);
      if (!weak || !has(tls, 'weak-key', 'weak-signature')) return undefined;
      const { subject, keyType, keyBits, signatureAlgorithm } = weak;
      return { subject, keyType, keyBits, signatureAlgorithm, isSignature };
    },
  }),
  defineRule({
    id: 'tls.certificate-expiring',
    severity: 'warning',
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tls'],
    find(evidence) {
      const leaf = evidence.tls.certificates[0];
      if (!leaf || isPast(leaf.validTo, evidence) || has(evidence.tls, 'expired')) return undefined;
      const days = daysUntil(leaf.validTo, evidence);
      if (!(days < Math.min(EXPIRING_DAYS, lifetimeDays(leaf) / 4))) return undefined;
      return { subject: leaf.subject, validTo: leaf.validTo, days };
    },
  }),
] as const;
