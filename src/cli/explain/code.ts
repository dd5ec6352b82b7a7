import { explainCatalogOf } from '../../messages/explain-catalog.ts';
import { explainOccurrence } from '../../render/explanation/explanation.ts';
import { renderExplanations } from '../../render/explanation/text.ts';
import { judge } from '../../replies/judge.ts';
import { parseReplyText } from '../../replies/read/code.ts';
import { votesOf } from '../../replies/votes.ts';
import { localeOf } from '../terminal.ts';
import { deskOf } from './desk.ts';

/**
 * Explains a bare code as `explain` does without options. It is bundled by itself, since loading the whole
 * program would take longer than the answer.
 *
 * @returns false when the words are more than a code: then nothing was written.
 */
export async function explainCode(words: readonly string[]): Promise<boolean> {
  const statement = parseReplyText(words.join(' '));
  if (statement.text !== '') return false;
  const seen = judge(statement, {}, votesOf(statement, {}, {}));
  const catalog = await explainCatalogOf(localeOf(undefined, process.env));
  const explanation = explainOccurrence({ seen, count: 1, hosts: [], recipients: [] }, catalog);
  // A reader that has gone is no error.
  process.stdout.on('error', () => undefined);
  process.stdout.write(renderExplanations([explanation], await deskOf(catalog, { color: true })));
  return true;
}
