import type { RouteFacts, SenderOutcome, SenderReason } from '../rules/tls/policy-outcomes.ts';
import type { TlsaFault } from '../tls/dane.ts';
import type { Survival } from '../tls/tlsa.ts';

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** What the matrix of senders is told with. */
export interface TlsPolicyWords {
  readonly labels: Words<
    'matrix' | 'outcomes' | 'records' | 'host' | 'address' | 'startTls' | 'certificate' | 'dane' | 'mtaSts'
  >;
  readonly startTls: Words<'missing' | 'broken' | 'unreached' | 'turned-away'>;
  readonly certificate: Words<'valid' | 'other-name' | 'invalid' | 'unseen'>;
  readonly dane: Words<RouteFacts['dane']>;
  readonly mtaSts: Words<RouteFacts['mtaSts']>;
  readonly outcomes: Words<SenderOutcome['outcome']>;
  readonly protections: Words<NonNullable<SenderOutcome['protection']>>;
  /** A cell of the matrix in words, to stand after the outcome. */
  readonly reasons: Words<SenderReason>;
  /** What a TLSA record comes to; `fits` for one without fault. */
  readonly tlsa: Words<TlsaFault | 'fits'>;
  /** What a renewal of the certificate leaves of a record that fits. */
  readonly survivals: Words<Survival>;
  /** When a deferral ends in a bounce. */
  readonly bounce: (hours: number) => string;
  /** Said below the matrix where DNSSEC could not be proven from here. */
  readonly unproven: string;
}
