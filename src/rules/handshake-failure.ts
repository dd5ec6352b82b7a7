import type { Failure } from '../evidence.ts';

/** Why a TLS handshake failed, in the kinds that have remedies of their own. */
export type HandshakeReason =
  | 'not-tls'
  | 'protocol-version'
  | 'no-shared-cipher'
  | 'weak-key'
  | 'unrecognized-name'
  | 'client-certificate'
  | 'unsafe-renegotiation'
  | 'server-error'
  | 'dropped'
  | 'silent'
  | 'other';

/** What OpenSSL says when the first bytes are no TLS record. */
const NOT_TLS =
  /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_TOO_SMALL|UNKNOWN_PROTOCOL|HTTP_REQUEST|RECORD_LAYER_FAILURE|BAD_RECORD_TYPE|INVALID_RECORD/;

/** OpenSSL's reasons, alerts from the other side included. */
const REASONS: readonly (readonly [HandshakeReason, RegExp])[] = [
  ['not-tls', NOT_TLS],
  [
    'protocol-version',
    /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_(LOW|HIGH)|NO_PROTOCOLS_AVAILABLE|WRONG_SSL_VERSION/,
  ],
  ['weak-key', /(DH|EE|CA)_KEY_TOO_SMALL|MD_TOO_WEAK/],
  [
    'no-shared-cipher',
    /HANDSHAKE_FAILURE|NO_SHARED_CIPHER|INSUFFICIENT_SECURITY|NO_CIPHERS_AVAILABLE|NO_SUITABLE/,
  ],
  ['unrecognized-name', /UNRECOGNIZED_NAME/],
  ['client-certificate', /CERTIFICATE_REQUIRED|ALERT_((NO|BAD|UNSUPPORTED)_)?CERTIFICATE|ALERT_UNKNOWN_CA/],
  ['unsafe-renegotiation', /UNSAFE_LEGACY_RENEGOTIATION/],
  ['server-error', /ALERT_INTERNAL_ERROR/],
  ['dropped', /ECONNRESET|EPIPE/],
];

/** Whether the handshake met bytes that are no TLS at all. */
export function isNotTls(failure: Failure): boolean {
  return NOT_TLS.test(opensslWords(failure));
}

/** Reads the reason out of the error's name and words. */
export function handshakeReason(failure: Failure): HandshakeReason {
  const words = opensslWords(failure);
  const known = REASONS.find(([, pattern]) => pattern.test(words))?.[0];
  if (known !== undefined) return known;
  if (failure.kind === 'disconnected') return 'dropped';
  return failure.kind === 'timeout' ? 'silent' : 'other';
}

function opensslWords({ code, message }: Failure): string {
  return `${code ?? ''} ${message.replaceAll(' ', '_')}`.toUpperCase();
}
