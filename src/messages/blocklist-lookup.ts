import type { Interpretation } from '../replies/interpretation.ts';

/** How each list is recognised by its name or zone, and the page where it is asked and removal is requested. */
const LOOKUPS: readonly (readonly [pattern: RegExp, page: string])[] = [
  [/spamhaus/i, 'https://check.spamhaus.org/'],
  [/barracuda/i, 'https://www.barracudacentral.org/rbl/removal-request'],
  [/spamcop/i, 'https://www.spamcop.net/bl.shtml'],
  [/proofpoint/i, 'https://ipcheck.proofpoint.com/'],
  [/cloudmark/i, 'https://csi.cloudmark.com/en/reset'],
  [/uceprotect/i, 'https://www.uceprotect.net/en/rblcheck.php'],
  [/abusix/i, 'https://lookup.abusix.com/'],
  [/talos|senderbase|ironport/i, 'https://talosintelligence.com/reputation_center'],
  [/psbl/i, 'https://psbl.org/'],
  [/surbl/i, 'https://surbl.org/surbl-analysis'],
  [/uribl/i, 'https://lookup.uribl.com/'],
];

/**
 * The page where the address of a reply is looked up or set free: the list's, or that of a provider with a list of its
 * own and no name for it (Exchange Online's 5.7.606 to 649 and 5.7.511, Outlook.com's S3140 and S3150).
 */
export function addressLookup({ facts, statement }: Interpretation): string | undefined {
  const { enhanced = '', text } = statement;
  if (/^5\.7\.(?:6(?:0[6-9]|[1-4]\d)|511)$/.test(enhanced) || text.includes('sender.office.com'))
    return 'https://sender.office.com/';
  if (/\bS31[45]0\b/.test(text)) return 'https://olcsupport.office.com/';
  return blocklistLookup(facts.blocklist);
}

/** Whether the link of a reply leads to the same site, so that one step is enough for both. */
export function isLinked({ facts }: Interpretation, page: string): boolean {
  const site = new URL(page).hostname.split('.').slice(-2).join('.');
  return facts.url?.toLowerCase().includes(site) === true;
}

/** SORBS ended on 5 June 2024, NiX Spam on 16 January 2025; neither lists anybody since. */
const ENDED = /sorbs|nix.?spam|ix\.dnsbl\.manitu/i;

/** The page where a blocklist is asked about an address or domain; undefined for a list that is not known. */
export function blocklistLookup(blocklist: string | undefined): string | undefined {
  if (blocklist === undefined) return undefined;
  return LOOKUPS.find(([pattern]) => pattern.test(blocklist))?.[1];
}

/** Whether a blocklist has ended, so that only the server that still asks it can be mended. */
export function hasEnded(blocklist: string | undefined): boolean {
  return blocklist !== undefined && ENDED.test(blocklist);
}

/**
 * Whether a reply comes from a list that refused to answer the server, and lists nobody: Spamhaus says so to who asks
 * through a public resolver, with 127.255.255.252 to .255 or a link to its `returnc` page.
 */
export function isLookupRefused(text: string): boolean {
  return /open resolver|returnc\/|127\.255\.255\.25[2-5]/i.test(text);
}
