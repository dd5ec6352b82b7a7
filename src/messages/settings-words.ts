import type { LookUpProblem } from '../net/autoconfig/index.ts';
import type { ServerSource } from '../probes/settings.ts';
import type {
  Certainty,
  CredentialKind,
  EndpointUse,
  FactKind,
  Limits,
  ProviderKind,
  SenderRule,
  SubmissionSecurity,
  UnnamedSource,
  UserName,
} from '../providers/provider.ts';
import type { RecognisedBy } from '../providers/recognise.ts';
import type { Verdict } from '../report.ts';
import type { Locale } from './catalog.ts';

/** What stands before a line or a section of settings. */
export type SettingsLabel =
  | 'server'
  | 'alternatives'
  | 'userName'
  | 'login'
  | 'sender'
  | 'limits'
  | 'steps'
  | 'todo'
  | 'lines'
  | 'sources'
  | 'asked'
  | 'mx'
  | 'oldNames'
  | 'verified'
  | 'certainty';

/** The programs that get ready lines. */
export const PROGRAMS = [
  'Outlook',
  'Thunderbird',
  'Postfix',
  'nodemailer',
  'PHPMailer',
  'msmtp',
  'WordPress',
] as const;

export type Program = (typeof PROGRAMS)[number];

/** What a server is described by, in the fields of a mail program. */
export interface ProgramFields {
  readonly host: string;
  readonly port: number;
  readonly security: SubmissionSecurity;
  readonly user: string;
  /** The sender's address. */
  readonly sender: string;
  readonly login: ProgramLogin;
}

/**
 * What a program logs in with: OAuth alone, OAuth and a password for a time only, a password, one that CRAM-MD5
 * should or must hide, or nobody knows what.
 */
export type ProgramLogin =
  | 'oauth'
  | 'password-ending'
  | 'password'
  | 'cram-md5-first'
  | 'cram-md5-only'
  | 'unknown';

/** What is said beside lines that are to be pasted. */
export type LineRemark = 'password-ending' | 'unknown' | 'caFile' | 'passwordFile' | 'oauthProvider';

/** What the reader replaces by his own, in a word each. */
export type Placeholder = 'user' | 'address' | 'name' | 'domain' | 'region';

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** The words of `settings` in one language. */
export interface SettingsWords {
  readonly labels: Words<SettingsLabel>;
  readonly kinds: Words<ProviderKind>;
  readonly recognisedBy: Readonly<Record<RecognisedBy, (value: string) => string>>;
  readonly securities: Words<SubmissionSecurity>;
  readonly uses: Words<EndpointUse>;
  readonly serverSources: Words<ServerSource>;
  readonly reported: string;
  /** A host published for the domain that lies outside of it and of its provider. */
  readonly elsewhere: string;
  readonly port: (port: number, security: string) => string;
  readonly userName: (name: UserName, address: string | undefined) => string;
  readonly placeholders: Words<Placeholder>;
  /** What is taken, and the page where app passwords are made. */
  readonly login: (kinds: readonly CredentialKind[], appPasswordPage: string | undefined) => string;
  readonly sender: (rule: SenderRule) => string;
  readonly limits: (limits: Limits) => readonly string[];
  readonly facts: Words<FactKind>;
  readonly unnamedSources: Words<UnnamedSource>;
  /** What a source tells, its date and its age at the time of asking. */
  readonly source: (name: string, facts: readonly string[], dated: Dated) => string;
  readonly certainties: Words<Certainty>;
  /** What took the place of an old name; undefined where nothing did. */
  readonly obsolete: (today: string | undefined, year: number, isUncertain: boolean) => string;
  /** A comment within one line each, without its mark. */
  readonly lineRemarks: Words<LineRemark>;
  readonly needsOAuth: string;
  readonly outlook: (fields: ProgramFields) => string;
  readonly thunderbird: (fields: ProgramFields) => string;
  readonly lookUp: (count: number) => string;
  /** The host that a redirect led to. */
  readonly via: (host: string) => string;
  readonly problem: (problem: LookUpProblem) => string;
  readonly verdicts: Words<Verdict>;
  readonly verified: (verdict: string, headline: string | undefined) => string;
  readonly unknown: UnknownWords;
  readonly noServer: (provider: string) => string;
  /** What to do where a provider's server is not known. */
  readonly noServerSteps: Words<'hosting' | 'other'>;
}

/** A date as its source has it: a day, a month or a year. */
export interface Dated {
  readonly date: string;
  /** It is the day of reading, not of the source. */
  readonly isReading: boolean;
  /** Whole months from then to now. */
  readonly ageMonths: number;
}

/** What is said of a domain of which nothing is known. */
export interface UnknownWords {
  readonly title: (domain: string) => string;
  readonly offline: (domain: string) => string;
  readonly online: (domain: string) => string;
  /** Some questions, or all, had no answer. */
  readonly unanswered: (count: number, asked: number) => string;
  /** A domain that was perhaps meant, with the command for it. */
  readonly nearest: (domain: string, command: string) => string;
  /** How to ask online, as a step. */
  readonly askOnline: (text: string) => string;
  readonly askOwner: string;
  /** Names that many use, without a claim that they exist. */
  readonly candidates: (commands: readonly string[]) => string;
}

/** The words of `settings` in one language; the other's are never loaded. */
export async function settingsWordsOf(locale: Locale): Promise<SettingsWords> {
  return locale === 'it'
    ? (await import('./it/settings-words.ts')).settingsWords
    : (await import('./en/settings-words.ts')).settingsWords;
}
