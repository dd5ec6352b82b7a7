import type { DnsStatus } from '../net/resolver.ts';
import type { Reply } from '../smtp/reply.ts';
import type { TrustProblem } from '../tls/certificate.ts';

/** By what TLS is judged: Mozilla's two profiles, and what senders between servers do without authentication. */
export type TlsProfile = 'modern' | 'intermediate' | 'opportunistic';

/** What came of a command in clear text that stood behind STARTTLS in the same write (CVE-2011-0411). */
export type InjectionOutcome =
  /** Answered within TLS, as if it had come through it. */
  | 'answered'
  /** Thrown away with what else was clear text. */
  | 'discarded'
  /** The server would not go on with TLS after it. */
  | 'refused'
  | 'unclear';

/** What was tried in connections of their own before TLS, with commands that change nothing. */
export interface TlsTrialsEvidence {
  /** AUTH with the mechanism's name alone, in clear text; `advertised` says whether EHLO had offered it there. */
  readonly login?: { readonly mechanism: string; readonly advertised: boolean; readonly reply: Reply };
  readonly injection?: InjectionOutcome;
  /** The answer to STARTTLS where EHLO does not offer it. */
  readonly unoffered?: Reply;
}

/** TLS at one address of a host that has several. */
export interface AddressTls {
  readonly address: string;
  /** Absent where TLS was not reached. */
  readonly certificate?: { readonly sha256: string; readonly subject: string; readonly validTo: string };
  readonly problems?: readonly TrustProblem[];
}

/** Who may issue certificates for a name (RFC 8659). */
export interface CaaEvidence {
  /** The host, or `*.` and its parent where that is what the certificate names. */
  readonly host: string;
  /** Where the search ended: with records, or without an answer; absent when it reached the top. */
  readonly name?: string;
  readonly status: DnsStatus;
  readonly records: readonly { readonly tag: string; readonly value: string }[];
}
