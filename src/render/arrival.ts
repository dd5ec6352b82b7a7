import type { Evidence } from '../evidence.ts';
import { receiverLines, setWay, totalOf } from './inspect.ts';
import { type Page, setRows, setSection } from './page.ts';

/** Where an accepted message was found, what the receiver wrote down about it, and the way it had come. */
export function setArrival({ arrival }: Evidence, page: Page): string[][] {
  if (!arrival?.found) return [];
  const { found } = arrival;
  const { labels } = page.words.inspection;
  const rows = [
    { label: page.sentence(labels.folder), lines: [page.safe(found.folder)] },
    {
      label: page.sentence(labels.receiver),
      lines: receiverLines(found.receiver, page).map((line) => page.safe(line)),
    },
  ];
  return [
    setRows(
      rows.filter(({ lines }) => lines.length > 0),
      page,
    ),
    setSection(page.sentence(labels.way), setWay(found.way, page), page, totalOf(found.way, page)),
  ];
}
