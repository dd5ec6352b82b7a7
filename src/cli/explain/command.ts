import { UsageError } from '../../errors.ts';
import type { ExplainCatalog } from '../../messages/explain-catalog.ts';
import { type Explanation, explainOccurrence } from '../../render/explanation/explanation.ts';
import { explainKeyword, readKeywords } from '../../render/explanation/keywords.ts';
import { type Desk, renderExplanations, renderNotice, renderRemark } from '../../render/explanation/text.ts';
import { interpret } from '../../replies/classify.ts';
import type { Statement } from '../../replies/interpretation.ts';
import { readStatement } from '../../replies/read/index.ts';
import { withoutStyle } from '../../replies/read/plain.ts';
import type { ExplainOptions } from '../explain.ts';
import { collect, type Input, inputOf } from './input.ts';
import { type Given, occurrencesOf } from './occurrences.ts';
import { withOutlet } from './output.ts';

/** More of a document is for `--summary`, which reads it as it comes. */
const DOCUMENT_BYTES = 32 * 1024 * 1024;
const SHOWN = 20;
/** A line that is no refusal is explained as words. */
const LINE_BYTES = 16_384;

/**
 * Runs `explain` in the form that the options ask for.
 *
 * @returns the exit code: 0, or 2 when lines of a batch could not be read.
 */
export async function explain(words: readonly string[], options: ExplainOptions): Promise<number> {
  if (options.batch || options.list) checkNoWords(words, options.batch ? '--batch' : '--list');
  const given = await givenIn(options);
  if (options.batch) return (await import('./batch.ts')).explainBatch(options, given);
  if (options.list) return (await import('./list.ts')).explainList(options);
  if (options.summary) return (await import('./summary.ts')).explainSummary(words, options, given);
  return explainInput(inputOf(words), options, given);
}

function checkNoWords(words: readonly string[], option: string): void {
  if (words.length === 0 || (option === '--batch' && words.length === 1 && words[0] === '-')) return;
  const hint = option === '--batch' ? 'give the lines on stdin' : 'leave the text out';
  throw new UsageError(`${option} takes no text`, hint);
}

async function givenIn({ stage, provider }: ExplainOptions): Promise<Given> {
  const named = provider === undefined ? undefined : (await import('./provider.ts')).readProvider(provider);
  return { ...(stage === undefined ? {} : { stage }), ...(named === undefined ? {} : { provider: named }) };
}

/** Explains what was read, in the form that the options ask for; gives the exit code. */
export function explainInput(input: Input, options: ExplainOptions, given: Given): Promise<number> {
  return withOutlet(options, async ({ catalog, write }) => {
    const explanations = await explanationsOf(input, given, catalog);
    await write({
      json: () => ({ explanations }),
      text: (desk) => renderAll(explanations, desk),
    });
    return 0;
  });
}

async function explanationsOf(
  input: Input,
  given: Given,
  catalog: ExplainCatalog,
): Promise<readonly Explanation[]> {
  if (input.kind === 'words') return explainWords(input.text, given, catalog);
  const found: (readonly Statement[])[] = [];
  const words: string[] = [];
  for (const document of input.documents) {
    const read = await readOne(document);
    if (typeof read === 'string') words.push(read);
    else if (read) found.push(read);
  }
  if (found.length === 0 && words.length === 0)
    throw new UsageError('there is no text to explain', 'give a reply, a log or a bounce');
  return [
    ...occurrencesOf(found.flat(), given).map((occurrence) => explainOccurrence(occurrence, catalog)),
    ...words.flatMap((text) => explainWords(text, given, catalog)),
  ];
}

/** The refusals in a document; or its words, where it is a line of no refusal; or undefined, where it is empty. */
async function readOne(
  document: AsyncIterable<Uint8Array>,
): Promise<readonly Statement[] | string | undefined> {
  const { bytes, isCut } = await collect(document, DOCUMENT_BYTES);
  if (isCut) process.stderr.write('smtp-doctor: read the first 32 MiB only; --summary reads everything\n');
  const line = bytes.length > LINE_BYTES ? undefined : withoutStyle(new TextDecoder().decode(bytes)).trim();
  if (line === '') return undefined;
  if (line !== undefined && readKeywords(line).length > 0) return line;
  const { readDocument } = await import('../../replies/read/document.ts');
  const statements = await readDocument(bytes);
  return statements.length === 0 && line?.includes('\n') === false ? line : statements;
}

/** Explains one text, whatever it holds; what was given counts before what it says itself. */
function explainWords(text: string, given: Given, catalog: ExplainCatalog): readonly Explanation[] {
  const keywords = readKeywords(withoutStyle(text));
  if (keywords.length > 0) return keywords.map((line) => explainKeyword(line, catalog));
  const seen = interpret({ ...readStatement(text), ...given });
  return [explainOccurrence({ seen, count: 1, hosts: [], recipients: [] }, catalog)];
}

function renderAll(explanations: readonly Explanation[], desk: Desk): string {
  const { reading } = desk.catalog;
  if (explanations.length === 0) return renderNotice(reading.nothingRefused, desk);
  const shown = desk.verbose ? explanations : explanations.slice(0, SHOWN);
  const hidden = explanations.length - shown.length;
  const remark = hidden === 0 ? '' : renderRemark(reading.hidden(hidden), desk);
  return renderExplanations(shown, desk) + remark;
}
