import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSearchList, readSearchList, searchNames } from '../../src/net/dns-search.ts';

test('the last of several search and domain lines counts', () => {
  const text = 'search a.example\n# search c.example\ndomain b.example\nnameserver 192.0.2.53\n';
  assert.deepEqual(parseSearchList(text), { domains: ['b.example'], ndots: 1 });
});

test('ndots is read among the options, up to 15', () => {
  assert.equal(parseSearchList('options rotate ndots:5 timeout:1').ndots, 5);
  assert.equal(parseSearchList('options ndots:99').ndots, 15);
});

test('a search list has at most six domains, and the root is none', () => {
  assert.deepEqual(parseSearchList('search . b c d e f g h').domains, ['b', 'c', 'd', 'e', 'f']);
});

test('a name with fewer dots than ndots is completed first', () => {
  const list = { domains: ['svc.example', 'example'], ndots: 2 };
  assert.deepEqual(searchNames('mail.corp', list), [
    'mail.corp.svc.example',
    'mail.corp.example',
    'mail.corp',
  ]);
});

test('a name with as many dots as ndots is tried as it stands first', () => {
  assert.deepEqual(searchNames('mail.corp', { domains: ['example'], ndots: 1 }), [
    'mail.corp',
    'mail.corp.example',
  ]);
});

test('a name with a trailing dot is complete', () => {
  assert.deepEqual(searchNames('mail.', { domains: ['example'], ndots: 1 }), ['mail.']);
});

test('without a resolv.conf the search list is empty', async () => {
  assert.deepEqual(await readSearchList('/nowhere/resolv.conf'), { domains: [], ndots: 1 });
});
