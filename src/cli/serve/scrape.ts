import { setMaxListeners } from 'node:events';
import { type AddressGate, GateQueue } from '../../net/address-gate.ts';
import { exposition, type Line, measure } from '../../render/prometheus.ts';
import { runOf } from '../../report.ts';
import type { CheckConfig, ConfiguredTarget } from '../check/config.ts';
import { prepare } from '../check/prepare.ts';
import { runsOf } from '../check/run.ts';
import { subjectOf } from '../goal.ts';
import type { ServeOptions } from '../serve.ts';

/** What is left of a scrape's time for the answer's way back; as much as blackbox_exporter leaves. */
const ANSWER_MS = 500;
const LEAST_MS = 100;

/** How much longer a probe that overstays its deadline is waited for, so that what it saw can be told. */
const GRACE_MS = 200;

/** What all scrapes share. */
export interface ScrapeContext {
  readonly config: CheckConfig;
  readonly options: ServeOptions;
  readonly gate: AddressGate;
}

/** The answer to a scrape, and whether every run in it was a success. */
export interface Scrape {
  readonly text: string;
  readonly isSuccess: boolean;
}

/** Milliseconds that a probe may take: less than the scrape, by the header that Prometheus sends, and than `--deadline`. */
export function timeLimitMs(header: string | undefined, deadlineSeconds: number): number {
  const seconds = /^\d{1,6}(?:\.\d{1,9})?$/.test(header ?? '') ? Number(header) : 0;
  const deadlineMs = deadlineSeconds * 1000;
  return seconds > 0 ? Math.min(deadlineMs, Math.max(LEAST_MS, seconds * 1000 - ANSWER_MS)) : deadlineMs;
}

/** Probes a target within so many milliseconds and tells it in numbers. */
export async function scrape(
  target: ConfiguredTarget,
  limitMs: number,
  { config, options, gate, gone }: ScrapeContext & { readonly gone: AbortSignal },
): Promise<Scrape> {
  const checkOptions = { ...options, retries: 0 };
  const [job] = await prepare([target], config.defaults, checkOptions);
  if (!job) throw new Error('nothing was prepared');
  const signal = AbortSignal.any([gone, AbortSignal.timeout(limitMs + GRACE_MS)]);
  setMaxListeners(0, signal);
  const network = { ...job.network, deadlineMs: limitMs };
  const context = { signal, onStage: () => undefined };
  const seen = await runsOf(job, { ...job, network, context, queue: new GateQueue(gate) }, new Map());
  const runs = seen.map((evidence) => runOf(subjectOf(evidence), evidence));
  const lines = runs.map((run) => measure(run, options, runs.length > 1 ? { server: run.subject } : {}));
  return { text: exposition(lines.flat()), isSuccess: lines.length > 0 && lines.every(isSuccess) };
}

function isSuccess(lines: readonly Line[]): boolean {
  return lines.some(({ family, text }) => family === 'probe_success' && text.endsWith(' 1\n'));
}
