import type { Evidence } from '../evidence.ts';
import { targetOf } from './next-step.ts';

/** The command that looks at the same server's TLS again, in backticks. */
export function startTlsCommand(evidence: Evidence, options?: string): string {
  return `\`smtp-doctor starttls ${targetOf(evidence)}${options === undefined ? '' : ` ${options}`}\``;
}
