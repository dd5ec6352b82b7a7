import type { DeliveryEvidence, SeriesEvidence } from '../evidence.ts';
import type { DkimSignature, ExpectedOutcome } from '../smtp/message.ts';
import type { SendingLimits } from '../smtp/sending-limits.ts';

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** The words about a transaction besides those of the findings. */
export interface DeliveryWords {
  /** That the message was taken, among what else works. */
  readonly works: string;
  readonly nullSender: string;
  readonly parameters: (parameters: readonly string[]) => string;
  /** What became of a recipient, with the code that says so. */
  readonly accepted: (code: number) => string;
  /** LMTP's answer, or the message's for all: it is not only the address that was taken. */
  readonly delivered: (code: number) => string;
  readonly temporary: (code: number) => string;
  readonly permanent: (code: number) => string;
  readonly notAsked: string;
  readonly unconfirmed: string;
  readonly contradicted: string;
  readonly counts: (accepted: number, all: number) => string;
  readonly bytes: (bytes: number) => string;
  readonly kind: (kind: string) => string;
  readonly expected: Words<ExpectedOutcome>;
  readonly asExpected: string;
  readonly notAsExpected: string;
  readonly notSent: string;
  readonly cutShort: string;
  readonly isConverted: string;
  readonly signed: (signature: DkimSignature) => string;
  readonly token: (token: string) => string;
  /** How the recipients were spread, and the limits that made it so. */
  readonly spread: (transactions: number, connections: number) => string;
  readonly limits: (limits: SendingLimits) => string;
  /** A series: how many at what speed, and which of them is shown. */
  readonly series: (series: SeriesEvidence) => string;
  readonly outcomes: (series: SeriesEvidence) => string;
  readonly shown: (number: number) => string;
  /** A wait that is announced on stderr, in seconds, and the one that the server named. */
  readonly waiting: (seconds: number, saidSeconds: number | undefined) => string;
  readonly waitTooLong: (seconds: number, saidSeconds: number | undefined, leftSeconds: number) => string;
  readonly dropped: Words<NonNullable<DeliveryEvidence['dropped']>>;
}
