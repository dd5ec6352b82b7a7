import { createHash } from 'node:crypto';
import type { Run } from '../report.ts';
import { type Check, checksOf, unboundedPage } from './checks.ts';
import type { Page } from './page.ts';
import { printableJson } from './printable.ts';
import { type Renderer, type ReportHead, streaming } from './renderer.ts';

const SEVERITIES = { error: 'critical', warning: 'minor', info: 'info' } as const;

/** A run's findings as issues of code quality; the subject stands where a file would. */
function issues(run: Run, head: ReportHead, page: Page): string[] {
  const path = page.safe(run.subject);
  return checksOf(run, head, page)
    .filter(({ state }) => state === 'failed' || state === 'noted')
    .map((check) => printableJson(issue(check, path)));
}

function issue({ id, severity = 'error', title = '', lines }: Check, path: string) {
  return {
    description: [title, ...lines].join('\n'),
    check_name: id,
    // The same finding at the same server is the same issue in every pipeline.
    fingerprint: createHash('sha256').update(`${path}\0${id}`).digest('hex'),
    severity: SEVERITIES[severity],
    location: { path, lines: { begin: 1 } },
  };
}

/** GitLab’s code quality report (docs.gitlab.com, "Code Quality report format"): one issue a line. */
export const renderer: Renderer = streaming((head, context) => {
  const page = unboundedPage(context);
  let separator = '\n';
  return {
    begin: '[',
    run: (run) =>
      issues(run, head, page)
        .map((text) => {
          const line = separator + text;
          separator = ',\n';
          return line;
        })
        .join(''),
    end: () => '\n]\n',
  };
});
