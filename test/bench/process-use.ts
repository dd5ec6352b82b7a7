import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** What a process has used so far. */
export interface Used {
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

/** The same, and how long it took. */
export interface Use extends Used {
  readonly elapsedMs: number;
}

/** Linux counts processor time in hundredths of a second (proc(5), USER_HZ). */
const TICKS = 100;
const LOOK_MS = 20;

/** Asks Linux what a process has used; undefined once it is gone. */
export function usedBy(pid: number | undefined): Used | undefined {
  try {
    const [, numbers = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) (?=[A-Z] )/);
    const [user = 0, system = 0] = numbers.split(' ').slice(11, 13).map(Number);
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    if (kibibytes === undefined) return undefined;
    return { cpuSeconds: (user + system) / TICKS, peakBytes: Number(kibibytes) * 1024 };
  } catch {
    return undefined;
  }
}

/** Runs a program to its end and looks again and again at what it has used, which only ever grows. */
export async function useOf(program: string, args: readonly string[], expectedCode: number): Promise<Use> {
  const startedMs = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  let last = usedBy(child.pid);
  const timer = setInterval(() => {
    last = usedBy(child.pid) ?? last;
  }, LOOK_MS);
  const [code] = await ended;
  clearInterval(timer);
  if (!last || code !== expectedCode) throw new Error(`${program} ended with ${code}`);
  return { ...last, elapsedMs: performance.now() - startedMs };
}
