import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasColor, hasUnicode, localeOf, widthOf } from '../../src/cli/terminal.ts';
import { UsageError } from '../../src/errors.ts';

describe('the language', () => {
  it('is the option’s, then the variable’s, then the locale’s, else English', () => {
    assert.equal(localeOf('it', { LANG: 'en_US.UTF-8' }), 'it');
    assert.equal(localeOf(undefined, { SMTP_DOCTOR_LANG: 'it', LC_ALL: 'en_US' }), 'it');
    assert.equal(localeOf(undefined, { LC_ALL: 'it_IT.UTF-8', LANG: 'en_US' }), 'it');
    assert.equal(localeOf(undefined, { LC_ALL: '', LANG: 'it_CH.UTF-8' }), 'it');
    assert.equal(localeOf(undefined, { LANG: 'de_DE.UTF-8' }), 'en');
    assert.equal(localeOf(undefined, {}), 'en');
  });

  it('is refused when it is one we do not speak', () => {
    assert.throws(() => localeOf('de', {}), UsageError);
  });
});

describe('the terminal', () => {
  it('shows more than ASCII only in a locale that can', () => {
    assert.equal(hasUnicode({ LANG: 'it_IT.UTF-8' }, 'linux'), true);
    assert.equal(hasUnicode({ LANG: 'it_IT.utf8' }, 'linux'), true);
    assert.equal(hasUnicode({ LC_ALL: 'C', LANG: 'it_IT.UTF-8' }, 'linux'), false);
    assert.equal(hasUnicode({}, 'linux'), false);
    assert.equal(hasUnicode({ WT_SESSION: 'x' }, 'win32'), true);
  });

  it('is coloured unless something speaks against it', () => {
    assert.equal(hasColor(true, {}, true), true);
    assert.equal(hasColor(true, {}, false), false);
    assert.equal(hasColor(true, { NO_COLOR: '1' }, true), false);
    assert.equal(hasColor(true, { FORCE_COLOR: '1' }, false), true);
    assert.equal(hasColor(true, { FORCE_COLOR: '0' }, true), false);
    assert.equal(hasColor(false, { FORCE_COLOR: '1' }, true), false);
    assert.equal(hasColor(true, { TERM: 'dumb' }, true), false);
  });

  it('is written for at its width, within what can be read', () => {
    assert.equal(widthOf(80, {}), 80);
    assert.equal(widthOf(20, {}), 40);
    assert.equal(widthOf(200, {}), 100);
    assert.equal(widthOf(undefined, { COLUMNS: '60' }), 60);
    assert.equal(widthOf(undefined, { COLUMNS: 'wide' }), 80);
  });
});
