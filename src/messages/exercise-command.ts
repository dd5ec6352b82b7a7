import type { Evidence } from '../evidence.ts';
import { targetOf } from './next-step.ts';

/** The command that tries the extensions of the same server again, in backticks. */
export function exerciseCommand(evidence: Evidence, options = ''): string {
  return `\`smtp-doctor send-test ${targetOf(evidence)} --exercise${options === '' ? '' : ` ${options}`}\``;
}
