import { SaslError } from './mechanism.ts';

/** RFC 4954 §4 asks for lines of up to 12,288 octets; nothing longer is read. */
export const MOST_LINE_CHARACTERS = 12_288;

/** Writes a response as base64; the empty response is an empty line (RFC 4954 §4). */
export function encodeLine(response: Uint8Array): string {
  return Buffer.from(response).toString('base64');
}

/** Writes an initial response, as it follows the mechanism's name: an empty one is `=` (RFC 4954 §4). */
export function encodeInitialResponse(response: Uint8Array): string {
  return encodeLine(response) || '=';
}

/**
 * Reads the text of a 334 as base64, strictly: alphabet, padding and spare bits (RFC 4648 §3.5, §4).
 *
 * Nothing, and `=` alone, are the empty challenge.
 * @throws SaslError `challenge-malformed` for what is no base64 or is longer than MOST_LINE_CHARACTERS.
 */
export function decodeLine(text: string): Uint8Array {
  if (text.length > MOST_LINE_CHARACTERS) {
    throw malformed(`the challenge has ${text.length} characters, over ${MOST_LINE_CHARACTERS}`);
  }
  if (text === '=') return Buffer.alloc(0);
  return decodeBase64(text, 'the challenge');
}

/** Reads base64 strictly; @throws SaslError `challenge-malformed` that names `what` and quotes nothing. */
export function decodeBase64(text: string, what: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw malformed(`${what} is not base64 (RFC 4648 §4)`);
  return bytes;
}

/** Reads a challenge as UTF-8; @throws SaslError `challenge-malformed` when it is none. */
export function decodeText(challenge: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(challenge);
  } catch {
    throw malformed('the challenge is not UTF-8');
  }
}

/** Says that a challenge cannot be one. */
export function malformed(message: string): SaslError {
  return new SaslError('challenge-malformed', message);
}
