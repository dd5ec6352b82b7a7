import type { Run } from '../../report.ts';
import { type Page, setSection } from '../page.ts';
import { recordLines } from '../zone-fragment.ts';
import { labelOf } from './domain-page.ts';

/**
 * The records that the findings ask for, each whole on a line of its own without a margin: a line that was broken or
 * indented could not be copied into a zone.
 */
export function setPublish({ findings }: Run, page: Page): string[] {
  const lines = recordLines(findings).flatMap(({ before, line }) => [...before, line]);
  return setSection(labelOf('publish', page), lines, page);
}
