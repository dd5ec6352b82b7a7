/** Words of ours for some options, and what is to be said of those that have none. */
export interface Translated {
  readonly words: readonly string[];
  /** Sentences in lower case without a full stop. */
  readonly remarks: readonly string[];
}

/** Nothing to say, nothing to write. */
export const NOTHING: Translated = { words: [], remarks: [] };

/** Puts parts one behind the other. */
export function joined(parts: readonly Translated[]): Translated {
  return {
    words: parts.flatMap(({ words }) => words),
    remarks: parts.flatMap(({ remarks }) => remarks),
  };
}

/** Words with nothing to remark. */
export function words(...list: readonly string[]): Translated {
  return { words: list, remarks: [] };
}

/** A remark, and no words. */
export function remark(text: string): Translated {
  return { words: [], remarks: [text] };
}
