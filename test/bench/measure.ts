import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** A command to time: the program, then its arguments. */
export type CommandLine = readonly [string, ...string[]];

/** The environment of a plain shell: what slows Node's start on the measuring machine is left out. */
const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('NODE_') && !name.startsWith('npm_')),
);

/** Wall time of one whole process in milliseconds; its output is thrown away. */
export function timeProcess(
  [program, ...args]: CommandLine,
  isExpected: (code: number | null) => boolean = (code) => code === 0,
): Promise<number> {
  const startedMs = performance.now();
  const child = spawn(program, args, { stdio: 'ignore', env: ENVIRONMENT });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (isExpected(code)) resolve(performance.now() - startedMs);
      else reject(new Error(`${[program, ...args].join(' ')} ended with ${code}`));
    });
  });
}

/** Times two commands in turn, A B A B …, so that a machine whose speed drifts is fair to both; medians in ms. */
export async function compareProcesses(a: CommandLine, b: CommandLine, rounds: number): Promise<Comparison> {
  const times: [number[], number[]] = [[], []];
  await timeProcess(a);
  await timeProcess(b);
  for (let round = 0; round < rounds; round += 1) {
    times[0].push(await timeProcess(a));
    times[1].push(await timeProcess(b));
  }
  const ratios = times[0].map((time, index) => time / (times[1][index] ?? time));
  return { aMs: median(times[0]), bMs: median(times[1]), ratio: median(ratios) };
}

export interface Comparison {
  readonly aMs: number;
  readonly bMs: number;
  /** Median of the ratios A/B, pair by pair. */
  readonly ratio: number;
}

export function formatComparison({ aMs, bMs, ratio }: Comparison): string {
  return `${ratio.toFixed(2)} (${aMs.toFixed(0)} ms / ${bMs.toFixed(0)} ms)`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** One line of the result, and whether its bar was met. */
export interface Score {
  readonly name: string;
  readonly measured: string;
  /** What was to be reached; absent where there is no bar. */
  readonly bar?: string;
  readonly isMet: boolean;
}
