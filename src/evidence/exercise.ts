import type { AttributeCommand } from '../smtp/client-attributes.ts';
import type { Reply } from '../smtp/reply.ts';

/** How the trial of an extension came out; `accepted` is that of one that is not offered. */
export type TrialOutcome = 'works' | 'fails' | 'unproven' | 'untried' | 'accepted';

/** What is wrong, or why nothing is proven. */
export type TrialReason =
  /** Announced beyond the limit, and taken all the same. */
  | 'limit-ignored'
  | 'parameter-refused'
  /** In a flight of commands the replies did not come in order and number. */
  | 'replies-confused'
  /** A command out of place got a yes too, so that another yes proves nothing. */
  | 'replies-alike'
  | 'chunk-refused'
  /** The bytes of a refused chunk were read as commands. */
  | 'chunk-misread'
  | 'codes-missing'
  | 'command-unknown'
  | 'parameters-malformed'
  | 'offered-in-tls'
  | 'limit-unnamed'
  | 'sender-refused'
  | 'recipient-needed'
  | 'recipient-refused'
  /** A 4xx, or a 5xx that speaks of something else. */
  | 'refused-otherwise'
  /** Taken; what becomes of the content is seen where it arrives. */
  | 'arrival-unseen'
  | 'session-ended'
  | 'not-exercised'
  | 'tls-needed';

/** The trial of one extension. */
export interface ExtensionTrial {
  /** Upper case. */
  readonly keyword: string;
  readonly isOffered: boolean;
  readonly outcome: TrialOutcome;
  readonly reason?: TrialReason;
  /** What was said for it, others’ parameters of the same command left out; empty where the answer to EHLO tells enough. */
  readonly said: readonly string[];
  /** The reply that decided. */
  readonly reply?: Reply;
  /** What stands behind the keyword, where that is what is wrong. */
  readonly parameters?: readonly string[];
}

/** What was found by using each extension. */
export interface ExerciseEvidence {
  readonly trials: readonly ExtensionTrial[];
  /** The answer to a plain MAIL, where it refused: nothing that goes with MAIL could be tried. */
  readonly senderRefused?: Reply;
  /** How the session ended before the last trial, and while which was tried. */
  readonly ended?: {
    readonly how: 'silent' | 'dropped' | 'malformed';
    readonly keyword: string;
    /** The last reply before. */
    readonly reply?: Reply;
  };
}

/** What was said with XCLIENT or XFORWARD of the client that is spoken for. */
export interface ClaimEvidence {
  readonly command: AttributeCommand;
  /** As sent, values in xtext. */
  readonly attributes: readonly string[];
  /** Attributes that the server does not offer; with them nothing was said. */
  readonly unoffered?: readonly string[];
  /** The last answer. */
  readonly reply?: Reply;
}
