import type { SmtpErrorKind, Stage } from '../errors.ts';
import type { DnssecState } from '../net/dnssec.ts';
import type { MtaStsPolicy } from '../net/mta-sts.ts';
import type { DnsStatus } from '../net/resolver.ts';
import type { TlsRpt } from '../net/tls-rpt.ts';
import type { TrustProblem } from '../tls/certificate.ts';
import type { DaneFacts } from '../tls/dane.ts';
import type { AddressTls } from './tls-depth.ts';

/** TLS as one address of an MX host gave it. */
export interface RouteTls {
  readonly protocol: string;
  /** By PKIX, and for the name of the MX host. */
  readonly trusted: boolean;
  readonly problems: readonly TrustProblem[];
  /** The certificate is for the mail domain or a name below it, as a sender that holds it against the address needs. */
  readonly isForDomain: boolean;
  readonly certificate?: NonNullable<AddressTls['certificate']>;
}

/** One way that mail for a domain can take: an address of an MX host. */
export interface MailRoute {
  readonly host: string;
  readonly preference?: number;
  /** Absent for a host without one. */
  readonly address?: string;
  /** Where the session ended before its time. */
  readonly failure?: { readonly stage: Stage; readonly kind: SmtpErrorKind | 'refusal' };
  /** Whether EHLO offered STARTTLS; absent where there was no EHLO. */
  readonly offersStartTls?: boolean;
  readonly tls?: RouteTls;
  /** Of the host's addresses: without it no sender asks for TLSA records (RFC 7672 §2.2.1). */
  readonly addressDnssec: DnssecState;
  readonly tlsaStatus?: DnsStatus;
  readonly tlsaDnssec?: DnssecState;
  readonly dane?: DaneFacts;
  /** Whether the MTA-STS policy names the host; absent without a policy. */
  readonly isListed?: boolean;
}

/** What a domain demands of those who send it mail, and how each of its hosts meets it. */
export interface TlsPolicyEvidence {
  readonly domain: string;
  readonly mxDnssec: DnssecState;
  readonly mtaSts?: MtaStsPolicy;
  readonly tlsRpt?: TlsRpt;
  /** Best preference first. */
  readonly routes: readonly MailRoute[];
}
