import type { Actor } from '../../actor.ts';
import type { Stage } from '../../errors.ts';
import type { CauseText } from '../../messages/cause-text.ts';
import type { ExplainCatalog } from '../../messages/explain-catalog.ts';
import { classOf, isOwnLog } from '../../messages/explain-words.ts';
import type { Cause, Detail } from '../../replies/causes.ts';
import type { Facts, Interpretation, Reason, Statement } from '../../replies/interpretation.ts';
import { codeTextOf, referencesOf, type StageMeaning, stageMeaningsOf, subjectOf } from './codes.ts';

/** One interpreted text, and how often it was seen. */
export interface Occurrence {
  readonly seen: Interpretation;
  readonly count: number;
  /** The different servers that said it. */
  readonly hosts: readonly string[];
  /** The different recipients it was about. */
  readonly recipients: readonly string[];
}

/** A text with all that is said of it, in the key order of the JSON contract; the peer's words are unsafe to print raw. */
export interface Explanation extends Omit<Statement, 'temporary'> {
  readonly count: number;
  /** Of an EHLO line, which refuses nothing. */
  readonly keyword?: string;
  /** Null, as all that hangs on it, when nothing is refused or the cause is unknown. */
  readonly cause: Cause | null;
  readonly detail: Detail | null;
  readonly confidence: number;
  readonly actor: Actor | null;
  /** Who must act, in words that may be closer than the actor's; absent where `actor` is null. */
  readonly who?: string;
  readonly temporary: boolean | null;
  readonly because: readonly Reason[];
  readonly alternatives: readonly Cause[];
  readonly facts: Facts;
  readonly title: string;
  readonly meaning: string;
  readonly fix: readonly string[];
  readonly avoid?: string;
  readonly retry: string;
  readonly see: readonly string[];
  /** Of a bare code: what it means at each stage where it means something of its own. */
  readonly byStage?: readonly StageMeaning[];
  /** Where there are several. */
  readonly hosts?: readonly string[];
  readonly recipients?: readonly string[];
}

/** Puts an interpreted text into the words of one language. */
export function explainOccurrence({ seen, ...rest }: Occurrence, catalog: ExplainCatalog): Explanation {
  const { statement, because, facts } = seen;
  const text = causeTextOf(seen, catalog);
  const detail = text === undefined ? null : (seen.detail ?? null);
  const byStage = stageMeaningsOf(statement, catalog);
  return {
    ...inputOf(statement),
    count: rest.count,
    cause: text === undefined ? null : (seen.cause ?? null),
    detail,
    confidence: text === undefined ? 0 : seen.confidence,
    ...actorOf(seen, text, catalog),
    temporary: seen.temporary ?? null,
    because: text === undefined ? [] : because,
    alternatives: text === undefined ? [] : seen.alternatives,
    facts,
    ...titleAndMeaning(seen, text, catalog),
    fix: stepsOf(seen, text, catalog),
    ...(text?.avoid === undefined || isOwnLog(seen) ? {} : { avoid: text.avoid }),
    retry: catalog.words.retry(text === undefined ? withoutCause(seen) : seen),
    see: placesOf(text?.see, referencesOf(statement)),
    ...(byStage.length === 0 ? {} : { byStage }),
    ...(rest.hosts.length > 1 ? { hosts: rest.hosts } : {}),
    ...(rest.recipients.length > 1 ? { recipients: rest.recipients } : {}),
  };
}

function actorOf(
  seen: Interpretation,
  text: CauseText | undefined,
  { actors, words }: ExplainCatalog,
): Pick<Explanation, 'actor' | 'who'> {
  const { actor } = seen;
  if (text === undefined || actor === undefined) return { actor: null };
  return { actor, who: isOwnLog(seen) ? words.ownLog.who : (text.who?.(seen) ?? actors[actor]) };
}

function stepsOf(
  seen: Interpretation,
  text: CauseText | undefined,
  { words }: ExplainCatalog,
): readonly string[] {
  if (text === undefined) return [];
  return isOwnLog(seen) ? words.ownLog.fix(seen) : text.fix(seen);
}

/** Whether more than the class of the code speaks for the cause. */
export function isKnown({ cause, because }: Interpretation): boolean {
  return cause !== undefined && because.some(({ by }) => by !== 'class');
}

function causeTextOf(seen: Interpretation, { causes }: ExplainCatalog): CauseText | undefined {
  return seen.detail === undefined || !isKnown(seen) ? undefined : causes[seen.detail];
}

/** A paragraph that is linked already is not named again. */
function placesOf(link: string | undefined, references: readonly string[]): string[] {
  const isLinked = (reference: string): boolean =>
    link?.endsWith(reference.toLowerCase().replace(' ', '').replace(' §', '#section-')) === true;
  return [...(link === undefined ? [] : [link]), ...references.filter((reference) => !isLinked(reference))];
}

function withoutCause({ cause: _cause, detail: _detail, ...seen }: Interpretation): Interpretation {
  return seen;
}

/** A statement's fields in one order, whoever read it. */
function inputOf(statement: Statement): Omit<Statement, 'temporary'> {
  const { text, code, enhanced, stage, provider, software, host, recipient } = statement;
  const { action, status, client } = statement;
  const fields = { text, code, enhanced, stage, provider, software, host, recipient, action, status, client };
  // JSON leaves undefined out, and so must whoever compares; `text` is always there.
  return { text, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) };
}

/** A bare code is explained as what it is; words are, by the cause that they name. */
function titleAndMeaning(
  seen: Interpretation,
  text: CauseText | undefined,
  catalog: ExplainCatalog,
): { title: string; meaning: string } {
  const { statement } = seen;
  const known = codeTextOf(seen, catalog);
  if (known && (!text || statement.text === '')) return { title: known.title, meaning: known.meaning };
  if (text) return { title: text.title, meaning: text.meaning(seen) };
  const { title, meaning } = catalog.words.uncaused[classOf(seen)];
  const subject = subjectOf(statement, catalog);
  return { title, meaning: subject === undefined ? meaning : `${meaning} ${subject}` };
}

/** The stage's name as it stands in a column. */
export function commandOf(stage: Stage, { reading }: ExplainCatalog): string {
  return reading.commands[stage];
}
