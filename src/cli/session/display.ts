import { catalogOf } from '../../messages/catalog.ts';
import { explainCatalogOf } from '../../messages/explain-catalog.ts';
import type { Draft } from '../../probes/draft.ts';
import { loadInk } from '../../render/ink.ts';
import type { SessionOptions } from '../session.ts';
import { openSink } from '../sink.ts';
import { hasColor, hasUnicode, localeOf, widthOf } from '../terminal.ts';
import { View } from './view.ts';

/** Where a session is shown, in which language, and how. */
export interface Display {
  viewOf(draft: Draft): View;
  /** From now on everything is written by this, above the line that is being typed. */
  writeBy(write: (text: string) => void): void;
  close(): Promise<void>;
}

/** Opens standard output; without a terminal the notation is written, as wide as it comes. */
export async function openDisplay(
  options: SessionOptions,
  isScript: boolean,
  isOverdue = (): boolean => false,
): Promise<Display> {
  const locale = localeOf(options.lang, process.env);
  const color = hasColor(options.color && !isScript, process.env, process.stdout.isTTY === true);
  const [catalog, explain, ink] = await Promise.all([
    catalogOf(locale),
    explainCatalogOf(locale),
    loadInk(color),
  ]);
  const sink = await openSink(undefined);
  let write = (text: string): void => void sink.write(text);
  const context = {
    ...{ catalog, locale, color, unicode: hasUnicode(process.env) },
    ...{ verbose: true, quiet: false, transcript: false },
  };
  const width = (): number => widthOf(process.stdout.columns, process.env);
  return {
    viewOf: (draft) =>
      new View({ context, explain, ink, width, isScript, isOverdue, write: (text) => write(text) }, draft),
    writeBy: (next) => {
      write = next;
    },
    close: () => sink.close(),
  };
}
