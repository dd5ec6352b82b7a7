import type { Evidence, InspectionEvidence, MethodEvidence, SignatureEvidence, Taken } from '../evidence.ts';
import type { Hop, Way } from '../trace/hops.ts';
import { cutColumns, padEnd } from './layout.ts';
import { type Page, type Row, setRows, setSection } from './page.ts';
import { setBar } from './waterfall.ts';
import { widest } from './width.ts';

const VALUE_CHARACTERS = 200;
const MOST_RESULTS = 12;
const NARROWEST_BAR = 10;

/** A received message: whose it is, what SPF, DKIM, DMARC, ARC and BIMI say, and its way hop by hop. */
export function setInspection({ inspection }: Evidence, page: Page): string[][] {
  if (!inspection) return [];
  const { labels } = page.words.inspection;
  const { questions, way } = inspection;
  return [
    setRows(rowsOf(inspection, page), page),
    setSection(page.sentence(labels.way), setWay(way, page), page, totalOf(way, page)),
    page.context.verbose
      ? setSection(page.label('dns'), setRows(questionRows(questions, page), page), page)
      : [],
  ];
}

function rowsOf(inspection: InspectionEvidence, page: Page): Row[] {
  const { labels } = page.words.inspection;
  const { message, client, spf, dmarc, arc, bimi } = inspection;
  const rows: readonly (readonly [keyof typeof labels, readonly string[]])[] = [
    ['from', message.from],
    ['subject', message.subject === undefined ? [] : [message.subject]],
    ['client', clientLines(client, page)],
    ['sender', client.mailFrom ? [senderLine(client.mailFrom, page)] : []],
    ['spf', checkLines(spf, page)],
    ['dkim', dkimLines(inspection, page)],
    ['dmarc', dmarcLines(dmarc, page)],
    ['arc', checkLines(arc, page)],
    ['bimi', checkLines(bimi, page)],
    ['receiver', receiverLines(inspection.receiver, page)],
    ['detours', detourLines(inspection, page)],
  ];
  return rows
    .filter(([, lines]) => lines.length > 0)
    .map(([label, lines]) => ({
      label: page.sentence(labels[label]),
      lines: lines.map((line) => page.safe(line, VALUE_CHARACTERS * 2)),
    }));
}

function clientLines({ ip, helo }: InspectionEvidence['client'], page: Page): string[] {
  const { taken, unknownClient, helo: said } = page.words.inspection;
  if (!ip) return [unknownClient];
  const name = helo ? [said(helo.value)] : [];
  return [`${[ip.value, ...name].join(', ')} (${taken[ip.source]})`];
}

function senderLine({ value, source }: Taken, page: Page): string {
  const { taken, nullSender } = page.words.inspection;
  return `${value === '' ? nullSender : value} (${taken[source]})`;
}

function checkLines(check: MethodEvidence | undefined, page: Page): string[] {
  if (!check) return [];
  const { result, domain, comment } = check;
  const line = page.words.inspection.result(result, domain);
  return [comment === undefined || result === 'pass' ? line : `${line}: ${comment}`];
}

function dmarcLines(dmarc: InspectionEvidence['dmarc'], page: Page): string[] {
  if (!dmarc) return [];
  const words = page.words.inspection;
  const { result, domain, policy, alignedBy } = dmarc;
  const methods = [...(alignedBy.spf ? ['SPF'] : []), ...(alignedBy.dkim ? ['DKIM'] : [])];
  const isJudged = result === 'pass' || result === 'fail';
  return [
    [
      words.result(result, domain),
      ...(isJudged ? [words.alignedBy(methods)] : []),
      ...(policy === undefined ? [] : [words.policy(policy)]),
    ].join(', '),
  ];
}

function dkimLines({ signatures, moreSignatures }: InspectionEvidence, page: Page): string[] {
  const words = page.words.inspection;
  if (signatures.length === 0) return [words.unsigned];
  const more = moreSignatures > 0 ? [words.moreSignatures(moreSignatures)] : [];
  return [...signatures.map((signature) => signatureLine(signature, page)), ...more];
}

function signatureLine(signature: SignatureEvidence, page: Page): string {
  const words = page.words.inspection;
  const { domain, selector, fault, algorithm, form, key, mailauth } = signature;
  const isGood = fault === undefined;
  const isOther = mailauth !== undefined && (mailauth.result === 'pass') !== isGood;
  const result = isGood ? 'pass' : 'fail';
  return [
    words.result(result, domain === '' ? undefined : `${domain} (s=${selector})`),
    ...(algorithm === '' ? [] : [`${algorithm} ${form}`]),
    ...(key.type === undefined ? [] : [words.key(key.type, key.bits)]),
    ...(isOther ? [words.otherVerdict(mailauth.result)] : []),
  ].join(', ');
}

