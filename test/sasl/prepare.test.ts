import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from '../../src/errors.ts';
import { prepare } from '../../src/sasl/prepare.ts';

/** RFC 4013 §3. */
const EXAMPLES = [
  ['I\u00adX', 'IX'],
  ['user', 'user'],
  ['USER', 'USER'],
  ['\u00aa', 'a'],
  ['\u2168', 'IX'],
] as const;

for (const [typed, prepared] of EXAMPLES) {
  test(`${JSON.stringify(typed)} is prepared as ${prepared}`, async () => {
    assert.equal(await prepare(typed, 'user name'), prepared);
  });
}

for (const typed of ['\u0007', '\u06271']) {
  test(`${JSON.stringify(typed)} is forbidden`, async () => {
    await assert.rejects(prepare(typed, 'user name'), UsageError);
  });
}

test('a code point not assigned in Unicode 3.2 may pass in a query', async () => {
  assert.equal(await prepare('\u{1f600}', 'password'), '\u{1f600}');
});
