import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keywords as english } from '../../src/messages/en/keywords.ts';
import { keywords as italian } from '../../src/messages/it/keywords.ts';
import { describeExtension, KEYWORDS } from '../../src/messages/words.ts';

test('every keyword has words in both languages, with and without parameters', () => {
  for (const keyword of KEYWORDS) {
    for (const parameters of [[], ['1'], ['0'], ['PLAIN', 'LOGIN'], ['99999999999999999999']]) {
      const said = [english, italian].map((words) => describeExtension({ keyword, parameters }, words));
      assert.notEqual(said[0], said[1], keyword);
      for (const words of said) assert.doesNotMatch(words, /^$|undefined|NaN|Infinity/, keyword);
    }
  }
});

test('SIZE is said in a size a person can grasp', () => {
  const size = { keyword: 'SIZE', parameters: ['35882577'] };
  assert.equal(describeExtension(size, english), 'messages of up to 34.2 MiB (35,882,577 bytes)');
  assert.equal(describeExtension(size, italian), 'messaggi fino a 34,2 MiB (35.882.577 byte)');
});

test('the older form of AUTH is told from the standard one', () => {
  const words = describeExtension({ keyword: 'AUTH=LOGIN', parameters: ['PLAIN'] }, english);
  assert.match(words, /LOGIN, PLAIN.*old form/);
});

test('a keyword crossed out by a firewall is said to be', () => {
  assert.equal(describeExtension({ keyword: 'XXXXXXXA', parameters: [] }, english), english.masked);
});

test('an unknown keyword is said to be unknown, also when it has the name of a property of every object', () => {
  for (const keyword of ['X-NEVER-SEEN', 'CONSTRUCTOR', 'constructor', '__proto__']) {
    assert.equal(describeExtension({ keyword, parameters: [] }, english), english.unknown);
  }
});
