import { isPrivateAddress, organisationOf } from './address.ts';
import { parseDateTime } from './date-time.ts';
import { type HeaderField, valuesOf } from './header.ts';
import { parseReceived, type Received } from './received.ts';

/** What a server was on the way (RFC 5598 §4): submission agent, transfer agent, the domain's MX, delivery agent. */
export type HopRole = 'msa' | 'mta' | 'mx' | 'mda';

/** One server that took the message on, and how it came there. */
export interface Hop extends Received {
  readonly role: HopRole;
  /** `local`: within one computer; `unknown`: the server does not say. */
  readonly protection: 'tls' | 'clear' | 'local' | 'unknown';
  /** Since the hop before, or since the message's own Date; negative where clocks differ. */
  readonly delayMs?: number;
  /** How wrong this server's clock seems to be, from the hops around it; negative is slow. */
  readonly clockOffsetMs?: number;
  /** Its field's place in the header, from the top, beginning with 0. */
  readonly field: number;
}

/** The way of a message. */
export interface Way {
  /** Oldest first, at most 100: the newest ones where there are more. */
  readonly hops: readonly Hop[];
  /** Place among the hops of the one where the receiver took the message from outside. */
  readonly entry?: number;
  /** The message's own Date, ISO 8601, UTC. */
  readonly writtenAt?: string;
}

const MOST_HOPS = 100;
/** Clocks that differ by less are in order. */
const CLOCK_MS = 60_000;

/** Reads the way of a message from its Received fields. */
export function readWay(fields: readonly HeaderField[]): Way {
  const writtenAt = parseDateTime(valuesOf(fields, 'date')[0] ?? '');
  const received = fields
    .flatMap(({ name, value }, field) => {
      const parsed = name === 'received' ? parseReceived(value) : undefined;
      return parsed ? [{ ...parsed, field }] : [];
    })
    .slice(0, MOST_HOPS)
    .reverse();
  const entry = entryOf(received);
  const delays = delaysOf(received, writtenAt);
  const hops = received.map((hop, index) => {
    const delayMs = delays[index];
    const offset = clockOffset(delays, index);
    return {
      ...hop,
      role: roleOf(received, index, entry),
      protection: protectionOf(hop),
      ...(delayMs === undefined ? {} : { delayMs }),
      ...(offset === undefined ? {} : { clockOffsetMs: offset }),
    };
  });
  return {
    hops,
    ...(entry === undefined ? {} : { entry }),
    ...(writtenAt === undefined ? {} : { writtenAt }),
  };
}

/** The newest hop that came from a public address of somebody else's; else the newest that came from an address. */
function entryOf(hops: readonly Received[]): number | undefined {
  const from = (hop: Received): string | undefined => hop.from?.address;
  const outside = hops.findLastIndex((hop) => {
    const address = from(hop);
    return address !== undefined && !isPrivateAddress(address) && !isWithin(hop);
  });
  if (outside !== -1) return outside;
  const some = hops.findLastIndex((hop) => from(hop) !== undefined);
  return some === -1 ? undefined : some;
}

/** From one server to another of the same organisation. */
function isWithin({ from, by }: Received): boolean {
  const own = organisationOf(by);
  return own !== undefined && [from?.name, from?.helo].some((name) => organisationOf(name) === own);
}

function delaysOf(hops: readonly Received[], writtenAt: string | undefined): (number | undefined)[] {
  let before = writtenAt;
  return hops.map(({ date }) => {
    if (date === undefined) return undefined;
    const delay = before === undefined ? undefined : Date.parse(date) - Date.parse(before);
    before = date;
    return delay;
  });
}

/** A leap that the next hop takes back is the clock's; one back in time that nobody had leapt before as well. */
function clockOffset(delays: readonly (number | undefined)[], index: number): number | undefined {
  const [before = 0, own = 0, after = 0] = [delays[index - 1], delays[index], delays[index + 1]];
  if (own > CLOCK_MS && after < -CLOCK_MS) return Math.min(own, -after);
  const isTakenBack = before > CLOCK_MS;
  return own < -CLOCK_MS && !isTakenBack ? own : undefined;
}

const LOCAL_PROTOCOL = /^(?:local|uid|bsmtp|http|https|httprest|httpd|mapi|nfs|stdio)\b/i;
const PLAIN_PROTOCOL = /^(?:utf8)?(?:e?smtp|lmtp)a?$/i;

function protectionOf({ tls, from, by, protocol = '' }: Received): Hop['protection'] {
  if (tls) return 'tls';
  const { address } = from ?? {};
  const isLoopback = address !== undefined && /^(?:127\.|::1$)/.test(address);
  const isSame = address === undefined && from?.helo !== undefined && from.helo === by;
  if (isLoopback || isSame || LOCAL_PROTOCOL.test(protocol)) return 'local';
  return address !== undefined && PLAIN_PROTOCOL.test(protocol) ? 'clear' : 'unknown';
}

function roleOf(hops: readonly Received[], index: number, entry: number | undefined): HopRole {
  const hop = hops[index];
  if (index === entry && !isSubmission(hop)) return 'mx';
  if (index === hops.length - 1 && isDelivery(hop) && index !== entry) return 'mda';
  return index === 0 && (isSubmission(hop) || hops.length > 1) ? 'msa' : 'mta';
}

function isSubmission(hop: Received | undefined): boolean {
  return hop !== undefined && (hop.authenticated || LOCAL_PROTOCOL.test(hop.protocol ?? ''));
}

function isDelivery(hop: Received | undefined): boolean {
  const said = `${hop?.protocol ?? ''} ${hop?.software ?? ''}`;
  return /^(?:utf8)?lmtp/i.test(said) || /dovecot|cyrus|courier|maildrop|procmail|store/i.test(said);
}
