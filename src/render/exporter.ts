import { TOOL } from '../version.ts';

/** What an exporter has done since it was started. */
export interface ExporterCounts {
  readonly succeeded: number;
  readonly failed: number;
  /** Not probed: it may not be, or is unknown. */
  readonly refused: number;
  /** Not probed, as too many probes were under way. */
  readonly busy: number;
  readonly inFlight: number;
}

/** What the process has used. */
export interface ProcessUse {
  /** Unix time in seconds. */
  readonly startedAt: number;
  readonly cpuSeconds: number;
  readonly residentBytes: number;
}

/** Writes both in the text format of Prometheus (version 0.0.4); the process by the names that its client libraries give. */
export function exporterMetrics(counts: ExporterCounts, use: ProcessUse): string {
  const { succeeded, failed, refused, busy, inFlight } = counts;
  const probes = { success: succeeded, failure: failed, refused, busy };
  const samples = Object.entries(probes).map(([result, value]) => `{result="${result}"} ${value}`);
  return [
    family('smtp_doctor_build_info gauge', 'The version that runs', [`{version="${TOOL.version}"} 1`]),
    family('smtp_doctor_scrapes_total counter', 'Requests for a probe, by what came of them', samples),
    family('smtp_doctor_probes_in_flight gauge', 'Probes under way', [` ${inFlight}`]),
    family('process_start_time_seconds gauge', 'When the process was started, in Unix time', [
      ` ${use.startedAt}`,
    ]),
    family('process_cpu_seconds_total counter', 'Processor time used', [` ${use.cpuSeconds}`]),
    family('process_resident_memory_bytes gauge', 'Memory held', [` ${use.residentBytes}`]),
  ].join('');
}

function family(declaration: string, help: string, samples: readonly string[]): string {
  const [name = ''] = declaration.split(' ');
  const lines = samples.map((sample) => `${name}${sample}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${declaration}\n${lines.join('')}`;
}
