import type { Agent } from 'undici';
import { SmtpError, UsageError } from '../errors.ts';
import { type OAuthProblem, parseTokenAnswer, type TokenAnswer } from './oauth-answer.ts';
import { trustIn } from './secure-context.ts';

export type { OAuthProblem, TokenAnswer } from './oauth-answer.ts';

/** What a refresh token is exchanged with (RFC 6749 §6). Never recorded, logged or put into an error. */
export interface RefreshGrant {
  /** As `parseTokenUrl` gives it. */
  readonly tokenUrl: URL;
  readonly clientId: string;
  /** Absent for a public client. */
  readonly clientSecret?: string;
  readonly refreshToken: string;
  /** Scopes separated by spaces; what the refresh token was granted when absent. */
  readonly scope?: string;
}

export interface RefreshOptions {
  readonly signal: AbortSignal;
  /** PEM texts of further roots to trust, beside the usual ones. */
  readonly ca?: readonly string[];
  /** For everything, in milliseconds; 10000 when absent. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const ANSWER_BYTES = 64 * 1024;
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Reads the URL of a token endpoint (RFC 6749 §3.2): HTTPS, or HTTP on a loopback address.
 *
 * @throws UsageError that does not quote the URL, since a secret may stand in it.
 */
export function parseTokenUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const hint = 'give it as https://host/path';
  if (!url) throw new UsageError('the URL of the token endpoint cannot be read', hint);
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    throw new UsageError('the URL of the token endpoint holds a login or a fragment', hint);
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname))) return url;
  throw new UsageError(
    `the token endpoint "${url.host}" is not asked over HTTPS`,
    'a secret would cross the network in clear text; give an https:// URL',
  );
}

/**
 * Exchanges a refresh token for an access token (RFC 6749 §6), once and without following redirects.
 *
 * The client's id and secret go in the body (RFC 6749 §2.3.1), as Google and Microsoft document it.
 * @returns the token, or why there is none; what the endpoint says is quoted only where no secret is in it.
 * @throws SmtpError `aborted`; UsageError for a `ca` without a certificate.
 */
export async function refreshAccessToken(grant: RefreshGrant, options: RefreshOptions): Promise<TokenAnswer> {
  const { signal, ca, timeoutMs = TIMEOUT_MS } = options;
  const { Agent } = await import('./undici.ts');
  const agent = new Agent({ connect: { timeout: timeoutMs, ...trustIn(ca) } });
  const inTime = AbortSignal.timeout(timeoutMs);
  try {
    return await request(agent, grant, AbortSignal.any([signal, inTime]));
  } catch (error) {
    if (signal.aborted) throw abortedError(grant.tokenUrl, signal);
    return { problem: inTime.aborted ? { kind: 'timeout' } : unreachable(error) };
  } finally {
    await agent.destroy();
  }
}

async function request(agent: Agent, grant: RefreshGrant, signal: AbortSignal): Promise<TokenAnswer> {
  const { origin, pathname, search } = grant.tokenUrl;
  const response = await agent.request({
    origin,
    path: pathname + search,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: formOf(grant),
    signal,
  });
  const { statusCode: status, body } = response;
  if (status >= 300 && status < 400) {
    // Nobody reads this body; an error in it must not go unheard and end the process.
    body.on('error', () => undefined).destroy();
    return { problem: { kind: 'redirect', status } };
  }
  const text = await readBounded(body);
  if (text === undefined) return { problem: { kind: 'too-large' } };
  const { refreshToken, clientSecret } = grant;
  return parseTokenAnswer(status, text, { refreshToken, ...(clientSecret ? { clientSecret } : {}) });
}

function formOf({ clientId, clientSecret, refreshToken, scope }: RefreshGrant): string {
  return new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
    refresh_token: refreshToken,
    ...(scope === undefined ? {} : { scope }),
  }).toString();
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function unreachable(error: unknown): OAuthProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return { kind: 'unreachable', code };
}

function abortedError({ host }: URL, signal: AbortSignal): SmtpError {
  const message = `stopped while asking the token endpoint "${host}"`;
  return new SmtpError('aborted', message, { stage: 'auth', cause: signal.reason });
}
