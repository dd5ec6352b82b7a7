import type { Evidence } from '../../evidence.ts';
import { marksOfHost } from '../../replies/read/provider.ts';
import { failureAt, waitedMs } from '../failure.ts';
import { defineRule, type Severity } from '../rule.ts';
import { sample } from '../sample.ts';
import { expectedUsername } from '../username-form.ts';
import { isTokenExpired, loginRefusal } from './refusal.ts';

/** Where a secret could be read on the way: without TLS, or under a certificate that is not believed. */
type OpenWay = 'cleartext' | 'untrusted';

function openWay({ auth, tls, goal }: Evidence): OpenWay | undefined {
  const { secure, exposes } = auth?.attempt ?? {};
  if (exposes !== 'secret' && exposes !== 'hash') return undefined;
  if (goal.port === undefined) return undefined;
  if (!secure) return 'cleartext';
  return tls?.trust.trusted === false ? 'untrusted' : undefined;
}

/** The lack of TLS and the certificate have errors of their own, where they were to be expected better. */
function severityOfWithheld({ way }: { readonly way: OpenWay }, { goal }: Evidence): Severity {
  const isSaid = way === 'cleartext' ? goal.security !== 'none' : goal.role === 'submission';
  return isSaid ? 'warning' : 'error';
}

/** Questions to a login that was tried or withheld, besides why it was refused. */
export const authLoginRules = [
  defineRule({
    id: 'auth.accepted',
    severity: ({ isContradicted }: { readonly isContradicted: boolean }) =>
      isContradicted ? 'warning' : 'info',
    stage: 'auth',
    actor: 'you',
    needs: ['auth'],
    find({ auth: { attempt } }) {
      if (attempt?.outcome !== 'accepted') return undefined;
      const { mechanism, secure, advertised, exposes } = attempt;
      return { mechanism, secure, advertised, exposes, isContradicted: attempt.said !== undefined };
    },
  }),
  defineRule({
    id: 'auth.server-unproven',
    severity: 'error',
    stage: 'auth',
    actor: 'your-network',
    needs: ['auth'],
    find({ auth: { attempt } }) {
      if (attempt?.outcome !== 'server-unproven') return undefined;
      const { mechanism, secure, fault } = attempt;
      return { mechanism, secure, fault: fault?.kind ?? 'server-signature-wrong' };
    },
  }),
  defineRule({
    id: 'auth.cleartext-sent',
    severity: 'warning',
    stage: 'auth',
    actor: 'you',
    needs: ['auth'],
    find(evidence) {
      const way = openWay(evidence);
      const { mechanism, exposes } = evidence.auth.attempt ?? {};
      return way && mechanism !== undefined ? { mechanism, exposes, way } : undefined;
    },
  }),
  defineRule({
    id: 'auth.cleartext-withheld',
    severity: severityOfWithheld,
    stage: 'auth',
    actor: 'you',
    needs: ['auth'],
    find({ auth: { withheld }, starttls, goal }) {
      if (withheld !== 'cleartext' && withheld !== 'untrusted') return undefined;
      return { way: withheld, offersStartTls: starttls?.offered ?? false, security: goal.security };
    },
  }),
  defineRule({
    id: 'auth.unanswered',
    severity: 'error',
    stage: 'auth',
    actor: 'server-admin',
    needs: ['auth'],
    find(evidence) {
      const failure = failureAt('auth', evidence);
      if (!failure || failure.kind === 'refusal') return undefined;
      const { attempt } = evidence.auth;
      if (attempt && attempt.outcome !== 'unanswered') return undefined;
      const { kind, code, received } = failure;
      return {
        how: kind === 'timeout' ? 'silent' : kind === 'disconnected' ? 'dropped' : 'malformed',
        mechanism: attempt?.mechanism,
        code,
        waitedMs: waitedMs(failure, evidence),
        received: received === undefined ? undefined : sample(received),
      } as const;
    },
  }),
  defineRule({
    id: 'auth.token-expired',
    severity: ({ isRefused }: { readonly isRefused: boolean }) => (isRefused ? 'error' : 'warning'),
    stage: 'auth',
    actor: 'you',
    needs: ['auth'],
    find(evidence) {
      const refusal = loginRefusal(evidence);
      const expiresAt = evidence.auth.token?.expiresAt;
      if (expiresAt === undefined || !isTokenExpired(evidence)) return undefined;
      // What was refused for another reason is told by that reason.
      if (refusal && refusal.id !== 'auth.token-rejected') return undefined;
      return { expiresAt, isRefused: refusal !== undefined };
    },
  }),
  defineRule({
    id: 'auth.username-form',
    severity: 'info',
    stage: 'auth',
    actor: 'you',
    needs: ['auth'],
    find(evidence) {
      const given = evidence.auth.usernameForm;
      if (given === undefined || loginRefusal(evidence)?.id !== 'auth.credentials-rejected') return undefined;
      const { provider } = marksOfHost(evidence.goal.host);
      const expected = expectedUsername(provider);
      if (expected.form === given) return undefined;
      return { given, expected: expected.form, word: expected.word, isKnown: expected.isKnown };
    },
  }),
] as const;
