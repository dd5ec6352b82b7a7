import type { Listing, SilentList } from '../../evidence.ts';
import { BLOCKLISTS, type Blocklist, readListing } from '../../identity/blocklists.ts';
import { reverseLabels } from '../../identity/reverse-name.ts';
import type { DnsAnswer } from '../../net/resolver.ts';
import { ipVersion } from '../../target.ts';
import { isAnswered } from '../records.ts';
import type { Inquiry } from './records.ts';

/** What all the lists together say. */
export interface ListsEvidence {
  /** By address, or by the domain's name. */
  readonly listings: ReadonlyMap<string, readonly Listing[]>;
  readonly asked: number;
  readonly silent: readonly SilentList[];
}

/**
 * Asks every list about every address and the domain, and about its own test entries in the same breath, without
 * which nothing that it says is believed (RFC 5782 §5).
 */
export async function lookUpLists(addresses: readonly string[], inquiry: Inquiry): Promise<ListsEvidence> {
  const lists = BLOCKLISTS.map((list) => ({ list, subjects: subjectsOf(list, addresses, inquiry.domain) }));
  const asked = lists.filter(({ subjects }) => subjects.length > 0);
  const answers = await Promise.all(asked.map(({ list, subjects }) => askList(list, subjects, inquiry)));
  const listings = new Map<string, Listing[]>();
  for (const { found } of answers) {
    for (const [subject, listing] of found)
      listings.set(subject, [...(listings.get(subject) ?? []), listing]);
  }
  const silent = answers.flatMap(({ reason, list }) => (reason ? [{ list, reason }] : []));
  return { listings, asked: asked.length, silent };
}

function subjectsOf(
  { kind, ipv6 }: Blocklist,
  addresses: readonly string[],
  domain: string,
): readonly string[] {
  if (kind === 'domain') return [domain];
  return addresses.filter((address) => ipVersion(address) === 4 || ipv6);
}

interface ListAnswer {
  readonly list: string;
  readonly reason?: SilentList['reason'];
  readonly found: readonly (readonly [subject: string, listing: Listing])[];
}

async function askList(list: Blocklist, subjects: readonly string[], inquiry: Inquiry): Promise<ListAnswer> {
  const ask = (subject: string): Promise<DnsAnswer> =>
    inquiry.resolver.query(`${reverseLabels(subject) ?? subject}.${list.zone}`, 'A', inquiry.signal);
  const pairs = testEntries(list, subjects).map(async ([listed, free]) => {
    const [present, absent] = await Promise.all([ask(listed), ask(free)]);
    return doubtOf(list, present, absent);
  });
  const [doubts, answers] = await Promise.all([
    Promise.all(pairs),
    Promise.all(subjects.map(async (subject) => [subject, await ask(subject)] as const)),
  ]);
  const reason =
    doubts.find((doubt) => doubt !== undefined) ??
    unusable(
      list,
      answers.map(([, answer]) => answer),
    );
  if (reason !== undefined) return { list: list.name, reason, found: [] };
  const found = answers.flatMap(([subject, answer]) => {
    const listing = listingOf(list, answer);
    return listing === undefined ? [] : [[subject, listing] as const];
  });
  return { list: list.name, found };
}

/** One that is always listed and one that never is, for each family asked (RFC 5782 §5). */
function testEntries(
  { kind, testEntry = 'test' }: Blocklist,
  subjects: readonly string[],
): readonly (readonly [listed: string, free: string])[] {
  if (kind === 'domain') return [[testEntry, 'invalid']];
  const versions = new Set(subjects.map(ipVersion));
  return [
    ...(versions.has(4) ? [['127.0.0.2', '127.0.0.1'] as const] : []),
    ...(versions.has(6) ? [['::ffff:7f00:2', '::ffff:7f00:1'] as const] : []),
  ];
}

function doubtOf(list: Blocklist, present: DnsAnswer, absent: DnsAnswer): SilentList['reason'] | undefined {
  const bad = unusable(list, [present, absent]);
  if (bad !== undefined) return bad;
  if (readListing(list, codesOf(present)).outcome === 'clear') return 'test-absent';
  return readListing(list, codesOf(absent)).outcome === 'listed' ? 'lists-all' : undefined;
}

function unusable(list: Blocklist, answers: readonly DnsAnswer[]): SilentList['reason'] | undefined {
  if (!answers.every(isAnswered)) return 'unanswered';
  const outcomes = answers.map((answer) => readListing(list, codesOf(answer)).outcome);
  return (['refused', 'foreign'] as const).find((outcome) => outcomes.includes(outcome));
}

function codesOf({ records }: DnsAnswer): string[] {
  return records.flatMap((record) => (record.type === 'A' ? [record.address] : []));
}

function listingOf(list: Blocklist, answer: DnsAnswer): Listing | undefined {
  const { outcome, meanings } = readListing(list, codesOf(answer));
  if (outcome !== 'listed') return undefined;
  const { name, zone, weight, page } = list;
  return { list: name, zone, weight, page, codes: codesOf(answer).slice(0, 8), meanings };
}
