import type { DeliveryEvidence } from '../evidence.ts';
import type { Reply } from '../smtp/reply.ts';

/** The first digit of a reply code, which says whether to go on, to wait or to give up (RFC 5321 §4.2.1). */
export function codeClass(code: number): number {
  return Math.floor(code / 100);
}

/** Whether the reply is a yes; a reply that never came is none. */
export function isAccepted(reply: Reply | undefined): boolean {
  return reply !== undefined && codeClass(reply.code) === 2;
}

/** The recipients that the server took, and has not refused after the message. */
export function acceptedOf({ recipients }: DeliveryEvidence): string[] {
  return recipients
    .filter(({ reply, delivery }) => isAccepted(reply) && (delivery === undefined || isAccepted(delivery)))
    .map(({ address }) => address);
}

/** The yes after the message: the last reply, or the first that LMTP or PRDR gave for a recipient. */
export function acceptanceOf({ final, cutShort, recipients }: DeliveryEvidence): Reply | undefined {
  if (cutShort) return undefined;
  if (isAccepted(final)) return final;
  if (final) return undefined;
  return recipients.map(({ delivery }) => delivery).find(isAccepted);
}

/** Whether the server has taken the message for somebody. */
export function isHandedOver(delivery: DeliveryEvidence): boolean {
  return acceptanceOf(delivery) !== undefined;
}
