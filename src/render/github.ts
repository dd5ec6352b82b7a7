import type { Run } from '../report.ts';
import { checksOf, unboundedPage } from './checks.ts';
import { type RenderContext, type Renderer, type ReportHead, streaming } from './renderer.ts';

/** A run's findings as workflow commands; notes make none, since a step shows ten of each kind. */
function annotations(run: Run, head: ReportHead, context: RenderContext): string {
  const page = unboundedPage(context);
  const subject = page.safe(run.subject);
  return checksOf(run, head, page)
    .filter(({ state, severity }) => state === 'failed' || (state === 'noted' && severity !== 'info'))
    .map(({ id, state, title = '', lines }) => {
      const command = state === 'failed' ? 'error' : 'warning';
      const message = [...lines, id].join('\n');
      return `::${command} title=${escapeProperty(`${subject}: ${title}`)}::${escapeData(message)}\n`;
    })
    .join('');
}

/** How the runner reads a command's message back (actions/toolkit, packages/core/src/command.ts). */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Annotations of GitHub Actions (docs.github.com, "Workflow commands"); the job summary is the `markdown` format’s. */
export const renderer: Renderer = streaming((head, context) => ({
  run: (run) => annotations(run, head, context),
  end: () => '',
}));
