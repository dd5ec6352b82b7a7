import type { LookupFunction } from 'node:net';
import type { Agent, Dispatcher } from 'undici';
import { SmtpError } from '../../errors.ts';
import { ipVersion } from '../../target.ts';
import type { DnsAnswer, Resolver } from '../resolver.ts';
import { trustIn } from '../secure-context.ts';
import { isPublicAddress } from './public-address.ts';

/** Why a page could not be had. */
export type FetchProblem =
  | 'no-address'
  | 'private-address'
  | 'plain-http'
  | 'bad-redirect'
  | 'too-many-redirects'
  | 'certificate'
  | 'timeout'
  | 'unreachable'
  | 'too-large'
  | `status-${number}`;

export interface LookUpOptions {
  readonly resolver: Resolver;
  readonly signal?: AbortSignal;
  /** PEM texts of further roots to trust, beside the usual ones. */
  readonly ca?: readonly string[];
  /** The user has named a DNS server of his own network: what it says of that network is his own will. */
  readonly allowPrivate?: boolean;
}

/** What is sent; a GET where there is no body. */
export interface FetchRequest {
  readonly url: string;
  /** XML. */
  readonly body?: string;
}

export type Fetched =
  | {
      readonly text: string;
      /** The host that gave the page, where a redirect led to another than the one asked. */
      readonly via?: string;
    }
  | { readonly problem: FetchProblem };

/** For one page with all its redirects. */
export const LOOK_UP_TIMEOUT_MS = 5_000;
/** Configurations of the largest providers have some 6 KiB. */
const PAGE_BYTES = 64 * 1024;
const REDIRECTS = 3;
/** Node's names for a chain or a name that does not verify; OpenSSL's own alerts begin with ERR_SSL. */
const CERTIFICATE_ERROR =
  /^(?!ERR_SSL).*(CERT|CRL|ISSUER|LEAF|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME)/;

/**
 * Fetches one page over HTTPS with a checked certificate, through our own resolver.
 *
 * Follows three redirects at most, each checked like the first; goes to port 443 and to public addresses only, unless
 * the user's own `--resolve`, or a DNS server of this network that he named, says otherwise; sends no cookie, no login and no address of the user's.
 * @throws SmtpError `aborted`; UsageError for a `ca` without a certificate.
 */
export async function fetchPage(request: FetchRequest, options: LookUpOptions): Promise<Fetched> {
  const inTime = AbortSignal.timeout(LOOK_UP_TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, inTime]) : inTime;
  let url = request.url;
  try {
    for (let hops = 0; hops <= REDIRECTS; hops += 1) {
      const step = await fetchOnce({ ...request, url }, { ...options, signal });
      if (!('location' in step)) return withVia(step, request.url, url);
      url = step.location;
    }
    return { problem: 'too-many-redirects' };
  } catch (error) {
    if (options.signal?.aborted) throw abortedError(request.url, options.signal);
    if (inTime.aborted) return { problem: 'timeout' };
    if (!isNetworkError(error)) throw error;
    return { problem: CERTIFICATE_ERROR.test(codeOf(error)) ? 'certificate' : 'unreachable' };
  }
}

function withVia(fetched: Fetched, asked: string, last: string): Fetched {
  const via = new URL(last).hostname;
  return 'text' in fetched && via !== new URL(asked).hostname ? { ...fetched, via } : fetched;
}

type Step = Fetched | { readonly location: string };

async function fetchOnce(
  { url, body }: FetchRequest,
  { resolver, ca, allowPrivate, signal }: LookUpOptions & { readonly signal: AbortSignal },
): Promise<Step> {
  const target = readUrl(url);
  if (typeof target === 'string') return { problem: target };
  const host = target.hostname;
  const answers = await resolver.addresses(`${host}.`, signal);
  const lookup = lookupOf(answers, allowPrivate === true);
  if (typeof lookup === 'string') return { problem: lookup };
  const { Agent } = await import('../undici.ts');
  const agent = new Agent({ connect: { lookup, timeout: LOOK_UP_TIMEOUT_MS, ...trustIn(ca) } });
  try {
    const origin = `https://${host}:${resolver.portOf(host, 443)}`;
    return await ask(agent, { origin, path: target.pathname + target.search, body, signal }, target);
  } finally {
    await agent.destroy();
  }
}

/** Only HTTPS, only its own port, a name and no address, and nothing that logs in. */
function readUrl(text: string): URL | 'plain-http' | 'bad-redirect' {
  if (!URL.canParse(text)) return 'bad-redirect';
  const url = new URL(text);
  if (url.protocol === 'http:') return 'plain-http';
  const isOurs = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  const isName = ipVersion(url.hostname.replace(/^\[|\]$/g, '')) === 0 && url.hostname.includes('.');
  return isOurs && isName ? url : 'bad-redirect';
}

interface Ask {
  readonly origin: string;
  readonly path: string;
  readonly body: string | undefined;
  readonly signal: AbortSignal;
}

async function ask(agent: Agent, { origin, path, body, signal }: Ask, base: URL): Promise<Step> {
  const response = await agent.request({
    ...{ origin, path, signal, method: body === undefined ? 'GET' : 'POST' },
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'text/xml; charset=utf-8' } }),
  });
  const { statusCode } = response;
  if (statusCode === 200) return readBounded(response.body);
  // Nobody reads this body; an error in it must not go unheard and end the process.
  response.body.on('error', () => undefined).destroy();
  const location = locationOf(response, base);
  return location === undefined ? { problem: `status-${statusCode}` } : { location };
}

function locationOf({ statusCode, headers }: Dispatcher.ResponseData, base: URL): string | undefined {
  const { location } = headers;
  if (statusCode < 301 || statusCode > 308 || typeof location !== 'string') return undefined;
  return URL.canParse(location, base.href) ? new URL(location, base.href).href : location;
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<Fetched> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > PAGE_BYTES) return { problem: 'too-large' };
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString('utf8') };
}

/** Hands our own resolver's addresses to whoever wants to connect; one that is not public spoils the name. */
function lookupOf(
  answers: readonly DnsAnswer[],
  allowPrivate: boolean,
): LookupFunction | 'no-address' | 'private-address' {
  const all = answers.flatMap(({ records, source }) =>
    records.flatMap((record) =>
      record.type === 'A' || record.type === 'AAAA'
        ? [{ address: record.address, family: record.type === 'A' ? 4 : 6, isOwn: source === '--resolve' }]
        : [],
    ),
  );
  const [first] = all;
  if (first === undefined) return 'no-address';
  if (!allowPrivate && !all.every(({ address, isOwn }) => isOwn || isPublicAddress(address))) {
    return 'private-address';
  }
  // Never at once: all addresses may fail in the same turn, before undici listens for the socket's error.
  return (_hostname, options, callback) => {
    if (options.all) process.nextTick(() => callback(null, all));
    else process.nextTick(() => callback(null, first.address, first.family));
  };
}

/** Everything that sockets, TLS and undici throw bears a code. */
function isNetworkError(error: unknown): boolean {
  return error instanceof SmtpError || codeOf(error) !== '';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function abortedError(url: string, signal: AbortSignal): SmtpError {
  return new SmtpError('aborted', `stopped while fetching "${url}"`, {
    stage: 'domain',
    cause: signal.reason,
  });
}
