import { benchChecks } from './checks.ts';
import { benchReplies, benchRoundTrips, benchTargets } from './engine.ts';
import type { Score } from './measure.ts';
import { benchSeries } from './series.ts';
import { benchStarts, benchSwaks } from './startup.ts';
import { benchTlsScans } from './tls.ts';

const BENCHES: readonly (() => Score | Promise<Score | Score[]>)[] = [
  benchStarts,
  benchSwaks,
  benchReplies,
  benchTargets,
  benchRoundTrips,
  benchSeries,
  benchTlsScans,
  benchChecks,
];

console.log(`Node.js ${process.versions.node}, ${process.platform} ${process.arch}; medians, in one go\n`);
for (const bench of BENCHES) {
  for (const { name, measured, bar, isMet } of [await bench()].flat()) {
    const verdict = bar === undefined ? '' : isMet ? `  (${bar}: met)` : `  (${bar}: MISSED)`;
    console.log(`${name}\n  ${measured}${verdict}`);
    if (!isMet) process.exitCode = 1;
  }
}
