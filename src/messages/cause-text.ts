import type { Cause, DETAILS, Detail } from '../replies/causes.ts';
import type { Interpretation } from '../replies/interpretation.ts';

/** What one cause of a refusal means and how it is mended, for the person who got the reply. */
export interface CauseText {
  /** The cause in a few words, no full stop at the end: `The mailbox is full`. */
  readonly title: string;
  /** Who must act, where the six actors are too coarse; undefined where the actor's own words do. */
  readonly who?: (seen: Interpretation) => string | undefined;
  /** What happened and why, in the light of the stage, the provider and the facts of the text. */
  readonly meaning: (seen: Interpretation) => string;
  /** Ordered, the likeliest remedy first; names the next command to run where there is one. */
  readonly fix: (seen: Interpretation) => readonly string[];
  /** What only makes it worse. */
  readonly avoid?: string;
  /** The standard's or the provider's page. */
  readonly see?: string;
}

type DetailOf<C extends Cause> = {
  [D in Detail]: (typeof DETAILS)[D]['cause'] extends C ? D : never;
}[Detail];

/** The texts of all details of some causes: a file of one language has this type, so that none can be missing. */
export type CauseTexts<C extends Cause> = { readonly [D in DetailOf<C>]: CauseText };
