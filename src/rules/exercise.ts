import type { Actor } from '../actor.ts';
import type { Evidence, ExerciseEvidence, ExtensionTrial, TrialReason } from '../evidence.ts';
import { actorOfRefusal, type Refusal, refusalOf } from './refusal.ts';
import { defineRule } from './rule.ts';
import { sample, sampleLines } from './sample.ts';

/** One extension that failed, as a finding keeps it. */
export interface FailedTrial {
  readonly keyword: string;
  /** The command that was refused, or what stands behind the keyword. */
  readonly said: string;
  readonly code: number | undefined;
  readonly lines: readonly string[];
}

/** Of many extensions that fail the same way, as many are named. */
const MOST_FAILED = 10;

function failedBy(reason: TrialReason, { trials }: ExerciseEvidence): FailedTrial[] {
  const failed = trials.filter((trial) => trial.outcome === 'fails' && trial.reason === reason);
  return failed.slice(0, MOST_FAILED).map(failedTrial);
}

function failedTrial({ keyword, said, reply, parameters }: ExtensionTrial): FailedTrial {
  const text = parameters ? parameters.join(' ') : said.join(', ');
  return {
    keyword: sample(keyword),
    said: sample(text),
    code: reply?.code,
    lines: reply ? sampleLines(reply.lines) : [],
  };
}

function all(reason: TrialReason) {
  return ({ exercise }: { readonly exercise: ExerciseEvidence }) => {
    const failed = failedBy(reason, exercise);
    return failed.length === 0 ? undefined : { failed };
  };
}

function first(reason: TrialReason) {
  return ({ exercise }: { readonly exercise: ExerciseEvidence }) => failedBy(reason, exercise)[0];
}

/** Why extensions were left untried. */
export interface Incomplete {
  readonly why: 'sender-refused' | NonNullable<ExerciseEvidence['ended']>['how'];
  /** While what was tried the session ended. */
  readonly keyword: string | undefined;
  readonly untried: readonly string[];
  /** Of the plain MAIL, or the last before the end. */
  readonly refusal: Refusal | undefined;
}

function partial(evidence: Evidence & { readonly exercise: ExerciseEvidence }): Incomplete | undefined {
  const { trials, senderRefused, ended } = evidence.exercise;
  const untried = trials.filter(({ reason }) => reason === 'session-ended' || reason === 'sender-refused');
  const names = untried.slice(0, MOST_FAILED).map(({ keyword }) => sample(keyword));
  const reply = senderRefused ?? ended?.reply;
  const refusal = reply && reply.code >= 400 ? refusalOf(reply, 'mail', evidence) : undefined;
  if (senderRefused) return { why: 'sender-refused', keyword: undefined, untried: names, refusal };
  return ended && { why: ended.how, keyword: ended.keyword, untried: names, refusal };
}

function actorOfPartial({ refusal }: Incomplete): Actor {
  return refusal ? actorOfRefusal(refusal, 'you') : 'you';
}

const atServer = { actor: 'server-admin', needs: ['exercise'] } as const;

/** Questions to what came of using each extension. */
export const exerciseRules = [
  defineRule({
    ...atServer,
    id: 'hello.parameters-malformed',
    severity: 'warning',
    stage: 'hello',
    find: all('parameters-malformed'),
  }),
  defineRule({
    ...atServer,
    id: 'hello.command-unsupported',
    severity: 'warning',
    stage: 'hello',
    find: all('command-unknown'),
  }),
  defineRule({
    ...atServer,
    id: 'hello.enhanced-codes-missing',
    severity: 'warning',
    stage: 'hello',
    find: first('codes-missing'),
  }),
  defineRule({
    ...atServer,
    id: 'starttls.offered-again',
    severity: 'warning',
    stage: 'starttls',
    find: first('offered-in-tls'),
  }),
  defineRule({
    ...atServer,
    id: 'mail.size-not-enforced',
    severity: 'warning',
    stage: 'mail',
    find: first('limit-ignored'),
  }),
  defineRule({
    ...atServer,
    id: 'mail.parameter-refused',
    severity: 'error',
    stage: 'mail',
    find: all('parameter-refused'),
  }),
  defineRule({
    ...atServer,
    id: 'mail.pipelining-broken',
    severity: 'error',
    stage: 'mail',
    find: first('replies-confused'),
  }),
  defineRule({
    ...atServer,
    id: 'mail.extensions-unoffered',
    severity: 'info',
    stage: 'mail',
    find({ exercise: { trials } }) {
      const accepted = trials.filter(({ outcome }) => outcome === 'accepted');
      return accepted.length === 0 ? undefined : { keywords: accepted.map(({ keyword }) => keyword) };
    },
  }),
  defineRule({
    id: 'mail.exercise-partial',
    severity: 'info',
    stage: 'mail',
    actor: actorOfPartial,
    needs: ['exercise'],
    find: partial,
  }),
  defineRule({
    ...atServer,
    id: 'data.chunking-refused',
    severity: 'error',
    stage: 'data',
    find: first('chunk-refused'),
  }),
  defineRule({
    ...atServer,
    id: 'data.chunk-misread',
    severity: 'error',
    stage: 'data',
    find: first('chunk-misread'),
  }),
] as const;

export type ExerciseFindingId = (typeof exerciseRules)[number]['id'];
