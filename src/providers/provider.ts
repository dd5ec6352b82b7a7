/** What a provider is to those who have mail with it. */
export type ProviderKind = 'webmail' | 'isp' | 'hosting' | 'pec' | 'business' | 'sending-service';

/** How a way in is protected: TLS from the first byte, or STARTTLS, which must then not be left out. */
export type SubmissionSecurity = 'tls' | 'starttls';

/** For whom, or for what, a way in is meant where it is not for everybody. */
export type EndpointUse =
  | 'own-domains'
  | 'customer-domains'
  | 'organisations'
  | 'relay'
  | 'europe'
  | 'americas'
  | 'germany'
  | 'bulk'
  | 'test'
  | 'paid-plans'
  | 'bridge'
  | 'old-tls';

/** One host and port where users of a provider hand in mail. */
export interface SubmissionEndpoint {
  /** May hold `{region}` or `{domain}`, which the reader fills in. */
  readonly host: string;
  readonly port: number;
  readonly security: SubmissionSecurity;
  /** Absent where it is for everybody. */
  readonly use?: EndpointUse;
  /** Seen in use by others; the provider's own words, or Thunderbird's database, do not name it. */
  readonly reported?: true;
}

/** What is to be typed as the user name. */
export type UserName =
  | { readonly form: 'address' }
  | { readonly form: 'local-part' }
  /** A word that is the same for everybody. */
  | { readonly form: 'fixed'; readonly value: string }
  /** What the provider's pages show, and not the address. */
  | { readonly form: 'issued' }
  | { readonly form: 'any' };

/**
 * What is to be given in the place of a password: the account's own, one made for programs, a token that the program
 * fetches (OAuth), or a key from a sending service's pages.
 */
export type CredentialKind = 'password' | 'app-password' | 'oauth' | 'key';

/** What a provider says to the address in MAIL FROM and From. */
export type SenderRule =
  | { readonly rule: 'account' }
  | { readonly rule: 'authorised' }
  | { readonly rule: 'verified' }
  | { readonly rule: 'rewritten' }
  | { readonly rule: 'domains'; readonly domains: readonly string[] };

/** Numbers that a provider has published, or that were seen; absent where none is known. */
export interface Limits {
  /** What EHLO's SIZE said. */
  readonly messageBytes?: number;
  readonly recipientsPerMessage?: number;
  readonly recipientsPerDay?: number;
  readonly messagesPerDay?: number;
  readonly messagesPerMinute?: number;
  readonly messagesPerSecond?: number;
  /** For whom the numbers of a day hold; absent where for everybody. */
  readonly dailyFor?: DailyCondition;
  /** The numbers of a day for others. */
  readonly otherDays?: readonly { readonly for: DailyCondition; readonly recipientsPerDay: number }[];
  /** There are limits, which the provider changes; their numbers are not known here. */
  readonly untold?: true;
}

/** For whom the numbers of a day hold. */
export type DailyCondition = 'personal' | 'workspace' | 'relay' | 'free-plan' | 'base-plan' | 'new-account';

/** What a source is a source of. */
export type FactKind =
  | 'servers'
  | 'credential'
  | 'user-name'
  | 'sender'
  | 'limits'
  | 'mx'
  | 'old-names'
  | 'access';

/** Whose word it is: the provider's, Thunderbird's or Delta Chat's database, nodemailer's list, or somebody's page. */
export type SourceKind = 'provider' | 'ispdb' | 'provider-db' | 'nodemailer' | 'third-party' | UnnamedSource;

/** What has no page of its own: settings in programs in use, a table of MX hosts, headers of old messages. */
export type UnnamedSource = 'code' | 'mx-table' | 'headers';

/** Where facts were read. */
export interface Source {
  readonly kind: SourceKind;
  /** Absent, with the URL, for what has no page of its own. */
  readonly name?: string;
  /** HTTPS. */
  readonly url?: string;
  readonly facts: readonly FactKind[];
  /** `2025-12-10`, `2025-12` or `2025`: when the source was last changed, or else, with `isReading`, when it was read. */
  readonly date: string;
  readonly isReading?: true;
}

/** How far the row is to be trusted as a whole. */
export type Certainty = 'high' | 'medium' | 'low';

/** One provider, as far as handing in mail goes. */
export interface Provider {
  readonly id: string;
  /** The first is what it is called here. */
  readonly names: readonly string[];
  readonly kind: ProviderKind;
  /** Of its users' addresses. */
  readonly domains: readonly string[];
  /** The best first; none where no way in is known. */
  readonly smtp: readonly SubmissionEndpoint[];
  readonly userName: UserName;
  /** What is taken, the easiest to come by first; empty where it is not known. */
  readonly credentials: readonly CredentialKind[];
  /** CRAM-MD5 is all that the sources name, or what they name first. */
  readonly cramMd5?: 'only' | 'first';
  /** Where users make an app password. */
  readonly appPasswordPage?: string;
  readonly sender?: SenderRule;
  readonly limits?: Limits;
  /** Ends of the MX hosts of domains that it hosts. */
  readonly mx: readonly string[];
  readonly sources: readonly Source[];
  readonly certainty: Certainty;
}
