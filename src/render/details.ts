import type { Evidence } from '../evidence.ts';
import type { DnsAnswer, DnsRecord } from '../net/resolver.ts';
import type { Run } from '../report.ts';
import type { Exchange } from '../smtp/session.ts';
import { type Page, type Row, setHanging, setRows, setSection } from './page.ts';
import { quoteReply } from './quotation.ts';

const LINE_CHARACTERS = 400;

/** What only a curious reader asks for: DNS, connections, every command and reply, and what was not found. */
export function setDetails(run: Run, page: Page): string[][] {
  return [
    setSection(page.label('dns'), setRows(dnsRows(run.evidence, page), page), page),
    setSection(page.label('attempts'), setRows(attemptRows(run.evidence, page), page), page),
    setSection(page.label('exchanges'), setExchanges(run.evidence.exchanges ?? [], page), page),
    setSection(page.label('passed'), setIds(run.passed, page), page),
    setSection(page.label('skipped'), setIds(run.skipped, page), page),
  ];
}

export function setIds(ids: readonly string[], page: Page): string[] {
  return ids.length === 0 ? [] : setHanging('', ids.join(' '), page);
}

function dnsRows({ dns, mx }: Evidence, page: Page): Row[] {
  if (!dns) return [];
  const answers = [...dns.addresses, ...(mx ? [mx] : []), ...(dns.tlsa ? [dns.tlsa] : [])];
  return answers.map((answer) => ({
    label: answer.type,
    lines: [
      page.safe(answer.name),
      ...answer.records.map((record) => page.safe(formatRecord(record))),
    ].concat(page.sentence(describeAnswer(answer, page))),
  }));
}

function describeAnswer(answer: DnsAnswer, { words }: Page): string {
  const parts = [
    words.dnsStatuses[answer.status],
    answer.source,
    ...(answer.aliases.length === 0 ? [] : [words.alias([answer.name, ...answer.aliases].slice(1))]),
    ...(answer.ttlSeconds === undefined ? [] : [words.ttl(answer.ttlSeconds)]),
    ...(answer.authenticated ? [words.dnssec] : []),
    words.duration(answer.elapsedMs),
  ];
  return parts.join(', ');
}

/** A record's value in presentation form (RFC 1035 §5.1). */
function formatRecord(record: DnsRecord): string {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return record.address;
    case 'MX':
      return `${record.preference} ${record.exchange}`;
    case 'TXT':
      return record.text;
    case 'TLSA':
      return `${record.usage} ${record.selector} ${record.matching} ${record.data}`;
    case 'SRV':
      return `${record.priority} ${record.weight} ${record.port} ${record.target}`;
    case 'CAA':
      return `${record.tag} ${record.value}`;
    case 'SOA':
      return record.primary;
    default:
      return record.target;
  }
}

function attemptRows({ connect }: Evidence, page: Page): Row[] {
  return (connect?.attempts ?? []).map(({ address, outcome, code, startedMs, elapsedMs }) => {
    const { words } = page;
    const how =
      code === undefined ? words.attemptOutcomes[outcome] : `${words.attemptOutcomes[outcome]} (${code})`;
    const said = `${how}, ${words.span(startedMs, elapsedMs)}`;
    return { label: page.safe(address), lines: [page.sentence(said)] };
  });
}

function setExchanges(exchanges: readonly Exchange[], page: Page): string[] {
  return exchanges.flatMap(({ command, reply, startedMs, elapsedMs }) => [
    ...(command === undefined ? [] : setHanging('C: ', page.safe(command, LINE_CHARACTERS), page)),
    ...quoteReply(reply).flatMap((line) => setHanging('S: ', page.safe(line, LINE_CHARACTERS), page)),
    `     ${page.ink.dim(page.words.span(startedMs, elapsedMs))}`,
  ]);
}
