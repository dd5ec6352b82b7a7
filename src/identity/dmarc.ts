import { parseTagList, tagValue } from './tag-list.ts';

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';

/** Why a record, or a part of it, does not say what it was meant to. */
export type DmarcFault = 'policy' | 'policy-missing' | 'tags' | 'alignment' | 'report-address';

/** A DMARC record (RFC 9989 §4.7). */
export interface DmarcRecord {
  /** `none` where the record has a mistake in it and says where to report (RFC 9989 §4.7, `p`). */
  readonly policy?: DmarcPolicy;
  /** What holds for subdomains, and for those that do not exist: `p` where nothing is said. */
  readonly subdomains?: DmarcPolicy;
  readonly nonexistent?: DmarcPolicy;
  readonly strictDkim: boolean;
  readonly strictSpf: boolean;
  readonly psd: 'y' | 'n' | 'u';
  /** `t=y`, or in older records `pct` below 100: the policy is one step weaker than it says. */
  readonly isTesting: boolean;
  /** Addresses that take aggregate reports, and failure reports. */
  readonly rua: readonly string[];
  readonly ruf: readonly string[];
  readonly faults: readonly DmarcFault[];
  /** Tags of RFC 7489 that RFC 9989 has removed. */
  readonly removed: readonly string[];
}

const REMOVED = ['pct', 'rf', 'ri'];

/** Says whether a TXT record is a DMARC record: `v=DMARC1` comes first, in these letters (RFC 9989 §4.8). */
export function isDmarc(text: string): boolean {
  return /^\s*v\s*=\s*DMARC1\s*(?:;|$)/.test(text);
}

/** Reads a DMARC record; never throws. */
export function parseDmarc(text: string): DmarcRecord {
  const list = parseTagList(text);
  const value = (name: string): string | undefined => tagValue(list, name)?.toLowerCase();
  const [rua, ruf] = [reportAddresses(tagValue(list, 'rua')), reportAddresses(tagValue(list, 'ruf'))];
  const said = [value('p'), value('sp'), value('np')];
  const isMistaken = said.some((policy) => policy !== undefined && policyOf(policy) === undefined);
  const policy = policyOf(value('p')) ?? (rua.found.length > 0 ? 'none' : undefined);
  const subdomains = policyOf(value('sp')) ?? policy;
  const psd = value('psd');
  const alignments = [value('adkim') ?? 'r', value('aspf') ?? 'r'];
  const faults: (DmarcFault | false)[] = [
    isMistaken && 'policy',
    value('p') === undefined && 'policy-missing',
    list.faults.length > 0 && 'tags',
    alignments.some((mode) => mode !== 'r' && mode !== 's') && 'alignment',
    (rua.isFaulty || ruf.isFaulty) && 'report-address',
  ];
  return {
    ...(policy && { policy }),
    ...(subdomains && { subdomains }),
    ...nonexistentOf(policyOf(value('np')) ?? subdomains),
    strictDkim: value('adkim') === 's',
    strictSpf: value('aspf') === 's',
    psd: psd === 'y' || psd === 'n' ? psd : 'u',
    isTesting: value('t') === 'y' || Number(value('pct') ?? 100) < 100,
    rua: rua.found,
    ruf: ruf.found,
    faults: faults.filter((fault) => fault !== false),
    removed: REMOVED.filter((name) => value(name) !== undefined),
  };
}

function nonexistentOf(policy: DmarcPolicy | undefined): Pick<DmarcRecord, 'nonexistent'> {
  return policy === undefined ? {} : { nonexistent: policy };
}

function policyOf(text: string | undefined): DmarcPolicy | undefined {
  return text === 'none' || text === 'quarantine' || text === 'reject' ? text : undefined;
}

const MOST_ADDRESSES = 10;

function reportAddresses(value: string | undefined): { found: string[]; isFaulty: boolean } {
  const uris = value === undefined ? [] : value.split(',').map((uri) => uri.trim());
  const read = uris.slice(0, MOST_ADDRESSES).map(
    // A size limit behind `!` is of RFC 7489 and is to be ignored.
    (uri) => /^mailto:((?:(?![!?@,])[!-~])+@[a-z0-9._-]+)(?:[!?].*)?$/i.exec(uri)?.[1],
  );
  const found = read.filter((address) => address !== undefined);
  return { found, isFaulty: found.length < uris.length };
}

const MOST_NAMES = 8;

/** The names under whose `_dmarc` the tree walk looks for records, the longest first (RFC 9989 §4.10). */
export function treeWalk(domain: string): string[] {
  const labels = domain.split('.');
  // A long name is cut to seven labels after the first question, so that eight questions are enough.
  const rest = labels.length > MOST_NAMES ? labels.slice(1 - MOST_NAMES) : labels.slice(1);
  return [domain, ...rest.map((_label, index) => rest.slice(index).join('.'))];
}

/** A name of the walk that has a valid record. */
export interface DmarcFound {
  readonly name: string;
  readonly record: DmarcRecord;
}

/** The domain that the whole of a tree belongs to, by the records found on the walk, longest first (RFC 9989 §4.10.2). */
export function organizationalDomain(domain: string, found: readonly DmarcFound[]): string {
  for (const { name, record } of found) {
    if (record.psd === 'n') return name;
    if (record.psd === 'y' && name !== domain) return oneLabelBelow(name, domain);
  }
  return found.at(-1)?.name ?? domain;
}

function oneLabelBelow(name: string, domain: string): string {
  const count = name.split('.').length + 1;
  return domain.split('.').slice(-count).join('.');
}

/** What the records of a tree walk come to for one domain. */
export interface DmarcWalk {
  readonly organization: string;
  /** The record that holds for the domain, its own or that of a domain above it; absent where there is none. */
  readonly policy?: DmarcFound & { readonly text: string };
  /** What is asked of receivers for the domain's own mail: `sp` where the record is of a domain above it. */
  readonly applied?: DmarcPolicy;
}

/** Chooses the record that holds for a domain (RFC 9989 §4.10.1); a name with several records counts as having none. */
export function readWalk(
  domain: string,
  walk: readonly { readonly name: string; readonly records: readonly string[] }[],
): DmarcWalk {
  const found = walk.flatMap(({ name, records: [text, ...others] }) =>
    text === undefined || others.length > 0 ? [] : [{ name, text, record: parseDmarc(text) }],
  );
  const organization = organizationalDomain(domain, found);
  const named = (wanted: string) => found.find(({ name }) => name === wanted);
  const policy = named(domain) ?? named(organization) ?? found.find(({ record }) => record.psd === 'y');
  if (policy === undefined) return { organization };
  const applied = policy.name === domain ? policy.record.policy : policy.record.subdomains;
  return { organization, policy, ...(applied && { applied }) };
}
