import type { ExplainCatalog } from '../../messages/explain-catalog.ts';
import { certaintyOf } from '../../messages/explain-words.ts';
import type { Reason } from '../../replies/interpretation.ts';
import { setTitle } from '../finding.ts';
import { wrap } from '../layout.ts';
import { joinBlocks, type Row, type Sheet, setHanging, setRows, setSection } from '../page.ts';
import { quoteReply } from '../quotation.ts';
import { commandOf, type Explanation } from './explanation.ts';

const QUOTED_CHARACTERS = 600;
const QUOTED_LINES = 20;
const FACT_CHARACTERS = 200;
/** What fits a terminal of 24 lines; the others are for who asks for all. */
const STEPS = 4;

/** What explanations are written with. */
export interface Desk {
  readonly sheet: Sheet;
  readonly catalog: ExplainCatalog;
  readonly verbose: boolean;
}

/** Writes explanations for a person at a terminal, with a rule between them; EHLO lines follow each other closely. */
export function renderExplanations(explanations: readonly Explanation[], desk: Desk): string {
  const { sheet } = desk;
  const rule = sheet.ink.dim((sheet.marks.ellipsis === '…' ? '─' : '-').repeat(sheet.width));
  const blocks = explanations.flatMap((explanation, index) => {
    const lines = setExplanation(explanation, desk);
    return index === 0 || explanation.keyword !== undefined ? [lines] : [[rule], lines];
  });
  return toText(joinBlocks(blocks));
}

/** A remark under the explanations. */
export function renderRemark(text: string, { sheet }: Desk): string {
  return toText(['', ...wrap(sheet.sentence(text), sheet.width)]);
}

/** A title with nothing behind it to act upon. */
export function renderNotice(
  { title, meaning }: { title: string; meaning: string },
  { sheet }: Desk,
): string {
  const head = `${sheet.ink.cyan(sheet.marks.info)} ${sheet.ink.bold(sheet.sentence(title))}`;
  return toText([head, ...setHanging('', sheet.sentence(meaning), sheet)]);
}

