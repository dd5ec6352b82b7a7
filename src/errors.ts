/** The stages of a session, in the order in which they happen; a report sorts by them. */
export const STAGES = [
  'resolve',
  'connect',
  'greeting',
  'hello',
  'starttls',
  'tls',
  'auth',
  'mail',
  'rcpt',
  'data',
  'quit',
  'domain',
] as const;

export type Stage = (typeof STAGES)[number];

/** What kept a reply from coming; `aborted` is our own user's interruption. */
export type SmtpErrorKind =
  | 'resolve'
  | 'refused'
  | 'unreachable'
  | 'timeout'
  | 'tls'
  | 'disconnected'
  | 'protocol'
  | 'limit'
  | 'aborted';

interface SmtpErrorDetail {
  readonly stage: Stage;
  /** The system's, resolver's or OpenSSL's own name for it: `ECONNREFUSED`, `NXDOMAIN`, `ERR_SSL_WRONG_VERSION_NUMBER`. */
  readonly code?: string | undefined;
  /** What the peer had sent of the reply that never became whole, decoded and bounded. */
  readonly received?: string | undefined;
  readonly cause?: unknown;
}

/** Says that no reply exists: thrown by net/ and smtp/ only, caught once by each probe. A refusal is a Reply, not this. */
export class SmtpError extends Error {
  override readonly name = 'SmtpError';
  readonly kind: SmtpErrorKind;
  readonly stage: Stage;
  readonly code: string | undefined;
  readonly received: string | undefined;

  constructor(kind: SmtpErrorKind, message: string, detail: SmtpErrorDetail) {
    super(message, { cause: detail.cause });
    this.kind = kind;
    this.stage = detail.stage;
    this.code = detail.code;
    this.received = detail.received;
  }
}

/** Says that what the user typed cannot be acted on; `hint` is the remedy. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
