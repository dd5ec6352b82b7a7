import type { Stage } from '../errors.ts';
import type { Endpoint, MtaStsEvidence, Security } from '../evidence.ts';
import type { ConnectAttempt } from '../net/dial.ts';
import type { DnsStatus } from '../net/resolver.ts';
import type { Verdict } from '../report.ts';
import type { Severity } from '../rules/rule.ts';
import type { Extension } from '../smtp/extension.ts';
import type { Fingerprint } from '../smtp/fingerprint.ts';
import type { OddityKind } from '../smtp/reply.ts';
import type { TrustProblem } from '../tls/certificate.ts';
import type { AuthWords } from './auth-words.ts';
import type { DeliveryWords } from './delivery-words.ts';
import type { ExerciseWords } from './exercise-words.ts';
import type { InspectionWords } from './inspection-words.ts';
import type { SessionWords } from './session-words.ts';

/** What stands before a fact, a section or a line of a report. */
export type ReportLabel =
  | 'address'
  | 'greeting'
  | 'software'
  | 'security'
  | 'certificate'
  | 'startTls'
  | 'login'
  | 'loginTried'
  | 'token'
  | 'sender'
  | 'recipients'
  | 'message'
  | 'queueId'
  | 'mechanisms'
  | 'exercise'
  | 'xclient'
  | 'xforward'
  | 'afterTls'
  | 'mtaSts'
  | 'dane'
  | 'extensions'
  | 'oddities'
  | 'endpoints'
  | 'timings'
  | 'dns'
  | 'attempts'
  | 'exchanges'
  | 'transcript'
  | 'passed'
  | 'skipped'
  | 'ignored'
  | 'actor'
  | 'see'
  | 'subject'
  | 'verdict'
  | 'headline';

/** How many findings of each severity a report holds. */
export type SeverityCounts = Readonly<Record<Severity, number>>;

type Words<Key extends string> = Readonly<Record<Key, string>>;

/**
 * The words a report is written in besides those of its findings.
 *
 * Numbers are taken raw and written as the language does; times are in milliseconds.
 */
export interface ReportWords {
  readonly labels: Words<ReportLabel>;
  /** One or two words, for a report's corner. */
  readonly verdicts: Words<Verdict>;
  /** Short names of the stages, for the waterfall. */
  readonly stages: Words<Stage>;
  readonly trustProblems: Words<TrustProblem>;
  readonly oddities: Words<OddityKind>;
  readonly endpointOutcomes: Words<Endpoint['outcome']>;
  readonly attemptOutcomes: Words<ConnectAttempt['outcome']>;
  readonly dnsStatuses: Words<DnsStatus>;
  readonly fingerprintKinds: Words<Fingerprint['kind']>;
  readonly seenIn: Words<Fingerprint['seenIn']>;
  readonly securities: Words<Security>;
  readonly mtaStsModes: Words<NonNullable<MtaStsEvidence['mode']>>;
  readonly duration: (ms: number) => string;
  readonly after: (ms: number) => string;
  /** When something began, since the run's beginning, and how long it took. */
  readonly span: (startedMs: number, elapsedMs: number) => string;
  readonly connectedIn: (ms: number) => string;
  readonly attempts: (count: number) => string;
  readonly throughProxy: (proxy: string) => string;
  /** What a run without an error reached. */
  readonly works: {
    readonly connected: string;
    readonly greeted: string;
    readonly encrypted: (protocol: string) => string;
    readonly trusted: string;
    readonly login: string;
  };
  readonly clearText: string;
  readonly implicitTls: string;
  readonly startTlsOffered: string;
  readonly startTlsAbsent: string;
  readonly startTlsRefused: (code: number) => string;
  readonly startTlsUnanswered: string;
  readonly issuedBy: (issuer: string) => string;
  readonly selfSigned: string;
  /** Whole days to the end of validity, and since it. */
  readonly daysLeft: (days: number) => string;
  readonly daysExpired: (days: number) => string;
  readonly validFrom: (date: string) => string;
  readonly validUntil: (date: string) => string;
  readonly key: (type: string, bits: number) => string;
  readonly names: (names: readonly string[]) => string;
  readonly more: (count: number) => string;
  readonly trusted: string;
  readonly notTrusted: (problems: readonly string[]) => string;
  readonly daneMatched: string;
  readonly daneMismatched: string;
  readonly daneUnauthenticated: string;
  readonly mtaStsMatch: (matches: boolean) => string;
  readonly loginBeforeTls: (mechanisms: readonly string[]) => string;
  readonly loginAfterTls: (mechanisms: readonly string[]) => string;
  readonly loginAlways: (mechanisms: readonly string[]) => string;
  readonly loginNever: string;
  readonly auth: AuthWords;
  readonly delivery: DeliveryWords;
  readonly inspection: InspectionWords;
  readonly exercise: ExerciseWords;
  readonly session: SessionWords;
  readonly gained: (keywords: readonly string[]) => string;
  readonly lost: (keywords: readonly string[]) => string;
  readonly changed: (keywords: readonly string[]) => string;
  readonly unchanged: string;
  readonly heloOnly: string;
  readonly chosen: string;
  readonly offersStartTls: string;
  readonly stoppedAt: (stage: string) => string;
  readonly dnssec: string;
  readonly ttl: (seconds: number) => string;
  readonly alias: (names: readonly string[]) => string;
  readonly moreLines: (count: number) => string;
  readonly nothingFound: string;
  readonly interrupted: (signal: string) => string;
  /** `1 error, 2 notes.`; empty when there is nothing to count. */
  readonly tally: (counts: SeverityCounts) => string;
}

