import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { EXPANSION, quoteWord, splitCommands } from '../../../src/cli/swaks/words.ts';
import { UsageError } from '../../../src/errors.ts';

function wordsOf(text: string): readonly string[] {
  return splitCommands(text)[0]?.words ?? [];
}

/** What a real shell makes of words. */
function shellWords(line: string): string[] {
  const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' });
  return stdout.split('\0').slice(0, -1);
}

describe('a command line is split as a shell does', () => {
  const LINES: readonly (readonly [line: string, words: readonly string[]])[] = [
    ['a  b\tc', ['a', 'b', 'c']],
    [`'a b'"c d"e`, ['a bc de']],
    ['a\\ b "x\\"y\\z"', ['a b', 'x"y\\z']],
    ['\'\' ""', ['', '']],
    ['a \\\n b', ['a', 'b']],
    ['a#b # and no more', ['a#b']],
    [`'it'\\''s' "it's"`, ["it's", "it's"]],
  ];
  for (const [line, expected] of LINES) {
    it(line.replaceAll('\n', '⏎'), () => {
      assert.deepEqual(wordsOf(line), expected);
    });
  }

  it('several commands are told apart, and redirections are no words', () => {
    assert.deepEqual(splitCommands('a 1 && b <in 2>&1 >out; c\nd | e'), [
      { words: ['a', '1'] },
      { words: ['b'], input: 'in' },
      { words: ['c'] },
      { words: ['d'] },
      { words: ['e'] },
    ]);
  });

  it('what the shell replaces is kept, and written so that it still is', () => {
    const [first, second, third] = wordsOf('$A"-$' + '{B}" ~/x `date`');
    assert.equal(first, `${EXPANSION}A-${EXPANSION}{B}`);
    assert.deepEqual(
      [first, second, third].map((word) => quoteWord(word ?? '')),
      ['"$A-$' + '{B}"', '"$HOME/x"', '"$(date)"'],
    );
  });

  it('a quote that does not end, and what cannot be shown, are usage errors', () => {
    for (const line of ["'a", '"a', '"$(a "b")"', '`a', 'a\u001b[2J', `${EXPANSION}A`, 'a'.repeat(30_000)]) {
      assert.throws(() => splitCommands(line), UsageError, line.slice(0, 20));
    }
  });

  it('whatever stands in a word, it comes back from our quotes, and from those of a shell', () => {
    const word = fc.string({ unit: fc.constantFrom(...` a'"\\$\`(){}*?~#;&|<>!=\n`), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const line = words.map(quoteWord).join(' ');
        assert.deepEqual(wordsOf(line), words);
        assert.deepEqual(shellWords(line), words);
      }),
      { numRuns: 60 },
    );
  });
});
