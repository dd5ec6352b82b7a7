import type { Evidence, Verdict } from '../evidence.ts';
import type { Earlier } from './rule.ts';

/** One word for one run: an aborted walk without an error says nothing about the server. */
export function verdictOfFindings(findings: readonly Earlier[], { failure }: Evidence): Verdict {
  if (findings.some(({ severity }) => severity === 'error')) return 'broken';
  if (failure) return failure.kind === 'aborted' ? 'inconclusive' : 'broken';
  return findings.some(({ severity }) => severity === 'warning') ? 'warnings' : 'healthy';
}
