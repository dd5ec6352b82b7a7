import { isKnown } from '../../render/explanation/explanation.ts';
import { type CauseCount, renderSummary } from '../../render/explanation/summary.ts';
import type { Cause, Detail } from '../../replies/causes.ts';
import { interpret } from '../../replies/classify.ts';
import type { Interpretation, Statement } from '../../replies/interpretation.ts';
import { isMail, readDocument } from '../../replies/read/document.ts';
import { LogReader } from '../../replies/read/log.ts';
import { linesOf } from '../lines.ts';
import type { DisplayOptions } from '../options.ts';
import { resumed } from './encoding.ts';
import { collect, inputOf } from './input.ts';
import { listenForInterruption } from './interruption.ts';
import type { Given } from './occurrences.ts';
import { withOutlet } from './output.ts';

const MAIL_BYTES = 32 * 1024 * 1024;

interface Tally {
  count: number;
  readonly details: Map<Detail, number>;
  best: Interpretation;
}

/** Counts the refusals of a log by cause, as they come: what is held in memory does not grow with the log. */
export function explainSummary(
  words: readonly string[],
  options: DisplayOptions,
  given: Given,
): Promise<number> {
  return withOutlet(options, async ({ write }) => {
    const input = inputOf(words);
    const documents = input.kind === 'documents' ? input.documents : [wordsAsPieces(input.text)];
    const tallies = new Map<Cause | null, Tally>();
    const interruption = listenForInterruption();
    for (const pieces of documents) {
      for await (const statements of statementsIn(interruption.until(pieces))) {
        for (const statement of statements) count(tallies, interpret({ ...statement, ...given }));
      }
    }
    const causes = countsOf(tallies);
    const refusals = causes.reduce((sum, cause) => sum + cause.count, 0);
    await write({ json: () => ({ refusals, causes }), text: (desk) => renderSummary(causes, desk) });
    return interruption.end();
  });
}

async function* wordsAsPieces(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** The statements of a mail, or of a log of any length. */
async function* statementsIn(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Statement[]> {
  const source = pieces[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done) return;
  const all = resumed(first.value, source);
  if (isMail(first.value)) {
    const { bytes, isCut } = await collect(all, MAIL_BYTES);
    if (isCut) process.stderr.write('smtp-doctor: read the first 32 MiB of the mail only\n');
    yield await readDocument(bytes);
    return;
  }
  const reader = new LogReader();
  for await (const lines of linesOf(all)) yield lines.flatMap((line) => reader.push(line));
  yield reader.end();
}

function count(tallies: Map<Cause | null, Tally>, seen: Interpretation): void {
  const cause = isKnown(seen) ? (seen.cause ?? null) : null;
  const tally = tallies.get(cause) ?? { count: 0, details: new Map<Detail, number>(), best: seen };
  if (tally.count === 0) tallies.set(cause, tally);
  tally.count += 1;
  if (cause !== null && seen.detail !== undefined)
    tally.details.set(seen.detail, (tally.details.get(seen.detail) ?? 0) + 1);
  if (isBetter(seen, tally.best)) tally.best = seen;
}

/** The more certain is the better example, and the shorter of two that are as certain. */
function isBetter(one: Interpretation, other: Interpretation): boolean {
  if (one.confidence !== other.confidence) return one.confidence > other.confidence;
  return one.statement.text.length < other.statement.text.length;
}

function countsOf(tallies: ReadonlyMap<Cause | null, Tally>): CauseCount[] {
  const total = [...tallies.values()].reduce((sum, tally) => sum + tally.count, 0);
  return [...tallies]
    .map(([cause, tally]) => {
      const details = [...tally.details].sort((a, b) => b[1] - a[1]);
      return {
        cause,
        count: tally.count,
        share: Math.round((tally.count / total) * 10_000) / 10_000,
        detail: details[0]?.[0] ?? null,
        details: Object.fromEntries(details),
        example: tally.best.statement,
      };
    })
    .sort((a, b) => b.count - a.count);
}
