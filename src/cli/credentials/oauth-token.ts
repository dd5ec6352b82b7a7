import { UsageError } from '../../errors.ts';
import type { RefreshGrant } from '../../net/oauth.ts';
import { oauthError } from './oauth-error.ts';
import type { CredentialOptions, OAuthProvider } from './options.ts';
import { onlySource, type Source, type SourceContext } from './sources.ts';

/** What the options say of a refresh-token grant, before any secret is read. */
export interface OAuthWish {
  /** The first of its options, to name it in an error. */
  readonly option: string;
  readonly endpoint: Endpoint;
  readonly clientId: string;
  readonly clientSecret: Source | undefined;
  readonly refreshToken: Source;
}

interface Endpoint {
  readonly url: string;
  readonly scope?: string;
  /** Whether each answer brings another refresh token, beside which the old one stays valid. */
  readonly isAlwaysRotated?: true;
}

const ENDPOINTS: Readonly<Record<OAuthProvider, Endpoint>> = {
  google: { url: 'https://oauth2.googleapis.com/token' },
  microsoft: {
    url: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    // A token is for one service only, and without this for the one that was consented to first.
    scope: 'https://outlook.office.com/SMTP.Send',
    isAlwaysRotated: true,
  },
};

interface OAuthSources {
  readonly clientSecrets: readonly Source[];
  readonly refreshTokens: readonly Source[];
}

/**
 * Gathers what the options say of a refresh-token grant.
 *
 * @returns undefined when none of them was given.
 * @throws UsageError that says what is missing, or given twice.
 */
export function oauthWish(options: CredentialOptions, sources: OAuthSources): OAuthWish | undefined {
  const clientSecret = onlySource('client secret', sources.clientSecrets);
  const refreshToken = onlySource('refresh token', sources.refreshTokens);
  const option = firstOption(options) ?? refreshToken?.option ?? clientSecret?.option;
  if (option === undefined) return undefined;
  const endpoint = endpointOf(options, option);
  const { oauthClientId: clientId } = options;
  if (!clientId) throw new UsageError(`${option} needs a client`, 'add --oauth-client-id ID');
  if (refreshToken) return { option, endpoint, clientId, clientSecret, refreshToken };
  throw new UsageError(
    `${option} needs a refresh token`,
    'add --oauth-refresh-token-file, --oauth-refresh-token-env or --oauth-refresh-token-stdin',
  );
}

/**
 * Reads the secrets, asks the token endpoint and gives the access token.
 *
 * @param ca  PEM texts of further roots to trust.
 * @throws UsageError that says why there is none, and what to do; SmtpError `aborted`.
 */
export async function requestToken(
  wish: OAuthWish,
  context: SourceContext,
  ca: readonly string[] | undefined,
): Promise<string> {
  const { parseTokenUrl, refreshAccessToken } = await import('../../net/oauth.ts');
  const tokenUrl = parseTokenUrl(wish.endpoint.url);
  const grant: RefreshGrant = {
    tokenUrl,
    clientId: wish.clientId,
    ...(wish.endpoint.scope === undefined ? {} : { scope: wish.endpoint.scope }),
    ...(wish.clientSecret ? { clientSecret: await wish.clientSecret.read(context) } : {}),
    refreshToken: await wish.refreshToken.read(context),
  };
  const answer = await refreshAccessToken(grant, { signal: context.signal, ...(ca ? { ca } : {}) });
  if ('problem' in answer) throw oauthError(answer.problem, tokenUrl.host);
  if (answer.isRotated && !wish.endpoint.isAlwaysRotated) {
    context.surroundings.warn(
      `"${tokenUrl.host}" gave a new refresh token, which is not kept; if the old one stops working, sign in again`,
    );
  }
  return answer.token;
}

function firstOption(options: CredentialOptions): string | undefined {
  if (options.oauthProvider !== undefined) return '--oauth-provider';
  if (options.oauthTokenUrl !== undefined) return '--oauth-token-url';
  if (options.oauthClientId !== undefined) return '--oauth-client-id';
  return options.oauthScope === undefined ? undefined : '--oauth-scope';
}

function endpointOf(options: CredentialOptions, option: string): Endpoint {
  const { oauthProvider: provider, oauthTokenUrl: url, oauthScope: scope } = options;
  if (provider !== undefined && url !== undefined) {
    throw new UsageError(
      '--oauth-provider and --oauth-token-url both name the token endpoint',
      'keep one of them',
    );
  }
  const known = provider === undefined ? undefined : ENDPOINTS[provider];
  if (!known && url === undefined) {
    throw new UsageError(`${option} needs a token endpoint`, 'add --oauth-provider or --oauth-token-url URL');
  }
  return { ...(known ?? { url: url ?? '' }), ...(scope === undefined ? {} : { scope }) };
}
