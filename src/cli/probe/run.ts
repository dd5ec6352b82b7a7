import { UsageError } from '../../errors.ts';
import { mapConcurrently } from '../../probes/concurrency.ts';
import { subjectOf } from '../goal.ts';
import { networkChoice } from '../network.ts';
import type { ProbeOptions } from '../probe.ts';
import { runCommand } from '../run.ts';
import { readTargets } from './targets.ts';
import { targetOf, walkTarget } from './walk.ts';

/**
 * Probes the targets, or diagnoses a saved report again; gives the exit code.
 *
 * @throws UsageError for a target or an option that cannot be read.
 */
export async function probe(texts: readonly string[], options: ProbeOptions): Promise<number> {
  if (options.from !== undefined) return probeAgain(options.from, texts, options);
  const targets = (await readTargets(texts)).map((text) => ({ text, target: targetOf(text, options) }));
  const network = await networkChoice(options);
  return runCommand('probe', options, (context) =>
    mapConcurrently(targets, options.concurrency, async ({ text, target }, place) => {
      if (context.signal.aborted) return;
      let written: Promise<void> | undefined;
      await walkTarget({ text, target, options, network, context }, (evidence, host) => {
        written = context.onEvidence(subjectOf(evidence), evidence, [place, host]);
      });
      await written;
    }).then(() => undefined),
  );
}

async function probeAgain(file: string, texts: readonly string[], options: ProbeOptions): Promise<number> {
  if (texts.length > 0)
    throw new UsageError('--from takes no targets', 'leave them out: the report names its own');
  const { readReport } = await import('./saved-report.ts');
  const saved = await readReport(file);
  return runCommand(saved.command, options, async (context) => {
    for (const [place, run] of saved.runs.entries())
      void context.onEvidence(run.subject, run.evidence, [place, 0]);
    const { startedAt, elapsedMs, interruptedBy } = saved;
    return { startedAt, elapsedMs, ...(interruptedBy ? { interruptedBy } : {}) };
  });
}
