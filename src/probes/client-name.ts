import { hostname } from 'node:os';
import { ipVersion } from '../target.ts';

/** Names that mean something on this network only, and that servers refuse. */
const PRIVATE_SUFFIX = /\.(?:local|localdomain|lan|home|internal|intranet|test|invalid)$/i;

/**
 * The name to give in EHLO: this host's own when it is fully qualified, else the address literal
 * (RFC 5321 §4.1.4), which every server must take.
 */
export function clientName(localAddress: string | undefined, ownName = hostname()): string {
  const isQualified = /^(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$/i.test(ownName);
  if (isQualified && !PRIVATE_SUFFIX.test(ownName)) return ownName;
  const address = (localAddress ?? '127.0.0.1').replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/, '');
  return ipVersion(address) === 6 ? `[IPv6:${address}]` : `[${address}]`;
}
