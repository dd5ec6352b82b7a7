import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startDaemon } from './daemon.ts';
import { ADDRESSES, HOSTNAMES } from './server.ts';

const address = ADDRESSES.nsd;
const SECOND_PORT = 5353;
const HEADER = `$TTL 300
@ IN SOA ns.test.example. hostmaster.test.example. 1 3600 600 86400 300
@ IN NS ns.test.example.
`;

/** The zone that is served. `nxdomain.test.example` is not in it. */
const ZONE = `${HEADER}
ns          A  ${address}
postfix     A  ${ADDRESSES.postfix}
exim        A  ${ADDRESSES.exim}
dovecot     A  ${ADDRESSES.dovecot}
smtp        A  ${ADDRESSES.postfix}
alias       CNAME postfix
good        MX 10 ${HOSTNAMES.postfix}.
good        MX 20 ${HOSTNAMES.exim}.
nullmx      MX 0 .
nomx        A  ${ADDRESSES.postfix}
cname-mx    MX 10 alias
ip-mx       MX 10 ${ADDRESSES.postfix}.
dangling    MX 10 nowhere
`;

/** Domains by what is the matter with their MX records. */
export const DOMAINS = {
  good: 'good.test.example',
  nullMx: 'nullmx.test.example',
  withoutMx: 'nomx.test.example',
  aliasMx: 'cname-mx.test.example',
  addressMx: 'ip-mx.test.example',
  danglingMx: 'dangling.test.example',
  unknown: 'nxdomain.test.example',
  /** Its zone file cannot be read, so that the server answers SERVFAIL. */
  broken: 'broken.example',
  /** Not this server's, so that it answers REFUSED. */
  foreign: 'foreign.example',
} as const;

/** A name server that runs, at two ports. */
export interface NameServer {
  /** For `--dns`: without a port, and with one. */
  readonly server: string;
  readonly serverWithPort: string;
  log(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts NSD with one zone that is sound, and holds these lines too, and one that is not. */
export async function startNsd(directory: string, records: string): Promise<NameServer> {
  const configFile = join(directory, 'nsd.conf');
  await mkdir(join(directory, 'zones'));
  await writeFile(join(directory, 'zones/test.example.zone'), `${ZONE}${records}`);
  await writeFile(join(directory, 'zones/broken.example.zone'), 'this is no zone\n');
  await writeFile(configFile, config(directory));
  const daemon = await startDaemon({
    command: '/usr/sbin/nsd',
    args: ['-d', '-c', configFile],
    directory,
    listeners: [
      { address, port: 53 },
      { address, port: SECOND_PORT },
    ],
  });
  return {
    server: address,
    serverWithPort: `${address}:${SECOND_PORT}`,
    log: () => readFile(daemon.logFile, 'utf8'),
    stop: daemon.stop,
  };
}

function config(directory: string): string {
  return `
server:
  ip-address: ${address}@53
  ip-address: ${address}@${SECOND_PORT}
  server-count: 1
  username: ""
  chroot: ""
  database: ""
  zonesdir: "${directory}/zones"
  zonelistfile: "${directory}/zone.list"
  xfrdfile: "${directory}/xfrd.state"
  xfrdir: "${directory}"
  pidfile: "${directory}/nsd.pid"
remote-control:
  control-enable: no
zone:
  name: test.example
  zonefile: test.example.zone
zone:
  name: broken.example
  zonefile: broken.example.zone
`;
}
