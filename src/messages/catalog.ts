import type { Actor } from '../actor.ts';
import type { Stage } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import type { Verdict } from '../report.ts';
import type { BaselineFindingId } from '../rules/baseline.ts';
import type { ExerciseFindingId } from '../rules/exercise.ts';
import type { ExpectationFindingId } from '../rules/expectation.ts';
import type { ExtensionFindingId } from '../rules/extension.ts';
import type { FindingData, FindingId } from '../rules/index.ts';
import type { PortFindingId } from '../rules/ports/ports.ts';
import type { DomainWords } from './domain-words.ts';
import type { PortWords } from './port-words.ts';
import type { TlsDepthWords } from './tls-depth-words.ts';
import type { TlsPolicyWords } from './tls-policy-words.ts';
import type { TlsScanWords } from './tls-scan-words.ts';
import type { KeywordWords, ReportWords } from './words.ts';

export type Locale = 'en' | 'it';

/** What one finding says: what happened, why, and what to do, in order. */
export interface FindingText<Id extends FindingId> {
  readonly title: (data: FindingData[Id], evidence: Evidence) => string;
  readonly meaning: (data: FindingData[Id], evidence: Evidence) => string;
  /** Ordered; names the next command to run where there is one. */
  readonly fix: (data: FindingData[Id], evidence: Evidence) => readonly string[];
  /** Who must act, where the actor's own words are too coarse. */
  readonly who?: (data: FindingData[Id], evidence: Evidence) => string | undefined;
  /** A standard's or a maker's page. */
  readonly see?: string;
}

/** The texts of some findings: a topic's file of one language has this type, so that no id can be missing. */
export type FindingTexts<Id extends FindingId> = { readonly [I in Id]: FindingText<I> };

/** The texts of the findings of one stage, but for those that have a topic's file of their own. */
export type StageTexts<S extends string> = FindingTexts<
  Exclude<
    Extract<FindingId, `${S}.${string}`>,
    PortFindingId | ExerciseFindingId | ExtensionFindingId | ExpectationFindingId | BaselineFindingId
  >
>;

/** Everything said in one language. */
export interface Catalog {
  readonly findings: FindingTexts<FindingId>;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly actors: Readonly<Record<Actor, string>>;
  readonly report: ReportWords;
  readonly keywords: KeywordWords;
  readonly ports: PortWords;
  readonly domain: DomainWords;
  readonly tlsPolicy: TlsPolicyWords;
  readonly tlsScan: TlsScanWords;
  readonly tlsDepth: TlsDepthWords;
}

/** The catalog of one language; the other's texts are never loaded. */
export async function catalogOf(locale: Locale): Promise<Catalog> {
  return locale === 'it' ? (await import('./it/index.ts')).it : (await import('./en/index.ts')).en;
}
