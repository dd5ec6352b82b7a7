import { SmtpError } from '../../errors.ts';
import type { Draft } from '../../probes/draft.ts';
import type { Exchange } from '../../smtp/session.ts';
import type { Mode } from './conversation.ts';
import { endsMessage } from './standing.ts';

/** What goes with a reply that did not come. */
export interface Loss {
  /** The command that was left without an answer, as it is recorded. */
  readonly command: string | undefined;
  /** Whether a message was broken off, or was sent and nobody knows what became of it. */
  readonly message: 'unsent' | 'unknown' | undefined;
}

/** Where nothing was waited for. */
export const NOTHING_LOST: Loss = { command: undefined, message: undefined };

/** What is lost when the conversation breaks off in this mode, with this command still unanswered. */
export function lossOf(mode: Mode, command: string | undefined): Loss {
  if (command !== undefined && endsMessage(command)) return { command, message: 'unknown' };
  const isInMessage = mode === 'data' || (mode === 'chunk' && command === undefined);
  return { command, message: isInMessage ? 'unsent' : undefined };
}

/** More replies than these that nobody asked for, between two commands, are heard no further. */
export const MOST_UNASKED = 20;

/** Says so. */
export function tooTalkative(): SmtpError {
  return new SmtpError('limit', `more than ${MOST_UNASKED} replies that nobody asked for`, { stage: 'mail' });
}

/** Keeps a refusal as what the session came to. */
export function noteRefusal(draft: Draft, { stage, reply }: Exchange): void {
  if (reply.code >= 400) draft.refuse(stage, reply);
}
