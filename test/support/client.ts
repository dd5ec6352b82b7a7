import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

/** A client for tests of servers: says lines, waits for text. */
export interface Client {
  /** Everything heard so far, as Latin-1. */
  heard(): string;
  say(...lines: readonly string[]): void;
  /** Waits until the pattern is heard after what was heard by an earlier wait. */
  hear(pattern: RegExp): Promise<string>;
  /** Waits for the end; `reset` when it came as one. */
  ended(): Promise<'closed' | 'reset'>;
  secure(options: { readonly ca?: string; readonly maxVersion?: 'TLSv1' | 'TLSv1.2' }): Promise<TLSSocket>;
  close(): void;
}

const PATIENCE_MS = 5_000;

/** Connects on loopback. */
export function openClient(port: number): Client {
  const raw = connect(port, '127.0.0.1');
  let stream: Socket = raw;
  let text = '';
  let read = 0;
  let end: 'closed' | 'reset' | undefined;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const waiter of waiting) waiter();
  };
  const listen = (socket: Socket) =>
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      wake();
    });
  listen(raw);
  raw.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNRESET') end = 'reset';
  });
  raw.on('close', () => {
    end ??= 'closed';
    wake();
  });
  const until = <T>(what: string, check: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = check();
        if (found === undefined) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve(found);
      };
      const timer = setTimeout(
        () => reject(new Error(`waited for ${what}, heard ${JSON.stringify(text)}`)),
        PATIENCE_MS,
      );
      waiting.add(look);
      look();
    });
  return {
    heard: () => text,
    say: (...lines) => void stream.write(lines.map((line) => `${line}\r\n`).join('')),
    hear: (pattern) =>
      until(String(pattern), () => {
        const match = pattern.exec(text.slice(read));
        if (match) read += match.index + match[0].length;
        return match?.[0];
      }),
    ended: () => until('the end', () => end),
    async secure(options) {
      raw.removeAllListeners('data');
      const tls = connectTls({
        socket: raw,
        servername: 'smtp.example.net',
        rejectUnauthorized: false,
        ...options,
      });
      tls.on('error', () => raw.destroy());
      await new Promise((resolve, reject) => {
        tls.once('secureConnect', resolve);
        raw.once('close', () => reject(new Error('no handshake')));
      });
      stream = listen(tls);
      return tls;
    },
    close: () => raw.destroy(),
  };
}
