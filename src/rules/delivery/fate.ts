import type { DeliveryEvidence, RecipientEvidence } from '../../evidence.ts';
import type { Reply } from '../../smtp/reply.ts';

/** The first digit of a reply code, which says whether to go on, to wait or to give up (RFC 5321 §4.2.1). */
export function codeClass(code: number): number {
  return Math.floor(code / 100);
}

/** Whether the reply is a yes; a reply that never came is none. */
export function isAccepted(reply: Reply | undefined): boolean {
  return reply !== undefined && codeClass(reply.code) === 2;
}

/** The recipients that the server took, has not refused after the message, and leaves in no doubt. */
export function acceptedOf(evidence: DeliveryEvidence): string[] {
  const { recipients, transactions = 1 } = evidence;
  const doubtful = doubtfulOf(evidence);
  // Of several transactions, those that came to an answer left one for each of their recipients.
  const needsAnswer = transactions > 1 && isHandedOver(evidence);
  return recipients
    .filter((recipient) => isTaken(recipient) && (recipient.delivery !== undefined || !needsAnswer))
    .map(({ address }) => address)
    .filter((address) => !doubtful.includes(address));
}

function isTaken({ reply, delivery }: RecipientEvidence): boolean {
  return isAccepted(reply) && (delivery === undefined || isAccepted(delivery));
}

/**
 * The yes after the message: the last reply, or the first that LMTP or an earlier transaction gave for a recipient.
 *
 * None where the server contradicts itself. PRDR's last reply gives the message to nobody whom those before it refused.
 */
export function acceptanceOf(evidence: DeliveryEvidence): Reply | undefined {
  const { final, cutShort, contradiction, recipients } = evidence;
  if (contradiction) return undefined;
  if (isAccepted(final) && !cutShort && recipients.some(isTaken)) return final;
  return recipients.map(({ delivery }) => delivery).find(isAccepted);
}

/** Those of whom nobody knows whether they have the message, which was handed over. */
export function doubtfulOf({ recipients, unconfirmed, contradiction }: DeliveryEvidence): string[] {
  const isInDoubt = ({ reply, delivery }: RecipientEvidence): boolean =>
    isAccepted(reply) && (contradiction !== undefined || (unconfirmed === true && delivery === undefined));
  return recipients.filter(isInDoubt).map(({ address }) => address);
}

/** Whether the server has taken the message for somebody. */
export function isHandedOver(delivery: DeliveryEvidence): boolean {
  return acceptanceOf(delivery) !== undefined;
}
