import type { Stage } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import type { OddityKind } from '../smtp/reply.ts';
import { failureAt } from './failure.ts';
import type { Severity } from './rule.ts';
import { sample } from './sample.ts';

/** How a stage's replies depart from the form that RFC 5321 §4.2 gives them. */
export interface ReplyFormFault {
  /** Each kind once, in the order seen; empty when the reply could not be read at all. */
  readonly kinds: readonly OddityKind[];
  /** The first offending line. */
  readonly sample: string;
  /** The session could not go on: the text was no reply, or had no end. */
  readonly unreadable: boolean;
}

/** Odd forms that stricter clients refuse or read wrongly; the others are tolerated everywhere. */
const HARMFUL: readonly OddityKind[] = [
  'bare-lf',
  'mixed-codes',
  'control-characters',
  'eight-bit',
  'not-a-reply-line',
  'unsolicited',
];

/** The departures seen at one stage; undefined when its replies were in order. */
export function replyFormFault(stage: Stage, evidence: Evidence): ReplyFormFault | undefined {
  const seen = (evidence.oddities ?? []).filter((oddity) => oddity.stage === stage);
  const failure = failureAt(stage, evidence);
  const unreadable = failure?.kind === 'protocol' || failure?.kind === 'limit';
  if (seen.length === 0 && !unreadable) return undefined;
  const kinds = [...new Set(seen.map(({ kind }) => kind))];
  const text = (unreadable ? failure.received : undefined) ?? seen[0]?.sample ?? '';
  return { kinds, sample: sample(text), unreadable };
}

/** An error when nothing could be read, a warning when some client will stumble, else information. */
export function replyFormSeverity({ kinds, unreadable }: Omit<ReplyFormFault, 'sample'>): Severity {
  if (unreadable) return 'error';
  return kinds.some((kind) => HARMFUL.includes(kind)) ? 'warning' : 'info';
}
