import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Evidence } from '../../src/evidence.ts';
import { catalogOf } from '../../src/messages/catalog.ts';
import { explain } from '../../src/render/explained.ts';
import { diagnose, rules } from '../../src/rules/index.ts';
import { healthy, submissionGoal } from '../support/evidence.ts';
import { sick } from '../support/sick-evidence.ts';

const SOURCES: readonly Evidence[] = [healthy, ...Object.values(sick)];
const SECTIONS = [...new Set(SOURCES.flatMap((evidence) => Object.keys(evidence)))].filter(
  (section) => section !== 'observedAt' && section !== 'goal',
);

/** Evidence whose sections come from anywhere in the fixtures, or not at all: most of it no probe would write. */
const anyEvidence = fc
  .record({
    goal: fc.constantFrom(healthy.goal, submissionGoal, ...SOURCES.map(({ goal }) => goal)),
    picks: fc.array(fc.option(fc.nat(SOURCES.length - 1)), {
      minLength: SECTIONS.length,
      maxLength: SECTIONS.length,
    }),
  })
  .map(({ goal, picks }) => {
    const entries = SECTIONS.map((section, index) => {
      const source = SOURCES[picks[index] ?? -1];
      return [section, Object.entries(source ?? {}).find(([key]) => key === section)?.[1]] as const;
    });
    const present = entries.filter(([, value]) => value !== undefined);
    const evidence: Evidence = { observedAt: healthy.observedAt, goal, ...Object.fromEntries(present) };
    return evidence;
  });

test('whatever sections there are, every rule gives one outcome and the same one again', () => {
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      const { findings, passed, skipped } = diagnose(evidence);
      const all = [...findings.map(({ id }) => id), ...passed, ...skipped];
      assert.deepEqual(all.sort(), rules.map(({ id }) => id).sort());
      assert.deepEqual(diagnose(evidence).findings, findings);
    }),
    { numRuns: 500 },
  );
});

test('whatever is found can be said in both languages', async () => {
  const catalogs = [await catalogOf('en'), await catalogOf('it')];
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      for (const finding of diagnose(evidence).findings) {
        for (const catalog of catalogs) {
          const { title, meaning, fix } = explain(finding, evidence, catalog);
          assert.doesNotMatch([title, meaning, ...fix].join('\n'), /undefined|\[object|NaN/);
        }
      }
    }),
    { numRuns: 300 },
  );
});
