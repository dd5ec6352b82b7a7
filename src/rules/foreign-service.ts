import type { Evidence } from '../evidence.ts';
import { recogniseService, type Service } from '../smtp/service.ts';
import { failureAt, modeMismatch } from './failure.ts';
import { sample } from './sample.ts';

/** What answered where SMTP was expected. */
export interface ForeignService {
  /** Absent when it was not recognised. */
  readonly service: Service | undefined;
  /** What it said, cut at 200 characters; may be empty. */
  readonly line: string;
}

/** Says who answers instead of an SMTP server; undefined when SMTP answers, or nobody. */
export function foreignService(evidence: Evidence): ForeignService | undefined {
  if (modeMismatch(evidence) !== undefined) return undefined;
  const line = heardInstead(evidence);
  if (line === undefined) return undefined;
  const service = recogniseService(line);
  const isNoReply = failureAt('greeting', evidence)?.kind === 'protocol';
  return service === undefined && !isNoReply ? undefined : { service, line: sample(line) };
}

/** The first text heard, as long as no EHLO has proved it to be SMTP's. */
function heardInstead(evidence: Evidence): string | undefined {
  const failure = failureAt('greeting', evidence);
  if (failure?.received) return failure.received;
  const { greeting, hello, mode } = evidence;
  if (greeting && !hello?.plain && !hello?.secure)
    return `${greeting.reply.code} ${greeting.reply.lines[0] ?? ''}`;
  if (failure?.kind === 'protocol') return mode?.banner ?? '';
  return greeting ? undefined : mode?.banner;
}
