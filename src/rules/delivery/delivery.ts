import type { Actor } from '../../actor.ts';
import type { Evidence, Failure } from '../../evidence.ts';
import { SOURCE_FAULTS, type SourceFault } from '../../smtp/message.ts';
import { failureAt, waitedMs } from '../failure.ts';
import { actorOfRefusal } from '../refusal.ts';
import { defineRule } from '../rule.ts';
import { sample, sampleLines } from '../sample.ts';
import { acceptanceOf, acceptedOf, codeClass, doubtfulOf, isHandedOver } from './fate.ts';
import type { DeliveryRefusalId } from './ids.ts';
import {
  answerOutOfStep,
  type DeliveryRefusal,
  deliveryRefusalAs,
  dividedRecipients,
  isOwnMx,
} from './refusal.ts';
import { isWithinAnnounced } from './sizes.ts';

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

/** Who may not relay can log in; but an MX that does not know its own domain, or its own limit, is not the sender's fault. */
function actorOf(id: DeliveryRefusalId, data: DeliveryRefusal, evidence: Evidence): Actor {
  if (id === 'rcpt.relay-denied' && isOwnMx(data, evidence)) return 'domain-owner';
  if (isWithinAnnounced(data.size)) return 'server-admin';
  return actorOfRefusal(data, isForRecipient(id, data) ? 'recipient' : 'server-admin');
}

/** Without a reason, what is refused for good at RCPT is the mailbox; later it is the message, and a 4xx is the server's. */
function isForRecipient(id: DeliveryRefusalId, { answered, code }: DeliveryRefusal): boolean {
  return id === 'rcpt.refused' && answered === 'rcpt' && codeClass(code) === 5;
}

const SOURCE_FAULT_WORDS = {
  SOURCE_FAILED: 'unreadable',
  SOURCE_SHRUNK: 'shorter',
  SOURCE_GROWN: 'longer',
} as const satisfies Record<SourceFault, string>;

/** How the message itself gave out on our side while it was being sent. */
function sourceFaultOf({ failure }: Evidence) {
  const code = SOURCE_FAULTS.find((fault) => failure?.stage === 'data' && fault === failure.code);
  return code && SOURCE_FAULT_WORDS[code];
}

/** How the answer failed to come; undefined when there was one, be it a strange one, or when our own user ended the walk. */
function lossOf(stage: Failure['stage'], evidence: Evidence) {
  const failure = failureAt(stage, evidence);
  if (!failure || failure.kind === 'refusal' || failure.replyCode !== undefined) return undefined;
  if (sourceFaultOf(evidence)) return undefined;
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
    id: 'mail.out-of-step',
    severity: 'error',
    stage: 'mail',
    actor: 'server-admin',
    needs: ['delivery'],
    find: ({ delivery }) => answerOutOfStep(delivery),
  }),
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
      const { unconfirmed, data, message, chunksTaken } = evidence.delivery;
      const loss = unconfirmed ? undefined : lossOf('data', evidence);
      const isBegun = data?.code === 354 || chunksTaken !== undefined;
      return loss && { ...loss, bytes: message?.bytes, isBegun, chunksTaken };
    },
  }),
  defineRule({
    id: 'data.source-failed',
    severity: 'error',
    stage: 'data',
    actor: 'you',
    needs: ['delivery'],
    find(evidence) {
      const how = sourceFaultOf(evidence);
      const { message, recipients } = evidence.delivery;
      const delivered = isHandedOver(evidence.delivery) ? acceptedOf(evidence.delivery) : [];
      const left = recipients.map(({ address }) => address).filter((address) => !delivered.includes(address));
      return how && { how, bytes: message?.bytes, delivered, left };
    },
  }),
  defineRule({
    id: 'data.unconfirmed',
    severity: ({ how, code }: { readonly how: string; readonly code: string | undefined }) =>
      how === 'interrupted' || how === 'asked' || (how === 'contradicted' && Number(code) < 400)
        ? 'warning'
        : 'error',
    stage: 'data',
    actor: 'you',
    needs: ['delivery'],
    find(evidence) {
      const { unconfirmed, contradiction, message, dropped, recipients } = evidence.delivery;
      if (!unconfirmed && !contradiction) return undefined;
      const loss = contradiction ? undefined : lossOf('data', evidence);
      const doubtful = doubtfulOf(evidence.delivery);
      const otherwise = dropped === 'dot' ? 'asked' : 'interrupted';
      return {
        how: contradiction ? 'contradicted' : (loss?.how ?? otherwise),
        code: contradiction ? String(contradiction.code) : loss?.code,
        // What was said once more, after the answer to the message.
        lines: contradiction && sampleLines(contradiction.lines),
        waitedMs: loss?.waitedMs ?? 0,
        token: message?.token,
        messageId: message?.messageId,
        addresses: doubtful,
        isForSome: doubtful.length > 0 && doubtful.length < recipients.length,
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
