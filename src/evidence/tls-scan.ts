import type { Stage } from '../errors.ts';
import type { CertificateFacts, TrustFacts } from '../tls/certificate.ts';
import type { TlsProtocol } from '../tls/protocols.ts';

/** Whose order of preference decides; absent where there is nothing to choose between, or it was not found out. */
export type Preference = 'server' | 'client';

/** A list that was found by asking for what was left, until nothing was. */
export interface Enumerated {
  /** IANA's names; in the server's order of preference where it has one. */
  readonly names: readonly string[];
  readonly preference?: Preference;
  /** Whether it was asked for to the end: without this, there may be more. */
  readonly isComplete: boolean;
  /** Suites of a key exchange and a cipher that the server has shown, each beside others: all that it may take besides. */
  readonly unasked?: readonly string[];
}

/** One version of TLS or SSL. */
export interface ProtocolScan {
  readonly protocol: TlsProtocol;
  /** `unknown`: the connections did not reach so far. */
  readonly state: 'accepted' | 'refused' | 'unknown';
  readonly suites?: Enumerated;
  /** Its suites were not asked for one by one: the first is the one expected, and nothing beyond these is accepted. */
  readonly derivedFrom?: TlsProtocol;
  readonly groups?: Enumerated;
  readonly signatureSchemes?: Enumerated;
}

/** A certificate that the server shows for one kind of key. */
export interface KindOfCertificate {
  readonly authentication: string;
  readonly certificate: CertificateFacts;
  /** How many were sent, the leaf included. */
  readonly chainLength: number;
  /** Signed certificate timestamps sent beside it in TLS. */
  readonly scts?: number;
  /** Whether it is believed, as the certificate of the session is judged; absent where it is that one. */
  readonly trust?: TrustFacts;
}

/** How the server held up our connections, and after how many. */
export interface Throttle {
  readonly stage: Stage;
  /** Connections that had been made. */
  readonly afterConnections: number;
  readonly code?: number;
  /** The reply's text, or the system's name for what happened. */
  readonly text: string;
}

/** A finite field that the server used for Diffie-Hellman. */
export interface FieldScan {
  readonly bits: number;
  /** Whose prime it is, where many servers share it. */
  readonly prime?: string;
  /** A suite that it was used with. */
  readonly suite: string;
}

/** What the server's hellos say beside the choice; absent where no hello could say it. */
export interface TlsFeatures {
  readonly compression?: boolean;
  readonly secureRenegotiation?: boolean;
  readonly fallbackScsv?: boolean;
  readonly sessionTickets?: boolean;
  readonly extendedMasterSecret?: boolean;
  readonly heartbeat?: boolean;
  readonly ocspStapling?: boolean;
}

/** What a scan may leave open. */
export type ScanPart = 'protocols' | 'suites' | 'groups' | 'signature-schemes' | 'fallback';

/** What the server takes in TLS, found out with raw handshakes that are never finished. */
export interface TlsScanEvidence {
  /** Made by the whole run, also those that were turned away. */
  readonly connections: number;
  readonly maxConnections: number;
  readonly elapsedMs: number;
  /** The newest first. */
  readonly protocols: readonly ProtocolScan[];
  readonly certificates: readonly KindOfCertificate[];
  readonly fields: readonly FieldScan[];
  readonly features: TlsFeatures;
  readonly throttles: readonly Throttle[];
  /** Left open, and why. */
  readonly unknown: readonly ScanPart[];
  readonly ended?: 'budget' | 'deadline' | 'throttled' | 'aborted';
}
