import type { Stage } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import type { Cause, Detail } from '../replies/causes.ts';
import type { Interpretation } from '../replies/interpretation.ts';
import { certainDetail, type Refusal } from '../rules/refusal.ts';
import type { CauseText, CauseTexts } from './cause-text.ts';

/** The words of a refusal's cause, where that is certain. */
export interface RefusalWords {
  readonly meaning: string;
  readonly fix: readonly string[];
}

/** Makes of one language's texts of causes what a finding says of a refusal. */
export function refusalWordsOf(
  causes: CauseTexts<Cause>,
): (refusal: Refusal, stage: Stage, evidence: Evidence) => RefusalWords | undefined {
  return (refusal, stage, evidence) => {
    const detail = certainDetail(refusal);
    if (detail === undefined) return undefined;
    const text: CauseText = causes[detail];
    const seen = seenOf(refusal, detail, stage, evidence);
    return { meaning: text.meaning(seen), fix: text.fix(seen) };
  };
}

function seenOf(refusal: Refusal, detail: Detail, stage: Stage, { goal }: Evidence): Interpretation {
  const { code, enhanced, lines, cause, confidence, because, facts } = refusal;
  return {
    ...(cause === undefined ? {} : { cause }),
    detail,
    confidence,
    temporary: code < 500,
    because,
    alternatives: [],
    facts,
    statement: {
      text: lines.join('\n'),
      code,
      stage,
      host: goal.host,
      ...(goal.port === undefined ? {} : { port: goal.port }),
      ...(enhanced === undefined ? {} : { enhanced }),
    },
  };
}
