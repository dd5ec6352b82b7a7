import { getServers } from 'node:dns';
import { UsageError } from '../errors.ts';
import { formatHostPort, ipVersion } from '../target.ts';

/** Where questions go. The address may carry a zone id. */
export interface DnsServer {
  readonly address: string;
  readonly port: number;
}

const DNS_PORT = 53;
/** As many as the C library takes from resolv.conf (MAXNS). */
const SYSTEM_SERVERS = 3;

/**
 * Reads `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` or `[2001:db8::53]:5353`.
 *
 * @throws UsageError for anything else, a host name included.
 */
export function parseDnsServer(text: string): DnsServer {
  if (ipVersion(text) !== 0) return { address: text, port: DNS_PORT };
  const [, bracketed, plain, digits] = /^(?:\[(.+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? '';
  const port = digits === undefined ? DNS_PORT : Number(digits);
  const isRightFamily = ipVersion(address) === (bracketed === undefined ? 4 : 6);
  if (isRightFamily && port > 0 && port <= 65_535) return { address, port };
  throw new UsageError(
    `unknown DNS server "${text}"`,
    'give an IP address, with a port as in 192.0.2.53:5353 or [2001:db8::53]:5353',
  );
}

/** Writes a server as it is named in an answer's source. */
export function formatDnsServer({ address, port }: DnsServer): string {
  return formatHostPort(address, port);
}

/** The servers that this computer is set up to ask, in its own order. */
export function systemDnsServers(): readonly DnsServer[] {
  return getServers().slice(0, SYSTEM_SERVERS).map(parseDnsServer);
}
