import { UsageError } from '../../errors.ts';
import type { OAuthProblem } from '../../net/oauth.ts';

/** What to do about an error code (RFC 6749 §5.2). */
const REMEDIES: Readonly<Record<string, string>> = {
  invalid_request: 'check --oauth-token-url and --oauth-client-id; some clients need a client secret too',
  invalid_client:
    'check --oauth-client-id and the client secret: it may have expired, and a public client has none',
  invalid_grant:
    'the refresh token has expired, was revoked (by a new password, too), or was given to another client: ' +
    'sign in again and give the new one',
  unauthorized_client: 'let the provider allow this client the refresh-token grant',
  unsupported_grant_type: 'this endpoint takes no refresh tokens; check --oauth-token-url',
  invalid_scope: 'check --oauth-scope: it may ask for no more than the refresh token was granted',
  access_denied: 'ask the administrator of the account to allow this client',
  temporarily_unavailable: 'try again later',
  server_error: 'try again later',
};

/** Microsoft's number for a client of one organisation that came to the endpoint of all. */
const SINGLE_TENANT = /\bAADSTS50194\b/;
const CERTIFICATE = /CERT|ISSUER|LEAF|ALTNAME/;
const URL_HINT = 'check --oauth-token-url';

/** Says why a token endpoint gave no token, and what to do. */
export function oauthError(problem: OAuthProblem, host: string): UsageError {
  const who = `the token endpoint "${host}"`;
  switch (problem.kind) {
    case 'timeout':
      return new UsageError(`${who} gave no whole answer in time`, 'check the network, or try again later');
    case 'too-large':
      return new UsageError(`${who} answered with more than 64 kB, which is no token`, URL_HINT);
    case 'unreachable':
      return new UsageError(`${who} cannot be asked: ${problem.code}`, unreachableHint(problem.code));
    case 'redirect':
      return new UsageError(
        `${who} redirects elsewhere (${problem.status}), where no secret is sent`,
        `${URL_HINT}: give the final URL`,
      );
    case 'status':
      return new UsageError(`${who} answered with HTTP status ${problem.status}`, statusHint(problem.status));
    case 'malformed':
      return new UsageError(`${who} gave ${malformation(problem.member)}`, URL_HINT);
    case 'refused':
      return refusal(problem, who);
  }
}

function refusal({ code, description }: Extract<OAuthProblem, { kind: 'refused' }>, who: string): UsageError {
  const quoted = description === undefined ? '' : `: "${description}"`;
  const hint = SINGLE_TENANT.test(description ?? '')
    ? 'give --oauth-token-url https://login.microsoftonline.com/TENANT/oauth2/v2.0/token'
    : (Object.entries(REMEDIES).find(([known]) => known === code)?.[1] ?? "see the provider's documentation");
  return new UsageError(`${who} refused: ${code}${quoted}`, hint);
}

function malformation(member: 'access_token' | 'token_type' | undefined): string {
  if (member === undefined) return 'no JSON object (RFC 6749 §5.1)';
  return member === 'access_token' ? 'no usable "access_token"' : 'a token that is no bearer token';
}

function unreachableHint(code: string): string {
  if (!CERTIFICATE.test(code)) return 'check the network and --oauth-token-url';
  return 'its certificate is not trusted; give its authority with --ca FILE if it is yours';
}

function statusHint(status: number): string {
  return status === 429 || status >= 500 ? 'try again later' : URL_HINT;
}
