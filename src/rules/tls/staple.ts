import type { Evidence } from '../../evidence.ts';
import { defineRule, type Severity } from '../rule.ts';
import { profileOf } from './profile.ts';

/** Why a stapled response proves nothing, or the worst. */
export type StapleFault =
  | 'revoked'
  | 'unknown'
  | 'expired'
  | 'error'
  | 'other-certificate'
  | 'forged'
  | 'unreadable';

/** No sender between servers asks for one; a client that heeds must-staple turns away. */
function severityOf(_data: object, { goal }: Evidence): Severity {
  return profileOf(goal) === 'opportunistic' ? 'info' : 'warning';
}

function stapleFault({ tls, observedAt }: Evidence): StapleFault | undefined {
  const staple = tls?.staple;
  if (!staple) return undefined;
  if (staple.state !== 'good') return staple.state;
  const { nextUpdate } = staple;
  return nextUpdate !== undefined && Date.parse(nextUpdate) < Date.parse(observedAt) ? 'expired' : undefined;
}

/** Questions to the OCSP response that came along with the certificate (RFC 6066 §8). */
export const tlsStapleRules = [
  defineRule({
    id: 'tls.staple-missing',
    severity: severityOf,
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tls'],
    find({ tls: { certificates, staple } }) {
      const leaf = certificates[0];
      return leaf?.mustStaple && !staple ? { subject: leaf.subject } : undefined;
    },
  }),
  defineRule({
    id: 'tls.staple-unusable',
    severity: (data: { readonly fault: StapleFault }, evidence) =>
      data.fault === 'revoked' ? 'error' : severityOf(data, evidence),
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tls'],
    find(evidence) {
      const fault = stapleFault(evidence);
      const { certificates, staple } = evidence.tls;
      if (fault === undefined) return undefined;
      return {
        fault,
        subject: certificates[0]?.subject ?? '',
        nextUpdate: staple?.nextUpdate,
        revokedAt: staple?.revokedAt,
        error: staple?.error,
      };
    },
  }),
] as const;
