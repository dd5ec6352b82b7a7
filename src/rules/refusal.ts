import type { Actor } from '../actor.ts';
import type { Stage } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import { type Cause, DETAILS, type Detail } from '../replies/causes.ts';
import { classify } from '../replies/classify.ts';
import type { Facts, Reason } from '../replies/interpretation.ts';
import { marksOfHost } from '../replies/read/provider.ts';
import type { Reply } from '../smtp/reply.ts';
import { sampleLines } from './sample.ts';

/** What a finding keeps of a reply that refuses: its words, and what they mean. */
export interface Refusal {
  readonly code: number;
  readonly enhanced: string | undefined;
  readonly lines: readonly string[];
  /** Absent when nothing but the code's class is known. */
  readonly cause: Cause | undefined;
  readonly detail: Detail | undefined;
  /** 0 to 1. */
  readonly confidence: number;
  readonly because: readonly Reason[];
  readonly facts: Facts;
}

/** Below this the interpretation is a guess, and the rule's own general words say more. */
const CERTAIN = 0.6;

/** Interprets a refusal in the light of what else was observed. */
export function refusalOf(reply: Reply, stage: Stage, { goal, tls, delivery }: Evidence): Refusal {
  const { provider } = marksOfHost(goal.host);
  const authenticated = delivery?.authenticated;
  const seen = classify({ reply, stage, provider, tls: tls !== undefined, authenticated });
  return {
    code: reply.code,
    enhanced: reply.enhanced,
    lines: sampleLines(reply.lines),
    cause: seen.cause,
    detail: seen.detail,
    confidence: seen.confidence,
    because: seen.because,
    facts: seen.facts,
  };
}

/** The cause that a refusal surely has; undefined when it is no more than a guess. */
export function certainDetail({ detail, confidence }: Refusal): Detail | undefined {
  return confidence >= CERTAIN ? detail : undefined;
}

/** Who must act on a refusal: whoever its cause names, or `otherwise` when that is not certain. */
export function actorOfRefusal(refusal: Refusal, otherwise: Actor): Actor {
  const detail = certainDetail(refusal);
  return detail === undefined ? otherwise : DETAILS[detail].actor;
}
