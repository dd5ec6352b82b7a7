import { randomBytes } from 'node:crypto';

/** Makes a client nonce: 192 random bits in base64, which holds neither comma nor quotation mark. */
export function freshNonce(): string {
  return randomBytes(24).toString('base64');
}
