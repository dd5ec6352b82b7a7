import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CaseOutcome, failuresOf, loadCases, playCase, sectionOf, updateCase } from './support/case.ts';

const { CASE, UPDATE } = process.env;

/** Everything below a space but the line end, DEL, C1, and what turns the direction of writing. */
const UNPRINTABLE = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

function assertSafe({ raw }: CaseOutcome): void {
  assert.doesNotMatch(raw.stdout, UNPRINTABLE, 'stdout holds characters that a terminal would obey');
  assert.doesNotMatch(raw.stderr, UNPRINTABLE, 'stderr holds characters that a terminal would obey');
}

describe('cases', { concurrency: 4 }, async () => {
  for (const one of await loadCases(CASE)) {
    it(one.name, { timeout: 30_000 }, async () => {
      const outcome = await playCase(one);
      assertSafe(outcome);
      if (/ --json\b/.test(sectionOf(one, 'command'))) JSON.parse(outcome.raw.stdout);
      if (UPDATE) await updateCase(one, outcome);
      else
        for (const name of failuresOf(one, outcome))
          assert.equal(outcome.printed[name], sectionOf(one, name), name);
      assert.deepEqual(outcome.complaints, []);
    });
  }
});
