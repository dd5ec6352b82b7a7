import type { Conversion } from './conversions.ts';

/** What options mean together, and is put together by a file of that name. */
export type Part = 'target' | 'login' | 'message' | 'tls' | 'xclient';

/** One option of swaks, and ours for it. */
export interface SwaksOption {
  /** As its manual writes them; one dash or two, swaks takes either. */
  readonly names: readonly string[];
  /** An `optional` or `required` value that is absent is asked for, or found elsewhere. */
  readonly value: 'none' | 'optional' | 'required';
  /** Given several times, every value counts. */
  readonly isList?: true;
  /** Ours; the word in capitals stands for the value. Absent where there is none, empty where it is done unasked. */
  readonly ours?: string;
  /** How the value becomes ours; as it is where this is absent. */
  readonly by?: Conversion | Part;
  /** Why there is none, or what differs. */
  readonly note?: string;
}

/** Options of one chapter of the manual. */
export interface SwaksChapter {
  readonly title: string;
  readonly options: readonly SwaksOption[];
}
