import type { Evidence } from '../../evidence.ts';
import { type Run, verdictOfRun } from '../../report.ts';
import type { Finding } from '../../rules/index.ts';
import type { TranscriptLine } from '../../smtp/transcript.ts';
import { setDomainSummary } from '../domain.ts';
import { explain } from '../explained.ts';
import { factRows } from '../facts.ts';
import { escapeMarkup } from '../markup.ts';
import { joinBlocks } from '../page.ts';
import { setHypotheses } from '../ports.ts';
import { quoteData, quoteReply } from '../quotation.ts';
import { setSections } from '../run.ts';
import { badge } from './matrix.ts';
import { inAll, quoted, said, sentence, type Voice } from './voice.ts';
import { waterfall } from './waterfall.ts';

const QUOTED_LINES = 12;
const TALK_LINES = 40;
const TRANSCRIPT_LINES = 600;

/** One run, folded or open: its findings, its time, what was seen, the dialogue. */
export function runSection(run: Run, index: number, voices: readonly Voice[], isOpen: boolean): string {
  const [voice] = voices;
  if (!voice) return '';
  const { evidence, subject, findings, passed } = run;
  return [
    `<details class="run"${isOpen ? ' open' : ''}><summary><h3>${quoted(subject, voice)}</h3>`,
    // Inside, since a link opens what is folded around its target.
    `${badge(verdictOfRun(run), voices)}</summary><div class="body" id="run-${index + 1}">`,
    stop(run, voices),
    ...findings.map((finding) => findingBlock(finding, evidence, voices)),
    waterfall(evidence.timings ?? [], voices),
    facts(evidence, voices),
    more(run, voices),
    transcript(evidence.transcript ?? [], voices),
    folded(
      `${passedHeading(passed.length, voices)}`,
      passed.length === 0 ? '' : `<p>${passed.map((id) => `<code>${id}</code>`).join(' ')}</p>`,
    ),
    '</div></details>\n',
  ].join('');
}

/** Where the walk ended, when no error among the findings says it. */
function stop({ evidence: { failure }, findings }: Run, voices: readonly Voice[]): string {
  const [voice] = voices;
  if (!failure || !voice || findings.some(({ severity }) => severity === 'error')) return '';
  const where = said(voices, ({ page }) => page.words.stoppedAt(page.words.stages[failure.stage]));
  // Of the user's own interruption there is no more to say.
  if (failure.kind === 'aborted') return `<div class="finding info"><h5>${where}</h5></div>`;
  return `<div class="finding error"><h5>${where}</h5><p>${quoted(failure.message, voice)}</p></div>`;
}

function findingBlock(finding: Finding, evidence: Evidence, voices: readonly Voice[]): string {
  const [voice] = voices;
  if (!voice) return '';
  const lines = quoteData(finding.data).slice(0, QUOTED_LINES);
  const reply =
    lines.length === 0 ? '' : `<pre>${lines.map((line) => `S: ${quoted(line, voice)}`).join('\n')}</pre>`;
  return [
    `<article class="finding ${finding.severity}">`,
    inAll(voices, 'div', (one) => findingWords(finding, evidence, one)),
    reply,
    inAll(voices, 'div', (one) => findingAdvice(finding, evidence, one)),
    talkOf(finding, evidence, voices),
    `<code>${finding.id}</code></article>`,
  ].join('');
}

function findingWords(finding: Finding, evidence: Evidence, voice: Voice): string {
  const { title, meaning, severity } = explain(finding, evidence, voice.page.context.catalog);
  const mark = `<span class="badge">${sentence(voice.words.severities[severity], voice)}</span>`;
  return `<h5>${mark}${sentence(title, voice)}</h5><p>${sentence(meaning, voice)}</p>`;
}

