import type { Preference, ScanPart, TlsFeatures, TlsScanEvidence } from '../evidence.ts';
import type { SuiteStrength } from '../tls/suites.ts';

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** What a scan of TLS is told with, besides its findings. */
export interface TlsScanWords {
  readonly labels: Words<'scan' | 'groups' | 'signatures' | 'keys' | 'fields' | 'features' | 'connections'>;
  readonly refused: string;
  readonly unknown: string;
  readonly preferences: Words<Preference>;
  readonly strengths: Words<Exclude<SuiteStrength, 'strong'>>;
  readonly ciphers: (count: number) => string;
  /** Said of an older version whose ciphers were told from those of a newer one. */
  readonly derivedFrom: (protocol: string) => string;
  /** These may be accepted besides. */
  readonly unasked: (count: number) => string;
  /** There may be more. */
  readonly incomplete: string;
  readonly features: Readonly<Record<keyof TlsFeatures, readonly [present: string, absent: string]>>;
  readonly parts: Words<ScanPart>;
  readonly ends: Words<NonNullable<TlsScanEvidence['ended']>>;
  readonly key: (type: string, bits: number) => string;
  readonly field: (bits: number, prime: string | undefined) => string;
  readonly used: (connections: number, most: number, time: string) => string;
  readonly turnedAway: (times: number, stage: string, text: string) => string;
}
