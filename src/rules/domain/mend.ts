import type { IdentityEvidence } from '../../evidence.ts';
import { type DmarcWalk, parseDmarc, readWalk } from '../../identity/dmarc.ts';
import { parseSpf, type SpfTerm } from '../../identity/spf.ts';
import { flatten, mendSpf, mergeSpf, withAddress, withAll, withoutTerms } from '../../identity/spf-mend.ts';
import {
  countLookups,
  countVoids,
  SPF_ADDRESSES,
  SPF_LOOKUPS,
  SPF_MX_ASKED,
  SPF_VOIDS,
  type SpfNode,
  type SpfQuestion,
} from '../../identity/spf-tree.ts';
import { parseTagList } from '../../identity/tag-list.ts';
import type { ZoneRecord } from '../../identity/zone-record.ts';

/** The DMARC record that holds for the domain. */
export function dmarcOf({ dmarc, domain }: IdentityEvidence): DmarcWalk {
  return readWalk(domain, dmarc.walk);
}

/** The tag that has reports sent to the domain. */
export function reportsTo(domain: string): string {
  return `rua=mailto:dmarc@${domain}`;
}

/** A longer record needs to be thought about anew, and not in other words. */
const MENDED_CHARACTERS = 2_048;

/**
 * The domain's SPF record with every fault taken out of it that can be, so that all findings about it ask for the same
 * record; empty where nothing in it can be changed for the better.
 */
export function mendedSpf(identity: IdentityEvidence): ZoneRecord[] {
  const { spf, domain, senders } = identity;
  const [first] = spf.records;
  if (first === undefined || spf.records.some(({ length }) => length > MENDED_CHARACTERS)) return [];
  const merged = spf.records.length > 1 ? mergeSpf(spf.records) : first;
  const read = mendSpf(merged, parseSpf(merged).faults);
  const kept = closed(withoutTerms(read, isUseless(spf, read)));
  const isRefused = (result: string | undefined) => ['fail', 'softfail', 'neutral'].includes(result ?? '');
  const refused = senders.filter(({ source, spf: seen }) => source === 'asked' && isRefused(seen?.result));
  const value = refused.reduce((text, { address }) => withAddress(text, address), flattened(kept, spf));
  return value === first ? [] : [{ name: domain, type: 'TXT', value, before: spf.records }];
}

/** Terms that break the record, are not to be used, or are never read. */
function isUseless({ questions, ...spf }: SpfNode, record: string): (term: SpfTerm) => boolean {
  const isWasteful = countVoids({ ...spf, questions }) > SPF_VOIDS;
  const useless = questions.filter(
    ({ node, lookup }) =>
      (node && ['missing', 'multiple', 'loop'].includes(node.status)) || (isWasteful && lookup === 'void'),
  );
  const texts = useless.map(({ text }) => text);
  const hasAll = parseSpf(record).terms.some(({ name }) => name === 'all');
  return ({ name, text, argument = '' }) =>
    texts.includes(text) ||
    name === 'ptr' ||
    (name === 'redirect' && hasAll) ||
    (name.startsWith('ip') && argument.endsWith('/0'));
}

/** With an end that says something of the servers that are not named. */
function closed(record: string): string {
  const { terms } = parseSpf(record);
  const all = terms.find(({ name }) => name === 'all');
  if (all === undefined)
    return terms.some(({ name }) => name === 'redirect') ? record : withAll(record, '~all');
  return all.qualifier === '+' || all.qualifier === '?' ? withAll(record, '~all') : record;
}

/** With `a` and `mx` written out, where there are too many look-ups and that is enough, or too many hosts. */
function flattened(record: string, spf: SpfNode): string {
  const own = spf.questions.filter(isWritable);
  const count = countLookups(spf);
  const isMendable = count > SPF_LOOKUPS && count - own.length <= SPF_LOOKUPS;
  const written = isMendable ? own : own.filter(({ hosts }) => hosts !== undefined);
  if (written.length === 0) return record;
  return flatten(record, new Map(written.map(({ text, addresses = [] }) => [text, addresses])));
}

/** Whether all the addresses that a term stands for are known, and are no networks. */
export function isWritable({ name, lookup, text, addresses = [], hosts = 0 }: SpfQuestion): boolean {
  const isHosts = (name === 'a' || name === 'mx') && lookup === 'answer' && !text.includes('/');
  return isHosts && hosts <= SPF_MX_ASKED && addresses.length > 0 && addresses.length < SPF_ADDRESSES;
}

/**
 * The DMARC record that holds, with all faults taken out of it; the domain's own also one step stricter where it asked
 * for nothing. Of several records the strictest is kept.
 */
export function mendedDmarc(identity: IdentityEvidence): ZoneRecord[] {
  const { domain, dmarc, mx } = identity;
  const own = dmarc.walk.find(({ name, records }) => name === domain && records.length > 0);
  const name = own ? domain : (dmarcOf(identity).policy?.name ?? domain);
  const texts = dmarc.walk.find((step) => step.name === name)?.records ?? [];
  const [text] = texts.toSorted((a, b) => strictness(b) - strictness(a));
  if (text === undefined) return [];
  const changes = changesTo(text, domain, mx.nullMx);
  const value = rewritten(text, own ? changes : { ...changes, p: parseDmarc(text).policy });
  const isSame = texts.length === 1 && value === rewritten(text, {});
  return isSame ? [] : [{ name: `_dmarc.${name}`, type: 'TXT', value, before: texts }];
}

function strictness(text: string): number {
  return ['none', 'quarantine', 'reject'].indexOf(parseDmarc(text).policy ?? '');
}

type Changes = Readonly<Record<string, string | undefined>>;

const REMOVED = { t: undefined, pct: undefined, rf: undefined, ri: undefined } as const;

function changesTo(text: string, domain: string, isSilent: boolean): Changes {
  const { policy, subdomains, nonexistent, faults, rua } = parseDmarc(text);
  const isSound = faults.length === 0;
  const reports = rua.map((address) => `mailto:${address}`).join(',');
  const isOpen = policy !== 'none' && (subdomains === 'none' || nonexistent === 'none');
  return {
    ...REMOVED,
    p: policy === undefined ? 'none' : policy === 'none' && isSound ? 'quarantine' : policy,
    ...(faults.includes('policy') || isOpen ? { sp: undefined, np: undefined } : {}),
    ...(faults.includes('alignment') ? { adkim: undefined, aspf: undefined } : {}),
    ...(faults.includes('report-address') ? { ruf: undefined } : {}),
    ...(reports === '' && isSilent ? {} : { rua: reports === '' ? `mailto:dmarc@${domain}` : reports }),
  };
}

/** Writes a record anew: `v` and `p` first, some tags changed, those undefined left out. */
function rewritten(text: string, changes: Changes): string {
  const { tags } = parseTagList(text);
  const changed = tags.map(({ name, value }) => ({ name, value: name in changes ? changes[name] : value }));
  const names = new Set(tags.map(({ name }) => name));
  const added = Object.entries(changes).map(([name, value]) => ({ name, value }));
  const all = [...changed, ...added.filter(({ name }) => !names.has(name))].filter(
    ({ name, value }) => name !== 'v' && value !== undefined,
  );
  const ordered = [...all.filter(({ name }) => name === 'p'), ...all.filter(({ name }) => name !== 'p')];
  return ['v=DMARC1', ...ordered.map(({ name, value }) => `${name}=${value}`)].join('; ');
}
