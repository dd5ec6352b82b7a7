import type { ExplainedFinding } from './explained.ts';
import { hang, spread, wrap } from './layout.ts';
import { inkOf, type Page, type Sheet, setHanging } from './page.ts';
import { quoteData } from './quotation.ts';

const QUOTED_LINES = 6;
const QUOTED_CHARACTERS = 400;

/** One finding in full: title and id, meaning, the server's words, who must act, what to do, where to read on. */
export function setFinding(finding: ExplainedFinding, page: Page): string[] {
  return [...setTitle(finding, page), ...setBody(finding, page)];
}

/** What stands below a finding's title. */
export function setBody(finding: ExplainedFinding, page: Page): string[] {
  const { words, context } = page;
  const actor = `${words.labels.actor}: ${finding.who ?? context.catalog.actors[finding.actor]}`;
  return [
    ...setMeaning(finding, page),
    ...setQuotation(finding.data, page),
    ...setHanging('', page.sentence(actor), page),
    ...finding.fix.flatMap((step, index) => setHanging(`${index + 1}. `, page.sentence(step), page)),
    ...(finding.see === undefined
      ? []
      : setHanging('', `${page.label('see')}: ${page.safe(finding.see)}`, page)),
  ];
}

/** A note: title, id and meaning; what else it has is for who asks for all. */
export function setNote(finding: ExplainedFinding, page: Page): string[] {
  return [...setTitle(finding, page), ...setMeaning(finding, page)];
}

function setMeaning({ meaning }: ExplainedFinding, page: Page): string[] {
  return wrap(page.sentence(meaning), page.width - 2).map((line) => `  ${line}`);
}

/** What heads a finding, or an explanation; the id may be empty. */
export interface Heading {
  readonly id: string;
  readonly severity: ExplainedFinding['severity'];
  readonly title: string;
}

/** A finding's mark and title, with its id at the right end, or below where there is no room. */
export function setTitle(finding: Heading, page: Sheet): string[] {
  const { ink, width } = page;
  const mark = page.marks[finding.severity];
  const lines = hang(`${mark} `, page.sentence(finding.title), width);
  const inked = lines.map((line, index) =>
    index === 0 ? inkTitle(mark, line, finding, page) : ink.bold(line),
  );
  if (finding.id === '') return inked;
  const room = spread(lines.at(-1) ?? '', finding.id, width);
  if (!room) return [...inked, `  ${ink.dim(finding.id)}`];
  return [...inked.slice(0, -1), (inked.at(-1) ?? '') + room.gap + ink.dim(finding.id)];
}

function inkTitle(mark: string, line: string, { severity }: Heading, page: Sheet): string {
  return inkOf(severity, page)(mark) + page.ink.bold(line.slice(mark.length));
}

/** The reply that a finding's data carries, as it stood on the wire. */
function setQuotation(data: object, page: Page): string[] {
  const quoted = quoteData(data);
  const shown = quoted.slice(0, QUOTED_LINES).map((line) => page.safe(line, QUOTED_CHARACTERS));
  const hidden = quoted.length - shown.length;
  const rest = hidden > 0 ? [`${page.marks.ellipsis} ${page.words.moreLines(hidden)}`] : [];
  return [
    ...shown.flatMap((line) => setHanging('S: ', line, page)),
    ...rest.flatMap((line) => setHanging('   ', page.sentence(line), page)),
  ];
}
