import type { Evidence, Failure } from '../evidence.ts';
import { failureAt, modeMismatch, waitedMs } from './failure.ts';
import { foreignService } from './foreign-service.ts';
import { isGreetingMasked, maskedKeywords } from './masking.ts';
import { actorOfRefusal, type Refusal, refusalOf } from './refusal.ts';
import { type ReplyFormFault, replyFormFault, replyFormSeverity } from './reply-form.ts';
import { defineRule } from './rule.ts';
import { sample, sampleLines } from './sample.ts';

/** The failure of a greeting that neither the wrong kind of protection nor another service explains. */
function greetingFailure(evidence: Evidence): Failure | undefined {
  if (modeMismatch(evidence) !== undefined || foreignService(evidence) !== undefined) return undefined;
  return failureAt('greeting', evidence);
}

/** Slower than this is a delay that people notice; delays on purpose are some 5 to 30 s. */
export const SLOW_MS = 5_000;

const HOSTNAME = /^(\[[0-9A-Fa-f:.]+\]|(?!e?smtp$)[\w-]+(\.[\w-]+)*\.?)$/i;

/** Questions to the server's first words. */
export const greetingRules = [
  defineRule({
    id: 'greeting.tls-expected',
    // Found out by ourselves and mended, it harms only one who had asked for the other way.
    severity: (_data: object, { failure, goal }) => (failure || goal.security !== 'auto' ? 'error' : 'info'),
    stage: 'greeting',
    actor: 'you',
    needs: ['mode'],
    find(evidence) {
      if (modeMismatch(evidence) !== 'tls') return undefined;
      return { port: evidence.goal.port, asked: evidence.mode.asked };
    },
  }),
  defineRule({
    id: 'greeting.not-smtp',
    severity: 'error',
    stage: 'greeting',
    actor: 'you',
    needs: ['connect'],
    find(evidence) {
      const foreign = foreignService(evidence);
      return foreign && { port: evidence.goal.port, ...foreign };
    },
  }),
  defineRule({
    id: 'greeting.silent',
    severity: 'error',
    stage: 'greeting',
    actor: 'server-admin',
    needs: ['connect'],
    find(evidence) {
      const failure = greetingFailure(evidence);
      if (failure?.kind !== 'timeout' || failure.received) return undefined;
      return { waitedMs: waitedMs(failure, evidence), triedTls: evidence.mode !== undefined };
    },
  }),
  defineRule({
    id: 'greeting.endless',
    severity: 'error',
    stage: 'greeting',
    actor: 'server-admin',
    needs: ['connect'],
    find(evidence) {
      const failure = greetingFailure(evidence);
      const endless = failure?.kind === 'limit' || (failure?.kind === 'timeout' && failure.received);
      if (!failure || !endless) return undefined;
      const tooMuch = failure.kind === 'limit';
      return { tooMuch, waitedMs: waitedMs(failure, evidence), sample: sample(failure.received ?? '') };
    },
  }),
  defineRule({
    id: 'greeting.dropped',
    severity: 'error',
    stage: 'greeting',
    actor: 'server-admin',
    needs: ['connect'],
    find(evidence) {
      const failure = greetingFailure(evidence);
      if (!failure || ['timeout', 'limit', 'protocol', 'refusal'].includes(failure.kind)) return undefined;
      return {
        code: failure.code,
        received: sample(failure.received ?? ''),
        elapsedMs: waitedMs(failure, evidence),
      };
    },
  }),
  defineRule({
    id: 'greeting.busy',
    severity: 'error',
    stage: 'greeting',
    actor: (refusal: Refusal) => actorOfRefusal(refusal, 'server-admin'),
    needs: ['greeting'],
    find(evidence) {
      const { reply } = evidence.greeting;
      return reply.code < 400 || reply.code >= 500 ? undefined : refusalOf(reply, 'greeting', evidence);
    },
  }),
  defineRule({
    id: 'greeting.refused',
    severity: 'error',
    stage: 'greeting',
    // 521 is a host that takes mail from nobody (RFC 7504 §3); other refusals look at who connects.
    actor: (refusal: Refusal) =>
      actorOfRefusal(refusal, refusal.code >= 500 && refusal.code !== 521 ? 'your-network' : 'server-admin'),
    needs: ['greeting'],
    find(evidence) {
      const { reply } = evidence.greeting;
      // Any other 2xx is taken for a welcome, as clients do.
      const isOdd = reply.code < 400 && failureAt('greeting', evidence)?.kind === 'refusal';
      if ((reply.code < 500 && !isOdd) || foreignService(evidence) !== undefined) return undefined;
      return refusalOf(reply, 'greeting', evidence);
    },
  }),
  defineRule({
    id: 'greeting.slow',
    severity: 'warning',
    stage: 'greeting',
    actor: 'server-admin',
    needs: ['greeting'],
    find({ greeting: { elapsedMs } }) {
      return elapsedMs > SLOW_MS ? { elapsedMs } : undefined;
    },
  }),
  defineRule({
    id: 'greeting.masked',
    // The masked keywords, when there are any, say the same with its consequences.
    severity: (_data: object, evidence) => (maskedKeywords(evidence).length > 0 ? 'info' : 'warning'),
    stage: 'greeting',
    actor: 'server-admin',
    needs: ['greeting'],
    find(evidence) {
      return isGreetingMasked(evidence) ? { lines: sampleLines(evidence.greeting.reply.lines) } : undefined;
    },
  }),
  defineRule({
    id: 'greeting.malformed',
    severity: (data: Omit<ReplyFormFault, 'sample'>) => replyFormSeverity(data),
    stage: 'greeting',
    actor: 'server-admin',
    needs: ['greeting'],
    find(evidence) {
      const { hostname, reply } = evidence.greeting;
      if (foreignService(evidence) !== undefined) return undefined;
      const isNamed = HOSTNAME.test(hostname ?? '') || isGreetingMasked(evidence);
      const nameMissing = reply.code === 220 && !isNamed;
      const fault = replyFormFault('greeting', evidence);
      if (!fault && !nameMissing) return undefined;
      const form = fault ?? { kinds: [], sample: sample(reply.lines[0] ?? ''), unreadable: false };
      return { ...form, nameMissing };
    },
  }),
] as const;
