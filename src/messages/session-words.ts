import type { SmtpErrorKind, Stage } from '../errors.ts';

/** What a line that begins with "/" does for the user. */
export const MACROS = [
  'tls',
  'auth',
  'mail',
  'send',
  'bdat',
  'b64',
  'explain',
  'caps',
  'cert',
  'state',
  'reset',
  'save',
  'replay',
  'quit',
  'help',
] as const;

export type Macro = (typeof MACROS)[number];

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** The words of `session` besides those of its replies. */
export interface SessionWords {
  /** How to begin, once the server has greeted. */
  readonly welcome: string;
  readonly next: string;
  /** What a success means at stages where it has no words of its own. */
  readonly done: Readonly<Partial<Record<Stage, string>>>;
  readonly offers: (count: number) => string;
  /** What the server asks for within a login, decoded. */
  readonly challenge: (text: string) => string;
  readonly unasked: string;
  readonly late: string;
  readonly closed: string;
  /** Why there is no reply; `code` is the system's name for it, `EOF` where the server closed. */
  readonly failures: Readonly<Record<SmtpErrorKind | 'overdue', (code: string) => string>>;
  /** Before lines that are no commands. */
  readonly authBegins: string;
  readonly dataBegins: string;
  readonly chunkBegins: (bytes: number) => string;
  readonly linesHidden: (count: number) => string;
  readonly interrupt: Words<'idle' | 'waiting' | 'data'>;
  readonly leftInMessage: string;
  readonly macros: Words<Macro>;
  /** Keys and signs that are no macro. */
  readonly keys: readonly (readonly [key: string, words: string])[];
  readonly unknownMacro: (name: string) => string;
  readonly given: Words<'user' | 'sender' | 'recipient' | 'base64'>;
  readonly encoded: string;
  readonly decoded: string;
  readonly labels: Words<'server' | 'hello' | 'login' | 'sender' | 'recipients'>;
  readonly none: string;
  readonly nullSender: string;
  readonly helloMissing: string;
  readonly tlsMissing: string;
  readonly nothingOffered: string;
  readonly before: string;
  readonly replyMissing: string;
  readonly saved: (lines: number) => string;
  readonly savedInPart: string;
  readonly replayed: (commands: number) => string;
  readonly replayDiffers: (differing: number, commands: number) => string;
  /** Of lines that were not played, since what they belong to was refused. */
  readonly skipped: Words<'message' | 'login'>;
  /** What became of a message when its answer did not come. */
  readonly fates: Words<'unsent' | 'unknown'>;
}
