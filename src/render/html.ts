import { catalogOf, type Locale } from '../messages/catalog.ts';
import { pageWordsOf } from '../messages/page-words.ts';
import { countedRuns, type Report, type Run, verdictOfRun } from '../report.ts';
import { unboundedPage } from './checks.ts';
import { matrix } from './html/matrix.ts';
import { runSection } from './html/run.ts';
import { STYLE } from './html/style.ts';
import { inAll, said, sentence, type Voice } from './html/voice.ts';
import { escapeMarkup } from './markup.ts';
import type { RenderContext, Renderer } from './renderer.ts';

const LOCALES: readonly Locale[] = ['en', 'it'];
/** So many runs are shown open; of more, those with something to say, up to the second number. */
const FEW_RUNS = 3;
const MANY_RUNS = 30;
const BLOCK_COLUMNS = 84;

/** Nothing may be fetched, and nothing run, whatever a server had managed to say. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function render(report: Report, voices: readonly Voice[]): string {
  const { runs, locale } = report;
  const title = voices.find((voice) => voice.locale === locale)?.words.title ?? '';
  const sections = runs.map((run, index) => runSection(run, index, voices, isOpen(run, runs.length)));
  return [
    `<!doctype html>\n<html lang="${locale}"><head><meta charset="utf-8"><title>${escapeMarkup(title)}</title>`,
    `<meta http-equiv="Content-Security-Policy" content="${escapeMarkup(POLICY)}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">',
    `<style>${STYLE}</style></head>\n<body>\n${header(report, voices)}\n<main>${outcome(report, voices)}`,
    runs.length > 1 ? section(({ words }) => words.matrix, matrix(runs, voices), voices) : '',
    section(({ words }) => words.targets, sections.join(''), voices),
    '</main>\n</body></html>\n',
  ].join('\n');
}

function isOpen(run: Run, runs: number): boolean {
  return runs <= FEW_RUNS || (runs <= MANY_RUNS && verdictOfRun(run) !== 'healthy');
}

function section(heading: (voice: Voice) => string, inner: string, voices: readonly Voice[]): string {
  return inner === '' ? '' : `<section><h2>${said(voices, heading)}</h2>\n${inner}</section>`;
}

function header({ tool, command, startedAt, locale }: Report, voices: readonly Voice[]): string {
  const at = startedAt.replace('T', ' ').replace(/(?:\.\d+)?Z$/, ' UTC');
  const source = escapeMarkup(`${tool.name} ${tool.version} ${command} · ${at}`);
  const languages = voices.map((voice) => ({
    id: `lang-${voice.locale}`,
    label: `<span lang="${voice.locale}">${escapeMarkup(voice.words.language)}</span>`,
  }));
  const themes = (['system', 'light', 'dark'] as const).map((theme) => ({
    id: `theme-${theme}`,
    label: said(voices, ({ words }) => words.themes[theme]),
  }));
  return [
    `<header><div><h1>${said(voices, ({ words }) => words.title)}</h1><p class="soft">${source}</p></div>`,
    '<div class="choices">',
    choice(
      'lang',
      said(voices, ({ words }) => words.languages),
      languages,
      `lang-${locale}`,
    ),
    choice(
      'theme',
      said(voices, ({ words }) => words.themes.label),
      themes,
      'theme-system',
    ),
    '</div></header>',
  ].join('');
}

interface Option {
  readonly id: string;
  readonly label: string;
}

/** Buttons of which one is pressed: the style sheet looks at them, so that no script has to. */
function choice(name: string, legend: string, options: readonly Option[], checked: string): string {
  const inputs = options.map(({ id, label }) => {
    const state = id === checked ? ' checked' : '';
    return `<input type="radio" name="${name}" id="${id}"${state}><label for="${id}">${label}</label>`;
  });
  return `<fieldset><legend>${legend}</legend>${inputs.join('')}</fieldset>`;
}

/** The verdict in a sentence, what was counted, and the exit code. */
function outcome({ verdict, runs, exitCode, interruptedBy }: Report, voices: readonly Voice[]): string {
  const counted = countedRuns(runs).flatMap(({ findings }) => findings.map(({ severity }) => severity));
  const count = (wanted: string) => counted.filter((severity) => severity === wanted).length;
  const counts = { error: count('error'), warning: count('warning'), info: count('info') };
  const words = inAll(voices, 'div', (voice) => {
    const { page } = voice;
    const rest = [
      ...(interruptedBy === undefined ? [] : [page.words.interrupted(interruptedBy)]),
      page.words.tally(counts),
      `${voice.words.exitCode}: ${exitCode}`,
    ];
    const text = rest.filter((part) => part !== '').join(' ');
    return `${sentence(page.context.catalog.verdicts[verdict], voice)} <span class="soft">${sentence(text, voice)}</span>`;
  });
  return `<div class="verdict ${verdict}">${words}</div>`;
}

async function voiceOf(locale: Locale): Promise<(context: RenderContext) => Voice> {
  const [catalog, words] = await Promise.all([catalogOf(locale), pageWordsOf(locale)]);
  return (context) => {
    const page = unboundedPage({ ...context, catalog, locale });
    return { locale, words, page, block: { ...page, width: BLOCK_COLUMNS } };
  };
}

/** One page that needs nothing else: no script, no request, both languages. Loads the texts of both. */
export async function loadRenderer(): Promise<Renderer> {
  const voices = await Promise.all(LOCALES.map(voiceOf));
  return {
    report: (report, context) =>
      render(
        report,
        voices.map((voice) => voice(context)),
      ),
  };
}
