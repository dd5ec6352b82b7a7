import type { Endpoint, PortScan } from '../evidence.ts';
import type { InterceptionKind } from '../rules/interception.ts';
import type { BlockCause, BlockSign, Settlement } from '../rules/ports/hypotheses.ts';
import type { PortRole, SubmissionWay } from '../rules/ports/roles.ts';
import type { BlockPolicy, BlockRemedy } from './port-blocks.ts';

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** What a scan of the ports is told with, besides its findings. */
export interface PortWords {
  readonly outcomes: Words<Endpoint['outcome']>;
  readonly speaks: Words<NonNullable<PortScan['speaks']>>;
  /** Said of `silent` where TLS was tried too. */
  readonly triedTls: string;
  /** How a dialogue ended, with the code of the reply that ended it. */
  readonly stopped: (
    stage: 'greeting' | 'hello',
    end: NonNullable<PortScan['ended']>,
    code?: number,
  ) => string;
  readonly roles: Words<Exclude<PortRole, 'other'>>;
  readonly causes: Words<BlockCause>;
  readonly signs: Words<BlockSign>;
  /** What to do, in the imperative. */
  readonly settlements: Readonly<Record<Settlement, (host: string) => string>>;
  readonly interceptions: Words<InterceptionKind>;
  readonly policies: Words<BlockPolicy>;
  readonly remedies: Words<BlockRemedy>;
  readonly labels: Words<
    'causes' | 'for' | 'against' | 'settledBy' | 'way' | 'control' | 'blocks' | 'none' | 'noAddress'
  >;
  /** These have no role. */
  readonly notForMail: (ports: readonly number[]) => string;
  /** The question on the terminal, before another server is contacted. */
  readonly askForControl: (host: string) => string;
  /** A door that was opened, and how soon. */
  readonly openedIn: (time: string) => string;
  /** A service that is not SMTP, by its name. */
  readonly service: (name: string) => string;
  readonly loginBeforeTls: (mechanisms: readonly string[]) => string;
  readonly loginAfterTls: (mechanisms: readonly string[]) => string;
  readonly loginNowhere: string;
  readonly startTlsAbsent: string;
  /** The ways for users, the best first; without any, no port protects a password. */
  readonly recommend: (ways: readonly SubmissionWay[]) => string;
}
