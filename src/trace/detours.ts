import { type HeaderField, valuesOf } from './header.ts';

/** What a message shows of having been passed on by somebody other than its sender's and receiver's servers. */
export interface Detours {
  /** A mailing list's id (RFC 2919), else its address or software. */
  readonly list?: string;
  /** Who sent it again by hand (RFC 5322 §3.6.6). */
  readonly resentBy?: string;
  /** Addresses that it was forwarded for, as their servers wrote them down. */
  readonly forwardedFor: readonly string[];
  /** Who sealed it (RFC 8617), oldest first. */
  readonly sealedBy: readonly string[];
  /** Software that says it has rewritten the content: `X-MIME-Autoconverted`. */
  readonly converted?: string;
}

const MOST = 10;
const CHARACTERS = 200;
const FORWARD_FIELDS = ['x-forwarded-for', 'x-forwarded-to', 'resent-to'];

/** Looks for the traces of mailing lists and forwarders. */
export function readDetours(fields: readonly HeaderField[]): Detours {
  const first = (name: string): string | undefined => valuesOf(fields, name)[0]?.slice(0, CHARACTERS);
  const list = first('list-id') ?? first('list-post') ?? first('x-mailman-version') ?? first('mailing-list');
  const resentBy = first('resent-from') ?? first('resent-sender');
  const converted = first('x-mime-autoconverted');
  return {
    ...(list === undefined ? {} : { list: listName(list) }),
    ...(resentBy === undefined ? {} : { resentBy }),
    forwardedFor: forwardedFor(fields),
    sealedBy: sealers(fields),
    ...(converted === undefined ? {} : { converted }),
  };
}

function listName(text: string): string {
  return /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;
}

function forwardedFor(fields: readonly HeaderField[]): string[] {
  const named = fields.filter(({ name }) => FORWARD_FIELDS.includes(name));
  const delivered = valuesOf(fields, 'delivered-to');
  const addresses = named.flatMap(({ value }) => value.split(/[\s,]+/)).filter((word) => word.includes('@'));
  // One mailbox is delivered to once; a second Delivered-To was passed on.
  const passedOn =
    new Set(delivered.map((address) => address.toLowerCase())).size > 1 ? delivered.slice(1) : [];
  const all = [...addresses, ...passedOn].map((address) => address.slice(0, CHARACTERS));
  return [...new Set(all)].slice(0, MOST);
}

function sealers(fields: readonly HeaderField[]): string[] {
  const domains = valuesOf(fields, 'arc-seal').map((value) => /(?:^|;)\s*d\s*=\s*([^\s;]+)/.exec(value)?.[1]);
  return domains
    .filter((domain) => domain !== undefined)
    .reverse()
    .slice(0, MOST);
}
