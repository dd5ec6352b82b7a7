import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  matchesMtaSts,
  mtaStsPolicyFault,
  mtaStsRecordFault,
  parseMtaStsId,
  parseMtaStsPolicy,
} from '../../src/net/mta-sts-policy.ts';

test('the id of a record is read', () => {
  assert.equal(parseMtaStsId('v=STSv1; id=20160831085700Z;'), '20160831085700Z');
  assert.equal(parseMtaStsId('v=STSv1;id=a1'), 'a1');
  assert.equal(parseMtaStsId('v=STSv1; note=x; id=a1'), 'a1');
});

for (const text of ['v=STSv1', 'v=STSv1; id=', 'v=STSv1; id=a-b;', 'v=STSv2; id=a', 'v=STSv1; idea=a']) {
  test(`the record "${text}" has no id`, () => {
    assert.equal(parseMtaStsId(text), undefined);
  });
}

test('a policy is read with CRLF or LF, and unknown fields passed over', () => {
  const lines = [
    'version: STSv1',
    'mode: testing',
    'mx: MX.example.org',
    'mx:*.example.net',
    'more: x',
    'max_age: 86400',
    '',
  ];
  const terms = { mode: 'testing', mx: ['mx.example.org', '*.example.net'], maxAgeSeconds: 86_400 };
  assert.deepEqual(parseMtaStsPolicy(lines.join('\r\n')), terms);
  assert.deepEqual(parseMtaStsPolicy(lines.join('\n')), terms);
});

test('a policy of mode none needs no mx', () => {
  assert.deepEqual(parseMtaStsPolicy('version: STSv1\nmode: none\nmax_age: 1'), {
    mode: 'none',
    mx: [],
    maxAgeSeconds: 1,
  });
});

for (const [lack, text] of [
  ['version', 'mode: none\nmax_age: 1'],
  ['mode', 'version: STSv1\nmax_age: 1'],
  ['known mode', 'version: STSv1\nmode: strict\nmx: a.example\nmax_age: 1'],
  ['max_age', 'version: STSv1\nmode: none'],
  ['max_age within a year', 'version: STSv1\nmode: none\nmax_age: 31557601'],
  ['mx', 'version: STSv1\nmode: enforce\nmax_age: 1'],
  ['colon in a line', 'version: STSv1\nmode: none\nmax_age: 1\n<html>'],
] as const) {
  test(`a policy without ${lack} is none`, () => {
    assert.equal(parseMtaStsPolicy(text), undefined);
  });
}

test('a host matches its own name, in whatever case', () => {
  assert.equal(matchesMtaSts('MX.example.org.', ['mx.Example.org']), true);
  assert.equal(matchesMtaSts('mx.example.org', ['example.org']), false);
});

test('a wildcard stands for exactly one label', () => {
  assert.equal(matchesMtaSts('mx.example.org', ['*.example.org']), true);
  assert.equal(matchesMtaSts('a.mx.example.org', ['*.example.org']), false);
  assert.equal(matchesMtaSts('example.org', ['*.example.org']), false);
  assert.equal(matchesMtaSts('org', ['*.org']), false);
});

for (const [text, fault] of [
  ['version: STSv1\nmode: none\nmax_age: 1\n<html>', 'line'],
  ['mode: none\nmax_age: 1', 'version'],
  ['version: STSv1\nmode: strict\nmax_age: 1', 'mode'],
  ['version: STSv1\nmode: none\nmax_age: soon', 'max-age'],
  ['version: STSv1\nmode: enforce\nmax_age: 1', 'mx'],
] as const) {
  test(`what breaks a policy is named: ${fault}`, () => assert.equal(mtaStsPolicyFault(text), fault));
}

test('what breaks a record is named', () => {
  assert.equal(mtaStsRecordFault('v=STSv1;'), 'id-missing');
  assert.equal(mtaStsRecordFault('v=STSv1; id=a-b'), 'id-malformed');
});

test('a policy has a fault exactly when it cannot be read', () => {
  const line = fc.constantFrom(
    'version: STSv1',
    'mode: enforce',
    'mode: none',
    'mx: a.example',
    'max_age: 1',
    'max_age: x',
    'y',
    '',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.string()), { maxLength: 8 }), (lines) => {
      const text = lines.join('\n');
      assert.equal(mtaStsPolicyFault(text) === undefined, parseMtaStsPolicy(text) !== undefined);
    }),
  );
});
