import type { Cause } from '../replies/causes.ts';
import type { Interpretation, Reason } from '../replies/interpretation.ts';

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** What stands before a part of an explanation. */
export type ExplainLabel =
  | 'happened'
  | 'why'
  | 'actor'
  | 'fix'
  | 'avoid'
  | 'retry'
  | 'sources'
  | 'because'
  | 'alternatives'
  | 'confidence'
  | 'stage'
  | 'text'
  | 'action';

/** The columns and lines of the table of a log's causes. */
export type SummaryLabel = 'count' | 'share' | 'cause' | 'example' | 'total' | 'accepted' | 'unknown';

/** The parts of the list of everything known, and the columns of its tables. */
export type ListLabel = 'codes' | 'enhanced' | 'causes' | 'code' | 'meaning' | 'cause' | 'detail' | 'actor';

/** How sure an interpretation is. */
export type Certainty = 'certain' | 'likely' | 'guess';

/** What the class of a reply code (RFC 5321 §4.2.1), or else of the enhanced code, tells. */
export type ReplyClass = 'accepted' | 'continue' | 'temporary' | 'permanent' | 'none';

/** A title and what it means, for a text that no cause is known of. */
export interface UncausedWords {
  readonly title: string;
  readonly meaning: string;
}

/** The words of an explanation besides those of its cause. */
export interface ExplainWords {
  readonly labels: Words<ExplainLabel>;
  readonly certainties: Words<Certainty>;
  /** The causes in a word or three, for tables and alternatives; lower case. */
  readonly causes: Words<Cause>;
  /** For whoever runs the server that refused, and reads so in its own log. */
  readonly ownLog: {
    readonly who: string;
    readonly fix: (seen: Interpretation) => readonly string[];
  };
  /** What a delivery report did with the message, and its status: `failed (5.1.1)`. */
  readonly reported: (action: string | undefined, status: string | undefined) => string;
  /** How many steps are not shown, and how to see them. */
  readonly moreSteps: (count: number) => string;
  /** Whether and when to try again, in a sentence or two. */
  readonly retry: (seen: Interpretation) => string;
  /** What a text without a known cause still tells, by its class. */
  readonly uncaused: Readonly<Record<ReplyClass, UncausedWords>>;
  /** One of the things that decided; quotes words of the peer, which are unsafe to print raw. */
  readonly because: (reason: Reason) => string;
  readonly summary: Words<SummaryLabel>;
  readonly list: Words<ListLabel>;
  /** `12,345 replies, 7 causes`: the line above the table of a log. */
  readonly counted: (replies: number, causes: number) => string;
  readonly count: (amount: number) => string;
  /** A share of the whole, 0 to 1, as `12.5%`. */
  readonly share: (part: number) => string;
}

/** What trying again is good for; `blind` where the text does not tell. */
export type RetryKind =
  | 'none'
  | 'theirs'
  | 'login'
  | 'login-later'
  | 'settings'
  | 'once'
  | 'expired'
  | 'greylisted'
  | 'later'
  | 'fixed'
  | 'blind';

const CERTAIN = 0.85;
const LIKELY = 0.6;

/** Puts a confidence of 0 to 1 into words. */
export function certaintyOf(confidence: number): Certainty {
  if (confidence >= CERTAIN) return 'certain';
  return confidence >= LIKELY ? 'likely' : 'guess';
}

/** The class of what was said: of its reply code, or else of its enhanced code. */
export function classOf({ statement }: Interpretation): ReplyClass {
  const digit = statement.code === undefined ? statement.enhanced?.[0] : String(statement.code)[0];
  if (digit === '2') return 'accepted';
  if (digit === '3') return 'continue';
  if (digit === '4') return 'temporary';
  return digit === '5' ? 'permanent' : 'none';
}

/** Decides what trying again is good for; a refused login is never tried again unchanged, whatever its code. */
export function retryKindOf(seen: Interpretation): RetryKind {
  const { cause, detail } = seen;
  if (cause === undefined) return uncausedRetry(seen);
  if (isOwnLog(seen)) return 'theirs';
  if (detail === 'login-limit') return 'login-later';
  if (cause === 'auth-failed') return 'login';
  if (cause === 'expired' || isGivenUp(seen)) return 'expired';
  if (cause === 'greylisted') return 'greylisted';
  if (seen.temporary === undefined) return classlessRetry(seen);
  return seen.temporary ? 'later' : 'fixed';
}

/** Whether the sender has stopped trying what the code calls temporary. */
function isGivenUp(seen: Interpretation): boolean {
  return seen.temporary === false && classOf(seen) === 'temporary';
}

/** Of an error of the client's own, which has no class. */
function classlessRetry({ cause, detail }: Interpretation): RetryKind {
  if (detail === 'host-unknown' || detail === 'connection-refused') return 'settings';
  if (cause === 'network') return 'once';
  return cause === 'tls' || cause === 'auth-method' || cause === 'auth-required' ? 'settings' : 'blind';
}

/** Whether a server's own log tells that it turned somebody away, so that its reader has nothing to try again. */
export function isOwnLog({ cause, statement }: Interpretation): boolean {
  return statement.heldBy === 'server' && cause !== undefined && !AT_THE_SERVER.includes(cause);
}

/** Where the fault is the server's own, its log is read by the one who must act. */
const AT_THE_SERVER: readonly Cause[] = ['server-error', 'tls', 'network', 'loop', 'greylisted'];

const UNCAUSED_RETRY: Readonly<Record<ReplyClass, RetryKind>> = {
  accepted: 'none',
  continue: 'none',
  temporary: 'later',
  permanent: 'fixed',
  none: 'blind',
};

function uncausedRetry(seen: Interpretation): RetryKind {
  if (isGivenUp(seen)) return 'expired';
  const known = UNCAUSED_RETRY[classOf(seen)];
  if (known !== 'blind' || seen.temporary === undefined) return known;
  return seen.temporary ? 'later' : 'fixed';
}
