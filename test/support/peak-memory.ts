import { fileURLToPath } from 'node:url';
import { type Outcome, runProcess } from './run-cli.ts';

const PRINT_MEMORY = fileURLToPath(new URL('./print-memory.cjs', import.meta.url));

/** Runs the built program; tells beside its outcome how much memory it held at its most, in bytes. */
export async function runMeasured(args: readonly string[]): Promise<Outcome & { peakBytes: number }> {
  const outcome = await runProcess(args, { nodeOptions: ['--require', PRINT_MEMORY] });
  return { ...outcome, peakBytes: Number(/maxRSS (\d+)/.exec(outcome.stderr)?.[1]) };
}
