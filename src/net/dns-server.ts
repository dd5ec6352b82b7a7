import { getServers } from 'node:dns';
import { UsageError } from '../errors.ts';
import { formatHostPort, ipVersion } from '../target.ts';

/** Where questions go. The address may carry a zone id. */
export interface DnsServer {
  /** A host name only for a server asked in TLS. */
  readonly address: string;
  readonly port: number;
  /** Absent: UDP, and TCP for what does not fit. */
  readonly transport?: 'tls' | 'https';
  /** Of a server asked over HTTPS. */
  readonly path?: string;
}

const DNS_PORT = 53;
const ENCRYPTED_PORTS = { tls: 853, https: 443 } as const;
const ENCRYPTED = /^(tls|https):\/\/(?:\[([0-9a-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?(\/[\w.~/-]*)?$/i;
const HTTPS_PATH = '/dns-query';
/** As many as the C library takes from resolv.conf (MAXNS). */
const SYSTEM_SERVERS = 3;

/**
 * Reads `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` or `[2001:db8::53]:5353`, and for a server that is to be asked
 * in TLS `tls://192.0.2.53`, `tls://dns.example:853` or `https://dns.example/dns-query`.
 *
 * @throws UsageError for anything else, a bare host name included.
 */
export function parseDnsServer(text: string): DnsServer {
  const encrypted = parseEncrypted(text);
  if (encrypted !== undefined) return encrypted;
  if (ipVersion(text) !== 0) return { address: text, port: DNS_PORT };
  const [, bracketed, plain, digits] = /^(?:\[(.+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? '';
  const port = digits === undefined ? DNS_PORT : Number(digits);
  const isRightFamily = ipVersion(address) === (bracketed === undefined ? 4 : 6);
  if (isRightFamily && port > 0 && port <= 65_535) return { address, port };
  throw new UsageError(
    `unknown DNS server "${text}"`,
    'give an IP address, with a port as in 192.0.2.53:5353 or [2001:db8::53]:5353, or tls://HOST, or https://HOST/PATH',
  );
}

function parseEncrypted(text: string): DnsServer | undefined {
  const [, scheme, bracketed, plain, digits, path] = ENCRYPTED.exec(text) ?? [];
  const transport = scheme?.toLowerCase() === 'https' ? 'https' : 'tls';
  const address = bracketed ?? plain;
  const port = digits === undefined ? ENCRYPTED_PORTS[transport] : Number(digits);
  const isRightPath = transport === 'https' || path === undefined || path === '/';
  const isWrongFamily = bracketed !== undefined && ipVersion(bracketed) !== 6;
  if (address === undefined || isWrongFamily || !isRightPath || port < 1 || port > 65_535) return undefined;
  return { address, port, transport, ...(transport === 'https' ? { path: path ?? HTTPS_PATH } : {}) };
}

/** Writes a server as it is named in an answer's source. */
export function formatDnsServer({ address, port, transport, path = '' }: DnsServer): string {
  const place = formatHostPort(address, port);
  return transport === undefined ? place : `${transport}://${place}${path}`;
}

/** The servers that this computer is set up to ask, in its own order. */
export function systemDnsServers(): readonly DnsServer[] {
  return getServers().slice(0, SYSTEM_SERVERS).map(parseDnsServer);
}
