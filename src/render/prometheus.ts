import { exitCodeOf, type Run, verdictOfRun } from '../report.ts';
import { ipVersion } from '../target.ts';
import { printable } from './printable.ts';
import { type Renderer, type ReportHead, streaming } from './renderer.ts';
import { totalMs } from './waterfall.ts';

/** The families in the order written. Names that blackbox_exporter has mean what they mean there. */
const FAMILIES = {
  probe_success: 'Whether nothing at or above --fail-on was found and every stage was reached',
  probe_duration_seconds: 'How long the probe took',
  probe_dns_lookup_time_seconds: 'How long the name took to resolve',
  probe_ip_protocol: 'Whether the connection was made over IPv4 or IPv6',
  probe_ssl_earliest_cert_expiry: 'When the first certificate of those shown expires, in Unix time',
  probe_ssl_last_chain_info: 'The certificate shown by the server',
  probe_tls_version_info: 'The TLS version agreed',
  probe_tls_cipher_info: 'The cipher suite agreed',
  smtp_doctor_verdict: 'The verdict: 1 for the one that holds, 0 for the others',
  smtp_doctor_findings: 'How many findings there are of each severity',
  smtp_doctor_finding: 'A finding, who must act, and how severe it is',
  smtp_doctor_stage_duration_seconds: 'How long each stage took',
  smtp_doctor_exit_code: 'The exit code that this probe alone would have had',
} as const;

type Family = keyof typeof FAMILIES;
type Labels = Readonly<Record<string, string>>;
type Sample = readonly [family: Family, value: number, labels?: Labels];

const VERDICTS = ['healthy', 'warnings', 'broken', 'inconclusive'] as const;
const SEVERITIES = ['error', 'warning', 'info'] as const;

/** One sample, and the family that it belongs to. */
export interface Line {
  readonly family: Family;
  readonly text: string;
}

/** What a run is in numbers; `labels` go before those of each, and must differ between two runs. */
export function measure(run: Run, head: Pick<ReportHead, 'failOn'>, labels: Labels): readonly Line[] {
  return samplesOf(run, head).map((sample) => lineOf(sample, labels));
}

/** Writes the text format of Prometheus (version 0.0.4): each family once, with its help and its type. */
export function exposition(lines: readonly Line[]): string {
  const texts = new Map<string, string[]>();
  for (const { family, text } of lines) {
    const own = texts.get(family) ?? [];
    own.push(text);
    texts.set(family, own);
  }
  return Object.entries(FAMILIES)
    .map(([family, help]) => {
      const own = texts.get(family) ?? [];
      return own.length === 0 ? '' : `# HELP ${family} ${help}\n# TYPE ${family} gauge\n${own.join('')}`;
    })
    .join('');
}

function lineOf([family, value, own = {}]: Sample, labels: Labels): Line {
  const set = Object.entries({ ...labels, ...own }).map(([name, text]) => `${name}="${escapeLabel(text)}"`);
  return { family, text: `${family}${set.length === 0 ? '' : `{${set.join(',')}}`} ${value}\n` };
}

function escapeLabel(text: string): string {
  return printable(text, { unicode: true, limit: 500 }).replace(/[\\"]/g, '\\$&');
}

function samplesOf(run: Run, { failOn }: Pick<ReportHead, 'failOn'>): Sample[] {
  const verdict = verdictOfRun(run);
  const exitCode = exitCodeOf({ runs: [run], failOn });
  const severities = run.findings.map(({ severity }) => severity);
  return [
    ['probe_success', exitCode === 0 && verdict !== 'inconclusive' ? 1 : 0],
    ...timeSamples(run),
    ...tlsSamples(run),
    ...VERDICTS.map((one): Sample => ['smtp_doctor_verdict', one === verdict ? 1 : 0, { verdict: one }]),
    ...SEVERITIES.map((severity): Sample => {
      return ['smtp_doctor_findings', severities.filter((one) => one === severity).length, { severity }];
    }),
    ...run.findings.map(({ id, severity, stage, actor }): Sample => {
      return ['smtp_doctor_finding', 1, { id, severity, stage, actor }];
    }),
    ['smtp_doctor_exit_code', exitCode],
  ];
}

function timeSamples({ evidence: { timings = [], connect } }: Run): Sample[] {
  const stages = new Map<string, number>();
  for (const { stage, elapsedMs } of timings) stages.set(stage, (stages.get(stage) ?? 0) + elapsedMs);
  const version = ipVersion(connect?.address ?? '');
  const lookUp = stages.get('resolve');
  return [
    ...(timings.length === 0 ? [] : [['probe_duration_seconds', secondsOf(totalMs(timings))] as const]),
    ...(lookUp === undefined ? [] : [['probe_dns_lookup_time_seconds', secondsOf(lookUp)] as const]),
    ...(version === 0 ? [] : [['probe_ip_protocol', version] as const]),
    ...[...stages].map(
      ([stage, ms]): Sample => ['smtp_doctor_stage_duration_seconds', secondsOf(ms), { stage }],
    ),
  ];
}

/** Whole microseconds, which is more than was measured. */
function secondsOf(ms: number): number {
  return Math.round(ms * 1000) / 1e6;
}

function tlsSamples({ evidence: { tls } }: Run): Sample[] {
  if (!tls) return [];
  const ends = tls.certificates.map(({ validTo }) => Date.parse(validTo)).filter(Number.isFinite);
  const [leaf] = tls.certificates;
  return [
    ...(ends.length === 0 ? [] : [['probe_ssl_earliest_cert_expiry', Math.min(...ends) / 1000] as const]),
    ...(leaf ? [['probe_ssl_last_chain_info', 1, certificateLabels(leaf)] as const] : []),
    // As Go's crypto/tls writes it, and so blackbox_exporter: "TLS 1.3".
    [
      'probe_tls_version_info',
      1,
      { version: tls.protocol.replace(/^TLSv1$/, 'TLSv1.0').replace('TLSv', 'TLS ') },
    ],
    ['probe_tls_cipher_info', 1, { cipher: tls.cipher }],
  ];
}

type Certificate = NonNullable<Run['evidence']['tls']>['certificates'][number];

function certificateLabels({ sha256, subject, issuer, names, serialNumber }: Certificate): Labels {
  return {
    ...{ fingerprint_sha256: sha256, subject, issuer },
    ...{ subjectalternative: names.join(','), serialnumber: serialNumber },
  };
}

/** Gauges for node_exporter’s textfile collector or a push gateway: the server of each stands in the label `target`. */
export const renderer: Renderer = streaming((head) => {
  const taken = new Map<string, readonly Line[]>();
  return {
    run: (run) => {
      const { subject } = run;
      // Of two runs at one server the last decides: what was tried again took the other's place.
      taken.set(escapeLabel(subject), measure(run, head, { target: subject }));
      return '';
    },
    end: () => exposition([...taken.values()].flat()),
  };
});
