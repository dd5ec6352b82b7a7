import type { LookupFunction } from 'node:net';
import type { Agent, Dispatcher } from 'undici';
import { SmtpError } from '../errors.ts';
import { ipVersion } from '../target.ts';
import {
  type MtaStsPolicyFault,
  type MtaStsRecordFault,
  type MtaStsTerms,
  mtaStsPolicyFault,
  mtaStsRecordFault,
  parseMtaStsId,
  parseMtaStsPolicy,
} from './mta-sts-policy.ts';
import type { DnsAnswer, Resolver } from './resolver.ts';
import { trustIn } from './secure-context.ts';

export { matchesMtaSts } from './mta-sts-policy.ts';

/** Why a domain that announces a policy has none that a sender could use. */
export type MtaStsProblem =
  | 'fetch-failed'
  | 'certificate'
  | 'redirect'
  | `status-${number}`
  | 'media-type'
  | 'too-large'
  | 'syntax'
  | 'no-address';

/** A domain's MTA-STS policy (RFC 8461); without its terms where `problem` says why. */
export interface MtaStsPolicy extends Partial<MtaStsTerms> {
  readonly domain: string;
  /** The record's version mark; empty where the record cannot be read. */
  readonly id: string;
  readonly mx: readonly string[];
  readonly problem?: MtaStsProblem;
  /** What breaks the syntax of the record or of the policy. */
  readonly fault?: MtaStsRecordFault | MtaStsPolicyFault;
  /** The system's or OpenSSL's name for what kept the policy from being fetched: `CERT_HAS_EXPIRED`. */
  readonly code?: string;
}

export interface MtaStsOptions {
  readonly signal?: AbortSignal;
  /** PEM text of further roots to trust, beside the usual ones. */
  readonly ca?: string;
}

const FETCH_TIMEOUT_MS = 5_000;
/** RFC 8461 §3.3 suggests this bound. */
const POLICY_BYTES = 64 * 1024;
/** Node's names for a chain or a name that does not verify; OpenSSL's own alerts begin with ERR_SSL. */
const CERTIFICATE_ERROR =
  /^(?!ERR_SSL).*(CERT|CRL|ISSUER|LEAF|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME)/;

type Fetched = { readonly text: string } | { readonly problem: MtaStsProblem; readonly code?: string };

/**
 * Fetches the policy that a domain publishes for senders, over HTTPS with a checked certificate and without
 * following redirects (RFC 8461 §3.3).
 *
 * @returns undefined for a domain whose DNS announces no policy.
 * @throws SmtpError `aborted`; UsageError for a `ca` without a certificate.
 */
export async function fetchMtaSts(
  domain: string,
  resolver: Resolver,
  { signal, ca }: MtaStsOptions = {},
): Promise<MtaStsPolicy | undefined> {
  const record = await resolver.query(`_mta-sts.${domain}`, 'TXT', signal);
  const texts = record.records.flatMap((found) => (found.type === 'TXT' ? [found.text] : []));
  const [announced, ...others] = texts.filter((text) => /^v=STSv1[ \t]*(;|$)/.test(text));
  if (announced === undefined) return undefined;
  const id = parseMtaStsId(announced);
  const base = { domain, id: id ?? '', mx: [] };
  // More than one record, or one without id, is as good as none to a sender (RFC 8461 §3.1).
  if (others.length > 0) return { ...base, problem: 'syntax', fault: 'several-records' };
  if (id === undefined) return { ...base, problem: 'syntax', fault: mtaStsRecordFault(announced) };
  // The name asked is the domain's in A-labels.
  const host = record.name.replace('_mta-sts.', 'mta-sts.');
  const fetched = await fetchPolicyText(host, resolver, { ...(signal && { signal }), ...(ca && { ca }) });
  if ('problem' in fetched) return { ...base, ...fetched };
  const terms = parseMtaStsPolicy(fetched.text);
  if (terms !== undefined) return { ...base, ...terms };
  const fault = mtaStsPolicyFault(fetched.text);
  return { ...base, problem: 'syntax', ...(fault === undefined ? {} : { fault }) };
}

async function fetchPolicyText(host: string, resolver: Resolver, options: MtaStsOptions): Promise<Fetched> {
  const lookup = lookupOf(await resolver.addresses(`${host}.`, options.signal));
  if (lookup === undefined) return { problem: 'no-address' };
  const { Agent } = await import('./undici.ts');
  const trust = trustIn(options.ca === undefined ? undefined : [options.ca]);
  const agent = new Agent({ connect: { lookup, timeout: FETCH_TIMEOUT_MS, ...trust } });
  try {
    return await get(agent, `https://${host}:${resolver.portOf(host, 443)}`, options.signal);
  } catch (error) {
    if (options.signal?.aborted) throw abortedError(host, options.signal);
    const code = codeOf(error);
    const problem = CERTIFICATE_ERROR.test(code) ? 'certificate' : 'fetch-failed';
    return { problem, ...(code === '' ? {} : { code }) };
  } finally {
    await agent.destroy();
  }
}

async function get(agent: Agent, origin: string, outer: AbortSignal | undefined): Promise<Fetched> {
  const inTime = AbortSignal.timeout(FETCH_TIMEOUT_MS);
  const signal = outer === undefined ? inTime : AbortSignal.any([outer, inTime]);
  const response = await agent.request({ origin, path: '/.well-known/mta-sts.txt', method: 'GET', signal });
  const problem = problemOf(response);
  if (problem === undefined) return readBounded(response.body);
  // Nobody reads this body; an error in it must not go unheard and end the process.
  response.body.on('error', () => undefined).destroy();
  return { problem };
}

function problemOf({ statusCode, headers }: Dispatcher.ResponseData): MtaStsProblem | undefined {
  if (statusCode >= 300 && statusCode < 400) return 'redirect';
  if (statusCode !== 200) return `status-${statusCode}`;
  const mediaType = /^[^;]*/
    .exec(String(headers['content-type'] ?? ''))?.[0]
    .trim()
    .toLowerCase();
  return mediaType === 'text/plain' ? undefined : 'media-type';
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<Fetched> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > POLICY_BYTES) return { problem: 'too-large' };
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString('utf8') };
}

/** Hands our own resolver's addresses to whoever wants to connect. */
function lookupOf(answers: readonly DnsAnswer[]): LookupFunction | undefined {
  const all = answers
    .flatMap(({ records }) => records)
    .flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? [record.address] : []))
    .map((address) => ({ address, family: ipVersion(address) === 6 ? 6 : 4 }));
  const [first] = all;
  if (first === undefined) return undefined;
  return (_hostname, options, callback) => {
    if (options.all) callback(null, all);
    else callback(null, first.address, first.family);
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function abortedError(host: string, signal: AbortSignal): SmtpError {
  const message = `stopped while fetching the MTA-STS policy from "${host}"`;
  return new SmtpError('aborted', message, { stage: 'domain', cause: signal.reason });
}
