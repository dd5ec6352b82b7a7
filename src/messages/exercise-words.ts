import type { TrialOutcome, TrialReason } from '../evidence.ts';

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** The words about extensions that were tried, and about XCLIENT and XFORWARD. */
export interface ExerciseWords {
  readonly columns: Words<'extension' | 'tried' | 'outcome'>;
  readonly outcomes: Words<TrialOutcome>;
  readonly reasons: Words<TrialReason>;
  /** In the place of a command, where the answer to EHLO was enough. */
  readonly byOffer: string;
  readonly claimAccepted: (code: number) => string;
  readonly claimRefused: (code: number) => string;
  readonly claimUnoffered: (names: readonly string[]) => string;
}
