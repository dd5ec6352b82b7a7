import type { Timing } from '../evidence.ts';
import { padEnd } from './layout.ts';
import type { Page } from './page.ts';
import { widest } from './width.ts';

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;
const SHORTEST_BARS = 8;

/** The stages one under the other, each bar where and as long as it was in time. */
export function setWaterfall(timings: readonly Timing[], page: Page): string[] {
  const labels = timings.map(({ stage }) => page.sentence(page.words.stages[stage]));
  const times = timings.map(({ elapsedMs }) => page.words.duration(elapsedMs));
  const labelColumn = widest(labels);
  const timeColumn = widest(times);
  const room = page.width - labelColumn - timeColumn - 6;
  return timings.map((timing, index) => {
    const label = page.ink.dim(padEnd(labels[index] ?? '', labelColumn));
    const bar = page.ink.cyan(setBar(timing, { total: totalMs(timings), room }, page));
    return `  ${label}  ${bar}  ${(times[index] ?? '').padStart(timeColumn)}`;
  });
}

/** From the run's beginning to the end of its last stage, in milliseconds. */
export function totalMs(timings: readonly Timing[]): number {
  return timings.reduce((end, { startedMs, elapsedMs }) => Math.max(end, startedMs + elapsedMs), 0);
}

/** One bar and the space around it, `room` columns in all; the shortest time is still seen. */
export function setBar(
  timing: Pick<Timing, 'startedMs' | 'elapsedMs'>,
  { total, room }: { readonly total: number; readonly room: number },
  page: Page,
): string {
  if (room < SHORTEST_BARS || total <= 0) return ''.padEnd(Math.max(0, room));
  const start = Math.min(Math.floor((timing.startedMs / total) * room), room - 1);
  const eighths = Math.max(1, Math.round((timing.elapsedMs / total) * room * 8));
  const bar = page.context.unicode
    ? blocks(Math.min(eighths, (room - start) * 8))
    : hashes(eighths, room - start);
  return padEnd(' '.repeat(start) + bar, room);
}

function blocks(eighths: number): string {
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

function hashes(eighths: number, most: number): string {
  return '#'.repeat(Math.min(most, Math.max(1, Math.round(eighths / 8))));
}
