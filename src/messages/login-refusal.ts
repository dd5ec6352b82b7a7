import type { Evidence } from '../evidence.ts';
import type { Cause, Detail } from '../replies/causes.ts';
import type { LoginRefusal } from '../rules/auth/refusal.ts';
import type { CauseText, CauseTexts } from './cause-text.ts';
import { steps } from './next-step.ts';
import { type RefusalWords, refusalWordsOf } from './refusal.ts';

/** What one language adds to its texts of causes when a login is refused. */
export interface LoginWords {
  /** What the server said within the mechanism. */
  readonly said: (words: string) => string;
  /** For a refusal whose cause is not known. */
  readonly unknown: (refusal: LoginRefusal, evidence: Evidence) => RefusalWords;
}

/** A finding's text that is its cause's. */
export interface LoginRefusalText {
  readonly title: (refusal: LoginRefusal, evidence: Evidence) => string;
  readonly meaning: (refusal: LoginRefusal, evidence: Evidence) => string;
  readonly fix: (refusal: LoginRefusal, evidence: Evidence) => readonly string[];
  readonly who: (refusal: LoginRefusal, evidence: Evidence) => string | undefined;
  readonly see?: string;
}

/**
 * Makes the text of a refused login out of the texts of causes: one set of words for `explain` and for `auth`.
 *
 * @param main  The detail whose page is named.
 */
export function loginRefusalText(
  causes: CauseTexts<Cause>,
  { said, unknown }: LoginWords,
  main?: Detail,
): LoginRefusalText {
  const known = refusalWordsOf(causes);
  const words = (refusal: LoginRefusal, evidence: Evidence): RefusalWords =>
    known(refusal, 'auth', evidence) ?? unknown(refusal, evidence);
  const text: CauseText | undefined = main && causes[main];
  return {
    title: (refusal, evidence) => words(refusal, evidence).title,
    meaning: (refusal, evidence) =>
      [words(refusal, evidence).meaning, ...(refusal.said ? [said(refusal.said)] : [])].join(' '),
    who: (refusal, evidence) => words(refusal, evidence).who,
    fix: (refusal, evidence) => {
      const { fix, avoid } = words(refusal, evidence);
      return steps(...fix, avoid);
    },
    ...(text?.see === undefined ? {} : { see: text.see }),
  };
}
