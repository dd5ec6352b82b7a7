import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { startDaemon } from './daemon.ts';

const AUTHORITY = { address: '127.0.1.54', port: 5454 } as const;
/** Port 53, since other programs are to ask it too. */
const RESOLVER = { address: '127.0.1.55', port: 53 } as const;

/** A zone to be served: its lines without the SOA, and how it is signed. */
export interface ZoneOrder {
  readonly name: string;
  readonly lines: readonly string[];
  /** `expired`: its signatures ended last week; its parent vouches for its key all the same. */
  readonly signed?: 'valid' | 'expired';
  /** Where its DS stands; the trust anchor of the resolver when absent. */
  readonly parent?: string;
}

/** A name server and the resolver that validates what it says. */
export interface Dnssec {
  /** For `--dns`, and for resolv.conf. */
  readonly resolver: string;
  stop(): Promise<void>;
}

interface SignedZone {
  readonly file: string;
  /** DNSKEY of the key that signs keys, in zone form. */
  readonly anchor: string;
  readonly delegation: string;
}

const DAY_MS = 86_400_000;

/**
 * Serves zones by NSD, signed by ldns, and asks them by Unbound, which trusts the keys of those without a parent.
 *
 * Children stand before their parents in the list.
 */
export async function startDnssec(directory: string, zones: readonly ZoneOrder[]): Promise<Dnssec> {
  const [authorityFolder, resolverFolder] = [join(directory, 'authority'), join(directory, 'resolver')];
  await Promise.all([mkdir(authorityFolder), mkdir(resolverFolder)]);
  const delegations = new Map<string, string>();
  const anchors: string[] = [];
  for (const zone of zones) {
    const { anchor, delegation } = await writeZone(authorityFolder, zone, delegations);
    if (zone.parent !== undefined) delegations.set(zone.parent, delegation);
    else if (zone.signed) anchors.push(anchor);
  }
  const names = zones.map(({ name }) => name);
  const authority = await startAuthority(authorityFolder, names);
  const resolver = await startResolver(resolverFolder, names, anchors).catch(async (error: unknown) => {
    await authority.stop();
    throw error;
  });
  return {
    resolver: RESOLVER.address,
    stop: async () => {
      await Promise.all([authority.stop(), resolver.stop()]);
    },
  };
}

async function writeZone(
  directory: string,
  { name, lines, signed }: ZoneOrder,
  delegations: ReadonlyMap<string, string>,
): Promise<SignedZone> {
  const file = join(directory, `${name}.zone`);
  const head = [
    `$ORIGIN ${name}.`,
    '$TTL 60',
    `@ SOA ns.${name}. host.${name}. 1 3600 600 86400 60`,
    `@ NS ns.${name}.`,
  ];
  const address = `ns A ${AUTHORITY.address}`;
  await writeFile(file, `${[...head, address, delegations.get(name) ?? '', ...lines].join('\n')}\n`);
  if (!signed) return { file, anchor: '', delegation: '' };
  const ldns = async (program: string, ...args: string[]) => {
    return (await runCommand(`ldns-${program}`, args, { cwd: directory })).trim();
  };
  const key = await ldns('keygen', '-a', 'ECDSAP256SHA256', '-k', name);
  const ends = new Date(Date.now() + (signed === 'expired' ? -7 : 30) * DAY_MS);
  const begins = new Date(Date.now() - 60 * DAY_MS);
  await ldns('signzone', '-i', timeOf(begins), '-e', timeOf(ends), '-f', file, file, key);
  const anchor = await readFile(join(directory, `${key}.key`), 'utf8');
  const digest = await ldns('key2ds', '-n', '-2', file);
  return { file, anchor, delegation: [`${name}. NS ns.${name}.`, digest.split('\n')[0]].join('\n') };
}

/** `20261122090000`. */
function timeOf(date: Date): string {
  return date.toISOString().replace(/\D/g, '').slice(0, 'YYYYMMDDhhmmss'.length);
}

async function startAuthority(directory: string, names: readonly string[]) {
  const { address, port } = AUTHORITY;
  const zones = names.map((name) => `zone:\n  name: ${name}\n  zonefile: ${name}.zone`);
  const server = [
    'server:',
    ...[`ip-address: ${address}@${port}`, 'server-count: 1', 'username: ""', 'chroot: ""', 'database: ""'],
    ...[`zonesdir: "${directory}"`, `zonelistfile: "${directory}/zone.list"`, `xfrdir: "${directory}"`],
    ...[`xfrdfile: "${directory}/xfrd.state"`, `pidfile: "${directory}/nsd.pid"`],
  ];
  const configFile = join(directory, 'nsd.conf');
  await writeFile(
    configFile,
    `${server.join('\n  ')}\nremote-control:\n  control-enable: no\n${zones.join('\n')}\n`,
  );
  return startDaemon({
    command: '/usr/sbin/nsd',
    args: ['-d', '-c', configFile],
    directory,
    listeners: [AUTHORITY],
  });
}

async function startResolver(directory: string, names: readonly string[], anchors: readonly string[]) {
  const anchorFile = join(directory, 'anchors');
  await writeFile(anchorFile, anchors.join(''));
  const server = [
    'server:',
    ...[`interface: ${RESOLVER.address}@${RESOLVER.port}`, 'username: ""', 'chroot: ""', 'use-syslog: no'],
    ...[`directory: "${directory}"`, `pidfile: "${directory}/unbound.pid"`, 'do-not-query-localhost: no'],
    ...['access-control: 127.0.0.0/8 allow', 'module-config: "validator iterator"', 'do-ip6: no'],
    ...[`trust-anchor-file: "${anchorFile}"`, 'num-threads: 1', 'val-log-level: 2'],
  ];
  const stubs = names.map(
    (name) => `stub-zone:\n  name: ${name}\n  stub-addr: ${AUTHORITY.address}@${AUTHORITY.port}`,
  );
  const configFile = join(directory, 'unbound.conf');
  await writeFile(
    configFile,
    `${server.join('\n  ')}\nremote-control:\n  control-enable: no\n${stubs.join('\n')}\n`,
  );
  return startDaemon({
    command: '/usr/sbin/unbound',
    args: ['-d', '-p', '-c', configFile],
    directory,
    listeners: [RESOLVER],
  });
}
