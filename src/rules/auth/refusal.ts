import type { Evidence, LoginAttempt } from '../../evidence.ts';
import type { Detail } from '../../replies/causes.ts';
import { actorOfRefusal, certainDetail, type Refusal, refusalOf } from '../refusal.ts';
import { defineRule } from '../rule.ts';
import { sample } from '../sample.ts';

/** What a refused login is called, by the detail of its cause; `auth.refused` for every other. */
const FINDINGS = {
  'auth.credentials-rejected': ['auth-failed', 'auth-required'],
  'auth.account-locked': ['account-locked'],
  'auth.app-password-required': ['app-password-required'],
  'auth.oauth-required': ['oauth-required'],
  'auth.disabled': ['smtp-auth-disabled'],
  'auth.web-login-required': ['web-login-required'],
  'auth.token-rejected': ['token-rejected'],
  'auth.mechanism-unsupported': [
    ...(['mechanism-unsupported', 'auth-method', 'command-unknown', 'parameter-unsupported'] as const),
  ],
  'auth.tls-required': ['tls', 'tls-required', 'tls-unnoticed'],
  'auth.attempts-limited': [...(['login-limit', 'rate-limited', 'connection-limit', 'daily-limit'] as const)],
  'auth.server-failure': [
    ...(['server-error', 'server-busy', 'storage-full', 'auth-unavailable', 'filter-unavailable'] as const),
  ],
} as const satisfies Readonly<Record<string, readonly Detail[]>>;

type RefusalId = keyof typeof FINDINGS | 'auth.refused';

/** Words about recipients, in answer to a login, are about the user. */
const OF_THE_USER: Readonly<Partial<Record<Detail, Detail>>> = {
  'recipient-unknown': 'auth-failed',
  'recipient-disabled': 'account-locked',
};

/** What a refused login was, and what the refusal means. */
export interface LoginRefusal extends Refusal {
  readonly mechanism: string;
  /** What the server said within the mechanism: `invalid_token, scope: mail`; cut at 200 characters. */
  readonly said: string | undefined;
}

/** Whether the token's own word is that its time was over. */
export function isTokenExpired({ auth, observedAt }: Evidence): boolean {
  const expiresAt = auth?.token?.expiresAt;
  return expiresAt !== undefined && Date.parse(expiresAt) <= Date.parse(observedAt);
}

/** The refusal of the login that was tried, under the one id it has; undefined when it was not refused. */
export function loginRefusal(evidence: Evidence): { id: RefusalId; data: LoginRefusal } | undefined {
  const { auth } = evidence;
  const reply = auth?.attempt?.outcome === 'refused' ? auth.attempt.reply : undefined;
  if (!auth?.attempt || !reply) return undefined;
  const { mechanism, said } = auth.attempt;
  const refusal = aboutUser(refusalOf(reply, 'auth', evidence), auth.attempt);
  const data = {
    ...refusal,
    mechanism,
    said: said && sample(wordsOf(said)),
  };
  return { id: idOf(certainDetail(refusal)), data };
}

function wordsOf({ error, details }: NonNullable<LoginAttempt['said']>): string {
  const pairs = Object.entries(details).map(([name, value]) => `${name}: ${value}`);
  return [error, ...pairs].filter((part) => part !== '').join(', ');
}

/** A token is neither a user name nor a password. */
function aboutUser(refusal: Refusal, { mechanism }: LoginAttempt): Refusal {
  const detail = refusal.detail && (OF_THE_USER[refusal.detail] ?? refusal.detail);
  const isToken = mechanism === 'XOAUTH2' || mechanism === 'OAUTHBEARER';
  return { ...refusal, detail: isToken && detail === 'auth-failed' ? 'token-rejected' : detail };
}

function idOf(detail: Detail | undefined): RefusalId {
  const found = Object.entries(FINDINGS).find(([, details]) => details.some((known) => known === detail));
  // The keys of FINDINGS are all that Object.entries can give.
  return (found?.[0] ?? 'auth.refused') as RefusalId;
}

/** The refusal when it goes by this id; an expired token has a finding of its own. */
export function refusalAs(id: RefusalId, evidence: Evidence): LoginRefusal | undefined {
  const refusal = loginRefusal(evidence);
  if (refusal?.id !== id || (id === 'auth.token-rejected' && isTokenExpired(evidence))) return undefined;
  return refusal.data;
}

function refusalRule<const Id extends RefusalId>(id: Id) {
  return defineRule({
    id,
    severity: 'error',
    stage: 'auth',
    actor: (data: LoginRefusal) => actorOfRefusal(data, 'you'),
    needs: ['auth'],
    find: (evidence) => refusalAs(id, evidence),
  });
}

/** One question each to a login that was refused: was it for this reason? */
export const authRefusalRules = [
  refusalRule('auth.credentials-rejected'),
  refusalRule('auth.account-locked'),
  refusalRule('auth.app-password-required'),
  refusalRule('auth.oauth-required'),
  refusalRule('auth.disabled'),
  refusalRule('auth.web-login-required'),
  refusalRule('auth.token-rejected'),
  refusalRule('auth.tls-required'),
  refusalRule('auth.attempts-limited'),
  refusalRule('auth.server-failure'),
  refusalRule('auth.refused'),
] as const;
