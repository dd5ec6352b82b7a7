import type { Actor } from '../actor.ts';
import type { Evidence, Failure } from '../evidence.ts';
import { acceptanceOf, acceptedOf } from './delivery-fate.ts';
import type { DeliveryRefusalId } from './delivery-ids.ts';
import { type DeliveryRefusal, deliveryRefusalAs, dividedRecipients, isOwnMx } from './delivery-refusal.ts';
import { failureAt, waitedMs } from './failure.ts';
import { actorOfRefusal } from './refusal.ts';
import { defineRule } from './rule.ts';
import { sample, sampleLines } from './sample.ts';

function refusalRule<const Id extends DeliveryRefusalId>(id: Id, stage: 'mail' | 'rcpt' | 'data') {
  return defineRule({
    id,
    severity: 'error',
    stage,
    actor: (data: DeliveryRefusal, evidence) => actorOf(id, data, evidence),
    needs: ['delivery'],
    find: (evidence) => deliveryRefusalAs(id, evidence),
  });
}

/** Who may not relay can log in; but an MX that does not know its own domain is not the sender's fault. */
function actorOf(id: DeliveryRefusalId, data: DeliveryRefusal, evidence: Evidence): Actor {
  if (id === 'rcpt.relay-denied' && isOwnMx(data, evidence)) return 'domain-owner';
  return actorOfRefusal(data, id === 'rcpt.refused' ? 'recipient' : 'server-admin');
}

/** How the answer failed to come; undefined when there was one, be it a strange one, or when our own user ended the walk. */
function lossOf(stage: Failure['stage'], evidence: Evidence) {
  const failure = failureAt(stage, evidence);
  if (!failure || failure.kind === 'refusal' || failure.replyCode !== undefined) return undefined;
  const { kind, code, received } = failure;
  return {
    how: kind === 'timeout' ? 'silent' : kind === 'protocol' || kind === 'limit' ? 'malformed' : 'dropped',
    code,
    waitedMs: waitedMs(failure, evidence),
    received: received === undefined ? undefined : sample(received),
  } as const;
}

function droppedRule<const Id extends 'mail.dropped' | 'rcpt.dropped'>(id: Id, stage: 'mail' | 'rcpt') {
  return defineRule({
    id,
    severity: 'error',
    stage,
    actor: 'server-admin',
    needs: ['delivery'],
    find: (evidence) => lossOf(stage, evidence),
  });
}

