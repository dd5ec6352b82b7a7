import type { Evidence } from '../evidence.ts';
import type { Catalog, FindingText } from '../messages/catalog.ts';
import type { Finding, FindingId } from '../rules/index.ts';

/** A finding with its words, in the key order of the JSON contract. */
export interface ExplainedFinding {
  readonly id: Finding['id'];
  readonly severity: Finding['severity'];
  readonly stage: Finding['stage'];
  readonly actor: Finding['actor'];
  /** Who must act, where the actor's own words are too coarse. */
  readonly who?: string;
  readonly data: Finding['data'];
  readonly title: string;
  readonly meaning: string;
  readonly fix: readonly string[];
  readonly see?: string;
}

/** Gives a finding the words that the catalog has for it. Texts may hold words of the server: unsafe to print raw. */
export function explain(finding: Finding, evidence: Evidence, catalog: Catalog): ExplainedFinding {
  // The compiler cannot tie the text of one id to the data of the same id; Catalog has checked each pair.
  const text = catalog.findings[finding.id] as FindingText<FindingId>;
  const { id, severity, stage, actor, data } = finding;
  const who = text.who?.(data, evidence);
  return {
    ...{ id, severity, stage, actor },
    ...(who === undefined ? {} : { who }),
    data,
    title: text.title(data, evidence),
    meaning: text.meaning(data, evidence),
    fix: text.fix(data, evidence),
    ...(text.see === undefined ? {} : { see: text.see }),
  };
}
