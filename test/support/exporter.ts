import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { surroundings } from './surroundings.ts';

const BIN = fileURLToPath(new URL('../../bin/smtp-doctor.js', import.meta.url));
const READY_MS = 30_000;

/** A `smtp-doctor serve` that runs as a process of its own. */
export interface RunningExporter {
  readonly url: string;
  /** What it has said so far. */
  readonly log: () => string;
  readonly signal: (name: 'SIGTERM' | 'SIGINT') => void;
  /** Its exit code, when it has ended. */
  readonly ended: Promise<number | null>;
  readonly stop: () => Promise<void>;
}

/** Starts the built program on a port that is free. */
export async function startExporter(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningExporter> {
  const child = spawn(process.execPath, [BIN, 'serve', '--listen', '127.0.0.1:0', ...args], {
    env: surroundings(env),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  let log = '';
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`it does not listen: ${log}`)), READY_MS);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      const found = /listening at (\S+)\//.exec(log)?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    });
    ended.then((code) => reject(new Error(`it ended with ${code}: ${log}`)));
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, log: () => log, signal: (name) => child.kill(name), ended, stop };
}
