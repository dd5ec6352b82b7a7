import { formatZoneRecord, type ZoneRecord } from '../identity/zone-record.ts';
import type { Catalog } from '../messages/catalog.ts';
import type { Run } from '../report.ts';
import { explain } from './explained.ts';
import { printable } from './printable.ts';

/** A record to publish as lines of a zone file, printable. */
export interface RecordLines {
  /** Ids of the findings that ask for it. */
  readonly reasons: readonly string[];
  /** What it takes the place of, as comments. */
  readonly before: readonly string[];
  readonly line: string;
}

/** The records that findings ask for, each once, in their order. */
export function recordLines(findings: Run['findings']): RecordLines[] {
  const found = new Map<string, RecordLines>();
  for (const { id, data } of findings) {
    for (const record of recordsOf(data)) {
      const line = safe(formatZoneRecord(record));
      const before = (record.before ?? []).map((value) =>
        safe(`; - ${formatZoneRecord({ ...record, value })}`),
      );
      found.set(line, { line, before, reasons: [...(found.get(line)?.reasons ?? []), id] });
    }
  }
  return [...found.values()];
}

/**
 * Writes the records that the findings ask for as lines of a zone file (RFC 1035 §5.1), each once, below what it
 * mends and what it takes the place of. What no record mends is told in comments, and so is why there is none.
 */
export function zoneFragment(run: Run, catalog: Catalog): string {
  const { subject, evidence } = run;
  const lines = recordLines(run.findings).flatMap(({ reasons, before, line }) => [
    `; ${reasons.join(' ')}`,
    ...before,
    line,
  ]);
  const others = run.findings
    .filter(({ data, severity }) => recordsOf(data).length === 0 && severity !== 'info')
    .map((finding) => comment(`${finding.id}: ${advice(finding, evidence, catalog)}`));
  const none = lines.length > 0 ? [] : [comment(`${subject}: ${catalog.domain.nothingToPublish}`)];
  return `${[...(evidence.failure ? [] : none), ...lines, ...others].join('\n')}\n`;
}

/** What is to be done by hand, or at least what is wrong. */
function advice(...[finding, evidence, catalog]: Parameters<typeof explain>): string {
  const { title, fix } = explain(finding, evidence, catalog);
  return [title, ...fix.slice(0, 1)].join('. ').replaceAll('`', '');
}

/** Longer than any record that a DNS message carries, escaped: a record that was cut would be another one. */
const LINE = { unicode: false, limit: 300_000 } as const;

/** In the reader's language, which has letters beyond ASCII. */
function comment(text: string): string {
  return `; ${printable(text, { ...LINE, unicode: true })}`;
}

function safe(line: string): string {
  return printable(line, LINE);
}

function recordsOf(data: object): readonly ZoneRecord[] {
  // Every rule that has something to publish says it in this member, and no other has one of this name.
  return 'publish' in data ? (data.publish as readonly ZoneRecord[]) : [];
}
