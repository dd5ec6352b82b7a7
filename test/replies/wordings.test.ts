import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classify } from '../../src/replies/classify.ts';
import { Lexicon } from '../../src/replies/phrase.ts';
import { readStatement } from '../../src/replies/read/index.ts';
import { vocabulary } from '../../src/replies/vocabulary.ts';
import { wordingVotes } from '../../src/replies/wording-votes.ts';
import { wordings } from '../../src/replies/wordings/index.ts';

describe('the wordings', () => {
  for (const { detail, rows } of wordings) {
    for (const { says, example, source, stage } of rows) {
      it(`${source}: "${example.slice(0, 60)}" is ${detail}`, () => {
        const hit = wordingVotes({ ...readStatement(example), ...(stage && { stage }) }).some(
          ({ detail: voted, reason }) => voted === detail && reason.by === 'wording' && reason.says === says,
        );
        assert.ok(hit, `"${says}" does not find itself in its example`);
        assert.equal(classify({ text: example, stage }).detail, detail);
      });
    }
  }

  it('are each written once', () => {
    const seen = wordings.flatMap(({ detail, rows }) => rows.map(({ says }) => `${detail}: ${says}`));
    assert.deepEqual(
      seen.filter((row, index) => seen.indexOf(row) !== index),
      [],
    );
  });
});

describe('the vocabulary', () => {
  it('has no concept that no wording uses', () => {
    const used = wordings.flatMap(({ rows }) => rows.map(({ says }) => says)).join(' ');
    assert.deepEqual(
      Object.keys(vocabulary).filter((concept) => !used.includes(`{${concept}}`)),
      [],
    );
  });

  it('refuses a phrase with a concept it lacks', () => {
    assert.throws(() => new Lexicon(vocabulary).compile('{mailboxx} ~ full'), /unknown concept "mailboxx"/);
  });
});
