import { UsageError } from '../errors.ts';
import { type MessageFacts, Survey } from './message-facts.ts';
import type { Pieces } from './outflow.ts';

/** What a server is expected to make of a message: `filtered` is refused, or marked as what it pretends to be. */
export type ExpectedOutcome = 'accepted' | 'refused' | 'filtered' | 'varies';

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
 * @throws UsageError, also from the pieces later on, when the source cannot be read.
 */
export async function readMessage(given: () => Pieces, label: MessageLabel = {}): Promise<Message> {
  const source = (): Pieces => readable(given());
  const facts = await surveyOf(source());
  if (label.kind !== undefined || facts.lineEnds !== 'lf') return { ...label, facts, open: source };
  const open = (): Pieces => withCrlf(source());
  return { ...label, facts: { ...(await surveyOf(open())), isConverted: true }, open };
}

async function* readable(pieces: Pieces): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const hint =
      'a message that was cut off in the middle is never delivered; make the file readable and try again';
    throw new UsageError(`cannot read the message: ${error.message}`, hint);
  }
}

async function surveyOf(pieces: Pieces): Promise<MessageFacts> {
  const survey = new Survey();
  for await (const piece of pieces) survey.push(piece);
  return survey.finish();
}

async function* withCrlf(pieces: Pieces): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    const text = Buffer.from(piece).toString('latin1').replaceAll('\n', '\r\n');
    yield Buffer.from(text, 'latin1');
  }
}
