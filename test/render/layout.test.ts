import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutColumns, hang, wrap } from '../../src/render/layout.ts';
import { displayWidth } from '../../src/render/width.ts';
import { anyText } from '../support/any-text.ts';

test('text is broken at spaces', () => {
  assert.deepEqual(wrap('one two three four', 9), ['one two', 'three', 'four']);
});

test('a word longer than a line is broken inside', () => {
  assert.deepEqual(wrap('see abcdefghijkl', 5), ['see', 'abcde', 'fghij', 'kl']);
});

test('later lines stand under the beginning of the text', () => {
  assert.deepEqual(hang('1. ', 'renew the certificate', 12), ['1. renew the', '   certifica', '   te']);
});

test('wide characters take two columns and combining marks none', () => {
  assert.equal(displayWidth('漢字'), 4);
  assert.equal(displayWidth('e\u0301'), 1);
  assert.equal(displayWidth('✗ ! i ✓ █▏─·…'), 13);
  assert.equal(cutColumns('漢字漢字', 5, '…'), '漢字…');
});

test('no line is wider than asked, and no word is lost', () => {
  fc.assert(
    fc.property(anyText(), fc.integer({ min: 2, max: 30 }), (text, width) => {
      const lines = wrap(text, width);
      for (const line of lines) assert.ok(displayWidth(line) <= width);
      assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
    }),
  );
});
