import type { Actor } from '../actor.ts';
import type { Reply } from '../smtp/reply.ts';
import { failureAt, waitedMs } from './failure.ts';
import { foreignService } from './foreign-service.ts';
import { requiresTls } from './goal.ts';
import { isStartTlsMasked, maskedKeywords } from './masking.ts';
import { actorOfRefusal, type Refusal, refusalOf } from './refusal.ts';
import { type ReplyFormFault, replyFormFault, replyFormSeverity } from './reply-form.ts';
import { defineRule } from './rule.ts';
import { sample } from './sample.ts';

/** Why EHLO was refused, as far as code and words tell. */
export type HelloRefusal = 'unknown-command' | 'overwritten' | 'out-of-step' | 'busy' | 'name' | 'other';

function reasonOf({ code, lines }: Reply): HelloRefusal {
  // Cisco's inspection overwrites the command itself; the server then quotes what it got.
  if (lines.some((line) => /X{4,}/.test(line))) return 'overwritten';
  // Neither a yes to EHLO nor a refusal: a second greeting, or the answer to another command.
  if (code < 400) return 'out-of-step';
  if (code < 500) return 'busy';
  if (code === 500 || code === 502) return 'unknown-command';
  return code === 501 || code === 504 || code === 550 || code === 553 ? 'name' : 'other';
}

function ownerOfRefusal(refusal: Refusal & { reason: HelloRefusal; isCommandItself: boolean }): Actor {
  const owner = refusal.reason === 'name' || refusal.reason === 'other' ? 'you' : 'server-admin';
  return refusal.isCommandItself ? owner : actorOfRefusal(refusal, owner);
}

/** Whether the command or the name in it is what displeases, and not who sends it. */
function isCommandItself(reason: HelloRefusal, { detail }: Refusal): boolean {
  const isOurs = reason === 'unknown-command' || reason === 'overwritten' || reason === 'out-of-step';
  return isOurs || detail === 'helo-invalid';
}

/** Questions to EHLO and its answer, before and after TLS. */
export const helloRules = [
  defineRule({
    id: 'hello.ehlo-refused',
    // Without EHLO there is neither STARTTLS nor AUTH.
    severity: ({ heloWorks }: { heloWorks: boolean }, { failure, goal }) =>
      !heloWorks || failure || requiresTls(goal) ? 'error' : 'warning',
    stage: 'hello',
    actor: ownerOfRefusal,
    needs: ['hello'],
    find(evidence) {
      const { refused, plain, secure } = evidence.hello;
      if (!refused || foreignService(evidence) !== undefined) return undefined;
      const heloWorks = [plain, secure].some((hello) => hello?.verb === 'HELO');
      const refusal = refusalOf(refused, 'hello', evidence);
      const reason = reasonOf(refused);
      return { ...refusal, reason, heloWorks, isCommandItself: isCommandItself(reason, refusal) };
    },
  }),
  defineRule({
    id: 'hello.keywords-masked',
    severity: ({ hidesStartTls }: { hidesStartTls: boolean }, { goal }) =>
      hidesStartTls && requiresTls(goal) ? 'error' : 'warning',
    stage: 'hello',
    actor: 'server-admin',
    needs: ['hello'],
    find(evidence) {
      const masked = maskedKeywords(evidence);
      if (masked.length === 0) return undefined;
      return { masked: masked.slice(0, 10), hidesStartTls: isStartTlsMasked(evidence) };
    },
  }),
  defineRule({
    id: 'hello.malformed',
    severity: (data: Omit<ReplyFormFault, 'sample'>) => replyFormSeverity(data),
    stage: 'hello',
    actor: 'server-admin',
    needs: ['greeting'],
    find: (evidence) => replyFormFault('hello', evidence),
  }),
  defineRule({
    id: 'hello.silent',
    severity: 'error',
    stage: 'hello',
    actor: 'server-admin',
    needs: ['greeting'],
    find(evidence) {
      const failure = failureAt('hello', evidence);
      if (failure?.kind !== 'timeout') return undefined;
      return { waitedMs: waitedMs(failure, evidence), secure: evidence.tls !== undefined };
    },
  }),
  defineRule({
    id: 'hello.dropped',
    severity: 'error',
    stage: 'hello',
    actor: 'server-admin',
    needs: ['greeting'],
    find(evidence) {
      const failure = failureAt('hello', evidence);
      if (!failure || ['timeout', 'limit', 'protocol', 'refusal'].includes(failure.kind)) return undefined;
      const received = sample(failure.received ?? '');
      return { code: failure.code, received, secure: evidence.tls !== undefined };
    },
  }),
] as const;
