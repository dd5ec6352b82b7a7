import { type Run, verdictOfRun } from '../report.ts';
import { explain } from './explained.ts';
import { cutColumns, padEnd } from './layout.ts';
import { type Page, verdictMark } from './page.ts';
import { displayWidth, widest } from './width.ts';

/** One run in short; what is not ours in it is printable. */
export interface SummaryLine {
  readonly subject: string;
  readonly verdict: { readonly plain: string; readonly inked: string };
  readonly headline: string;
}

/** Several runs side by side: subject, verdict and first finding of each, one line a run. */
export function setSummary(runs: readonly Run[], page: Page): string[] {
  return setSummaryLines(
    runs.map((run) => summarise(run, page)),
    page,
  );
}

/** Sets such lines below a head. */
export function setSummaryLines(lines: readonly SummaryLine[], page: Page): string[] {
  const verdictColumn = widest([page.label('verdict'), ...lines.map((line) => line.verdict.plain)]);
  const subjects = [page.label('subject'), ...lines.map((line) => line.subject)];
  const subjectColumn = Math.min(widest(subjects), Math.floor((page.width - verdictColumn - 4) * 0.6));
  const room = page.width - subjectColumn - verdictColumn - 4;
  const fit = (text: string, columns: number) => cutColumns(text, columns, page.marks.ellipsis);
  const subject = (text: string) => padEnd(fit(text, subjectColumn), subjectColumn);
  const head = `${subject(page.label('subject'))}  ${padEnd(page.label('verdict'), verdictColumn)}  `;
  return [
    page.ink.dim(head + fit(page.label('headline'), room)),
    ...lines.map(({ subject: name, verdict, headline }) => {
      const gap = ' '.repeat(verdictColumn - displayWidth(verdict.plain));
      return `${subject(name)}  ${verdict.inked}${gap}  ${fit(headline, room)}`;
    }),
  ];
}

/** Says in short what a run came to. */
export function summarise(run: Run, page: Page): SummaryLine {
  const finding = run.findings.find(({ severity }) => severity !== 'info');
  const headline = finding
    ? explain(finding, run.evidence, page.context.catalog).title
    : page.words.nothingFound;
  return {
    subject: page.safe(run.subject),
    verdict: verdictMark(verdictOfRun(run), page),
    headline: page.sentence(headline),
  };
}
