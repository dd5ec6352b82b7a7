/** What a list says of an address or a domain by its answer. */
export type ListingMeaning =
  | 'spam'
  | 'exploited'
  | 'policy'
  | 'no-ptr'
  | 'network'
  | 'backscatter'
  | 'login-attacks'
  | 'reputation'
  | 'phishing'
  | 'malware'
  | 'listed';

/** One DNS blocklist with its own rules (RFC 5782). */
export interface Blocklist {
  readonly name: string;
  readonly zone: string;
  readonly kind: 'address' | 'domain';
  /** It also lists IPv6 addresses. */
  readonly ipv6?: true;
  /** `major`: large receivers refuse mail by it. */
  readonly weight: 'major' | 'minor';
  /** The last octet of an answer is a sum of those of `codes` and `refusals`, each of which it stands for. */
  readonly isSum?: true;
  /** Meanings by answer, `*` for all others. */
  readonly codes: Readonly<Record<string, ListingMeaning>>;
  /** Answers that say nothing of the address: asked too often, through a public resolver, or without a key. */
  readonly refusals: readonly string[];
  /** A domain that it lists for tests; address lists have 127.0.0.2 (RFC 5782 §5). */
  readonly testEntry?: string;
  /** Where one looks an entry up, and asks for its removal. */
  readonly page: string;
  /** Where its rules stand. */
  readonly source: string;
}

const SPAM = { '*': 'spam' } as const;

/** Refusals that no list uses as a listing: 127.255.255.0/24 by Spamhaus's example, and Spamhaus's own codes. */
const REFUSED = ['127.255.255.252', '127.255.255.254', '127.255.255.255'];

/**
 * The lists asked. One that has ended, lists the world or does not answer here is found out by its test entries and
 * not believed; those that want a key of every user are left out, and so are lists of countries and of friends.
 */
