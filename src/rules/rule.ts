import type { Actor } from '../actor.ts';
import type { Stage } from '../errors.ts';
import type { Evidence } from '../evidence.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Sections of evidence a rule may need. */
export type Section = keyof Evidence;

type Needed<S extends Section> = Evidence & { readonly [K in S]-?: NonNullable<Evidence[K]> };

/** Severity or actor may hang on what was found: a self-signed certificate matters on 587, hardly on 25. */
export type Judged<T, Data> = T | Judge<T, Data>['judge'];

/** A method, since the compiler compares those before it knows Data, which it learns from `find`. */
interface Judge<T, Data> {
  judge(data: Data, evidence: Evidence): T;
}

/** A finding of a rule that was asked before. */
export interface Earlier {
  readonly id: string;
  readonly severity: Severity;
}

/**
 * One question to the evidence, and for expectations also to what other rules found in it. `find` gives the finding's data, or undefined when all is well;
 * it is not asked at all (the rule is skipped, not passed) while a needed section is absent.
 */
export interface Rule<Id extends string, Needs extends Section, Data extends object> {
  readonly id: Id;
  readonly severity: Judged<Severity, NoInfer<Data>>;
  readonly stage: Stage;
  readonly actor: Judged<Actor, NoInfer<Data>>;
  readonly needs: readonly Needs[];
  find(evidence: Needed<Needs>, before: readonly Earlier[]): Data | undefined;
}

/** Keeps the literal types of a rule: ids and data types of all findings are inferred from it. */
export function defineRule<const Id extends string, const Needs extends Section, Data extends object>(
  rule: Rule<Id, Needs, Data>,
): Rule<Id, Needs, Data> {
  return rule;
}
