import { ipVersion } from '../target.ts';
/** Whom the server is to take for the client, and where that client connected to. */
export interface ProxiedConnection {
  /** IP address; anything else, such as a unix socket's path, is announced as unknown. */
  readonly sourceAddress: string;
  readonly sourcePort: number;
  readonly destinationAddress: string;
  readonly destinationPort: number;
}

/** Begins every version 2 header (haproxy's PROXY protocol §2.2). */
const SIGNATURE = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');

/** Version 2, command PROXY. */
const VERSION_2_PROXY = 0x21;

/**
 * Builds the header that a load balancer sends ahead of a connection (haproxy's PROXY protocol §2.1 and §2.2).
 *
 * IPv4 beside IPv6 is written as an IPv4-mapped address.
 */
export function proxyHeader(version: 1 | 2, connection: ProxiedConnection): Buffer {
  return version === 1 ? textHeader(connection) : binaryHeader(connection);
}

function textHeader({
  sourceAddress,
  sourcePort,
  destinationAddress,
  destinationPort,
}: ProxiedConnection): Buffer {
  const pair = pairOf(sourceAddress, destinationAddress);
  if (!pair) return Buffer.from('PROXY UNKNOWN\r\n', 'latin1');
  const protocol = pair.family === 4 ? 'TCP4' : 'TCP6';
  return Buffer.from(
    `PROXY ${protocol} ${pair.source} ${pair.destination} ${sourcePort} ${destinationPort}\r\n`,
    'latin1',
  );
}

function binaryHeader(connection: ProxiedConnection): Buffer {
  const pair = pairOf(connection.sourceAddress, connection.destinationAddress);
  if (!pair) return Buffer.concat([SIGNATURE, Buffer.from([VERSION_2_PROXY, 0x00, 0, 0])]);
  const bytes = pair.family === 4 ? ipv4Bytes : ipv6Bytes;
  const addresses = Buffer.from([...bytes(pair.source), ...bytes(pair.destination)]);
  const ports = Buffer.alloc(4);
  ports.writeUInt16BE(connection.sourcePort, 0);
  ports.writeUInt16BE(connection.destinationPort, 2);
  // High half: AF_INET or AF_INET6; low half: STREAM.
  const family = pair.family === 4 ? 0x11 : 0x21;
  const head = Buffer.from([VERSION_2_PROXY, family, 0, addresses.length + ports.length]);
  return Buffer.concat([SIGNATURE, head, addresses, ports]);
}

interface AddressPair {
  readonly family: 4 | 6;
  readonly source: string;
  readonly destination: string;
}

function pairOf(sourceAddress: string, destinationAddress: string): AddressPair | undefined {
  const source = withoutZone(sourceAddress);
  const destination = withoutZone(destinationAddress);
  if (ipVersion(source) === 4 && ipVersion(destination) === 4) return { family: 4, source, destination };
  const [from, to] = [source, destination].map((address) =>
    ipVersion(address) === 4 ? `::ffff:${address}` : address,
  );
  if (from === undefined || to === undefined || ipVersion(from) !== 6 || ipVersion(to) !== 6)
    return undefined;
  return { family: 6, source: from, destination: to };
}

/** A zone such as `%eth0` means nothing on another machine. */
function withoutZone(address: string): string {
  return address.replace(/%.*$/, '');
}

function ipv4Bytes(address: string): number[] {
  return address.split('.').map(Number);
}

function ipv6Bytes(address: string): number[] {
  const hexadecimal = address.replace(/[\d.]+\.[\d.]+$/, (tail) => mappedTail(ipv4Bytes(tail)));
  const [head = [], tail = []] = hexadecimal.split('::').map((half) => half.split(':').filter(Boolean));
  const gap = hexadecimal.includes('::')
    ? Array.from({ length: 8 - head.length - tail.length }, () => '0')
    : [];
  return [...head, ...gap, ...tail].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

function mappedTail([a = 0, b = 0, c = 0, d = 0]: number[]): string {
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}
