import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Finished, finish, runCommand } from './command.ts';

/** Where the two servers are, seen from the client's namespace. */
export const HOST = '10.254.2.2';
export const CONTROL = '10.254.2.3';

/** Ports on which the servers behave in ways of their own; the others refuse. */
export const STAGED_PORTS = { reset: 2526, silent: 2527, unreachable: 2528, smtp: [25, 587] } as const;

/** Says SMTP under the address it was reached at, cuts off, or keeps silent; tells when it listens. */
const SERVERS = `
  const { createServer } = require('node:net');
  const smtp = (socket) => {
    const name = 'host-' + socket.localAddress.split('.').pop() + '.test.example';
    socket.write('220 ' + name + ' ESMTP\\r\\n');
    socket.on('data', (data) => {
      if (/^EHLO/i.test(data)) socket.write('250-' + name + '\\r\\n250 PIPELINING\\r\\n');
      else socket.end('221 bye\\r\\n');
    });
  };
  const quiet = (behave) => (socket) => { socket.on('error', () => {}); behave(socket); };
  const doors = [
    ...${JSON.stringify(STAGED_PORTS.smtp)}.map((port) => [port, smtp]),
    [${STAGED_PORTS.reset}, (socket) => socket.resetAndDestroy()],
    [${STAGED_PORTS.silent}, () => {}],
  ];
  let left = doors.length;
  for (const [port, behave] of doors)
    createServer(quiet(behave)).listen(port, '0.0.0.0', () => { if (--left === 0) console.log('listening'); });
`;

/** Which packets the router between client and servers drops, in the words of ip-rule(8). */
export type Filter = readonly string[];

export const BLOCK_25_EVERYWHERE: Filter = ['ipproto', 'tcp', 'dport', '25'];
export const BLOCK_25_OF_HOST: Filter = ['to', HOST, ...BLOCK_25_EVERYWHERE];

/** Three network namespaces in a row: client, router, servers. */
export interface Network {
  /** Lets the router drop these, and nothing else. */
  filter(filter: Filter | undefined): Promise<void>;
  /** Runs a program in the client's namespace. */
  run(command: string, args: readonly string[]): Promise<Finished>;
  /** Ends the servers and removes everything. */
  stop(): Promise<void>;
}

/**
 * Makes the namespaces, the way between them, and the servers.
 *
 * @throws Error when a step fails; what was made by then is removed.
 */
export async function startNetwork(): Promise<Network> {
  const names = {
    client: `sd-client-${process.pid}`,
    router: `sd-router-${process.pid}`,
    server: `sd-server-${process.pid}`,
  };
  const spaces = Object.values(names);
  let servers: ChildProcess | undefined;
  const stop = async () => {
    servers?.kill('SIGKILL');
    for (const name of spaces) await finish('ip', ['netns', 'del', name]);
  };
  try {
    for (const name of spaces) await makeNamespace(name);
    await join(names.client, names.router, '10.254.1', ['2']);
    await join(names.server, names.router, '10.254.2', ['2', '3']);
    await inside(names.router, 'sysctl', '-qw', 'net.ipv4.ip_forward=1');
    await rule(names.router, 'add', 'unreachable', [
      'ipproto',
      'tcp',
      'dport',
      String(STAGED_PORTS.unreachable),
    ]);
    servers = await startServers(names.server);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    filter: filterOf(names.router),
    run: (command, args) => finish('ip', ['netns', 'exec', names.client, command, ...args]),
    stop,
  };
}

function filterOf(router: string): Network['filter'] {
  let active: Filter | undefined;
  return async (filter) => {
    if (active) await rule(router, 'del', 'blackhole', active);
    active = filter;
    if (active) await rule(router, 'add', 'blackhole', active);
  };
}

async function makeNamespace(name: string): Promise<void> {
  await runCommand('ip', ['netns', 'add', name]);
  await runCommand('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
}

/** A pair of interfaces; the router has `.1`, and is the way to everything else. */
async function join(end: string, router: string, net: string, hosts: readonly string[]): Promise<void> {
  const far = `to${net.split('.').pop()}`;
  await runCommand('ip', [
    '-n',
    end,
    'link',
    'add',
    'eth0',
    'type',
    'veth',
    'peer',
    'name',
    far,
    'netns',
    router,
  ]);
  for (const host of hosts)
    await runCommand('ip', ['-n', end, 'addr', 'add', `${net}.${host}/24`, 'dev', 'eth0']);
  await runCommand('ip', ['-n', router, 'addr', 'add', `${net}.1/24`, 'dev', far]);
  await runCommand('ip', ['-n', end, 'link', 'set', 'eth0', 'up']);
  await runCommand('ip', ['-n', router, 'link', 'set', far, 'up']);
  await runCommand('ip', ['-n', end, 'route', 'add', 'default', 'via', `${net}.1`]);
}

function inside(namespace: string, command: string, ...args: readonly string[]): Promise<string> {
  return runCommand('ip', ['netns', 'exec', namespace, command, ...args]);
}

function rule(router: string, verb: 'add' | 'del', action: string, filter: Filter): Promise<string> {
  return runCommand('ip', ['-n', router, 'rule', verb, ...filter, action]);
}

async function startServers(namespace: string): Promise<ChildProcess> {
  const child = spawn('ip', ['netns', 'exec', namespace, process.execPath, '-e', SERVERS], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}