/** Every EHLO keyword that has words: IANA's registry of SMTP service extensions, then private ones met in the field. */
export const KEYWORDS = [
  '8BITMIME',
  'ATRN',
  'AUTH',
  'BINARYMIME',
  'BURL',
  'CHECKPOINT',
  'CHUNKING',
  'CONNEG',
  'CONPERM',
  'DELIVERBY',
  'DSN',
  'ENHANCEDSTATUSCODES',
  'ETRN',
  'EXPN',
  'FUTURERELEASE',
  'HELP',
  'LIMITS',
  'MT-PRIORITY',
  'MTRK',
  'NO-SOLICITING',
  'ONEX',
  'PIPELINING',
  'REQUIRETLS',
  'RRVS',
  'SAML',
  'SEND',
  'SIZE',
  'SMTPUTF8',
  'SOML',
  'STARTTLS',
  'SUBMITTER',
  'TURN',
  'UTF8SMTP',
  'VERB',
  'VRFY',
  'CLIENTID',
  'PIPECONNECT',
  'PRDR',
  'X-ANONYMOUSTLS',
  'X-EXPS',
  'X-LINK2STATE',
  'X-MESSAGECONTEXT',
  'XADR',
  'XCIR',
  'XCLIENT',
  'XDSN',
  'XEXCH50',
  'XFORWARD',
  'XGEN',
  'XLOOP',
  'XOORG',
  'XORIGFROM',
  'XPROXY',
  'XPROXYFROM',
  'XPROXYTO',
  'XRDST',
  'XSHADOW',
  'XSHADOWREQUEST',
  'XSTA',
  'XSYSPROBE',
  'XUSR',
  'XVERP',
  'X_PIPE_CONNECT',
] as const;

export type Keyword = (typeof KEYWORDS)[number];

/** What an EHLO keyword means, as a function of its parameters (which are the server's words: unsafe to print raw). */
export interface KeywordWords {
  readonly known: Readonly<Record<Keyword, (parameters: readonly string[]) => string>>;
  /** `AUTH=LOGIN`, the form of drafts before RFC 2554, with its mechanisms. */
  readonly legacyAuth: (mechanisms: readonly string[]) => string;
  /** A keyword that something on the way has crossed out: `XXXXXXXA`. */
  readonly masked: string;
  readonly unknown: string;
}

function isKeyword(keyword: string): keyword is Keyword {
  return (KEYWORDS as readonly string[]).includes(keyword);
}

/** Puts one EHLO line into words; an unknown keyword is said to be unknown. */
export function describeExtension({ keyword, parameters }: Extension, words: KeywordWords): string {
  if (isKeyword(keyword)) return words.known[keyword](parameters);
  if (keyword.startsWith('AUTH=')) return words.legacyAuth([keyword.slice('AUTH='.length), ...parameters]);
  return /^X{3,}[A-Z]?$/.test(keyword) ? words.masked : words.unknown;
}
