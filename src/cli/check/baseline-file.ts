import { existsSync, renameSync, rmSync } from 'node:fs';
import { UsageError } from '../../errors.ts';
import type { BaselineEvidence } from '../../evidence.ts';
import { baselineOf } from '../../rules/baseline.ts';
import type { CheckOptions } from '../check.ts';

/** What each subject was when it was last accepted. */
export type Baseline = ReadonlyMap<string, BaselineEvidence>;

/**
 * Reads the report that is compared with; none when it is only now to be written.
 *
 * @throws UsageError for a file that is missing or is no report.
 */
export async function readBaseline({ baseline: file, updateBaseline }: CheckOptions): Promise<Baseline> {
  if (file === undefined) {
    if (!updateBaseline) return new Map();
    throw new UsageError('--update-baseline does not say which', 'add --baseline FILE');
  }
  if (!existsSync(file)) {
    if (updateBaseline) return new Map();
    throw new UsageError(`there is no baseline "${file}"`, 'write the first one: add --update-baseline');
  }
  const { readReport } = await import('../probe/saved-report.ts');
  const { runs } = await readReport(file);
  const decisive = runs.filter(({ evidence }) => evidence.followedBy === undefined);
  return new Map(decisive.map(({ subject, evidence }) => [subject, baselineOf(evidence)]));
}

/** What came of the work: its exit code, and whether every target was looked at. */
export interface Completion {
  readonly code: number;
  readonly isWhole: boolean;
}

/**
 * Does the work with the report also written beside the baseline, which it replaces once it is whole: a run that was
 * interrupted is accepted for nothing.
 */
export async function updatingBaseline(
  options: CheckOptions,
  work: (options: CheckOptions) => Promise<Completion>,
): Promise<number> {
  const { baseline: file, updateBaseline, format = [], json } = options;
  if (file === undefined || !updateBaseline) return (await work(options)).code;
  const fresh = `${file}.new`;
  const shown = format.length > 0 || json ? format : [{ format: 'text' } as const];
  try {
    const aside = { format: 'json', file: fresh, isAside: true } as const;
    const { code, isWhole } = await work({ ...options, format: [...shown, aside] });
    if (isWhole) renameSync(fresh, file);
    return code;
  } finally {
    rmSync(fresh, { force: true });
  }
}
