import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Lexicon, spanOf } from '../../src/replies/phrase.ts';
import { wordsOf } from '../../src/replies/words.ts';
import { anyText } from '../support/any-text.ts';

const VOCABULARY = { mailbox: 'user mail_box', absent: 'unknown not_found exist*' };

function said(phrase: string, text: string): string | undefined {
  const lexicon = new Lexicon(VOCABULARY);
  const compiled = lexicon.compile(phrase);
  const words = wordsOf(text);
  const span = spanOf(compiled, lexicon.occurrencesIn(words));
  return span && words.slice(span.start, span.end).join(' ');
}

describe('a phrase', () => {
  it('finds words that stand next to each other', () => {
    assert.equal(said('user unknown', '<ada@example.com>: User unknown'), 'user unknown');
    assert.equal(said('user unknown', 'user is unknown'), undefined);
  });

  it('lets a gap of a bounded number of words stand between', () => {
    assert.equal(said('user ~2 unknown', 'user is quite unknown'), 'user is quite unknown');
    assert.equal(said('user ~2 unknown', 'user is quite very unknown'), undefined);
    assert.equal(said('user ~ unknown', 'user a b c d unknown'), 'user a b c d unknown');
    assert.equal(said('user ~~ unknown', `user ${'x '.repeat(12)}unknown`)?.startsWith('user'), true);
    assert.equal(said('user ~~ unknown', `user ${'x '.repeat(13)}unknown`), undefined);
  });

  it('takes any word of a concept, also of several words and by its beginning', () => {
    assert.equal(said('{mailbox} ~ {absent}', 'the mail box was not found'), 'mail box was not found');
    assert.equal(said('{mailbox} ~ {absent}', 'user existiert nicht'), 'user existiert');
  });

  it('joins clauses that stand anywhere, and heeds those that must be absent', () => {
    assert.equal(said('user & unknown', 'unknown is the user'), 'user');
    assert.equal(said('user & !relay', 'the user'), 'user');
    assert.equal(said('user & !relay', 'user of a relay'), undefined);
  });

  it('finds a later start when an earlier one leads nowhere', () => {
    assert.equal(said('user unknown', 'user user unknown'), 'user unknown');
  });
});

describe('the words of a text', () => {
  it('are lower case without accents', () => {
    assert.deepEqual(wordsOf('Boîte Pleine'), ['boite', 'pleine']);
  });

  it('stand for their kind where they vary', () => {
    assert.deepEqual(wordsOf('<ada@example.com>: [192.0.2.1] 42'), ['@address', '@ip', '@number']);
    assert.deepEqual(wordsOf('2001:db8:0:0:0:0:0:1 see mx.example.com.'), [
      '@ip',
      'see',
      '@host',
      'example',
      'com',
    ]);
  });

  it('are those within a name written together', () => {
    assert.deepEqual(wordsOf('RecipNotFound; over_quota'), ['recip', 'not', 'found', 'over', 'quota']);
  });

  it('keep a short ending after an apostrophe and part the rest', () => {
    assert.deepEqual(wordsOf('doesn’t n’existe'), ['doesnt', 'n', 'existe']);
  });

  it('are single characters where a script has no spaces', () => {
    assert.deepEqual(wordsOf('用户不存在'), ['用', '户', '不', '存', '在']);
  });

  it('are bounded in number, whatever comes', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 3_000 }), (text) => {
        const words = wordsOf(text);
        assert.ok(words.length <= 6_000 && words.every((word) => word !== ''));
      }),
    );
  });
});
