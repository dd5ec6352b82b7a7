import { existsSync, writeFileSync } from 'node:fs';
import { UsageError } from '../../errors.ts';
import type { Evidence } from '../../evidence.ts';
import { printable } from '../../render/printable.ts';
import { TOOL } from '../../version.ts';
import type { InitOptions } from '../init.ts';
import { networkChoice } from '../network.ts';
import { targetOf, walkTarget } from '../probe/walk.ts';
import { listenForSignals } from '../run.ts';
import { startConfig } from './start-config.ts';

const DEFAULT_FILE = 'smtp-doctor.yml';

/**
 * Probes the targets and writes a config that they meet today; gives the exit code.
 *
 * @throws UsageError for a target that cannot be read, and for a file that is there or cannot be written.
 */
export async function init(texts: readonly string[], options: InitOptions): Promise<number> {
  const { output: file = DEFAULT_FILE, force } = options;
  if (existsSync(file) && !force) {
    throw new UsageError(
      `"${file}" is there already`,
      'add --force to write over it, or name another with -o',
    );
  }
  const targets = texts.map((text) => ({ text, target: targetOf(text, options) }));
  const network = await networkChoice(options);
  const interruption = listenForSignals();
  const context = { signal: interruption.signal, onStage: () => undefined };
  const seen: { text: string; runs: Evidence[] }[] = [];
  for (const { text, target } of targets) {
    const runs: Evidence[] = [];
    await walkTarget({ text, target, options, network, context }, (evidence) => runs.push(evidence));
    seen.push({ text, runs });
  }
  interruption.end();
  const signal = interruption.received();
  if (signal) return signal === 'SIGINT' ? 130 : 143;
  write(file, startConfig(seen, options));
  const command = file === DEFAULT_FILE ? 'check' : `check ${file}`;
  process.stderr.write(
    printable(`${TOOL.name}: ${file} is written; try it: ${TOOL.name} ${command}`, { unicode: true }),
  );
  process.stderr.write('\n');
  return 0;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`cannot write "${file}": ${(error as Error).message}`, 'name another file with -o');
  }
}
