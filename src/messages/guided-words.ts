import type { Locale } from './catalog.ts';

/** What somebody comes with. */
export const COMPLAINTS = ['send', 'bounce', 'settings', 'server', 'learn'] as const;

export type Complaint = (typeof COMPLAINTS)[number];

/** What is done at one step: the command whose name it bears. */
export type GuidedStep = 'ports' | 'probe' | 'auth' | 'send-test' | 'settings' | 'domain' | 'mx' | 'starttls';

/** What is said when one line of the lesson's dialogue is due, and when it has been answered. */
export interface LessonWords {
  readonly before: string;
  readonly after: string;
}

/** The lines of the lesson that are explained, in their order. */
export const LESSON_STEPS = [
  'greeting',
  'ehlo',
  'starttls',
  'ehloAgain',
  'mail',
  'rcptRefused',
  'rcpt',
  'data',
  'message',
  'quit',
] as const;

export type LessonStep = (typeof LESSON_STEPS)[number];

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** The words of the guided way, besides those of the reports. */
export interface GuidedWords {
  readonly welcome: string;
  /** How to pick an answer. */
  readonly tip: string;
  readonly complaint: { readonly question: string; readonly answers: Words<Complaint> };
  readonly consent: Words<'yes' | 'skip' | 'stop'>;
  readonly subject: Words<
    'addressOrServer' | 'address' | 'domain' | 'server' | 'user' | 'sender' | 'recipient'
  >;
  /** An answer that cannot be meant. */
  readonly objections: Words<'addressOrServer' | 'address' | 'domain' | 'server' | 'empty' | 'sender'>;
  readonly choice: {
    readonly question: string;
    readonly server: (host: string, port: number, security: 'tls' | 'starttls') => string;
    readonly typed: (server: string) => string;
    readonly other: string;
    /** Nothing is known of a domain yet; `isAsked` where it has been asked too. */
    readonly unknown: (domain: string, isAsked: boolean) => string;
    readonly howOn: string;
    readonly askOnline: string;
    readonly typeIt: string;
  };
  /** Whether a whole domain or one server is to be looked at. */
  readonly scope: { readonly question: string; readonly domain: string; readonly server: string };
  /** The password of the variable is taken. */
  readonly passwordKnown: (variable: string) => string;
  readonly stepOf: (number: number, count: number, title: string) => string;
  readonly steps: Readonly<
    Record<GuidedStep, { readonly title: string; readonly question: (target: string) => string }>
  >;
  readonly stopped: string;
  readonly summary: {
    readonly heading: string;
    readonly outcomes: Words<'fine' | 'failed' | 'skipped' | 'untried'>;
    readonly allWell: string;
    readonly commands: string;
    readonly passwordAsked: string;
  };
  readonly bounce: { readonly paste: string; readonly empty: string; readonly file: string };
  readonly lesson: {
    readonly welcome: string;
    readonly connect: string;
    /** The answer was another than the one that leads on. */
    readonly again: (line: string) => string;
    readonly left: string;
    readonly steps: Readonly<Record<LessonStep, LessonWords>>;
    /** A message that is offered line by line. */
    readonly message: readonly string[];
    readonly end: string;
  };
}

/** The words of the guided way in one language; the other's are never loaded. */
export async function guidedWordsOf(locale: Locale): Promise<GuidedWords> {
  return locale === 'it'
    ? (await import('./it/guided-words.ts')).guidedWords
    : (await import('./en/guided-words.ts')).guidedWords;
}
