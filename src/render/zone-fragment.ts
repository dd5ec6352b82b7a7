import { formatZoneRecord, type ZoneRecord } from '../identity/zone-record.ts';
import type { Catalog } from '../messages/catalog.ts';
import type { Run } from '../report.ts';
import { explain } from './explained.ts';
import { printable } from './printable.ts';

/**
 * Writes the records that the findings ask for as lines of a zone file (RFC 1035 §5.1), each once, below what it
 * mends and what it takes the place of. A domain without any gives a comment that says why.
 */
export function zoneFragment(run: Run, catalog: Catalog): string {
  const { findings } = run;
  const reasons = new Map<string, string[]>();
  const records = new Map<string, ZoneRecord>();
  for (const { id, data } of findings) {
    for (const record of recordsOf(data)) {
      const line = formatZoneRecord(record);
      reasons.set(line, [...(reasons.get(line) ?? []), id]);
      records.set(line, record);
    }
  }
  const lines = [...records].flatMap(([line, record]) => [
    `; ${reasons.get(line)?.join(' ')}`,
    ...(record.before ?? []).map((value) => `; - ${formatZoneRecord({ ...record, value })}`),
    line,
  ]);
  const safe = [...whyEmpty(run, lines, catalog), ...lines].map((line) => printable(line, LINE));
  return `${safe.join('\n')}\n`;
}

function whyEmpty(
  { findings: [first], evidence, subject }: Run,
  lines: readonly string[],
  catalog: Catalog,
): string[] {
  if (evidence.failure && first)
    return [`; ${subject}: ${explain(first, evidence, catalog).title} (${first.id})`];
  return lines.length > 0 ? [] : [`; ${subject}: ${catalog.domain.nothingToPublish}`];
}

const LINE = { unicode: false, limit: 4_096 } as const;

function recordsOf(data: object): readonly ZoneRecord[] {
  // Every rule that has something to publish says it in this member, and no other has one of this name.
  return 'publish' in data ? (data.publish as readonly ZoneRecord[]) : [];
}
