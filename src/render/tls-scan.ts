import type { Enumerated, Evidence, ProtocolScan, TlsScanEvidence } from '../evidence.ts';
import { suiteOf } from '../tls/suites.ts';
import { type Page, type Row, setRows, setSection } from './page.ts';

/** Of one version; the others are counted. */
const MOST_SUITES = 12;

/** What a scan found that TLS accepts here. */
export function setTlsScan({ tlsScan }: Evidence, page: Page): string[] {
  if (!tlsScan) return [];
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ...tlsScan.protocols.map((scan) => [scan.protocol, protocolLines(scan, page)] as const),
    [label('groups', page), listLines(tlsScan, ({ groups }) => groups, page)],
    [label('signatures', page), listLines(tlsScan, ({ signatureSchemes }) => signatureSchemes, page)],
    [label('keys', page), keyLines(tlsScan, page)],
    [label('fields', page), tlsScan.fields.map(({ bits, prime }) => words(page).field(bits, prime))],
    [label('features', page), featureLines(tlsScan, page)],
    [label('connections', page), connectionLines(tlsScan, page)],
  ];
  const filled: Row[] = rows
    .filter(([, lines]) => lines.length > 0)
    .map(([name, lines]) => ({ label: name, lines: lines.map((line) => page.sentence(line)) }));
  return setSection(label('scan', page), setRows(filled, page), page);
}

type Words = Page['context']['catalog']['tlsScan'];

function words({ context }: Page): Words {
  return context.catalog.tlsScan;
}

function label(name: keyof Words['labels'], page: Page): string {
  return page.sentence(words(page).labels[name]);
}

function protocolLines(scan: ProtocolScan, page: Page): string[] {
  const { refused, unknown, ciphers, derivedFrom, unasked } = words(page);
  if (scan.state !== 'accepted') return [scan.state === 'refused' ? refused : unknown];
  const { suites } = scan;
  if (!suites) return [unknown];
  const parts = [ciphers(suites.names.length), ...orderParts(suites, page)];
  if (scan.derivedFrom !== undefined) return [[...parts, derivedFrom(scan.derivedFrom)].join(', ')];
  const shown = page.context.verbose ? suites.names : suites.names.slice(0, MOST_SUITES);
  const hidden = suites.names.length - shown.length;
  const more = suites.unasked?.length ?? 0;
  return [
    parts.join(', '),
    ...shown.map((name) => suiteLine(name, page)),
    ...(hidden > 0 ? [`${page.marks.ellipsis} ${page.words.more(hidden)}`] : []),
    ...(more > 0 ? [unasked(more)] : []),
  ];
}

function orderParts({ isComplete, preference, unasked }: Enumerated, page: Page): string[] {
  const { incomplete, preferences } = words(page);
  return [...(preference ? [preferences[preference]] : []), ...(isComplete || unasked ? [] : [incomplete])];
}

function suiteLine(name: string, page: Page): string {
  const suite = suiteOf(name);
  if (!suite || suite.strength === 'strong') return name;
  const strength = words(page).strengths[suite.strength];
  return `${name} (${suite.weakness === undefined ? strength : `${strength}: ${suite.weakness}`})`;
}

function listLines(
  { protocols }: TlsScanEvidence,
  pick: (scan: ProtocolScan) => Enumerated | undefined,
  page: Page,
): string[] {
  return protocols.flatMap((scan) => {
    const list = pick(scan);
    if (!list || list.names.length === 0) return [];
    const order = orderParts(list, page);
    const remark = order.length === 0 ? '' : ` (${order.join(', ')})`;
    return [`${scan.protocol}: ${list.names.join(', ')}${remark}`];
  });
}

function keyLines({ certificates }: TlsScanEvidence, page: Page): string[] {
  return certificates.map(({ certificate: { keyBits, keyType, subject } }) => {
    return `${words(page).key(keyType, keyBits)}: ${subject}`;
  });
}

function featureLines({ features }: TlsScanEvidence, page: Page): string[] {
  const said = words(page).features;
  // The keys of an object of ours, which the compiler gives back as strings only.
  const names = Object.keys(said) as (keyof typeof said)[];
  const parts = names.flatMap((name) =>
    features[name] === undefined ? [] : [said[name][features[name] ? 0 : 1]],
  );
  return parts.length === 0 ? [] : [parts.join(', ')];
}

function connectionLines(scan: TlsScanEvidence, page: Page): string[] {
  const { used, turnedAway } = words(page);
  const { connections, elapsedMs, maxConnections, throttles } = scan;
  const [first] = throttles;
  const text = first?.code === undefined ? (first?.text ?? '') : `${first.code} ${first.text}`;
  return [
    used(connections, maxConnections, page.words.duration(elapsedMs)),
    ...(first ? [turnedAway(throttles.length, page.words.stages[first.stage], text)] : []),
  ];
}
