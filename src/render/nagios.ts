import { countedRuns, pluginCodeOf, type Report, type Run, type Verdict, verdictOfRun } from '../report.ts';
import { checksOf, unboundedPage } from './checks.ts';
import type { Page } from './page.ts';
import type { RenderContext, Renderer } from './renderer.ts';
import { totalMs } from './waterfall.ts';

const STATES = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'] as const;
const VERDICTS: readonly Verdict[] = ['broken', 'inconclusive', 'warnings', 'healthy'];
const TITLE_CHARACTERS = 300;
/** What Nagios keeps of a plugin's output is 8 KiB (MAX_PLUGIN_OUTPUT_LENGTH); NRPE may keep less. */
const PERFORMANCE_CHARACTERS = 6_000;
const DAY_MS = 24 * 3_600_000;

function render(report: Report, context: RenderContext): string {
  const page = unboundedPage(context);
  const state = STATES[pluginCodeOf(report)] ?? 'UNKNOWN';
  const said = [...counts(report, page), headline(report, page)].filter((part) => part !== '').join(', ');
  const performance = performanceData(report);
  return `SMTP ${state}: ${withoutPipe(said)}${performance === '' ? '' : ` | ${performance}`}\n`;
}

/** The runs as they count: one that another took the place of does not. */
function countingRuns({ runs }: Report): Run[] {
  return countedRuns(runs).filter(({ evidence }) => !evidence.followedBy);
}

/** `broken: 1, healthy: 2`, where there are several. */
function counts(report: Report, { words }: Page): string[] {
  const runs = countingRuns(report);
  if (runs.length === 1) return [];
  return VERDICTS.flatMap((verdict) => {
    const number = runs.filter((run) => verdictOfRun(run) === verdict).length;
    return number === 0 ? [] : [`${words.verdicts[verdict]}: ${number}`];
  });
}

/** The worst run's subject and first finding. */
function headline(report: Report, page: Page): string {
  const runs = countingRuns(report);
  const worst = VERDICTS.flatMap((verdict) => runs.filter((run) => verdictOfRun(run) === verdict))[0];
  if (!worst) return page.words.nothingFound;
  const [first] = checksOf(worst, report, page).filter(({ severity }) => severity !== 'info');
  const said =
    first?.title === undefined ? page.words.verdicts[verdictOfRun(worst)] : `${first.title} (${first.id})`;
  return page.safe(`${worst.subject}: ${said}`, TITLE_CHARACTERS);
}

/** Time and the days that the certificate has left, of as many runs as there is room for. */
function performanceData({ runs }: Report): string {
  const data = runs
    .flatMap((run) => measures(run, runs.length === 1 ? '' : `${label(run.subject)} `))
    .join(' ');
  if (data.length <= PERFORMANCE_CHARACTERS) return data;
  return data.slice(0, data.lastIndexOf(" '", PERFORMANCE_CHARACTERS));
}

function measures({ evidence: { timings, tls, observedAt } }: Run, prefix: string): string[] {
  const [leaf] = tls?.certificates ?? [];
  const days = leaf ? Math.trunc((Date.parse(leaf.validTo) - Date.parse(observedAt)) / DAY_MS) : Number.NaN;
  return [
    ...(timings ? [`'${prefix}time'=${(totalMs(timings) / 1000).toFixed(3)}s;;;0`] : []),
    ...(Number.isFinite(days) ? [`'${prefix}certificate_days'=${days}`] : []),
  ];
}

/** A label may hold neither `'` nor `=`, and what is left of a subject must stay one word to a shell. */
function label(subject: string): string {
  return subject.replace(/[^\w.:@/[\]-]/g, '_').slice(0, 100);
}

/** Text ends at the first `|`. */
function withoutPipe(text: string): string {
  return text.replaceAll('|', '/');
}

/** One line and its performance data (Monitoring Plugins Development Guidelines, "Plugin Output for Nagios"). */
export const renderer: Renderer = { report: render };
