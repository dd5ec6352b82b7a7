import { BlockList } from 'node:net';
import { ipVersion } from '../../target.ts';
import { parseDnsServer } from '../dns-server.ts';

/** IANA's IPv4 Special-Purpose Address Registry (RFC 6890), and multicast. */
const PRIVATE_V4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Of the global unicast block 2000::/3, what is not global after all: 2001::/23 with Teredo, documentation, 6to4. */
const PRIVATE_V6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const privateV4 = blockOf('ipv4', PRIVATE_V4);
const privateV6 = blockOf('ipv6', PRIVATE_V6);
const globalV6 = blockOf('ipv6', [['2000::', 3]]);

/**
 * Says whether an address belongs to the Internet at large.
 *
 * Loopback, private networks, link-local, and addresses that wrap an IPv4 one are not: a name in somebody else's DNS
 * must not lead a look-up to a machine of this network.
 */
export function isPublicAddress(address: string): boolean {
  if (ipVersion(address) === 4) return !privateV4.check(address, 'ipv4');
  if (ipVersion(address) !== 6 || address.includes('%')) return false;
  return globalV6.check(address, 'ipv6') && !privateV6.check(address, 'ipv6');
}

/**
 * Says whether all DNS servers that the user named belong to this network, so that they may name its machines.
 *
 * @throws UsageError for a server that cannot be read.
 */
export function areOwnServers(servers: readonly string[]): boolean {
  return servers.length > 0 && servers.every((server) => !isPublicAddress(parseDnsServer(server).address));
}

function blockOf(
  family: 'ipv4' | 'ipv6',
  networks: readonly (readonly [network: string, prefix: number])[],
): BlockList {
  const block = new BlockList();
  for (const [network, prefix] of networks) block.addSubnet(network, prefix, family);
  return block;
}