/** What a receiver wrote down itself; not yet printable. */
export function receiverLines(receiver: InspectionEvidence['receiver'], page: Page): string[] {
  if (!receiver) return [];
  const results = receiver.results.slice(0, MOST_RESULTS).map(({ method, result, properties }) => {
    const domain = properties['header.d'] ?? properties['header.from'] ?? properties['smtp.mailfrom'];
    return `${method} ${page.words.inspection.result(result, domain)}`;
  });
  return [page.words.inspection.said(receiver.server), ...results];
}

function detourLines({ detours }: InspectionEvidence, page: Page): string[] {
  const words = page.words.inspection;
  const { list, resentBy, forwardedFor, sealedBy } = detours;
  return [
    ...(list === undefined ? [] : [words.list(list)]),
    ...(resentBy === undefined ? [] : [words.resent(resentBy)]),
    ...(forwardedFor.length === 0 ? [] : [words.forwarded(forwardedFor)]),
    ...(sealedBy.length === 0 ? [] : [words.sealed(sealedBy)]),
  ];
}

function questionRows(questions: InspectionEvidence['questions'], page: Page): Row[] {
  return questions.map(({ name, type, status, elapsedMs }) => ({
    label: type,
    lines: [
      page.safe(name),
      page.sentence(`${page.words.dnsStatuses[status]}, ${page.words.duration(elapsedMs)}`),
    ],
  }));
}

/** One server a line: what it was, its name, where and how long in time, and how the message came there. */
export function setWay({ hops }: Way, page: Page): string[] {
  if (hops.length === 0) return [];
  const words = page.words.inspection;
  const spans = spansOf(hops);
  const total = spans.reduce((end, { startedMs, elapsedMs }) => Math.max(end, startedMs + elapsedMs), 0);
  const times = hops.map(({ delayMs }) => (delayMs === undefined ? words.undated : words.delay(delayMs)));
  const ways = hops.map((hop) => page.safe(protectionOf(hop, page), 24));
  const [timeColumn, wayColumn, roleColumn] = [
    widest(times),
    widest(ways),
    widest(Object.values(words.roles)),
  ];
  const room = page.width - roleColumn - timeColumn - wayColumn - 10;
  const names = hops.map(({ by }) => page.safe(by ?? words.unnamed, VALUE_CHARACTERS));
  const nameColumn = Math.min(widest(names), room - NARROWEST_BAR);
  return hops.flatMap((hop, index) => {
    const span = spans[index] ?? { startedMs: 0, elapsedMs: 0 };
    const name = cutColumns(names[index] ?? '', nameColumn, page.marks.ellipsis);
    const bar = setBar(span, { total, room: room - nameColumn }, page);
    return [
      ...(index === 0 ? originLines(hop, { roleColumn }, page) : []),
      `  ${padEnd(words.roles[hop.role], roleColumn)}  ${padEnd(name, nameColumn)}  ${page.ink.cyan(bar)}  ${(times[index] ?? '').padStart(timeColumn)}  ${page.ink.dim(ways[index] ?? '')}`,
    ];
  });
}

/** Whoever handed the message to the first server. */
function originLines(hop: Hop, { roleColumn }: { readonly roleColumn: number }, page: Page): string[] {
  const { roles } = page.words.inspection;
  const name = hop.from?.name ?? hop.from?.helo ?? hop.from?.address;
  if (name === undefined) return [];
  const role = hop.role === 'msa' ? roles.mua : roles.mta;
  return [`  ${padEnd(role, roleColumn)}  ${page.safe(name, page.width - roleColumn - 4)}`];
}

function protectionOf({ protection, tls, clockOffsetMs }: Hop, page: Page): string {
  const { protections } = page.words.inspection;
  const mark = clockOffsetMs === undefined ? '' : ` ${page.marks.warning}`;
  return (tls?.protocol ?? protections[protection]) + mark;
}

/** Each hop from where the one before it ended; time that runs back takes none. */
function spansOf(hops: readonly Hop[]): { readonly startedMs: number; readonly elapsedMs: number }[] {
  let now = 0;
  return hops.map(({ delayMs = 0 }) => {
    const startedMs = now;
    now += Math.max(0, delayMs);
    return { startedMs, elapsedMs: Math.max(0, delayMs) };
  });
}

/** How long the whole way took; empty where that is not known. */
export function totalOf({ hops, writtenAt }: Way, page: Page): string {
  const { labels, delay } = page.words.inspection;
  const dates = [writtenAt, ...hops.map(({ date }) => date)].filter((date) => date !== undefined);
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined || dates.length < 2) return '';
  return page.sentence(`${labels.total} ${delay(Date.parse(last) - Date.parse(first))}`);
}
