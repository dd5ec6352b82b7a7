import type { Reply } from '../smtp/reply.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bytes of a 334's challenge; undefined for what is no base64 (RFC 4954 §4, RFC 4648 §4). */
export function decodeChallenge({ lines }: Reply): Uint8Array | undefined {
  const text = lines.join('').trim();
  return BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** A client's message in base64; `=` stands for an empty initial response (RFC 4954 §4). */
export function encodeResponse(response: Uint8Array, { isInitial }: { readonly isInitial: boolean }): string {
  const text = Buffer.from(response).toString('base64');
  return text === '' && isInitial ? '=' : text;
}
