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

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not read it',
  EAGAIN: 'it has nothing to give now',
  EIO: 'reading it fails',
  EISDIR: 'it is a directory',
  ELOOP: 'its symbolic links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is no directory',
  EPERM: 'you may not read it',
};

/** Says why a file cannot be read, with the system's name for it in brackets. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  const reason = REASONS[code];
  return reason === undefined ? error.message : `${reason} (${code})`;
}
