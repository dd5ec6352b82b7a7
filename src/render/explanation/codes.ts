import type { Stage } from '../../errors.ts';
import type { CodeText } from '../../messages/code-texts.ts';
import type { ExplainCatalog } from '../../messages/explain-catalog.ts';
import { type Cause, DETAILS, type Detail } from '../../replies/causes.ts';
import type { Interpretation, Statement } from '../../replies/interpretation.ts';
import { type CodeRow, codeAt, knownCodes } from '../../replies/registry/codes.ts';
import { type EnhancedRow, enhancedRow, enhancedSubject } from '../../replies/registry/enhanced.ts';

/** What a code means at one stage. */
export interface StageMeaning {
  readonly stage: Stage;
  readonly title: string;
  readonly meaning: string;
  readonly cause: Cause | null;
  readonly detail: Detail | null;
}

/**
 * What the codes of a statement say by themselves: the more precise of those that speak for its cause.
 * Undefined where none of them does, as when a provider means something of its own by the enhanced code.
 */
export function codeTextOf(seen: Interpretation, { codes }: ExplainCatalog): CodeText | undefined {
  const { statement, cause, because } = seen;
  const { row, enhanced } = rowsOf(statement);
  const isOpen = cause === undefined || because.every(({ by }) => by === 'class');
  const isMeant = isOpen || because.some((reason) => reason.by === 'enhanced' && !reason.provider);
  const isRefusal = (statement.code ?? 500) >= 400;
  // A success says more by its reply code, as does a refusal whose enhanced code is a mere "other".
  if (enhanced && isMeant && (!row || (isRefusal && enhanced.strength !== 'none')))
    return codes.enhanced[enhanced.key];
  return row && (isOpen || because.some(({ by }) => by === 'code')) ? codes.codes[row.key] : undefined;
}

/** What a bare reply code means at each stage that has a meaning of its own; none when the stage is known. */
export function stageMeaningsOf(statement: Statement, { codes }: ExplainCatalog): StageMeaning[] {
  const { text, code, enhanced, stage } = statement;
  if (text !== '' || code === undefined || enhanced !== undefined || stage !== undefined) return [];
  return knownCodes().flatMap((row) => {
    if (row.code !== code || row.stage === undefined) return [];
    const { title, meaning } = codes.codes[row.key];
    return [{ stage: row.stage, title, meaning, ...causeOf(row.detail) }];
  });
}

/** A detail and the cause it belongs to; null for what refuses nothing. */
export function causeOf(detail: Detail | undefined): { cause: Cause | null; detail: Detail | null } {
  return detail === undefined ? { cause: null, detail: null } : { cause: DETAILS[detail].cause, detail };
}

/** Where the codes of a statement are defined, each place once. */
export function referencesOf(statement: Statement): string[] {
  const { row, enhanced } = rowsOf(statement);
  const places = [row?.standing === 'standard' ? row.reference : undefined, enhanced?.reference];
  return [...new Set(places.filter((place) => place !== undefined))];
}

/** What an unregistered enhanced code still tells. */
export function subjectOf({ enhanced }: Statement, { codes, reading }: ExplainCatalog): string | undefined {
  if (enhanced === undefined || enhancedRow(classed(enhanced))) return undefined;
  const subject = enhancedSubject(classed(enhanced));
  return subject && reading.subject(enhanced, codes.subjects[subject]);
}

function rowsOf({ code, enhanced, stage }: Statement): { row?: CodeRow; enhanced?: EnhancedRow } {
  const row = code === undefined ? undefined : codeAt(code, stage);
  const known = enhanced === undefined ? undefined : enhancedRow(classed(enhanced));
  return { ...(row && { row }), ...(known && { enhanced: known }) };
}

/** `X.7.8` asks for the code whatever its class. */
function classed(enhanced: string): string {
  return enhanced.replace(/^X/, '5');
}
