import type { ExplainCatalog } from '../../messages/explain-catalog.ts';
import type { Desk } from '../../render/explanation/text.ts';
import { loadInk } from '../../render/ink.ts';
import { newSheet } from '../../render/page.ts';
import { hasColor, hasUnicode, widthOf } from '../terminal.ts';

/** What text is written on: the terminal, or a file of 80 columns without colour. */
export async function deskOf(
  catalog: ExplainCatalog,
  options: { readonly color: boolean; readonly output?: string; readonly verbose?: true },
): Promise<Desk> {
  const isFile = options.output !== undefined && options.output !== '-';
  const width = widthOf(isFile ? undefined : process.stdout.columns, process.env);
  const color = hasColor(options.color && !isFile, process.env, process.stdout.isTTY === true);
  const sheet = newSheet({ width, unicode: hasUnicode(process.env) }, await loadInk(color));
  return { sheet, catalog, verbose: options.verbose === true };
}
