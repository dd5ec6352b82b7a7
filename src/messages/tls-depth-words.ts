import type { InjectionOutcome, TlsProfile } from '../evidence.ts';
import type { OcspFacts } from '../tls/ocsp.ts';

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** What is told of TLS in depth, besides its findings. */
export interface TlsDepthWords {
  readonly labels: Words<
    'depth' | 'profile' | 'chain' | 'staple' | 'timestamps' | 'caa' | 'beforeTls' | 'addresses'
  >;
  readonly profiles: Words<TlsProfile>;
  readonly isAsked: (isAsked: boolean) => string;
  /** Whether the profile is met; `open` where nothing is against it, and not all is known. */
  readonly verdicts: Readonly<Record<'met' | 'unmet' | 'open', string>>;
  /** Remarks on a certificate of the chain. */
  readonly root: string;
  readonly superfluous: string;
  readonly until: (date: string) => string;
  readonly staples: Words<OcspFacts['state']>;
  readonly noStaple: string;
  readonly mustStaple: string;
  /** The signature of what was stapled could not be verified. */
  readonly isUnverified: string;
  readonly usableUntil: (date: string) => string;
  readonly timestamps: (count: number, where: 'certificate' | 'handshake') => string;
  readonly caaAllows: (name: string, issuers: readonly string[]) => string;
  readonly caaRestrictsNothing: string;
  readonly caaFailed: (name: string, status: string) => string;
  readonly mail: (code: number, isTaken: boolean) => string;
  readonly login: (code: number, isTaken: boolean) => string;
  readonly injections: Words<InjectionOutcome>;
  readonly noTls: string;
}
