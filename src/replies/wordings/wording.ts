import type { Stage } from '../../errors.ts';
import type { Detail } from '../causes.ts';

/** One way in which servers say a thing. */
export interface Wording {
  /** A phrase over the vocabulary. */
  readonly says: string;
  /** A text that was really sent, names replaced by those for examples; it is the row's test. */
  readonly example: string;
  /** Who sends it: a program, a provider, or the page that documents it. */
  readonly source: string;
  /** How far it proves its detail; most wordings do, a `hint` yields to a strong code. */
  readonly strength?: 'sure' | 'hint';
  /** Only for an answer that is known to be of this stage. */
  readonly stage?: Stage;
  /** Only in a reply (true), or only in words that carry no code (false): a server that replies was reached. */
  readonly reply?: boolean;
  /** Only when this provider is known to have spoken. */
  readonly provider?: string;
}

/** The wordings that prove one detail. */
export interface WordingGroup {
  readonly detail: Detail;
  readonly rows: readonly Wording[];
}
