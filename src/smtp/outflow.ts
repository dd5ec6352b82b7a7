import type { Socket } from 'node:net';
import { SmtpError } from '../errors.ts';

/** Bytes that come one piece after the other. */
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
 * @returns false when it was over before the last piece was written.
 * @throws SmtpError `timeout` when the peer takes no more; whatever the source of the pieces throws.
 */
export async function pour(pieces: Pieces, socket: Socket, outflow: Outflow): Promise<boolean> {
  for await (const piece of pieces) {
    if (outflow.isOver()) return false;
    if (socket.write(piece)) continue;
    await waitForRoom(socket, outflow);
  }
  return true;
}

function waitForRoom(socket: Socket, { stallMs, isOver }: Outflow): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: SmtpError): void => {
      clearTimeout(timer);
      socket.off('drain', onRoom).off('close', onRoom).off('data', onWord);
      if (error) reject(error);
      else resolve();
    };
    const onRoom = (): void => settle();
    const onWord = (): void => {
      if (isOver()) settle();
    };
    const timer = setTimeout(() => settle(stalled(stallMs)), stallMs);
    socket.on('drain', onRoom).on('close', onRoom).on('data', onWord);
    if (isOver()) settle();
  });
}

function stalled(stallMs: number): SmtpError {
  const message = `the server took nothing more of the message for ${stallMs / 1000} s`;
  return new SmtpError('timeout', message, { stage: 'data', code: 'STALLED' });
}