/** Questions to one transaction. */
export const deliveryRules = [
  defineRule({
    id: 'mail.try-repeated',
    // Greylisting is made to be waited out; a host that does not take its domain's mail is not.
    severity: ({ why }: { readonly why: string }) => (why === 'next-host' ? 'warning' : 'info'),
    stage: 'mail',
    actor: ({ why }: { readonly why: string }) => (why === 'next-host' ? 'domain-owner' : 'you'),
    needs: ['dns'],
    find: ({ followedBy }) => followedBy,
  }),
  defineRule({
    id: 'mail.extension-missing',
    severity: 'error',
    stage: 'mail',
    actor: 'you',
    needs: ['delivery'],
    find: ({ delivery: { lacking } }) => (lacking && lacking.length > 0 ? { lacking } : undefined),
  }),
  droppedRule('mail.dropped', 'mail'),
  refusalRule('mail.auth-required', 'mail'),
  refusalRule('mail.tls-required', 'mail'),
  refusalRule('mail.sender-not-owned', 'mail'),
  refusalRule('mail.sender-refused', 'mail'),
  refusalRule('mail.size-refused', 'mail'),
  refusalRule('mail.rate-limited', 'mail'),
  refusalRule('mail.refused', 'mail'),
  droppedRule('rcpt.dropped', 'rcpt'),
  refusalRule('rcpt.relay-denied', 'rcpt'),
  refusalRule('rcpt.mailbox-unknown', 'rcpt'),
  refusalRule('rcpt.mailbox-disabled', 'rcpt'),
  refusalRule('rcpt.mailbox-full', 'rcpt'),
  refusalRule('rcpt.domain-unknown', 'rcpt'),
  refusalRule('rcpt.greylisted', 'rcpt'),
  refusalRule('rcpt.blocklisted', 'rcpt'),
  refusalRule('rcpt.rate-limited', 'rcpt'),
  refusalRule('rcpt.refused', 'rcpt'),
  defineRule({
    id: 'rcpt.some-refused',
    severity: 'info',
    stage: 'rcpt',
    actor: 'you',
    needs: ['delivery'],
    find: ({ delivery }) => dividedRecipients(delivery),
  }),
  defineRule({
    id: 'data.dropped',
    severity: 'error',
    stage: 'data',
    actor: 'server-admin',
    needs: ['delivery'],
    find(evidence) {
      const { unconfirmed, data } = evidence.delivery;
      const loss = unconfirmed ? undefined : lossOf('data', evidence);
      return loss && { ...loss, bytes: evidence.delivery.message?.bytes, isBegun: data?.code === 354 };
    },
  }),
  defineRule({
    id: 'data.unconfirmed',
    severity: ({ how }: { readonly how: string }) =>
      how === 'interrupted' || how === 'asked' ? 'warning' : 'error',
    stage: 'data',
    actor: 'you',
    needs: ['delivery'],
    find(evidence) {
      const { unconfirmed, message, dropped } = evidence.delivery;
      if (!unconfirmed) return undefined;
      const loss = lossOf('data', evidence);
      return {
        how: loss?.how ?? (dropped === 'dot' ? 'asked' : 'interrupted'),
        code: loss?.code,
        waitedMs: loss?.waitedMs ?? 0,
        token: message?.token,
        messageId: message?.messageId,
      } as const;
    },
  }),
  defineRule({
    id: 'data.answered-early',
    severity: 'error',
    stage: 'data',
    actor: 'server-admin',
    needs: ['delivery'],
    find({ delivery: { cutShort, final, message } }) {
      if (!cutShort || !final || final.code >= 400) return undefined;
      const { code, enhanced, lines } = final;
      return { code, enhanced, lines: sampleLines(lines), bytes: message?.bytes };
    },
  }),
  refusalRule('data.too-large', 'data'),
  refusalRule('data.spam', 'data'),
  refusalRule('data.content-blocked', 'data'),
  refusalRule('data.sender-unauthenticated', 'data'),
  refusalRule('data.message-malformed', 'data'),
  refusalRule('data.refused', 'data'),
  defineRule({
    id: 'data.series-refused',
    severity: 'info',
    stage: 'data',
    actor: 'you',
    needs: ['delivery'],
    find({ delivery: { series } }) {
      if (!series || series.accepted === series.asked) return undefined;
      const { asked, accepted, partly, temporary, permanent, unconfirmed, shown } = series;
      const unsent = asked - accepted - partly - temporary - permanent - unconfirmed;
      return { asked, accepted, partly, temporary, permanent, unconfirmed, unsent, shown };
    },
  }),
  defineRule({
    id: 'data.accepted',
    severity: 'info',
    stage: 'data',
    actor: 'you',
    needs: ['delivery'],
    find({ delivery, hello }) {
      const reply = acceptanceOf(delivery);
      if (!reply) return undefined;
      const { code, enhanced, lines } = reply;
      return {
        code,
        enhanced,
        lines: sampleLines(lines),
        queueId: delivery.queueId,
        token: delivery.message?.token,
        messageId: delivery.message?.messageId,
        addresses: acceptedOf(delivery),
        // LMTP says yes when the message lies in the mailbox (RFC 2033 §4.2); SMTP when it lies in a queue.
        isInMailbox: (hello?.secure ?? hello?.plain)?.verb === 'LHLO',
        returnsTo: delivery.from,
      };
    },
  }),
] as const;
