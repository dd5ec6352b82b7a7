import { reasonOf, SmtpError, UsageError } from '../errors.ts';
import { type MessageFacts, Survey } from './message-facts.ts';
import type { Pieces } from './outflow.ts';

/** What a server is expected to make of a message: `filtered` is refused, or marked as what it pretends to be. */
export type ExpectedOutcome = 'accepted' | 'refused' | 'filtered' | 'varies';

/** How a message's source gave out: it could not be read, or is no longer as long as it was announced. */
export const SOURCE_FAULTS = ['SOURCE_FAILED', 'SOURCE_SHRUNK', 'SOURCE_GROWN'] as const;

export type SourceFault = (typeof SOURCE_FAULTS)[number];

/** A signature that a message was given (RFC 6376 §3.5). */
export interface DkimSignature {
  readonly domain: string;
  readonly selector: string;
  readonly algorithm: 'rsa-sha256' | 'ed25519-sha256';
}

/** What is known of a message that was made here. */
export interface MessageLabel {
  /** Stands in the header, and in our own subject and text, to find the message by. */
  readonly token?: string;
  readonly messageId?: string;
  /** What was asked for with `--kind`. */
  readonly kind?: string;
  readonly expected?: ExpectedOutcome;
  readonly dkim?: readonly DkimSignature[];
}

/** A message as it is to arrive, byte by byte. It may be of any size: nothing of it is held. */
export interface Message extends MessageLabel {
  readonly facts: MessageFacts;
  /** Begins it anew; each time the same bytes come. */
  readonly open: () => Pieces;
}

/**
 * Looks through a message once, for what the envelope must declare.
 *
 * A text file with the line ends of Unix gets those of the standard (RFC 5321 §2.3.8), as every mail program
 * gives them; all else stays as it is.
 * @throws UsageError when the source cannot be read; the pieces later on throw as `surveyed` does.
 */
export async function readMessage(given: () => Pieces, label: MessageLabel = {}): Promise<Message> {
  const facts = await surveyOf(given);
  if (label.kind !== undefined || facts.lineEnds !== 'lf') {
    return { ...label, facts, open: () => surveyed(given, facts.bytes) };
  }
  const converted = (): Pieces => withCrlf(given);
  const whole = await surveyOf(converted);
  const open = (): Pieces => surveyed(converted, whole.bytes);
  return { ...label, facts: { ...whole, isConverted: true }, open };
}

async function surveyOf(open: () => Pieces): Promise<MessageFacts> {
  const survey = new Survey();
  try {
    for await (const piece of open()) survey.push(piece);
  } catch (error) {
    if (!isOfSystem(error)) throw error;
    throw new UsageError(`cannot read the message: ${reasonOf(error)}`, 'name a file that can be read');
  }
  return survey.finish();
}

/**
 * Gives as many bytes as were announced, no more and no fewer: a file may be gone, shorter or longer by now.
 *
 * @throws SmtpError `disconnected` with `SOURCE_FAILED`, `SOURCE_SHRUNK` or `SOURCE_GROWN`: without its end a message
 * is delivered to nobody (RFC 5321 §4.1.1.4), so that whoever sends it must close the connection.
 */
async function* surveyed(open: () => Pieces, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  try {
    for await (const piece of open()) {
      if (piece.length > left)
        throw sourceError('SOURCE_GROWN', `it has more than its ${bytes} bytes by now`);
      left -= piece.length;
      yield piece;
    }
  } catch (error) {
    throw isOfSystem(error) ? sourceError('SOURCE_FAILED', reasonOf(error), error) : error;
  }
  if (left > 0) throw sourceError('SOURCE_SHRUNK', `it ended after ${bytes - left} of ${bytes} bytes`);
}

/** Says that the source of a message gave out while it was being sent. */
export function sourceError(code: SourceFault, reason: string, cause?: unknown): SmtpError {
  const message = `the message could not be read to its end: ${reason}`;
  return new SmtpError('disconnected', message, { stage: 'data', code, cause });
}

function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'code' in error && !(error instanceof SmtpError);
}

async function* withCrlf(open: () => Pieces): AsyncGenerator<Buffer> {
  for await (const piece of open()) {
    const text = Buffer.from(piece).toString('latin1').replaceAll('\n', '\r\n');
    yield Buffer.from(text, 'latin1');
  }
}
