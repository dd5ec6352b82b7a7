import type { FindingId } from '../../src/rules/index.ts';
import { TOKENS } from './introspection.ts';
import { ACCOUNT, STRANGER } from './server.ts';

/** One login, and how it has to end. */
export interface Trial {
  /** What is logged in with. */
  readonly title: string;
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
  /** Whose certificate is shown. */
  readonly certificate?: 'account' | 'stranger';
  /** `auth.accepted`, or the cause of the refusal. */
  readonly finding: FindingId;
}

const WRONG_PASSWORD = 'battery staple';

/** The logins that prove a mechanism on a server that knows the account by this name. */
export function trialsOf(mechanism: string, user: string): readonly Trial[] {
  if (mechanism === 'ANONYMOUS') {
    return [{ title: 'an address as trace', user: STRANGER, finding: 'auth.accepted' }];
  }
  if (mechanism === 'EXTERNAL') return CERTIFICATE_TRIALS;
  return mechanism === 'XOAUTH2' || mechanism === 'OAUTHBEARER' ? tokenTrials(user) : passwordTrials(user);
}

/** The right password, and what is refused for one cause. */
export function passwordTrials(user: string): readonly Trial[] {
  const { password } = ACCOUNT;
  return [
    { title: 'the right password', user, password, finding: 'auth.accepted' },
    { title: 'a wrong password', user, password: WRONG_PASSWORD, finding: 'auth.credentials-rejected' },
    { title: 'an unknown user', user: STRANGER, password, finding: 'auth.credentials-rejected' },
  ];
}

function tokenTrials(user: string): readonly Trial[] {
  const { account, stranger, revoked, expired } = TOKENS;
  return [
    { title: 'the right token', user, token: account, finding: 'auth.accepted' },
    { title: 'a revoked token', user, token: revoked, finding: 'auth.token-rejected' },
    { title: "another user's token", user, token: stranger, finding: 'auth.token-rejected' },
    { title: 'an expired token', user, token: expired, finding: 'auth.token-expired' },
  ];
}

const CERTIFICATE_TRIALS: readonly Trial[] = [
  { title: "the account's certificate", certificate: 'account', finding: 'auth.accepted' },
  { title: 'an unknown certificate', certificate: 'stranger', finding: 'auth.credentials-rejected' },
];
