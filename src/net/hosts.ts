import { promises } from 'node:fs';
import { join } from 'node:path';
import { ipVersion } from '../target.ts';
import { parseDnsName } from './dns-name.ts';

/** Addresses of each name, in the file's order; names in lower case, without a trailing dot. */
export type Hosts = ReadonlyMap<string, readonly string[]>;

/** Where this system keeps its hosts file. */
export function hostsPath(): string {
  if (process.platform !== 'win32') return '/etc/hosts';
  return join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'drivers', 'etc', 'hosts');
}

/** Reads the text of a hosts file (hosts(5)); lines without a valid address are passed over. */
export function parseHosts(text: string): Hosts {
  const hosts = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (ipVersion(address) === 0) continue;
    for (const name of names) addAddress(hosts, parseDnsName(name), address);
  }
  return hosts;
}

function addAddress(hosts: Map<string, string[]>, name: string | undefined, address: string): void {
  if (name === undefined) return;
  const known = hosts.get(name) ?? [];
  if (!known.includes(address)) hosts.set(name, [...known, address]);
}

/** Reads a hosts file; one that cannot be read says nothing. */
export async function readHosts(path: string): Promise<Hosts> {
  try {
    return parseHosts(await promises.readFile(path, 'utf8'));
  } catch {
    return new Map();
  }
}
