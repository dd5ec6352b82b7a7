import type { ListingMeaning } from '../identity/blocklists.ts';
import type { SpfNode } from '../identity/spf-tree.ts';
import type { DnssecState } from '../net/dnssec.ts';
import type { DnsStatus, RecordType } from '../net/resolver.ts';
import type { Reply } from '../smtp/reply.ts';

/** One host that the domain's MX names, and what the DNS says of it. */
export interface MxHostEvidence {
  readonly host: string;
  readonly preference?: number;
  /** `absent`: the name does not exist, or has no address; `failed`: the DNS did not say. */
  readonly status: 'found' | 'absent' | 'failed' | 'is-address';
  readonly addresses: readonly string[];
  readonly alias?: string;
  /** Its addresses are the user's own word, and are not judged. */
  readonly isGiven?: true;
  /** The provider that runs it, or the domain that its owner has probably registered. */
  readonly owner: string;
}

/** The domain's way in, as the DNS has it. */
export interface MxEvidence {
  readonly hosts: readonly MxHostEvidence[];
  readonly nullMx: boolean;
  readonly nullBesideReal: boolean;
  /** The domain's own address stands in for an MX. */
  readonly implicit: boolean;
}

/** A selector that was named or has a record; common ones without a record are not kept. */
export interface DkimEvidence {
  readonly selector: string;
  /** The user named it. */
  readonly asked: boolean;
  readonly status: DnsStatus;
  /** Texts that are DKIM keys, at most 4. */
  readonly keys: readonly string[];
}

/** What a name of the DMARC tree walk has. */
export interface DmarcStep {
  readonly name: string;
  /** At most 4. */
  readonly records: readonly string[];
  readonly isAnswered: boolean;
}

/** Whether a receiver of reports outside of the domain has agreed to take them (RFC 9990 §4). */
export interface ReportConsent {
  readonly address: string;
  /** The name that has to say so. */
  readonly name: string;
  readonly status: 'given' | 'absent' | 'failed';
}

/** What mailauth makes of the BIMI record. */
export interface BimiEvidence {
  readonly record: string;
  readonly result: string;
  readonly comment?: string;
  readonly location?: string;
  /** The mark certificate's URL. */
  readonly authority?: string;
  /** The mark certificate (VMC or CMC), where the record names one and it was fetched or could not be. */
  readonly mark?: MarkEvidence;
}

/** Why a mark certificate proves nothing. */
export type MarkProblem =
  /** It could not be fetched; `code` says why. */
  | 'certificate-unfetched'
  | 'logo-unfetched'
  /** No certificate of this kind, expired, or of an authority that is not known for marks. */
  | 'certificate-unusable'
  | 'other-domain'
  /** The logo within is not as the certificate says, or is no SVG that receivers show. */
  | 'logo-unusable'
  /** The record's logo is another than the one in the certificate. */
  | 'logo-differs';

/** A mark certificate as mailauth judges it: the chain, its dates, the domain and the logo; no revocation and no log. */
export interface MarkEvidence {
  readonly problem?: MarkProblem;
  /** mailauth's or the fetch's own word for it. */
  readonly code?: string;
  readonly kind?: 'VMC' | 'CMC';
  /** Whose mark it is, as the certificate has it. */
  readonly organization?: string;
  /** ISO 8601, UTC. */
  readonly validTo?: string;
}

/** A recipient that one of the domain's servers was asked to take, before any message. */
export interface RecipientTrial {
  readonly host: string;
  readonly address?: string;
  readonly recipient: string;
  /** `role`: an address that the domain has to have; `relay`: one elsewhere, that the server has to refuse. */
  readonly purpose: 'role' | 'relay';
  /** The last command that was answered. */
  readonly answered: 'mail' | 'rcpt';
  readonly reply: Reply;
}

/** A host that SRV records name for users' programs (RFC 6186, RFC 8314 §5.1). */
export interface ServiceEvidence {
  readonly service: string;
  /** `host:port`. */
  readonly targets: readonly string[];
  /** Target hosts without an address. */
  readonly dangling: readonly string[];
}

/** One list's answer about one address or the domain. */
export interface Listing {
  /** The name of the list. */
  readonly list: string;
  readonly zone: string;
  readonly weight: 'major' | 'minor';
  readonly page: string;
  readonly codes: readonly string[];
  readonly meanings: readonly ListingMeaning[];
}

/** An address that may send the domain's mail. */
export interface SenderAddress {
  readonly address: string;
  /** The user named it, or it is an MX host's own, or the SPF record's. */
  readonly source: 'asked' | 'mx' | 'spf';
  /** Undefined where the DNS did not answer. */
  readonly names?: readonly string[];
  /** Those of the names that lead back to the address. */
  readonly confirmed: readonly string[];
  /** What mailauth's SPF says of mail from the domain by this address. */
  readonly spf?: { readonly result: string; readonly comment?: string };
  readonly listings: readonly Listing[];
}

/** How the name given in EHLO fits the address that was named. */
export interface HeloEvidence {
  readonly name: string;
  readonly address: string;
  /** Undefined where the DNS did not answer. */
  readonly leadsToAddress?: boolean;
}

/** A list that is not believed now. */
export interface SilentList {
  readonly list: string;
  readonly reason: 'refused' | 'unanswered' | 'foreign' | 'test-absent' | 'lists-all';
}

/** One question to the DNS. */
export interface AskedQuestion {
  readonly name: string;
  readonly type: RecordType;
  readonly status: DnsStatus;
  readonly elapsedMs: number;
}

/** What a mail domain says of itself, and lists of it: all from the DNS. */
export interface IdentityEvidence {
  readonly domain: string;
  readonly mx: MxEvidence;
  /** What its servers said to recipients, where they were asked. */
  readonly trials?: readonly RecipientTrial[];
  readonly spf: SpfNode;
  readonly dkim: readonly DkimEvidence[];
  /** How many selectors were asked. */
  readonly dkimAsked: number;
  /** Whether `_domainkey` exists, which a domain without any key lacks (RFC 8020 §2). */
  readonly dkimBranch: 'present' | 'absent' | 'unknown';
  readonly dmarc: { readonly walk: readonly DmarcStep[]; readonly consents: readonly ReportConsent[] };
  readonly bimi?: BimiEvidence;
  readonly dnssec: DnssecState;
  /** `tag value` (RFC 8659). */
  readonly caa: readonly string[];
  readonly services: readonly ServiceEvidence[];
  /** A host that may serve settings to users' programs exists. */
  readonly hasAutoconfig: boolean;
  readonly senders: readonly SenderAddress[];
  readonly helo?: HeloEvidence;
  readonly domainListings: readonly Listing[];
  /** Lists asked, and those of them not believed. */
  readonly listsAsked: number;
  readonly silentLists: readonly SilentList[];
  /** Each once, in the order of their answers. */
  readonly questions: readonly AskedQuestion[];
}
