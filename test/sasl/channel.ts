import type { Channel, Exchange } from '../../src/sasl/mechanism.ts';

/** A connection without TLS on which nothing is advertised, unless said otherwise. */
export function channel(part: Partial<Channel> = {}): Channel {
  return { host: 'mail.example.org', port: 587, bindings: {}, advertised: [], ...part };
}

export const EXPORTER = Buffer.alloc(32, 0x5a);
export const END_POINT = Buffer.alloc(32, 0xa5);

/** A TLS 1.3 session's bindings. */
export const BINDINGS = { 'tls-exporter': EXPORTER, 'tls-server-end-point': END_POINT } as const;

/** The initial response as text. */
export function opening(exchange: Exchange): string {
  return Buffer.from(exchange.start() ?? []).toString();
}

/** Gives a challenge as text and takes the answer as text. */
export async function answer(exchange: Exchange, challenge: string): Promise<string> {
  return Buffer.from(await exchange.next(Buffer.from(challenge))).toString();
}
