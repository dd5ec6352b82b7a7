import type { MarkEvidence, MxHostEvidence, SenderAddress } from '../evidence.ts';
import type { DmarcPolicy } from '../identity/dmarc.ts';
import type { DnssecState } from '../net/dnssec.ts';
import type { DomainStanding } from '../rules/domain/standing.ts';

/** What stands before a line or a section of a domain's report. */
export type DomainLabel =
  | 'receives'
  | 'believed'
  | 'forged'
  | 'mx'
  | 'spf'
  | 'spfTree'
  | 'publish'
  | 'dmarcEffects'
  | 'dkim'
  | 'dmarc'
  | 'organization'
  | 'bimi'
  | 'mark'
  | 'recipients'
  | 'mtaSts'
  | 'tlsRpt'
  | 'dnssec'
  | 'caa'
  | 'services'
  | 'autoconfig'
  | 'senders'
  | 'lists'
  | 'questions';

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** How one language says what DMARC does to mail (RFC 9989 §4.4). */
export interface DmarcEffectWords {
  readonly labels: Words<'own' | 'forwarded' | 'services' | 'failing' | 'subdomains'>;
  /** Which names count as the domain's own. */
  readonly scope: {
    readonly strict: (domain: string) => string;
    readonly relaxed: (organization: string) => string;
  };
  readonly own: (spf: string, dkim: string) => string;
  /** Whether a DKIM key was found. */
  readonly forwarded: Words<'signed' | 'unsigned'>;
  readonly services: string;
  readonly failing: Words<'rejected' | 'quarantined' | 'delivered'>;
  readonly subdomains: (existing: DmarcPolicy, nonexistent: DmarcPolicy) => string;
}

/** The words of a domain's report besides those of its findings. */
export interface DomainWords {
  readonly labels: Words<DomainLabel>;
  readonly receives: Words<DomainStanding['receives']>;
  readonly proofs: Words<DomainStanding['proofs']>;
  readonly forgeries: Words<DomainStanding['forgeries']>;
  readonly dmarcEffects: DmarcEffectWords;
  readonly mxStatuses: Words<MxHostEvidence['status']>;
  readonly alias: (name: string) => string;
  readonly noMx: string;
  readonly nullMx: string;
  readonly noRecord: string;
  readonly unanswered: string;
  readonly lookups: (count: number, limit: number, isLeast: boolean) => string;
  readonly voids: (count: number, limit: number) => string;
  /** What one term of an SPF record costs, and what is odd about it. */
  readonly cost: (lookups: number) => string;
  readonly spfNotes: Words<'void' | 'failed' | 'macro' | 'missing' | 'multiple' | 'loop' | 'unfollowed'>;
  readonly key: (type: string, bits: number | undefined) => string;
  readonly keyNotes: Words<'revoked' | 'testing' | 'malformed'>;
  readonly noKeys: (asked: number) => string;
  /** The record is that of a domain above. */
  readonly recordOf: (name: string) => string;
  /** A mark certificate without a fault: what it is, whose, and what was not checked. */
  readonly mark: (mark: MarkEvidence) => string;
  /** Of what is there and does not do what it is for. */
  readonly unusable: string;
  readonly dnssec: Words<DnssecState>;
  readonly anyAuthority: string;
  readonly present: string;
  readonly absent: string;
  readonly sources: Words<SenderAddress['source']>;
  readonly noSenders: string;
  readonly noName: string;
  readonly unconfirmed: string;
  readonly spfResult: (result: string) => string;
  readonly listedBy: (lists: readonly string[]) => string;
  readonly lists: (asked: number, silent: number, listings: number) => string;
  readonly questions: (count: number) => string;
  /** In the place of a zone fragment. */
  readonly nothingToPublish: string;
}
