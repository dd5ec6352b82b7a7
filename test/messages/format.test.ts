import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatsOf } from '../../src/messages/format.ts';

const en = formatsOf('en');
const it = formatsOf('it');

test('a date is written out in each language, in UTC', () => {
  assert.equal(en.date('2026-11-22T23:30:00.000Z'), '22 November 2026');
  assert.equal(it.date('2026-11-22T23:30:00.000Z'), '22 novembre 2026');
});

test('a text that is no date stays as it is', () => {
  assert.equal(en.date('soon'), 'soon');
});

test('a time is given in milliseconds, seconds or minutes', () => {
  assert.deepEqual([0.4, 412, 999.7, 5_250, 30_000, 300_000].map(en.duration), [
    '0 ms',
    '412 ms',
    '1 s',
    '5.3 s',
    '30 s',
    '5 min',
  ]);
  assert.equal(it.duration(5_250), '5,3 s');
});

test('a size is given in the largest unit that keeps it at one or more', () => {
  assert.deepEqual([512, 1_024, 35_882_577].map(en.size), ['512 bytes', '1 KiB', '34.2 MiB']);
  assert.equal(it.size(35_882_577), '34,2 MiB');
});

test('a list has its conjunction before the last', () => {
  assert.deepEqual([en.list([]), en.list(['a']), en.list(['a', 'b', 'c'])], ['', 'a', 'a, b and c']);
  assert.equal(it.list([587, 465]), '587 e 465');
});

test('one day is not "1 days"', () => {
  assert.deepEqual(
    [en.days(1), en.days(2), it.days(1), it.days(2)],
    ['1 day', '2 days', '1 giorno', '2 giorni'],
  );
});

test('a quotation joins lines, loses its full stop and is cut at 200 characters', () => {
  assert.equal(
    en.quote(['too many connections,\nfrom', ' your IP.']),
    '"too many connections, from your IP"',
  );
  assert.equal(en.quote('x'.repeat(300)).length, 202);
});
