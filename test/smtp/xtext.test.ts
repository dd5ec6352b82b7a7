import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { utf8AddressXtext, xtext } from '../../src/smtp/xtext.ts';
import { anyText } from '../support/any-text.ts';

it('what is not printable ASCII, a plus and an equals sign go as hexadecimal', () => {
  assert.equal(xtext('a+b=c d'), 'a+2Bb+3Dc+20d');
  assert.equal(xtext('ü'), '+C3+BC');
  assert.equal(xtext('[UNAVAILABLE]'), '[UNAVAILABLE]');
});

it('an address beyond ASCII stays readable as Unicode code points', () => {
  assert.equal(utf8AddressXtext('jürgen+x@bücher.example'), 'j\\x{FC}rgen\\x{2B}x@b\\x{FC}cher.example');
  assert.equal(utf8AddressXtext('a\u{1F600}@x.example'), 'a\\x{1F600}@x.example');
});

it('nothing gets through that could end a parameter or a line, and all can be read back', () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const encoded = xtext(text);
      assert.match(encoded, /^[!-*,-<>-~+]*$/);
      const bytes = encoded.replace(/\+([\dA-F]{2})/g, (_all, hex) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      assert.equal(Buffer.from(bytes, 'latin1').toString(), Buffer.from(text).toString());
      assert.match(utf8AddressXtext(text), /^[!-*,-<>-~]*$/);
    }),
  );
});
