import type { Stage } from '../src/errors.ts';
import type { Evidence, Timing } from '../src/evidence.ts';
import { type Run, runOf } from '../src/report.ts';

/** Times that a server some hundred kilometres away would give, in milliseconds. */
const STAGE_MS: Readonly<Partial<Record<Stage, number>>> = {
  resolve: 4,
  connect: 22,
  greeting: 64,
  starttls: 20,
  tls: 48,
};
const USUAL_MS = 22;

/** The day on which the picture in the documentation is taken. */
const OBSERVED_AT = Date.parse('2026-11-22T10:00:00.000Z');
const HOUR_MS = 3_600_000;
const ISO_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Gives a run the port, the dates and the times that make its picture the same on every day; the rest is as it was seen. */
export function stableRun({ subject, evidence }: Run, port: number): Run {
  const seen = String(evidence.goal.port ?? port);
  const settleText = (text: string) => text.replace(new RegExp(`\\b${seen}\\b`, 'g'), String(port));
  const settled = settle(evidence, (key, value) => {
    if (key === 'port' && value === Number(seen)) return port;
    if (key === 'elapsedMs') return USUAL_MS;
    if (typeof value !== 'string') return value;
    return ISO_DATE.test(value) ? settleDate(value, evidence.observedAt) : settleText(value);
  });
  const timings = stableTimings(evidence.timings ?? []);
  return runOf(settleText(subject), { ...settled, observedAt: new Date(OBSERVED_AT).toISOString(), timings });
}

/** The same distance from the observation, in whole hours. */
function settleDate(date: string, observedAt: string): string {
  const hours = Math.round((Date.parse(date) - Date.parse(observedAt)) / HOUR_MS);
  return new Date(OBSERVED_AT + hours * HOUR_MS).toISOString();
}

function stableTimings(timings: readonly Timing[]): Timing[] {
  let startedMs = 0;
  return timings.map(({ stage }) => {
    const timing = { stage, startedMs, elapsedMs: STAGE_MS[stage] ?? USUAL_MS };
    startedMs += timing.elapsedMs;
    return timing;
  });
}

function settle(evidence: Evidence, replace: (key: string, value: unknown) => unknown): Evidence {
  // JSON in, the same shape out: the replacer keeps every value's type.
  return JSON.parse(JSON.stringify(evidence, replace)) as Evidence;
}
