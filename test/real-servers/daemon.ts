import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Every directory of a run has this prefix, by which a later run finds what an earlier one left. */
export const DIRECTORY_PREFIX = join(tmpdir(), 'smtp-doctor-real-');

const READY_MS = 20_000;
const STOP_MS = 5_000;
const POLL_MS = 50;

/** Address and port of a listener. */
export interface Listener {
  readonly address: string;
  readonly port: number;
}

/** A server to be run in the foreground, its two outputs in a file. */
export interface DaemonOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** The server's own, in which its process id is noted for later runs. */
  readonly directory: string;
  /** The server is ready when all of them take a connection. */
  readonly listeners: readonly Listener[];
}

export interface Daemon {
  /** Path of the file with stdout and stderr. */
  readonly logFile: string;
  stop(): Promise<void>;
}

/**
 * Starts a server and waits until it takes connections.
 *
 * @throws Error when another process has one of its ports; with its output when it ends, or is not ready in 20 seconds.
 */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { command, args, directory } = options;
  for (const { address, port } of options.listeners) {
    if (await takesConnection(address, port))
      throw new Error(`${address}:${port} is taken; end what listens there`);
  }
  const logFile = join(directory, `${basename(command)}.out`);
  const output = openSync(logFile, 'a');
  // A group of its own, so that the server's children end with it.
  const child = spawn(command, args, { detached: true, stdio: ['ignore', output, output], cwd: directory });
  closeSync(output);
  if (child.pid === undefined) throw new Error(`"${command}" cannot be started`);
  appendFileSync(join(directory, 'pids'), `${child.pid}\n`);
  const killNow = () => signalGroup(child.pid, 'SIGKILL');
  process.once('exit', killNow);
  const stop = async () => {
    await stopChild(child);
    process.removeListener('exit', killNow);
  };
  try {
    await Promise.all(options.listeners.map((listener) => waitForListener(listener, child)));
  } catch (cause) {
    await stop();
    throw new Error(`"${command}" is not ready:\n${await readFile(logFile, 'utf8')}`, { cause });
  }
  return { logFile, stop };
}

/** Ends the servers that an earlier run left behind, and only those: their command line names its directory. */
export async function killLeftovers(): Promise<void> {
  const names = readdirSync(tmpdir()).filter((name) => name.startsWith(basename(DIRECTORY_PREFIX)));
  for (const directory of names.map((name) => join(tmpdir(), name))) {
    const pids = notedPids(directory).filter((pid) => belongsTo(pid, directory));
    for (const pid of pids) signalGroup(pid, 'SIGKILL');
    while (pids.some((pid) => belongsTo(pid, directory))) await sleep(POLL_MS);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Every server has a directory of its own in that of the run. */
function notedPids(directory: string): number[] {
  const files = readdirSync(directory).map((name) => join(directory, name, 'pids'));
  const text = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
  return text
    .join('')
    .split('\n')
    .map(Number)
    .filter((pid) => pid > 0);
}

function belongsTo(pid: number, directory: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(directory);
  } catch {
    return false;
  }
}

async function waitForListener({ address, port }: Listener, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (!(await takesConnection(address, port))) {
    if (hasEnded(child)) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
    if (Date.now() > deadline) throw new Error(`${address}:${port} takes no connection`);
    await sleep(POLL_MS);
  }
}

function takesConnection(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (connected: boolean) => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.pid !== undefined && !hasEnded(child)) process.kill(child.pid, 'SIGTERM');
  const deadline = Date.now() + STOP_MS;
  while (!hasEnded(child) && Date.now() < deadline) await sleep(POLL_MS);
  signalGroup(child.pid, 'SIGKILL');
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** The group may outlive its leader, or be gone already. */
function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