/** Lines as they are written out. */
export function toText(lines: readonly string[]): string {
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function setExplanation(explanation: Explanation, desk: Desk): string[] {
  const { sheet, catalog } = desk;
  const { labels } = catalog.words;
  if (explanation.keyword !== undefined) return setHead(explanation, sheet);
  return joinBlocks([
    setHead(explanation, sheet),
    setSection(
      sheet.sentence(catalog.reading.labels.byStage),
      setRows(stageRows(explanation, desk), sheet),
      sheet,
    ),
    setRows(readingRows(explanation, desk), sheet),
    setSection(sheet.sentence(labels.fix), setSteps(explanation, desk), sheet),
    setRows(adviceRows(explanation, desk), sheet),
  ]);
}

/** Title, the words as they were read, and what they mean. */
function setHead(explanation: Explanation, sheet: Sheet): string[] {
  const title = {
    id: explanation.detail ?? '',
    severity: severityOf(explanation),
    title: titleOf(explanation),
  };
  return [
    ...setTitle(title, sheet),
    ...setQuotation(explanation, sheet),
    ...setHanging('', sheet.sentence(explanation.meaning), sheet),
  ];
}

function severityOf({ cause, temporary, code }: Explanation): 'error' | 'warning' | 'info' {
  if (cause === null && temporary === null && (code ?? 0) < 400) return 'info';
  return temporary ? 'warning' : 'error';
}

/** A bare code stands before what it means. */
function titleOf({ text, code, enhanced, title }: Explanation): string {
  const codes = [code, enhanced].filter((part) => part !== undefined).join(' ');
  return text === '' && codes !== '' ? `${codes} ${title}` : title;
}

/** The words as they were read, behind their codes. */
function setQuotation({ text, code, enhanced, keyword }: Explanation, sheet: Sheet): string[] {
  if (keyword !== undefined) return text.toUpperCase() === keyword ? [] : quoted(text, sheet);
  if (text === '') return [];
  const texts = text.split('\n');
  const codes = enhanced === undefined ? {} : { enhanced };
  const lines =
    code === undefined
      ? texts.map((line) => (enhanced === undefined ? line : `${enhanced} ${line}`))
      : quoteReply({ code, ...codes, lines: texts });
  const quotation = lines.slice(0, QUOTED_LINES).flatMap((line) => quoted(line, sheet));
  return lines.length > QUOTED_LINES ? [...quotation, `  ${sheet.marks.ellipsis}`] : quotation;
}

function quoted(text: string, sheet: Sheet): string[] {
  return text === '' ? [] : setHanging('S: ', sheet.safe(text, QUOTED_CHARACTERS), sheet);
}

function stageRows({ byStage = [] }: Explanation, { sheet, catalog }: Desk): Row[] {
  return byStage.map(({ stage, title }) => ({
    label: sheet.sentence(commandOf(stage, catalog)),
    lines: [sheet.sentence(title)],
  }));
}

/** What is known of where it came from, who must act, and whether to retry. */
function readingRows(explanation: Explanation, { sheet, catalog, verbose }: Desk): Row[] {
  const { stage, host, software, provider, action, status, actor, count, confidence } = explanation;
  const { reading, words } = catalog;
  const rows: readonly (readonly [label: string, line: string | undefined])[] = [
    [words.labels.stage, stage && commandOf(stage, catalog)],
    [reading.labels.server, withOthers(host ?? '', explanation.hosts, catalog)],
    [reading.labels.software, verbose ? software : undefined],
    [reading.labels.provider, verbose ? provider : undefined],
    [reading.labels.recipient, withOthers(explanation.recipient ?? '', explanation.recipients, catalog)],
    [words.labels.action, words.reported(action, status)],
    [reading.labels.seen, count > 1 ? reading.times(count) : undefined],
    [words.labels.confidence, actor === null ? undefined : words.certainties[certaintyOf(confidence)]],
    [words.labels.actor, explanation.who],
    [words.labels.retry, explanation.retry],
  ];
  return rowsOf(rows, sheet);
}

function withOthers(first: string, all: readonly string[] = [], { reading }: ExplainCatalog): string {
  return all.length > 1 ? `${first}, ${reading.others(all.length - 1)}` : first;
}

/** The first steps, or all of them. */
function setSteps({ fix }: Explanation, { sheet, catalog, verbose }: Desk): string[] {
  const shown = verbose ? fix : fix.slice(0, STEPS);
  const hidden = fix.length - shown.length;
  const rest = hidden === 0 ? [] : setHanging('   ', sheet.sentence(catalog.words.moreSteps(hidden)), sheet);
  return [
    ...shown.flatMap((step, index) => setHanging(`${index + 1}. `, sheet.sentence(step), sheet)),
    ...rest.map(sheet.ink.dim),
  ];
}

/** What not to do, what else it may be, what decided, and where to read on. */
function adviceRows(explanation: Explanation, { sheet, catalog, verbose }: Desk): Row[] {
  const { avoid, alternatives, confidence, because, facts } = explanation;
  const { words, reading } = catalog;
  const { labels } = words;
  const isCertain = certaintyOf(confidence) === 'certain';
  const others = isCertain ? [] : alternatives.map((cause) => words.causes[cause]);
  const reasons = because.map((reason) => words.because(asSaid(reason)));
  const named = Object.values(facts).map((value) => sheet.safe(String(value), FACT_CHARACTERS));
  return [
    ...rowsOf(
      [
        [labels.avoid, avoid],
        [labels.alternatives, others.join(', ')],
      ],
      sheet,
    ),
    ...listRows(labels.because, verbose ? reasons : [], sheet),
    ...listRows(reading.labels.facts, verbose ? named : [], sheet),
    ...listRows(labels.sources, placesShown(explanation, verbose), sheet),
  ];
}

/** The cause's page, or all places; of a code that has no cause, the place where it is defined. */
function placesShown({ see, cause }: Explanation, verbose: boolean): readonly string[] {
  return verbose || cause === null ? see : see.filter((place) => place.startsWith('https:'));
}

/** A person is shown the words of the text, not the pattern that they fit. */
function asSaid(reason: Reason): Reason {
  return reason.by === 'wording' ? { ...reason, says: reason.words } : reason;
}

function rowsOf(rows: readonly (readonly [string, string | undefined])[], sheet: Sheet): Row[] {
  return rows.flatMap(([label, line]) => listRows(label, line ? [line] : [], sheet));
}

function listRows(label: string, lines: readonly string[], sheet: Sheet): Row[] {
  return lines.length === 0
    ? []
    : [{ label: sheet.sentence(label), lines: lines.map((line) => sheet.sentence(line)) }];
}
