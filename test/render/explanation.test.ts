import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { explainCatalogOf } from '../../src/messages/explain-catalog.ts';
import { type Explanation, explainOccurrence } from '../../src/render/explanation/explanation.ts';
import { readKeywords } from '../../src/render/explanation/keywords.ts';
import { renderExplanations } from '../../src/render/explanation/text.ts';
import { loadInk } from '../../src/render/ink.ts';
import { newSheet } from '../../src/render/page.ts';
import { displayWidth } from '../../src/render/width.ts';
import { DETAILS, type Detail } from '../../src/replies/causes.ts';
import { interpret } from '../../src/replies/classify.ts';
import type { Interpretation, Statement } from '../../src/replies/interpretation.ts';
import { readStatement } from '../../src/replies/read/index.ts';
import { hostileText, UNSAFE_ON_TERMINAL } from '../support/hostile-text.ts';

const english = await explainCatalogOf('en');
const italian = await explainCatalogOf('it');
const ink = await loadInk(false);

function explain(seen: Interpretation, catalog = english): Explanation {
  return explainOccurrence({ seen, count: 1, hosts: [], recipients: [] }, catalog);
}

function render(explanation: Explanation, width: number, unicode: boolean, catalog = english): string {
  const sheet = newSheet({ width, unicode }, ink);
  return renderExplanations([explanation], { sheet, catalog, verbose: true });
}

function assertShown(text: string, width: number): void {
  for (const line of text.split('\n')) {
    assert.doesNotMatch(line, UNSAFE_ON_TERMINAL);
    assert.ok(displayWidth(line) <= width, line);
  }
}

describe('an explanation', () => {
  it('has every detail’s words in both languages, at 40 columns and in ASCII', () => {
    for (const catalog of [english, italian]) {
      // Object.keys forgets the literal types that the table has.
      for (const detail of Object.keys(DETAILS) as Detail[]) {
        const { cause, actor } = DETAILS[detail];
        const because = [{ by: 'wording', says: 'x', words: 'some words', source: 'a server' }] as const;
        const statement = { text: 'some words', code: 550 };
        const rest = { confidence: 0.9, temporary: false, alternatives: [], facts: {} };
        const explanation = explain({ cause, detail, actor, because, statement, ...rest }, catalog);
        assert.equal(explanation.detail, detail);
        const text = render(explanation, 40, false, catalog);
        assertShown(text, 40);
        assert.doesNotMatch(text, /[^\n -~]|undefined|NaN|\[object/);
      }
    }
  });

  it('shows no byte of a peer raw, whatever the peer says', () => {
    const statements: fc.Arbitrary<Statement> = fc.record({
      text: hostileText,
      code: fc.constantFrom(250, 421, 550, 535, 577),
      enhanced: fc.constantFrom('5.1.1', '5.7.999', '4.2.2'),
      host: hostileText,
      recipient: hostileText,
      provider: hostileText,
    });
    fc.assert(
      fc.property(statements, fc.constantFrom(40, 80), fc.boolean(), (statement, width, unicode) => {
        assertShown(render(explain(interpret(statement)), width, unicode), width);
      }),
      { numRuns: 300 },
    );
  });

  it('does not act on the class alone', () => {
    const explanation = explain(interpret(readStatement('577 5.9.9 Qwertz')));
    assert.deepEqual([explanation.cause, explanation.fix, explanation.because], [null, [], []]);
  });

  it('names a paragraph once, as a link or by its number', () => {
    const { see } = explain(interpret(readStatement('535')));
    assert.equal(see.filter((place) => /rfc ?4954/i.test(place)).length, 1);
  });
});

describe('EHLO keywords', () => {
  it('are told from sentences, replies and codes', () => {
    for (const text of ['SIZE', 'size', '250-SIZE 10', 'AUTH PLAIN LOGIN', '250 AUTH=LOGIN'])
      assert.equal(readKeywords(text).length, 1, text);
    for (const text of ['', '250', '535', 'help me with this', '250 OK', '550 SIZE', 'AUTH failed again'])
      assert.equal(readKeywords(text).length, 0, text);
  });

  it('are read in linear time', () => {
    const startedMs = performance.now();
    for (const text of [`250-SIZE${' x'.repeat(50_000)}`, '250-A\n'.repeat(50_000), 'A'.repeat(100_000)])
      readKeywords(text);
    assert.ok(performance.now() - startedMs < 200);
  });
});
