import type { Mechanism, Refusal, SaslFault } from '../sasl/mechanism.ts';
import type { Reply } from '../smtp/reply.ts';

/** What a server answered to AUTH with a mechanism's name alone: 334 goes on, all else refuses. No secret was sent. */
export interface ExaminedMechanism {
  readonly mechanism: string;
  readonly secure: boolean;
  readonly advertised: boolean;
  readonly reply: Reply;
  /** The 334 carried something that is no base64. */
  readonly challengeMalformed?: true;
}

/** `unanswered`: the connection failed before the server had said yes or no. */
export type LoginOutcome = 'accepted' | 'refused' | 'challenge-malformed' | 'server-unproven' | 'unanswered';

/** One login with real credentials; they themselves are kept nowhere. */
export interface LoginAttempt {
  readonly mechanism: string;
  readonly secure: boolean;
  readonly advertised: boolean;
  readonly exposes: Mechanism['exposes'];
  readonly outcome: LoginOutcome;
  /** The last reply of the exchange. */
  readonly reply?: Reply;
  /** What was wrong with the server's side of the exchange, for `challenge-malformed` and `server-unproven`. */
  readonly fault?: { readonly kind: SaslFault; readonly message: string };
  /** Why the server refused, said within the mechanism: OAuth's JSON decoded, or SCRAM's error. */
  readonly said?: Refusal;
}

/** Why a login that was asked for was never tried. */
export type WithheldReason =
  | 'not-offered'
  | 'mechanism-not-offered'
  | 'mechanism-unusable'
  | 'cleartext'
  | 'untrusted';

/** What an access token in JWT form (RFC 7519) says of itself; the token is kept nowhere. Times are ISO 8601. */
export interface TokenFacts {
  readonly issuer?: string;
  readonly audience?: readonly string[];
  readonly scopes?: readonly string[];
  readonly issuedAt?: string;
  readonly notBefore?: string;
  readonly expiresAt?: string;
}

/** Logins: either the examination of the mechanisms without a secret, or one attempt with credentials. */
export interface AuthEvidence {
  /** `auto`, `all` or a mechanism's name. */
  readonly asked: string;
  readonly examined?: readonly ExaminedMechanism[];
  /** Why the examination ended before all mechanisms had been asked. */
  readonly examinationEnded?: 'limit' | 'closed' | 'silent' | 'out-of-step';
  readonly attempt?: LoginAttempt;
  readonly withheld?: WithheldReason;
  /** The name itself may be a key (Postmark's is), so only its form is kept. */
  readonly usernameForm?: 'address' | 'name';
  readonly token?: TokenFacts;
}
