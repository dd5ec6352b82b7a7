import type { Locale } from './catalog.ts';

/** What somebody at the terminal is asked before a command goes on. */
export interface PromptWords {
  /** Secrets, which nobody sees while they are typed; whose they are has been said before. */
  readonly names: Readonly<
    Record<'password' | 'token' | 'oauth-client-secret' | 'oauth-refresh-token' | 'imap-password', string>
  >;
  readonly passwordOf: (user: string) => string;
  readonly tokenOf: (user: string) => string;
  readonly passphraseOf: (file: string) => string;
  readonly sendMany: (messages: number, recipients: number) => string;
  readonly isOwnServer: (domain: string) => string;
  /** The answers; each may be given by its first letters. */
  readonly yes: string;
  readonly no: string;
  /** To any other answer. */
  readonly yesOrNo: string;
}

/** The words of these questions in one language; the other's are never loaded. */
export async function promptWordsOf(locale: Locale): Promise<PromptWords> {
  return locale === 'it'
    ? (await import('./it/prompt-words.ts')).promptWords
    : (await import('./en/prompt-words.ts')).promptWords;
}
