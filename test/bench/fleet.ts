import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('./fleet-server.ts', import.meta.url));

/** Some demo servers, healthy and sick mixed, that answer at each of many addresses. */
export interface Fleet {
  /** A folder that lasts as long as the fleet. */
  readonly folder: string;
  /** The root of the servers' certificates. */
  readonly ca: string;
  /** So many different `ADDRESS:PORT`, the servers in turn. */
  readonly targets: (count: number) => { readonly address: string; readonly port: number }[];
  readonly stop: () => Promise<void>;
}

/** Starts the demo servers in a process of their own, so that its time and memory are not taken for the client's. */
export async function startFleet(): Promise<Fleet> {
  const folder = await mkdtemp(join(tmpdir(), 'smtp-doctor-fleet-'));
  const ca = join(folder, 'ca.pem');
  const child = spawn(process.execPath, ['--import', 'tsx', SERVER, ca], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  const ports: number[] = JSON.parse(line);
  return {
    folder,
    ca,
    targets: (count) => Array.from({ length: count }, (_, n) => ({ address: addressOf(n), port: portOf(n) })),
    stop: async () => {
      await end(child);
      await rm(folder, { recursive: true });
    },
  };

  function portOf(n: number): number {
    return ports[n % ports.length] ?? 0;
  }
}

function addressOf(n: number): string {
  return `127.9.${n >> 8}.${n & 255}`;
}

/** Ends a process that was started here. */
export async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