export const BLOCKLISTS: readonly Blocklist[] = [
  {
    name: 'Spamhaus ZEN',
    zone: 'zen.spamhaus.org',
    kind: 'address',
    ipv6: true,
    weight: 'major',
    codes: {
      '127.0.0.2': 'spam',
      '127.0.0.3': 'spam',
      '127.0.0.4': 'exploited',
      '127.0.0.5': 'exploited',
      '127.0.0.6': 'exploited',
      '127.0.0.7': 'exploited',
      '127.0.0.9': 'network',
      '127.0.0.10': 'policy',
      '127.0.0.11': 'policy',
      '*': 'listed',
    },
    refusals: REFUSED,
    page: 'https://check.spamhaus.org/',
    source:
      'https://docs.spamhaus.com/datasets/docs/source/10-data-type-documentation/datasets/040-zones.html',
  },
  {
    name: 'Barracuda',
    zone: 'b.barracudacentral.org',
    kind: 'address',
    weight: 'major',
    codes: SPAM,
    refusals: REFUSED,
    page: 'https://www.barracudacentral.org/rbl/removal-request',
    source: 'https://www.barracudacentral.org/rbl/how-to-use',
  },
  {
    name: 'SpamCop',
    zone: 'bl.spamcop.net',
    kind: 'address',
    weight: 'major',
    codes: SPAM,
    refusals: REFUSED,
    page: 'https://www.spamcop.net/bl.shtml',
    source: 'https://www.spamcop.net/fom-serve/cache/291.html',
  },
  {
    name: 'Validity RPBL',
    zone: 'bl.score.senderscore.com',
    kind: 'address',
    weight: 'minor',
    codes: { '*': 'reputation' },
    refusals: REFUSED,
    page: 'https://senderscore.org/act/blocklist-remover/',
    source: 'https://knowledge.validity.com/hc/en-us/articles/20961730681243',
  },
  {
    name: 'Mailspike',
    zone: 'bl.mailspike.net',
    kind: 'address',
    weight: 'minor',
    codes: { '127.0.0.2': 'exploited', '*': 'reputation' },
    refusals: REFUSED,
    page: 'https://mailspike.org/iplookup.html',
    source: 'https://mailspike.org/usage.html',
  },
  {
    name: 'PSBL',
    zone: 'psbl.surriel.com',
    kind: 'address',
    weight: 'minor',
    codes: SPAM,
    refusals: REFUSED,
    page: 'https://psbl.org/remove',
    source: 'https://psbl.org/howto',
  },
  {
    name: 'DroneBL',
    zone: 'dnsbl.dronebl.org',
    kind: 'address',
    ipv6: true,
    weight: 'minor',
    codes: { '127.0.0.13': 'login-attacks', '*': 'exploited' },
    refusals: REFUSED,
    page: 'https://dronebl.org/lookup',
    source: 'https://dronebl.org/docs/howtouse',
  },
  {
    name: 'UCEPROTECT 1',
    zone: 'dnsbl-1.uceprotect.net',
    kind: 'address',
    weight: 'minor',
    codes: SPAM,
    refusals: REFUSED,
    page: 'https://www.uceprotect.net/en/rblcheck.php',
    source: 'https://www.uceprotect.net/en/index.php?m=6&s=0',
  },
  {
    name: 'UCEPROTECT 2',
    zone: 'dnsbl-2.uceprotect.net',
    kind: 'address',
    weight: 'minor',
    codes: { '*': 'network' },
    refusals: REFUSED,
    page: 'https://www.uceprotect.net/en/rblcheck.php',
    source: 'https://www.uceprotect.net/en/index.php?m=6&s=0',
  },
  {
    name: 'UCEPROTECT 3',
    zone: 'dnsbl-3.uceprotect.net',
    kind: 'address',
    weight: 'minor',
    codes: { '*': 'network' },
    refusals: REFUSED,
    page: 'https://www.uceprotect.net/en/rblcheck.php',
    source: 'https://www.uceprotect.net/en/index.php?m=6&s=0',
  },
  {
    name: 'Backscatterer',
    zone: 'ips.backscatterer.org',
    kind: 'address',
    weight: 'minor',
    codes: { '*': 'backscatter' },
    refusals: REFUSED,
    page: 'https://www.backscatterer.org/',
    source: 'https://www.backscatterer.org/?target=usage',
  },
  {
    name: 'blocklist.de',
    zone: 'bl.blocklist.de',
    kind: 'address',
    ipv6: true,
    weight: 'minor',
    codes: { '*': 'login-attacks' },
    refusals: REFUSED,
    page: 'https://www.blocklist.de/en/delist.html',
    source: 'https://www.blocklist.de/en/rbldns.html',
  },
  {
    name: 'SpamRATS Dyna',
    zone: 'dyna.spamrats.com',
    kind: 'address',
    weight: 'minor',
    codes: { '*': 'policy' },
    refusals: REFUSED,
    page: 'https://www.spamrats.com/lookup.php',
    source: 'https://www.spamrats.com/lists.php',
  },
  {
    name: 'SpamRATS NoPtr',
    zone: 'noptr.spamrats.com',
    kind: 'address',
    weight: 'minor',
    codes: { '*': 'no-ptr' },
    refusals: REFUSED,
    page: 'https://www.spamrats.com/lookup.php',
    source: 'https://www.spamrats.com/lists.php',
  },
  {
    name: 'SpamRATS Spam',
    zone: 'spam.spamrats.com',
    kind: 'address',
    weight: 'minor',
    codes: SPAM,
    refusals: REFUSED,
    page: 'https://www.spamrats.com/lookup.php',
    source: 'https://www.spamrats.com/lists.php',
  },
  {
    name: 's5h.net',
    zone: 'all.s5h.net',
    kind: 'address',
    ipv6: true,
    weight: 'minor',
    codes: SPAM,
    refusals: REFUSED,
    page: 'https://www.usenix.org.uk/content/rblremove',
    source: 'https://www.usenix.org.uk/content/rbl.html',
  },
  {
    name: 'SPFBL',
    zone: 'dnsbl.spfbl.net',
    kind: 'address',
    ipv6: true,
    weight: 'minor',
    codes: { '127.0.0.2': 'reputation', '127.0.0.3': 'reputation', '127.0.0.4': 'policy', '*': 'listed' },
    refusals: REFUSED,
    page: 'https://spfbl.net/en/delist/',
    source: 'https://spfbl.net/en/dnsbl/',
  },
  {
    name: 'NordSpam',
    zone: 'bl.nordspam.com',
    kind: 'address',
    ipv6: true,
    weight: 'minor',
    codes: SPAM,
    refusals: REFUSED,
    page: 'https://nordspam.com/delist/',
    source: 'https://nordspam.com/usage/',
  },
  {
    name: 'Spamhaus DBL',
    zone: 'dbl.spamhaus.org',
    kind: 'domain',
    weight: 'major',
    codes: {
      '127.0.1.4': 'phishing',
      '127.0.1.5': 'malware',
      '127.0.1.6': 'malware',
      '127.0.1.102': 'exploited',
      '127.0.1.103': 'exploited',
      '127.0.1.104': 'phishing',
      '127.0.1.105': 'malware',
      '127.0.1.106': 'malware',
      '*': 'reputation',
    },
    refusals: [...REFUSED, '127.0.1.255'],
    testEntry: 'dbltest.com',
    page: 'https://check.spamhaus.org/',
    source:
      'https://docs.spamhaus.com/datasets/docs/source/10-data-type-documentation/datasets/040-zones.html',
  },
  {
    name: 'SURBL',
    zone: 'multi.surbl.org',
    kind: 'domain',
    weight: 'major',
    isSum: true,
    codes: {
      '127.0.0.8': 'phishing',
      '127.0.0.16': 'malware',
      '127.0.0.64': 'spam',
      '127.0.0.128': 'exploited',
      '*': 'listed',
    },
    refusals: [...REFUSED, '127.0.0.1'],
    testEntry: 'test.surbl.org',
    page: 'https://surbl.org/surbl-analysis',
    source: 'https://surbl.org/lists',
  },
  {
    name: 'URIBL',
    zone: 'multi.uribl.com',
    kind: 'domain',
    weight: 'major',
    isSum: true,
    codes: { '127.0.0.2': 'spam', '127.0.0.4': 'reputation', '127.0.0.8': 'reputation', '*': 'listed' },
    refusals: [...REFUSED, '127.0.0.1'],
    testEntry: 'test.uribl.com',
    page: 'https://lookup.uribl.com/',
    source: 'https://uribl.com/refused.shtml',
  },
];

