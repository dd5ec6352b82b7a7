import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadInk } from '../../src/render/ink.ts';

test('ink colours a line and nothing else that map hands on', async () => {
  const { dim } = await loadInk(true);
  assert.deepEqual(['one', 'two'].map(dim), ['\u001b[2mone\u001b[22m', '\u001b[2mtwo\u001b[22m']);
});

test('without colour a line stays as it is', async () => {
  const { bold } = await loadInk(false);
  assert.deepEqual(['one'].map(bold), ['one']);
});
