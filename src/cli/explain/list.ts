import { knownIn, renderKnown } from '../../render/explanation/list.ts';
import type { DisplayOptions } from '../options.ts';
import { withOutlet } from './output.ts';

/** Lists all codes and causes that are known. */
export function explainList(options: DisplayOptions): Promise<number> {
  return withOutlet(options, async ({ catalog, write }) => {
    const known = knownIn(catalog);
    await write({ json: () => known, text: (desk) => renderKnown(known, desk) });
    return 0;
  });
}