/**
 * What a list's answer says: `clear`, `listed`, `refused` to answer us, or `foreign` where somebody on the way has put
 * an address of his own in the place of "no such name" (RFC 5782 §2.1: lists answer within 127.0.0.0/8).
 */
export function readListing(
  { codes, refusals, isSum }: Blocklist,
  given: readonly string[],
): {
  readonly outcome: 'clear' | 'listed' | 'refused' | 'foreign';
  readonly meanings: readonly ListingMeaning[];
} {
  const answers = isSum
    ? given.flatMap((answer) => addendsOf(answer, [...Object.keys(codes), ...refusals]))
    : given;
  if (answers.length === 0) return { outcome: 'clear', meanings: [] };
  if (answers.some((answer) => !answer.startsWith('127.'))) return { outcome: 'foreign', meanings: [] };
  const listed = answers.filter((answer) => !refusals.includes(answer));
  if (listed.length === 0) return { outcome: 'refused', meanings: [] };
  const meanings = listed.map((answer) => codes[answer] ?? codes['*'] ?? 'listed');
  return { outcome: 'listed', meanings: [...new Set(meanings)] };
}

/** The known answers that a sum is made of; one that holds none of them is left as it is. */
function addendsOf(answer: string, known: readonly string[]): readonly string[] {
  const octets = /^127\.0\.0\.(\d{1,3})$/.exec(answer);
  const sum = Number(octets?.[1] ?? 0);
  const addends = known.filter((one) => {
    const value = Number(/^127\.0\.0\.(\d{1,3})$/.exec(one)?.[1] ?? 0);
    return value !== 0 && (sum & value) === value;
  });
  return addends.length > 0 ? addends : [answer];
}
