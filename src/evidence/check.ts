import type { Reply } from '../smtp/reply.ts';

/** One word for what was found of a server. */
export type Verdict = 'healthy' | 'warnings' | 'broken' | 'inconclusive';

/** What must be there and what must not. */
export interface Inclusion {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

export type PortState = 'open' | 'closed';

/** What a server must be, as a check's config has it. Durations in milliseconds. */
export interface Expectations {
  /** Each of them is well. */
  readonly verdict?: readonly Verdict[];
  /** Ids of findings. */
  readonly findings?: Inclusion;
  readonly starttls?: 'required';
  /** The least version of TLS that a session may come to. */
  readonly 'tls.min'?: '1.0' | '1.1' | '1.2' | '1.3';
  /** Days that the certificate must still be valid. */
  readonly 'certificate.days'?: number;
  readonly dane?: 'valid';
  readonly 'mta-sts'?: 'enforce' | 'testing';
  /** In upper case. */
  readonly 'auth.mechanisms'?: Inclusion;
  /** EHLO keywords, in upper case. */
  readonly extensions?: Inclusion;
  readonly 'greeting.maxMs'?: number;
  /** For all stages together. */
  readonly 'total.maxMs'?: number;
  readonly ports?: readonly { readonly port: number; readonly state: PortState }[];
  readonly 'open-relay'?: 'refused';
}

/** A port of the host beside the one that the run is about. */
export interface SeenPort {
  readonly port: number;
  /** `unknown`: the host has no address to knock at. */
  readonly state: PortState | 'unknown';
}

/** What a server said to a stranger who would have it pass a message on to a third. */
export interface RelayTrial {
  readonly to: string;
  /** The last answer; absent where the session ended before it. */
  readonly reply?: Reply;
  readonly answered?: 'mail' | 'rcpt';
}

/** What was seen when the report was made that a run is compared with. Durations in milliseconds. */
export interface BaselineEvidence {
  readonly observedAt: string;
  readonly totalMs: number;
  /** EHLO keywords; absent where there was no EHLO. */
  readonly extensions?: readonly string[];
  readonly mechanisms?: readonly string[];
  /** Names, with the version where it was shown. */
  readonly software: readonly string[];
  readonly protocol?: string;
  readonly certificate?: BaselineCertificate;
}

export interface BaselineCertificate {
  readonly sha256: string;
  readonly spkiSha256: string;
  readonly issuer: string;
  readonly validTo: string;
}

/** What a run is held against, and what was looked at for that alone. */
export interface ExpectationEvidence {
  readonly expect: Expectations;
  readonly ports?: readonly SeenPort[];
  readonly relay?: RelayTrial;
  readonly baseline?: BaselineEvidence;
}
