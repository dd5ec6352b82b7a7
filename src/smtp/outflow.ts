import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { SmtpError } from '../errors.ts';

/** Bytes that come one piece after the other; all at once where they are held already. */
export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

interface Outflow {
  /** How long the peer may take nothing, in milliseconds. */
  readonly stallMs: number;
  /** Whether the peer has gone, or has said something. */
  readonly isOver: () => boolean;
}

/**
 * Writes pieces no faster than the socket takes them, so that no more than a few wait in memory.
 *
 * @returns false when it was over before the last piece had left us.
 * @throws SmtpError `timeout` when the peer takes no more; whatever the source of the pieces throws.
 */
export async function pour(pieces: Pieces, socket: Socket, outflow: Outflow): Promise<boolean> {
  // Small pieces that come one by one go together: the dot with what it ends.
  const gather = (): void => {
    if (Symbol.asyncIterator in pieces) socket.cork();
  };
  gather();
  try {
    for await (const piece of pieces) {
      if (outflow.isOver()) return false;
      if (socket.write(piece)) continue;
      socket.uncork();
      await waitForRoom(socket, outflow);
      gather();
    }
  } finally {
    socket.uncork();
  }
  return isTaken(socket) || hasLeft(socket, outflow);
}

/** An answer that comes while bytes still wait here cannot be one to all of them. */
async function hasLeft(socket: Socket, outflow: Outflow): Promise<boolean> {
  await wait(socket, outflow, (settle) => {
    socket.write(NOTHING, settle);
    return () => undefined;
  });
  // That bytes have left is told some turns later, over TLS often after the answer to them was heard.
  for (let turn = 0; turn < TURNS && socket.writableLength > 0; turn += 1) await setImmediate();
  return isTaken(socket);
}

/** Nothing waits in a socket that was destroyed, either. */
function isTaken(socket: Socket): boolean {
  return socket.writableLength === 0 && (!socket.destroyed || socket.writableFinished);
}

function waitForRoom(socket: Socket, outflow: Outflow): Promise<void> {
  return wait(socket, outflow, (settle) => {
    socket.on('drain', settle);
    return () => socket.off('drain', settle);
  });
}

/** Waits for what `listen` waits for, or until it is over; `listen` gives how it is ended. */
function wait(
  socket: Socket,
  { stallMs, isOver }: Outflow,
  listen: (settle: () => void) => () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      stopListening();
      socket.off('close', settle).off('data', onWord);
    };
    const settle = (): void => {
      end();
      resolve();
    };
    const onWord = (): void => {
      if (isOver()) settle();
    };
    const timer = setTimeout(() => {
      end();
      reject(stalled(stallMs));
    }, stallMs);
    const stopListening = listen(settle);
    socket.on('close', settle).on('data', onWord);
    if (isOver()) settle();
  });
}

function stalled(stallMs: number): SmtpError {
  const message = `the server took nothing more of the message for ${stallMs / 1000} s`;
  return new SmtpError('timeout', message, { stage: 'data', code: 'STALLED' });
}

const NOTHING = Buffer.alloc(0);

/** Of the event loop. TLS takes one for every 160 KiB of a write, and one more to tell of it. */
const TURNS = 20;
