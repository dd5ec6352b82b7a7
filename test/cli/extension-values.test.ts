import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  parseAttributes,
  parseDeliverBy,
  parseEnvelopeId,
  parseHoldFor,
  parseHoldUntil,
  parseNotify,
  parseOriginalRecipient,
  parsePriority,
} from '../../src/cli/send-test/extension-values.ts';
import { UsageError } from '../../src/errors.ts';
import { anyText } from '../support/any-text.ts';

describe('a time to deliver by', () => {
  it('takes seconds, a mode and a trace', () => {
    assert.deepEqual(parseDeliverBy('3600'), { seconds: 3600, mode: 'R', isTraced: false });
    assert.deepEqual(parseDeliverBy('60:nt'), { seconds: 60, mode: 'N', isTraced: true });
    assert.deepEqual(parseDeliverBy('-60;N'), { seconds: -60, mode: 'N', isTraced: false });
  });
  for (const text of ['', '0', '-1', '0:R', '1.5', '60:X', '1234567890', '60:TR'])
    it(`is not "${text}"`, () => assert.throws(() => parseDeliverBy(text), UsageError));
});

describe('a time to hold a message for', () => {
  it('is whole seconds, or a date to come in any zone', () => {
    assert.equal(parseHoldFor('86400'), 86_400);
    assert.equal(parseHoldUntil('2099-01-31T08:00+02:00'), '2099-01-31T06:00:00Z');
    assert.match(parseHoldUntil('2099-01-31'), /^2099-01-3[01]T\d\d:00:00Z$/);
  });
  for (const text of ['0', '-5', '1e3', '', '1234567890'])
    it(`is not "${text}"`, () => assert.throws(() => parseHoldFor(text), UsageError));
  for (const text of ['2001-01-01', 'tomorrow', '2099-13-01', '2099-01-31T25:00Z', '2099'])
    it(`is not until "${text}"`, () => assert.throws(() => parseHoldUntil(text), UsageError));
});

describe('a priority', () => {
  it('is -9 to 9', () => {
    assert.deepEqual(['-9', '+3', '-0', '9'].map(parsePriority), [-9, 3, 0, 9]);
  });
  for (const text of ['10', '-10', '1.5', 'high', ''])
    it(`is not "${text}"`, () => assert.throws(() => parsePriority(text), UsageError));
});

describe('an original recipient', () => {
  it('has a type, which is rfc822 where none is given', () => {
    assert.deepEqual(parseOriginalRecipient('bob@example.org'), {
      type: 'rfc822',
      address: 'bob@example.org',
    });
    assert.deepEqual(parseOriginalRecipient('utf-8;jürgen@x.example'), {
      type: 'utf-8',
      address: 'jürgen@x.example',
    });
  });
  for (const text of ['', 'jürgen@x.example', 'rfc822;', 'a\r\nb', 'rfc822;a;b'])
    it(`is not ${JSON.stringify(text)}`, () => assert.throws(() => parseOriginalRecipient(text), UsageError));
});

describe('attributes of a client', () => {
  it('are separated by commas, and an IPv6 address gets its prefix', () => {
    assert.deepEqual(parseAttributes('name=mx.example.org,ADDR=2001:db8::1,HELO=[UNAVAILABLE]'), [
      { name: 'NAME', value: 'mx.example.org' },
      { name: 'ADDR', value: 'IPV6:2001:db8::1' },
      { name: 'HELO', value: '[UNAVAILABLE]' },
    ]);
    assert.deepEqual(parseAttributes('ADDR=IPv6:::1'), [{ name: 'ADDR', value: 'IPv6:::1' }]);
  });
  for (const text of ['', 'NAME', 'NAME=', '=x', 'NAME=a,', 'NAME=a\r\nQUIT'])
    it(`are not ${JSON.stringify(text)}`, () => assert.throws(() => parseAttributes(text), UsageError));
});

it('no text makes a parser do anything but give a value or a usage error', () => {
  const parsers = [parseAttributes, parseDeliverBy, parseEnvelopeId, parseHoldFor, parseHoldUntil];
  const others = [parseNotify, parseOriginalRecipient, parsePriority];
  fc.assert(
    fc.property(fc.oneof(fc.string(), anyText()), (text) => {
      for (const parse of [...parsers, ...others]) {
        try {
          assert.doesNotMatch(JSON.stringify(parse(text)), /\\r|\\n|\\u0000/);
        } catch (error) {
          if (!(error instanceof UsageError)) throw error;
        }
      }
    }),
  );
});
