import type { Actor } from '../../actor.ts';
import type { Evidence, MtaStsEvidence } from '../../evidence.ts';
import { failureAt, modeMismatch } from '../failure.ts';
import { foreignService } from '../foreign-service.ts';
import { handshakeReason } from '../handshake-failure.ts';
import { defineRule, type Severity } from '../rule.ts';
import { startTlsWithoutTls } from '../starttls.ts';

/** RFC 8996 retired TLS 1.0 and 1.1, RFC 7568 SSL 3.0. */
const OBSOLETE = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.0', 'TLSv1.1'];

/** Parts of a suite's name (IANA's or OpenSSL's) that alone make it worthless. */
const WEAK_CIPHER = /(?<=^|[_-])(NULL|EXP(ORT)?\d*|ANON|ADH|AECDH|RC4|RC2|3DES|DES(40)?|MD5)(?=$|[_-])/i;

/** Suites whose session keys fall with the server's own key (RFC 9325 §4.1). */
const STATIC_KEY = /^TLS_(RSA|DH|ECDH)_(?!anon)/i;

/** How a host fails the MTA-STS policy of the domain it takes mail for. */
export type MtaStsFault = 'no-policy' | 'host' | 'no-tls' | 'certificate';

function mtaStsFault(policy: MtaStsEvidence, { starttls, tls }: Evidence): MtaStsFault | undefined {
  if (policy.problem !== undefined) return 'no-policy';
  if (policy.mode !== 'enforce' && policy.mode !== 'testing') return undefined;
  if (policy.hostMatches === false) return 'host';
  if (!tls) return starttls?.offered === false ? 'no-tls' : undefined;
  // PKIX has nothing against a key that is merely weak.
  const isWeakOnly = tls.trust.problems[0]?.startsWith('weak-');
  return tls.trust.trusted || isWeakOnly ? undefined : 'certificate';
}

function mtaStsSeverity({ fault, mode }: { fault: MtaStsFault; mode: string | undefined }): Severity {
  return fault !== 'no-policy' && mode === 'enforce' ? 'error' : 'warning';
}

function mtaStsOwner({ fault }: { fault: MtaStsFault }): Actor {
  return fault === 'no-policy' || fault === 'host' ? 'domain-owner' : 'server-admin';
}

/** Questions to the handshake and to what the domain has published about it. */
export const tlsRules = [
  defineRule({
    id: 'tls.starttls-expected',
    severity: (_data: object, { failure, goal }) => (failure || goal.security !== 'auto' ? 'error' : 'info'),
    stage: 'tls',
    actor: 'you',
    needs: ['mode'],
    find(evidence) {
      if (modeMismatch(evidence) !== 'plain') return undefined;
      const offersStartTls = evidence.mode.works === 'starttls';
      return { port: evidence.goal.port, offersStartTls, banner: evidence.mode.banner };
    },
  }),
  defineRule({
    id: 'tls.handshake-failed',
    severity: 'error',
    stage: 'tls',
    actor: ({ reason }: { reason: string }) => (reason === 'client-certificate' ? 'you' : 'server-admin'),
    needs: ['connect'],
    find(evidence) {
      const failure = failureAt('tls', evidence);
      if (!failure || modeMismatch(evidence) || startTlsWithoutTls(evidence)) return undefined;
      // A chain that is not believed has findings of its own.
      if (foreignService(evidence) || (evidence.tls && evidence.tls.trust.problems.length > 0))
        return undefined;
      return { reason: handshakeReason(failure), code: failure.code, message: failure.message };
    },
  }),
  defineRule({
    id: 'tls.protocol-obsolete',
    severity: 'warning',
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tls'],
    find({ tls: { protocol } }) {
      return OBSOLETE.includes(protocol) ? { protocol } : undefined;
    },
  }),
  defineRule({
    id: 'tls.cipher-weak',
    severity: 'warning',
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tls'],
    find({ tls: { cipher } }) {
      const weakness = WEAK_CIPHER.exec(cipher)?.[0];
      const forwardSecrecy = !STATIC_KEY.test(cipher);
      return weakness === undefined && forwardSecrecy ? undefined : { cipher, weakness, forwardSecrecy };
    },
  }),
  defineRule({
    id: 'tls.mta-sts-mismatch',
    severity: mtaStsSeverity,
    stage: 'tls',
    actor: mtaStsOwner,
    needs: ['mtaSts'],
    find(evidence) {
      const { mtaSts, goal } = evidence;
      const fault = mtaStsFault(mtaSts, evidence);
      if (fault === undefined) return undefined;
      const { domain, mode, mx, problem } = mtaSts;
      return { fault, domain, mode, host: goal.host, mx: mx.slice(0, 10), problem };
    },
  }),
] as const;
