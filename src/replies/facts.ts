import type { Facts } from './interpretation.ts';

const CHARACTER_LIMIT = 6_000;

/** Blocklists under the names their makers use, by what betrays them in a text. */
const BLOCKLISTS: readonly (readonly [RegExp, string])[] = [
  [/\bpbl\b/i, 'Spamhaus PBL'],
  [/\bxbl\b|spamhaus-xbl/i, 'Spamhaus XBL'],
  [/\bsbl\b|sbl-xbl/i, 'Spamhaus SBL'],
  [/\bdbl\.spamhaus|spamhaus dbl/i, 'Spamhaus DBL'],
  [/zen\.|spamhaus\.org\/zen|spamhaus zen/i, 'Spamhaus ZEN'],
  [/spamhaus/i, 'Spamhaus'],
  [/spamcop/i, 'SpamCop'],
  [/barracudacentral|barracuda reputation/i, 'Barracuda Reputation Block List'],
  [/\bdul\.|sorbs.dul|duhl/i, 'SORBS DUHL'],
  [/sorbs/i, 'SORBS'],
  [/uceprotect/i, 'UCEPROTECT'],
  [/abuseat|\bcbl\b/i, 'Abuseat CBL'],
  [/surbl/i, 'SURBL'],
  [/uribl/i, 'URIBL'],
  [/invaluement|ivmsip/i, 'Invaluement'],
  [/mailspike/i, 'Mailspike'],
  [/psbl\.|surriel/i, 'PSBL'],
  [/abusix/i, 'Abusix'],
  [/nixspam|manitu/i, 'NiX Spam'],
  [/backscatterer/i, 'Backscatterer'],
  [/spamrats/i, 'SpamRATS'],
  [/proofpoint|\bprs\./i, 'Proofpoint Dynamic Reputation'],
  [/cloudmark/i, 'Cloudmark Sender Intelligence'],
  [/senderscore|sender score/i, 'Sender Score'],
  [/senderbase|talosintelligence/i, 'Cisco Talos'],
  [/trend ?micro|\bers\b/i, 'Trend Micro Email Reputation'],
  [/njabl/i, 'NJABL'],
  [/spfbl/i, 'SPFBL'],
  [/dronebl/i, 'DroneBL'],
  [/blocklist\.de/i, 'blocklist.de'],
  [/s-25r|gbudb|truncate/i, 'GBUdb Truncate'],
];

/** What makes looking for a blocklist's name worth the time. */
const LISTING = /block|black|list|rbl|dnsbl|spamhaus|spamcop|sorbs|reputation|[xps]bl/i;

const URL = /\bhttps?:\/\/[^\s<>"'()[\]]{3,300}/i;
const ADDRESS = /[\w.+=-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/i;
const IP = /(?<![\d.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.])/;
const IPV6 = /(?<![\w:])[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/i;
const WAIT =
  /(?<![\d.])(\d{1,9}) ?(seconds?|secs?|s|minutes?|mins?|m|hours?|h|secondi|minuti|sekunden|minuten|secondes)\b/i;
/** `come back in 00:05:00`. */
const CLOCK = /\bin (\d{2}):(\d{2}):(\d{2})\b/i;
const WAITING = /try|wait|retry|again|later|greylist|graylist|defer|riprov|attend/i;
const SIZE = /\b(\d{1,12})(?: ?([kmg])i?b?)?(?: ?bytes?)?\b/gi;
const SIZE_LIMIT = /size|large|big|maximum|limit=|grand/i;
const COUNT =
  /\b(?:limit|maximum|max)(?: \w{1,12}){0,4}?[ :=]{1,3}(\d{1,7})\b|\b(\d{1,7}) (?:recipients|messages|connections|emails)\b/i;
const QUEUE_ID = /\bqueued as ([0-9A-Za-z]{5,20})\b|\bid=([\w-]{6,32})|\b(?:ok id=)([\w-]{6,32})/i;

/** The structure of a text: what it names beside what it says. Linear in the text, of which 6,000 characters are read. */
export function factsOf(text: string): Facts {
  const cut = text.slice(0, CHARACTER_LIMIT);
  const facts: Writable<Facts> = {};
  const set = <K extends keyof Facts>(key: K, value: Facts[K] | undefined): void => {
    if (value !== undefined) facts[key] = value;
  };
  if (cut.includes('@')) set('address', ADDRESS.exec(cut)?.[0]);
  set('ip', IP.exec(cut)?.[0] ?? (cut.includes(':') ? ipv6In(cut) : undefined));
  if (cut.includes('://')) set('url', URL.exec(cut)?.[0].replace(/[.,;:!?]+$/, ''));
  if (LISTING.test(cut)) set('blocklist', BLOCKLISTS.find(([mark]) => mark.test(cut))?.[1]);
  if (!HAS_NUMBER.test(cut)) return facts;
  if (SIZE_LIMIT.test(cut)) set('limitBytes', smallestSize(cut));
  if (WAITING.test(cut)) set('waitSeconds', waitIn(cut));
  set('limit', countIn(cut));
  set('queueId', firstGroup(QUEUE_ID.exec(cut)));
  return facts;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
const HAS_NUMBER = /\d/;

/** A time of day has colons too, but no letters and fewer groups. */
function ipv6In(text: string): string | undefined {
  const found = IPV6.exec(text)?.[0];
  return found?.includes('::') || (found?.split(':').length ?? 0) === 8 ? found : undefined;
}

const UNITS: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
/** A smaller number in a reply about sizes is a code or a count. */
const LEAST_SIZE = 10_240;

function smallestSize(text: string): number | undefined {
  const sizes = [...text.matchAll(SIZE)].map(
    ([, digits, unit]) => Number(digits) * (UNITS[unit?.toLowerCase() ?? ''] ?? 1),
  );
  const limits = sizes.filter((size) => size >= LEAST_SIZE && Number.isSafeInteger(size));
  // Where the message's own size stands beside the limit, the limit is the smaller.
  return limits.length === 0 ? undefined : Math.min(...limits);
}

function waitIn(text: string): number | undefined {
  const [, digits, unit = ''] = WAIT.exec(text) ?? [];
  if (digits === undefined) return clockIn(text);
  const seconds = unit.startsWith('h') ? 3600 : unit.startsWith('m') ? 60 : 1;
  return Number(digits) * seconds;
}

function clockIn(text: string): number | undefined {
  const [, hours, minutes, seconds] = CLOCK.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function countIn(text: string): number | undefined {
  const digits = firstGroup(COUNT.exec(text));
  return digits === undefined ? undefined : Number(digits);
}

function firstGroup(match: RegExpExecArray | null): string | undefined {
  return match?.slice(1).find((group) => group !== undefined);
}
