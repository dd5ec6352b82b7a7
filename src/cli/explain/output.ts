import type { Locale } from '../../messages/catalog.ts';
import { type ExplainCatalog, explainCatalogOf } from '../../messages/explain-catalog.ts';
import type { Desk } from '../../render/explanation/text.ts';
import { printableJson } from '../../render/printable.ts';
import { TOOL } from '../../version.ts';
import type { DisplayOptions } from '../options.ts';
import { openSink } from '../sink.ts';
import { localeOf } from '../terminal.ts';
import { deskOf } from './desk.ts';

/** What is laid open before the work, and written at its end. */
export interface Outlet {
  readonly catalog: ExplainCatalog;
  /** Writes the whole result: the text, or the same as JSON. */
  readonly write: (result: Result) => Promise<void>;
}

/** A result in both forms; only the one that is asked for is made. */
export interface Result {
  readonly text: (desk: Desk) => string;
  readonly json: () => object;
}

/**
 * Opens the place of the output, lets the work be done, and closes it.
 *
 * @throws UsageError for a language that is not spoken, or a file that cannot be written.
 */
export async function withOutlet(
  options: DisplayOptions,
  work: (outlet: Outlet) => Promise<number>,
): Promise<number> {
  const locale = localeOf(options.lang, process.env);
  const sink = await openSink(options.output);
  try {
    const catalog = await explainCatalogOf(locale);
    const isJson = options.json === true || options.format === 'json';
    return await work({
      catalog,
      write: async ({ text, json }) =>
        sink.write(isJson ? toJson(json(), locale) : text(await deskOf(catalog, options))),
    });
  } finally {
    await sink.close();
  }
}

function toJson(body: object, locale: Locale): string {
  return `${printableJson({ schemaVersion: 1, tool: TOOL, command: 'explain', locale, ...body }, 2)}\n`;
}
