import type { Stage } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import type { Cause, Detail } from '../replies/causes.ts';
import type { Interpretation } from '../replies/interpretation.ts';
import { marksOfHost } from '../replies/read/provider.ts';
import { certainDetail, type Refusal } from '../rules/refusal.ts';
import type { CauseText, CauseTexts } from './cause-text.ts';

/** The words of a refusal's cause, where that is certain. */
export interface RefusalWords {
  readonly title: string;
  readonly meaning: string;
  /** Where the words of the actor are too coarse. */
  readonly who?: string | undefined;
  readonly fix: readonly string[];
  /** What only makes it worse. */
  readonly avoid?: string | undefined;
}

/** Whom a refused transaction was between; its reply need not name them. */
export interface Correspondents {
  readonly sender?: string | undefined;
  readonly recipient?: string | undefined;
}

/** Makes of one language's texts of causes what a finding says of a refusal. */
export function refusalWordsOf(
  causes: CauseTexts<Cause>,
): (
  refusal: Refusal,
  stage: Stage,
  evidence: Evidence,
  between?: Correspondents,
) => RefusalWords | undefined {
  return (refusal, stage, evidence, between) => {
    const detail = certainDetail(refusal);
    if (detail === undefined) return undefined;
    const text: CauseText = causes[detail];
    const seen = spokenTo(seenOf(refusal, detail, stage, evidence), between);
    const { title, avoid } = text;
    return { title, meaning: text.meaning(seen), who: text.who?.(seen), fix: text.fix(seen), avoid };
  };
}

function seenOf(refusal: Refusal, detail: Detail, stage: Stage, { goal }: Evidence): Interpretation {
  const { code, enhanced, lines, cause, confidence, because, facts } = refusal;
  const { provider } = marksOfHost(goal.host);
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
      ...(provider === undefined ? {} : { provider }),
      ...(goal.port === undefined ? {} : { port: goal.port }),
      ...(enhanced === undefined ? {} : { enhanced }),
    },
  };
}

function spokenTo(seen: Interpretation, { sender, recipient }: Correspondents = {}): Interpretation {
  return {
    ...seen,
    facts: sender === undefined ? seen.facts : { address: sender, ...seen.facts },
    statement: recipient === undefined ? seen.statement : { ...seen.statement, recipient },
  };
}
