import type { Message } from './message.ts';
import { newToken } from './message-compose.ts';
import type { Pieces } from './outflow.ts';

/** A message up to this size is held, so that a copy of it costs no more than its bytes. */
const HELD_BYTES = 1024 * 1024;

/**
 * Makes copies of a message, each with a token of its own wherever the first one's stands; a message without a token
 * is sent as it is each time, and so is one that is signed: a signature holds for its own bytes alone.
 */
export async function copierOf(message: Message): Promise<() => Message> {
  const token = message.dkim ? undefined : message.token;
  if (message.facts.bytes > HELD_BYTES) {
    return () => (token === undefined ? message : renamed(message, token, newToken(), message.open));
  }
  const bytes = await held(message);
  const places = token === undefined ? [] : placesOf(bytes, token);
  return () => {
    if (token === undefined) return { ...message, open: () => [bytes] };
    const fresh = newToken();
    const copy = Buffer.from(bytes);
    for (const place of places) copy.write(fresh, place, 'latin1');
    return { ...labelled(message, token, fresh), open: () => [copy] };
  };
}

function labelled(message: Message, token: string, fresh: string): Message {
  const { messageId } = message;
  const renewed = messageId === undefined ? {} : { messageId: messageId.replaceAll(token, fresh) };
  return { ...message, token: fresh, ...renewed };
}

function renamed(message: Message, token: string, fresh: string, open: () => Pieces): Message {
  return { ...labelled(message, token, fresh), open: () => replaced(open(), token, fresh) };
}

/** A token that is cut by the border of two pieces stays: the header's, by which a message is found, never is. */
async function* replaced(pieces: Pieces, token: string, fresh: string): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    const copy = Buffer.from(piece);
    for (const place of placesOf(copy, token)) copy.write(fresh, place, 'latin1');
    yield copy;
  }
}

async function held(message: Message): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of message.open()) pieces.push(piece);
  return Buffer.concat(pieces);
}

function placesOf(bytes: Buffer, token: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(token, 0, 'latin1'); at !== -1; at = bytes.indexOf(token, at + 1, 'latin1')) {
    places.push(at);
  }
  return places;
}
