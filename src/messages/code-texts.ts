import type { CodeKey } from '../replies/registry/codes.ts';
import type { EnhancedKey, EnhancedSubject } from '../replies/registry/enhanced.ts';

/** What a code says by itself. */
export interface CodeText {
  /** At most 70 characters, no full stop at the end. */
  readonly title: string;
  /** One sentence. */
  readonly meaning: string;
}

/** The texts of all known codes in one language. */
export interface CodeTexts {
  readonly codes: Readonly<Record<CodeKey, CodeText>>;
  readonly enhanced: Readonly<Record<EnhancedKey, CodeText>>;
  /** What an enhanced code is about, when no more is known of it; a noun, no full stop. */
  readonly subjects: Readonly<Record<EnhancedSubject, string>>;
}
