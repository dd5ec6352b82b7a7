import type { LoginOutcome, WithheldReason } from '../evidence.ts';

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** The words about logins besides those of the findings. Dates are ISO 8601. */
export interface AuthWords {
  readonly columns: Words<'mechanism' | 'beforeTls' | 'afterTls' | 'withoutTls' | 'underTls'>;
  /** That it works, among what else does. */
  readonly works: string;
  readonly notOffered: string;
  readonly offered: string;
  /** The first step went well; a mechanism that was asked for without being offered may do that too. */
  readonly goesOn: (isOffered: boolean) => string;
  readonly refused: (code: number, isOffered: boolean) => string;
  readonly outcomes: Words<LoginOutcome>;
  readonly withheld: Words<WithheldReason>;
  readonly tried: (mechanism: string, isSecure: boolean, outcome: string) => string;
  readonly notOfferedMechanism: string;
  /** Before several attempts: how many they are. */
  readonly attempts: (names: readonly string[]) => string;
  readonly askForAttempts: string;
  /** After some of them, when going on could do harm. */
  readonly attemptsEnd: (names: readonly string[]) => string;
  readonly token: {
    readonly issuer: (issuer: string) => string;
    readonly audience: (names: readonly string[]) => string;
    readonly scopes: (names: readonly string[]) => string;
    readonly expires: (iso: string) => string;
    readonly expired: (iso: string) => string;
  };
}
