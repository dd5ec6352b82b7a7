import { UsageError } from '../../errors.ts';
import type { ClientAttribute } from '../../smtp/client-attributes.ts';
import type { DeliverBy, Notify, OriginalRecipient } from '../../smtp/transaction-wishes.ts';

const NOTIFY: readonly Notify[] = ['never', 'success', 'failure', 'delay'];
/** RFC 2852 §4, RFC 4865 §4: nine digits. */
const MOST_SECONDS = 999_999_999;
const HIGHEST_PRIORITY = 9;

/**
 * Reads when a delivery report is wanted; NEVER stands alone (RFC 3461 §4.1).
 *
 * @throws UsageError that quotes what cannot be meant, as all functions here.
 */
export function parseNotify(text: string): readonly Notify[] {
  const words = text.toLowerCase().split(',');
  const known = words.flatMap((word) => NOTIFY.filter((name) => name === word));
  const isWhole = known.length === words.length && new Set(known).size === known.length;
  if (isWhole && (known.length === 1 || !known.includes('never'))) return known;
  throw new UsageError(`"${text}" cannot stand in NOTIFY`, 'give never, or some of success,failure,delay');
}

/** Reads an original recipient with or without its type; beyond ASCII that is `utf-8` (RFC 3461 §4.2, RFC 6533 §3). */
export function parseOriginalRecipient(text: string): OriginalRecipient {
  const [, type = 'rfc822', address = ''] = /^(?:([a-z\d][a-z\d-]{0,31});)?(.{1,250})$/isu.exec(text) ?? [];
  const isText = type.toLowerCase() === 'utf-8' ? /^[^\p{C}\p{Z}]+$/u : /^[ -~]+$/;
  if (isText.test(address) && !address.includes(';')) return { type, address };
  throw new UsageError(
    `"${text}" cannot be an original recipient`,
    'write rfc822;bob@example.org, or utf-8;… for an address beyond ASCII',
  );
}

/** Reads an envelope id (RFC 3461 §4.4). */
export function parseEnvelopeId(text: string): string {
  if (/^[ -~]{1,100}$/.test(text)) return text;
  throw new UsageError(`"${text}" cannot be an envelope id`, 'give up to 100 printable ASCII characters');
}

/** Reads seconds and a mode; for a time that is over already a message is reported, not returned (RFC 2852 §4). */
export function parseDeliverBy(text: string): DeliverBy {
  const [, digits = '', mode = 'R', trace = ''] = /^([+-]?\d{1,9})(?:[:;]([RN])(T)?)?$/i.exec(text) ?? [];
  const deliverBy: DeliverBy = {
    seconds: Number(digits),
    mode: mode.toUpperCase() === 'N' ? 'N' : 'R',
    isTraced: trace !== '',
  };
  if (digits !== '' && (deliverBy.seconds > 0 || deliverBy.mode === 'N')) return deliverBy;
  throw new UsageError(
    `"${text}" is no time to deliver by`,
    'give seconds and a mode, e.g. 3600:R, 3600:N or 3600:RT; with R more than 0',
  );
}

/** Reads how many seconds a message is to be held (RFC 4865 §4). */
export function parseHoldFor(text: string): number {
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= MOST_SECONDS) return seconds;
  throw new UsageError(`"${text}" is no time to hold for`, 'give whole seconds, 1 to 999999999');
}

/** Reads until when a message is to be held (RFC 4865 §4); a date without a time zone is local time. */
export function parseHoldUntil(text: string): string {
  const isDate = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?$/i.test(text);
  const time = isDate
    ? Date.parse(text.includes(':') ? text.replace(' ', 'T') : `${text}T00:00`)
    : Number.NaN;
  if (time > Date.now()) return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
  throw new UsageError(
    Number.isNaN(time) ? `"${text}" is no date` : `"${text}" is over already`,
    'give a date to come, e.g. 2027-01-31T08:00Z',
  );
}

/** Reads a priority (RFC 6710 §4.1). */
export function parsePriority(text: string): number {
  const priority = /^[+-]?\d$/.test(text) ? Number(text) : Number.NaN;
  // No level is called -0.
  if (Math.abs(priority) <= HIGHEST_PRIORITY) return priority === 0 ? 0 : priority;
  throw new UsageError(`"${text}" is no priority`, 'give a whole number from -9 to 9');
}

/** Reads attributes of a client; an IPv6 address gets the prefix that Postfix wants (XCLIENT_README, XFORWARD_README). */
export function parseAttributes(text: string): readonly ClientAttribute[] {
  return text.split(',').map((pair) => {
    const [, name, value] = /^([a-z_]{1,32})=([^\p{C}]{1,255})$/iu.exec(pair) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(
        `"${pair}" is no attribute of a client`,
        'write NAME=value, e.g. ADDR=192.0.2.1,HELO=mx.example.org; [UNAVAILABLE] for what is not known',
      );
    }
    const isIpv6 = /ADDR$/i.test(name) && /^[\da-f]*:[\da-f:.]+$/i.test(value);
    return { name: name.toUpperCase(), value: isIpv6 ? `IPV6:${value}` : value };
  });
}
