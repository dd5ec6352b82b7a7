import { createServer, type Socket } from 'node:net';
import { ADDRESSES } from './server.ts';

const PORT = 2613;

/** What Postfix is told to ask. */
export const GREYLIST_SERVICE = `inet:${ADDRESSES.introspection}:${PORT}`;

/** A stranger is taken from this many seconds on. */
export const GREYLIST_SECONDS = 2;

const REQUEST_CHARACTERS = 20_000;

/** A greylisting service that speaks Postfix's policy protocol (SMTPD_POLICY_README). */
export interface Greylist {
  stop(): Promise<void>;
}

/** Starts it; it says what Postgrey says, and how long there is to wait. */
export async function startGreylist(): Promise<Greylist> {
  const firstSeenMs = new Map<string, number>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let request = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      request = (request + text).slice(-REQUEST_CHARACTERS);
      if (!request.endsWith('\n\n')) return;
      socket.write(`action=${actionFor(request, firstSeenMs)}\n\n`);
      request = '';
    });
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(PORT, ADDRESSES.introspection, resolve);
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { stop };
}

function actionFor(request: string, firstSeenMs: Map<string, number>): string {
  const attribute = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(request)?.[1] ?? '';
  const triplet = ['client_address', 'sender', 'recipient'].map(attribute).join(' ');
  const nowMs = Date.now();
  const seenMs = firstSeenMs.get(triplet) ?? nowMs;
  firstSeenMs.set(triplet, seenMs);
  if (nowMs - seenMs >= GREYLIST_SECONDS * 1000) return 'DUNNO';
  return `DEFER_IF_PERMIT Greylisted for ${GREYLIST_SECONDS} seconds, try again later`;
}
