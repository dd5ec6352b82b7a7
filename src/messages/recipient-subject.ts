import type { Interpretation } from '../replies/interpretation.ts';
import { recipientDomainOf, senderDomainOf } from './reply-subject.ts';

/** The address that a refused recipient's reply is about; unsafe to print raw. */
export function recipientOf({ facts, statement }: Interpretation): string | undefined {
  return statement.recipient ?? facts.address;
}

/** The address that the text names beside the recipient's: where somebody has moved to; unsafe to print raw. */
export function otherAddressOf({ facts, statement }: Interpretation): string | undefined {
  const isSame = facts.address?.toLowerCase() === statement.recipient?.toLowerCase();
  return statement.recipient === undefined || isSame ? undefined : facts.address;
}

/** The domain of a refused recipient, as a command takes it; the only address of such a text is the recipient's. */
export function refusedDomainOf(seen: Interpretation): string | undefined {
  return recipientDomainOf(seen) ?? senderDomainOf(seen);
}

/** Whether a server got the reply while it delivered: its bounce and its log name the recipient and the host. */
export function isDelivery({ statement }: Interpretation): boolean {
  return statement.recipient !== undefined && statement.host !== undefined && statement.heldBy === undefined;
}

/** Whether there is nothing but this code: neither words nor a stage that would tell its meanings apart. */
export function isBareCode({ statement }: Interpretation, code: number): boolean {
  const { text, enhanced, stage } = statement;
  return statement.code === code && text === '' && enhanced === undefined && stage === undefined;
}
