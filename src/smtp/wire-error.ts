import { SmtpError, type Stage } from '../errors.ts';
import type { ReplyFault } from './reply.ts';

/** Why no more replies will come. */
export interface Ending {
  readonly code: string;
  readonly cause?: unknown;
}

/** Replies that may wait unread; a pipeline's answers are far less. */
const READY_BYTES = 1024 * 1024;

/** The fault of a peer whose unread replies take so many bytes, where they are too many. */
export function unreadFault(bytes: number): ReplyFault | undefined {
  if (bytes <= READY_BYTES) return undefined;
  const message = `more than ${READY_BYTES} bytes that nobody asked for`;
  return { kind: 'limit', code: 'REPLY_TOO_LONG', message };
}

/** What is thrown when a peer breaks the bounds of a reply; `received` is what had come. */
export function faultError(
  stage: Stage,
  { kind, message, code }: ReplyFault,
  received: string | undefined,
): SmtpError {
  return new SmtpError(kind, message, { stage, code, received });
}

/** What is thrown when the peer has gone. */
export function endError(stage: Stage, { code, cause }: Ending, received: string | undefined): SmtpError {
  const message = code === 'EOF' ? 'the server closed the connection' : `the connection broke: ${code}`;
  return new SmtpError('disconnected', message, { stage, code, received, cause });
}

/** What is thrown when our own user has had enough. */
export function abortError(
  stage: Stage,
  signal: AbortSignal | undefined,
  received: string | undefined,
): SmtpError {
  return new SmtpError('aborted', 'interrupted while waiting for a reply', {
    stage,
    received,
    cause: signal?.reason,
  });
}