function findingAdvice(finding: Finding, evidence: Evidence, voice: Voice): string {
  const { catalog } = voice.page.context;
  const { fix, see, who = catalog.actors[finding.actor] } = explain(finding, evidence, catalog);
  const { labels } = voice.page.words;
  const steps = fix.map((step) => `<li>${sentence(step, voice)}</li>`).join('');
  const link = see === undefined ? '' : `<p>${sentence(labels.see, voice)}: ${anchor(see, voice)}</p>`;
  const causes = setHypotheses(finding.data, evidence, voice.block);
  const actor = `<p>${sentence(labels.actor, voice)}: <strong>${sentence(who, voice)}</strong></p>`;
  return [actor, steps === '' ? '' : `<ol>${steps}</ol>`, block(causes), link].join('');
}

/** Our own texts name the address; still, only the web may be linked to. */
function anchor(address: string, voice: Voice): string {
  const text = quoted(address, voice);
  return /^https?:\/\//.test(address) ? `<a href="${text}" rel="noreferrer">${text}</a>` : text;
}

/** What was said at a finding's stage. */
function talkOf({ stage }: Finding, { exchanges = [] }: Evidence, voices: readonly Voice[]): string {
  const lines = exchanges
    .filter((exchange) => exchange.stage === stage)
    .flatMap(({ command, reply }) => [
      ...(command === undefined ? [] : [{ direction: 'C', text: command } as const]),
      ...quoteReply(reply).map((text) => ({ direction: 'S', text }) as const),
    ]);
  return folded(
    said(voices, ({ words }) => words.said),
    talk(lines.slice(0, TALK_LINES), voices),
  );
}

type Spoken = Pick<TranscriptLine, 'direction' | 'text'> & Partial<TranscriptLine>;

function talk(lines: readonly Spoken[], [voice]: readonly Voice[]): string {
  if (!voice || lines.length === 0) return '';
  const items = lines.map(({ direction, text, atMs, secure }) => {
    const at = atMs === undefined ? '' : `<span class="at">${atMs}&nbsp;ms</span>`;
    const name = `${direction === '*' ? 'E' : direction}${secure ? ' secure' : ''}`;
    return `<li class="${name}">${at}<span class="who">${direction}</span><span>${quoted(text, voice)}</span></li>`;
  });
  return `<ul class="talk">${items.join('')}</ul>`;
}

function transcript(lines: readonly TranscriptLine[], voices: readonly Voice[]): string {
  return folded(
    said(voices, ({ page }) => page.words.labels.transcript),
    talk(lines.slice(0, TRANSCRIPT_LINES), voices),
  );
}

function facts(evidence: Evidence, voices: readonly Voice[]): string {
  return inAll(voices, 'div', (voice) => {
    const rows = factRows(evidence, voice.page);
    if (rows.length === 0) return '';
    const set = rows.map(({ label, lines }) => {
      return `<dt>${escapeMarkup(label)}</dt><dd>${lines.map((line) => `<div>${escapeMarkup(line)}</div>`).join('')}</dd>`;
    });
    return `<h4>${sentence(voice.words.facts, voice)}</h4><dl>${set.join('')}</dl>`;
  });
}

/** What only some commands find out, as the text report has it. */
function more(run: Run, voices: readonly Voice[]): string {
  const texts = voices.map((voice) =>
    joinBlocks([setDomainSummary(run, voice.block), ...setSections(run, voice.block)]),
  );
  if (texts.every((lines) => lines.length === 0)) return '';
  const blocks = inAll(voices, 'div', (voice) => block(texts[voices.indexOf(voice)] ?? []));
  return folded(
    said(voices, ({ words }) => words.more),
    blocks,
  );
}

/** Lines as the text report has them. */
function block(lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `<pre>${escapeMarkup(lines.map((line) => line.trimEnd()).join('\n'))}</pre>`;
}

function passedHeading(count: number, voices: readonly Voice[]): string {
  return said(voices, ({ page }) => `${page.words.labels.passed} (${count})`);
}

function folded(heading: string, inner: string): string {
  return inner === '' ? '' : `<details><summary>${heading}</summary>${inner}</details>`;
}
