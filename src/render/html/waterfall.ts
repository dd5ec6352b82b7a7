import type { Timing } from '../../evidence.ts';
import { totalMs } from '../waterfall.ts';
import { said, type Voice } from './voice.ts';

/** A stage that takes more than this much of the whole is drawn in another colour. */
const LATE_SHARE = 0.5;
/** In hundredths of the width: what is shorter could not be seen. */
const NARROWEST = 0.6;

/** The stages one under the other, each bar where and as long as it was in time. */
export function waterfall(timings: readonly Timing[], voices: readonly Voice[]): string {
  const total = totalMs(timings);
  if (timings.length === 0 || total <= 0) return '';
  const bars = timings.map((timing) => {
    const name = said(voices, ({ page }) => page.words.stages[timing.stage]);
    const time = said(voices, ({ page }) => page.words.duration(timing.elapsedMs));
    return `<div>${name}</div>${bar(timing, total)}<div class="time">${time}</div>`;
  });
  const heading = said(voices, ({ page }) => `${page.words.labels.timings}: ${page.words.duration(total)}`);
  return `<h4>${heading}</h4><div class="falls">${bars.join('')}</div>`;
}

/** The times stand beside it in words, so it is hidden from who listens. */
function bar({ startedMs, elapsedMs }: Timing, total: number): string {
  const width = Math.max(NARROWEST, (elapsedMs / total) * 100);
  const start = Math.min((startedMs / total) * 100, 100 - width);
  const late = elapsedMs / total > LATE_SHARE ? ' class="late"' : '';
  const place = `x="${percent(start)}" width="${percent(width)}" height="100%" rx="2"`;
  return `<svg aria-hidden="true" focusable="false"><rect${late} ${place}/></svg>`;
}

function percent(value: number): string {
  return `${Math.max(0, value).toFixed(2)}%`;
}
