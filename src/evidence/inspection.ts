import type { DnsStatus, RecordType } from '../net/resolver.ts';
import type { AuthenticationResults } from '../trace/authentication-results.ts';
import type { Detours } from '../trace/detours.ts';
import type { BodyAlteration } from '../trace/dkim-body.ts';
import type { FieldChange } from '../trace/dkim-header.ts';
import type { Way } from '../trace/hops.ts';

/** A value that SPF is evaluated for, and where it was taken from. */
export interface Taken {
  readonly value: string;
  readonly source: 'option' | 'received' | 'return-path';
}

/** Whom the receiver had before it, as far as it is known. */
export interface ClientEvidence {
  readonly ip?: Taken;
  readonly helo?: Taken;
  /** Empty for the null sender. */
  readonly mailFrom?: Taken;
}

/** A method's result in the words of RFC 8601, as mailauth gives it. */
export interface MethodEvidence {
  readonly result: string;
  readonly comment?: string;
  /** Whom it is about: the domain, or for ARC the last sealer. */
  readonly domain?: string;
}

/** Why a signature does not verify. */
export type SignatureFault =
  | 'malformed'
  | 'algorithm'
  | 'key-missing'
  | 'key-unread'
  | 'key-revoked'
  | 'key-unusable'
  | 'key-other'
  | 'expired'
  | 'body-changed'
  | 'header-changed';

/** One DKIM-Signature of the message, judged. */
export interface SignatureEvidence {
  readonly domain: string;
  readonly selector: string;
  readonly algorithm: string;
  /** `relaxed/simple`. */
  readonly form: string;
  readonly signedFields: readonly string[];
  /** ISO 8601, UTC. */
  readonly signedAt?: string;
  readonly expiresAt?: string;
  /** What mailauth says; absent where it passes a signature over. */
  readonly mailauth?: MethodEvidence;
  /** The domain is the one in From, or of the same organisation. */
  readonly isAligned: boolean;
  readonly key: {
    readonly name: string;
    readonly status: DnsStatus;
    readonly type?: string;
    readonly bits?: number;
    readonly isTesting?: true;
  };
  /** The most fundamental one; absent for a signature that is good. */
  readonly fault?: SignatureFault;
  readonly bodyMatches?: boolean;
  readonly body?: BodyAlteration;
  readonly headerMatches?: boolean;
  /** What was changed; empty where it could not be found out. */
  readonly changes?: readonly FieldChange[];
  /** It is right in the other form than `c=` says: the signer erred. */
  readonly isOtherForm?: true;
  /** `l=`, and the octets behind it that anybody could have added. */
  readonly bodyLength?: number;
  readonly unsignedBytes?: number;
  /** Names of the servers that had the message after it was signed, oldest first. */
  readonly laterServers: readonly string[];
}

/** DMARC for the domain in From. */
export interface DmarcResultEvidence extends MethodEvidence {
  readonly policy?: string;
  /** Domains that are aligned and passed. */
  readonly alignedBy: { readonly spf?: string; readonly dkim?: string };
}

/** The receiver's own words on one method, beside ours. */
export interface ComparedResult {
  readonly method: string;
  /** The domain it is about, where the receiver says so. */
  readonly domain?: string;
  readonly theirs: string;
  readonly ours?: string;
}

/** A received message, read and judged. */
export interface InspectionEvidence {
  readonly message: {
    readonly bytes: number;
    readonly from: readonly string[];
    readonly subject?: string;
    readonly messageId?: string;
  };
  readonly client: ClientEvidence;
  readonly way: Way;
  readonly detours: Detours;
  readonly signatures: readonly SignatureEvidence[];
  /** Beyond those that are looked at. */
  readonly moreSignatures: number;
  /** Absent where no address of the sender's server is known. */
  readonly spf?: MethodEvidence;
  readonly dmarc?: DmarcResultEvidence;
  readonly arc?: MethodEvidence;
  readonly bimi?: MethodEvidence;
  /** What the receiver wrote down itself; fields further down may be anybody's. */
  readonly receiver?: AuthenticationResults;
  readonly compared: readonly ComparedResult[];
  /** Each once, in the order of their answers. */
  readonly questions: readonly {
    readonly name: string;
    readonly type: RecordType;
    readonly status: DnsStatus;
    readonly elapsedMs: number;
  }[];
}
