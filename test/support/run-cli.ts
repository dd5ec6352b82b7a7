import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { surroundings } from './surroundings.ts';

const BIN = fileURLToPath(new URL('../../bin/smtp-doctor.js', import.meta.url));
const HOST = fileURLToPath(new URL('./program-host.cjs', import.meta.url));
const LONGEST_MS = 60_000;

/** How one run of the built program ended. */
export interface Outcome {
  /** Null when a signal ended it, ours after a minute among them. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Where it runs; here unless told. */
  readonly cwd?: string;
}

export interface ProcessOptions extends RunOptions {
  /** Node's own options, before the program. */
  readonly nodeOptions?: readonly string[];
  /** Given the process once it runs, and each piece of its stdout. */
  readonly onOutput?: (child: ChildProcess, stdout: string) => void;
  readonly onStart?: (child: ChildProcess) => void;
}

/** Processes that have the program loaded and wait for a command line. */
const idle: ChildProcess[] = [];

/** Runs the built program in quiet surroundings and waits for its end; many runs share a process, one after the other. */
export async function runCli(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { env = {}, stdin = '', cwd = process.cwd() } = options;
  // Node.js reads its own variables as it starts.
  if (Object.keys(env).some((name) => name.startsWith('NODE_'))) return runProcess(args, options);
  const host = idle.pop() ?? newHost();
  keepsAlive(host, true);
  const late = setTimeout(() => host.kill('SIGKILL'), LONGEST_MS);
  const end = new AbortController();
  const settled = ['message', 'exit'].map((event) => once(host, event, end));
  host.send({ args, env: surroundings(env), stdin: Buffer.from(stdin).toString('base64'), cwd });
  const [answer] = await Promise.race(settled);
  end.abort();
  clearTimeout(late);
  keepsAlive(host, false);
  if (typeof answer !== 'object') return { code: answer, stdout: '', stderr: '' };
  const { isLast, ...outcome }: Outcome & { isLast: boolean } = answer;
  if (!isLast) idle.push(host);
  return outcome;
}

function newHost(): ChildProcess {
  return fork(HOST, { env: surroundings(), stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
}

/** One that waits must not keep the tests from ending. */
function keepsAlive(host: ChildProcess, isBusy: boolean): void {
  for (const part of [host, host.channel]) isBusy ? part?.ref() : part?.unref();
}

/** Runs the built program as a process of its own, for what concerns the process: signals, pipes, memory. */
export function runProcess(args: readonly string[], options: ProcessOptions = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), BIN, ...args], {
    env: surroundings(options.env),
    cwd: options.cwd,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    options.onOutput?.(child, stdout);
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  child.stdin.end(options.stdin ?? '');
  options.onStart?.(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
