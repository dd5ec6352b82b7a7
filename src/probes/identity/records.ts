import type {
  BimiEvidence,
  DkimEvidence,
  DmarcStep,
  IdentityEvidence,
  ReportConsent,
  ServiceEvidence,
} from '../../evidence.ts';
import { isDkimKey } from '../../identity/dkim-key.ts';
import { COMMON_SELECTORS } from '../../identity/dkim-selectors.ts';
import { isDmarc, readWalk, treeWalk } from '../../identity/dmarc.ts';
import { readServices, SERVICES } from '../../net/autoconfig/services.ts';
import type { Resolver } from '../../net/resolver.ts';
import { mailauthResolver } from '../../smtp/mailauth-resolver.ts';
import { findCaa } from '../caa.ts';
import { absoluteName, addressesOf } from '../link.ts';
import { isAnswered, isWithin, textsOf } from '../records.ts';
import { lookUpMark } from './mark.ts';

/** What every look-up of a domain is made with. */
export interface Inquiry {
  readonly domain: string;
  readonly resolver: Resolver;
  readonly signal: AbortSignal;
}

const RECORDS = 4;
/** No domain has a key here; one that seems to has a wildcard. */
const NO_SELECTOR = 'smtp-doctor-none';

type Keys = Pick<IdentityEvidence, 'dkim' | 'dkimAsked' | 'dkimBranch'>;

/** Asks for the keys of the selectors named, and of those that many use. */
export async function lookUpDkim(
  named: readonly string[],
  { domain, resolver, signal }: Inquiry,
): Promise<Keys> {
  const selectors = [...new Set([...named, ...Object.keys(COMMON_SELECTORS)])];
  const keyAt = async (selector: string): Promise<DkimEvidence> => {
    const answer = await resolver.query(`${selector}._domainkey.${domain}`, 'TXT', signal);
    const keys = textsOf(answer).filter(isDkimKey).slice(0, RECORDS);
    return { selector, asked: named.includes(selector), status: answer.status, keys };
  };
  const [wildcard, branch, ...all] = await Promise.all([
    keyAt(NO_SELECTOR),
    resolver.query(`_domainkey.${domain}`, 'TXT', signal),
    ...selectors.map(keyAt),
  ]);
  const isOwn = ({ keys }: DkimEvidence): boolean => keys.length > 0 && keys.join() !== wildcard.keys.join();
  const dkim = all.filter((found) => found.asked || isOwn(found));
  const dkimBranch = !isAnswered(branch) ? 'unknown' : branch.status === 'nxdomain' ? 'absent' : 'present';
  return { dkim, dkimAsked: selectors.length, dkimBranch };
}

/** Walks the tree of DMARC records, all names at the same time, and asks the receivers of reports for their consent. */
export async function lookUpDmarc({ domain, resolver, signal }: Inquiry): Promise<IdentityEvidence['dmarc']> {
  const walk = await Promise.all(
    treeWalk(domain).map(async (name): Promise<DmarcStep> => {
      const answer = await resolver.query(`_dmarc.${name}`, 'TXT', signal);
      return {
        name,
        records: textsOf(answer).filter(isDmarc).slice(0, RECORDS),
        isAnswered: isAnswered(answer),
      };
    }),
  );
  const { policy, organization } = readWalk(domain, walk);
  const addresses = policy ? [...new Set([...policy.record.rua, ...policy.record.ruf])] : [];
  const consents = addresses.flatMap((address) => consentOf(address, policy?.name ?? domain, organization));
  const answered = consents.map(async (consent): Promise<ReportConsent> => {
    const answer = await resolver.query(consent.name, 'TXT', signal);
    if (!isAnswered(answer)) return { ...consent, status: 'failed' };
    return { ...consent, status: textsOf(answer).some(isDmarc) ? 'given' : 'absent' };
  });
  return { walk, consents: await Promise.all(answered) };
}

/** Within one organisation nobody has to agree (RFC 9990 §4). */
function consentOf(
  address: string,
  policyDomain: string,
  organization: string,
): Omit<ReportConsent, 'status'>[] {
  const destination = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  if (isWithin(destination, organization) || isWithin(organization, destination)) return [];
  return [{ address, name: `${policyDomain}._report._dmarc.${destination}` }];
}

const NOT_ALIGNED = { result: false, strict: false } as const;

/** Whether files are to be fetched from the web too, and who else is trusted there. */
export interface MarkWishes {
  readonly isFetched: boolean;
  readonly ca?: readonly string[];
}

/** Has mailauth read the BIMI record as for a message that passes DMARC, and judge the certificate that it names. */
export async function lookUpBimi(
  { domain, resolver, signal }: Inquiry,
  { isFetched, ca }: MarkWishes,
): Promise<BimiEvidence | undefined> {
  const { bimi } = await import('../../smtp/mailauth.ts');
  // As much of a verdict as mailauth's reader of the record looks at.
  const dmarc = { status: { result: 'pass', header: { from: domain } }, domain, policy: 'reject' } as const;
  const read = await bimi({
    dmarc: {
      ...dmarc,
      info: '',
      p: 'reject',
      sp: 'reject',
      alignment: { spf: NOT_ALIGNED, dkim: NOT_ALIGNED },
    },
    headers: {},
    resolver: mailauthResolver(resolver, signal),
  });
  if (!read || read.rr === undefined) return undefined;
  const { status, rr, location, authority } = read;
  const mark = isFetched ? await lookUpMark(read, { resolver, signal }, ca) : undefined;
  return {
    ...{ record: rr, result: status.result },
    ...(status.comment ? { comment: status.comment } : {}),
    ...(location ? { location } : {}),
    ...(authority ? { authority } : {}),
    ...(mark ? { mark } : {}),
  };
}

/** Asks which hosts the domain names for users' programs, and whether these exist. */
export async function lookUpServices({
  domain,
  resolver,
  signal,
}: Inquiry): Promise<readonly ServiceEvidence[]> {
  const found = await Promise.all(
    SERVICES.map(async ([service, security]) => {
      const answer = await resolver.query(`${service}.${domain}`, 'SRV', signal);
      const servers = readServices(answer, security);
      const hosts = await Promise.all(
        servers.map(async ({ host }) => ({
          host,
          answers: await resolver.addresses(absoluteName(host), signal),
        })),
      );
      const dangling = hosts
        .filter(({ answers }) => answers.every(isAnswered) && addressesOf(answers).length === 0)
        .map(({ host }) => host);
      return { service, targets: servers.map(({ host, port }) => `${host}:${port}`), dangling };
    }),
  );
  return found.filter(({ targets }) => targets.length > 0);
}

/** The certificate authorities that the domain, or the nearest domain above it, allows (RFC 8659 §3). */
export async function lookUpCaa({ domain, resolver, signal }: Inquiry): Promise<readonly string[]> {
  const caa = await findCaa(domain, { resolver, signal });
  return (caa?.records ?? []).map(({ tag, value }) => `${tag} ${value}`.slice(0, 200));
}
