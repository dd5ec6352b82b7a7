import { X509Certificate } from 'node:crypto';
import type { BIMIData } from 'mailauth';
import type { MarkEvidence, MarkProblem } from '../../evidence.ts';
import { fetchPage } from '../../net/autoconfig/fetch.ts';
import type { Inquiry } from './records.ts';

/** What mailauth calls a certificate for another domain, and a logo that receivers do not show; all else is the chain's. */
const PROBLEMS: Readonly<Record<string, MarkProblem>> = {
  VMC_DOMAIN_MISMATCH: 'other-domain',
  MISSING_VMC_LOGO: 'logo-unusable',
  INVALID_MEDIATYPE: 'logo-unusable',
  INVALID_LOGO_HASH: 'logo-unusable',
  SVG_VALIDATION_FAILED: 'logo-unusable',
};

const TEXT_CHARACTERS = 120;

/**
 * Fetches the mark certificate that a BIMI record names, and its logo, over HTTPS; undefined for a record without one.
 *
 * Each is followed through three redirects at most, and is 64 KiB at most.
 * @throws SmtpError `aborted`.
 */
export async function lookUpMark(
  { location, authority, ...read }: BIMIData,
  { resolver, signal }: Pick<Inquiry, 'resolver' | 'signal'>,
  ca?: readonly string[],
): Promise<MarkEvidence | undefined> {
  if (!authority) return undefined;
  const options = { resolver, signal, ...(ca ? { ca } : {}) };
  const [certificate, logo] = await Promise.all([
    fetchPage({ url: authority }, options),
    location ? fetchPage({ url: location }, options) : undefined,
  ]);
  if ('problem' in certificate) return { problem: 'certificate-unfetched', code: certificate.problem };
  const files = { certificate: certificate.text, ...(logo && 'text' in logo ? { logo: logo.text } : {}) };
  const mark = await judgeMark(read, files, { ...(ca ? { ca } : {}) });
  const isLogoMissing = logo && 'problem' in logo && mark.problem === undefined;
  return isLogoMissing ? { ...mark, problem: 'logo-unfetched', code: logo.problem } : mark;
}

/** What a BIMI record leads to. */
export interface MarkFiles {
  /** PEM. */
  readonly certificate: string;
  readonly logo?: string;
}

/** As of when a mark certificate is judged, and which authorities count beside those that are known for marks. */
export interface MarkJudging {
  readonly now?: Date;
  readonly ca?: readonly string[];
}

/** Has mailauth judge what was fetched: it fetches nothing itself where it is given no URL. */
export async function judgeMark(
  read: Omit<BIMIData, 'location' | 'authority'>,
  files: MarkFiles,
  { now = new Date(), ca = [] }: MarkJudging = {},
): Promise<MarkEvidence> {
  const mark = await judgedWith(read, files, { now });
  if (ca.length === 0 || mark.problem !== 'certificate-unusable') return mark;
  return judgedWith(read, files, { now, rootStore: { rootCerts: certificatesOf(ca) } });
}

async function judgedWith(
  read: Omit<BIMIData, 'location' | 'authority'>,
  { certificate, logo }: MarkFiles,
  options: { readonly now: Date; readonly rootStore?: { readonly rootCerts: readonly X509Certificate[] } },
): Promise<MarkEvidence> {
  const { validateBimiVmc } = await import('../../smtp/mailauth.ts');
  const paths = {
    authorityPath: Buffer.from(certificate),
    ...(logo === undefined ? {} : { locationPath: Buffer.from(logo) }),
  };
  const { authority } = (await validateBimiVmc({ ...read, ...paths }, options)) || {};
  const { error, vmc } = authority ?? {};
  const facts = factsOf(vmc ?? error?.details);
  if (authority?.success !== true) {
    const { code = '' } = error ?? {};
    return { ...facts, problem: PROBLEMS[code] ?? 'certificate-unusable', ...(code === '' ? {} : { code }) };
  }
  return authority.hashMatch === false ? { ...facts, problem: 'logo-differs' } : facts;
}

/** Every certificate in files of PEM, which may hold several. */
function certificatesOf(files: readonly string[]): X509Certificate[] {
  const blocks = files.flatMap(
    (text) => text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [],
  );
  return blocks.map((block) => new X509Certificate(block));
}

/** What mailauth gives is typed as anything. */
function factsOf(vmc: unknown): Pick<MarkEvidence, 'kind' | 'organization' | 'validTo'> {
  const kind = memberOf(vmc, 'type');
  const certificate = memberOf(vmc, 'certificate');
  const organization = memberOf(memberOf(certificate, 'subject'), 'organizationName');
  const validTo = memberOf(certificate, 'validTo');
  return {
    ...(kind === 'VMC' || kind === 'CMC' ? { kind } : {}),
    ...(typeof organization === 'string' ? { organization: organization.slice(0, TEXT_CHARACTERS) } : {}),
    ...(typeof validTo === 'string' ? { validTo } : {}),
  };
}

function memberOf(value: unknown, name: string): unknown {
  return Object.entries(value ?? {}).find(([key]) => key === name)?.[1];
}
