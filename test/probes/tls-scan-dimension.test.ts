import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Dimension, exhaust } from '../../src/probes/tls-scan/dimension.ts';

/** A server that takes some values, in its own order or in the client's. */
function chooser(accepted: readonly number[], preference: 'server' | 'client') {
  return (offer: readonly number[]): number | undefined =>
    preference === 'server'
      ? accepted.find((value) => offer.includes(value))
      : offer.find((value) => accepted.includes(value));
}

const ALL = Array.from({ length: 12 }, (_, index) => index);
const accepted = fc.uniqueArray(fc.constantFrom(...ALL), { minLength: 1 });
const preference = fc.constantFrom('server' as const, 'client' as const);

test('two lists at once are found whole, with few more questions than the longer has entries', async () => {
  await fc.assert(
    fc.asyncProperty(accepted, accepted, preference, preference, async (ours, theirs, one, other) => {
      const [left, right] = [new Dimension(ALL), new Dimension(ALL)];
      left.preference = one;
      right.preference = other;
      const choose = [chooser(ours, one), chooser(theirs, other)];
      let questions = 0;
      await exhaust([left, right], async (offers) => {
        questions += 1;
        const choice = offers.map((offer, index) => choose[index]?.(offer));
        return choice.includes(undefined) ? 'refused' : choice;
      });
      assert.deepEqual(left.found.toSorted(), ours.toSorted());
      assert.deepEqual(right.found.toSorted(), theirs.toSorted());
      assert.ok(left.isDone && right.isDone);
      if (one === 'server') assert.deepEqual(left.found, ours);
      assert.ok(questions <= Math.max(ours.length, theirs.length) + 4, String(questions));
    }),
  );
});

test('nothing is called complete when the answers end before the list does', async () => {
  const dimension = new Dimension(ALL);
  const answers = [[3], [5]];
  await exhaust([dimension], async () => answers.shift() ?? 'unknown');
  assert.deepEqual(dimension.toEnumerated(String), { names: ['3', '5'], isComplete: false });
});

test('a server that answers what was not offered does not keep us asking', async () => {
  const dimension = new Dimension(ALL);
  let questions = 0;
  await exhaust([dimension], async () => {
    questions += 1;
    return [99];
  });
  assert.equal(questions, 1);
  assert.equal(dimension.isDone, false);
});
