import { clientName } from '../../probes/client-name.ts';
import type { Conversation } from './conversation.ts';

/** The name to give in EHLO: the one that was asked for, else this host's. */
export function clientNameOf({ plan, context }: Conversation): string {
  return plan.network.clientName ?? clientName(context.draft.sections.connect?.localAddress);
}
