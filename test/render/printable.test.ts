import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { printable, printableJson, printableSentence } from '../../src/render/printable.ts';
import { hostileText, UNSAFE_ON_TERMINAL } from '../support/hostile-text.ts';

const unicode = { unicode: true };
const ascii = { unicode: false };

test('control, bidi, zero-width and private characters become visible escapes', () => {
  assert.equal(printable('a\x1b[31mb', unicode), 'a\\x1b[31mb');
  assert.equal(printable('\0\x7f\x9b\r\n', unicode), '\\x00\\x7f\\x9b\\x0d\\x0a');
  assert.equal(printable('\u202egnp.exe\u2066\u200f\u061c', unicode), '\\u202egnp.exe\\u2066\\u200f\\u061c');
  assert.equal(printable('a\u200bb\u2028c\ue000', unicode), 'a\\u200bb\\u2028c\\ue000');
  assert.equal(printable('\ud800x\u{e0041}', unicode), '\\ud800x\\u{e0041}');
});

test('a tab becomes a space', () => {
  assert.equal(printable('250\tok', unicode), '250 ok');
});

test('letters of any script stay where they can be shown, and are escaped where they cannot', () => {
  assert.equal(printable('Grüße 漢字', unicode), 'Grüße 漢字');
  assert.equal(printable('Grüße', ascii), 'Gr\\u{fc}\\u{df}e');
});

test('marks stacked on one letter are shown up to four', () => {
  assert.equal(printable(`e${'\u0301'.repeat(6)}`, unicode), `e${'\u0301'.repeat(4)}\\u0301\\u0301`);
});

test('a text that is too long is cut with an ellipsis, which counts', () => {
  assert.equal(printable('abcdefgh', { unicode: true, limit: 5 }), 'abcd…');
  assert.equal(printable('abcdefgh', { unicode: false, limit: 5 }), 'ab...');
  assert.equal(printable('abcde', { unicode: true, limit: 5 }), 'abcde');
});

test('our own typography has an ASCII form', () => {
  assert.equal(printableSentence('È l’età: “già” → 5…', ascii), "E' l'eta': \"gia'\" -> 5...");
});

test('whatever a peer says, nothing unsafe is left', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 4, max: 80 }), (text, limit) => {
      const shown = printable(text, { unicode: true, limit });
      assert.doesNotMatch(shown, UNSAFE_ON_TERMINAL);
      assert.ok(Array.from(shown).length <= limit);
      assert.match(printable(text, { unicode: false, limit }), /^[ -~]*$/);
      assert.match(printableSentence(text, ascii), /^[ -~]*$/);
    }),
  );
});

test('JSON means the same and holds no raw control or bidi character', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const json = printableJson({ [text]: [text] }, 2);
      assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify({ [text]: [text] })));
      assert.doesNotMatch(json.replaceAll('\n', ''), UNSAFE_ON_TERMINAL);
    }),
  );
});
