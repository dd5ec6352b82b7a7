import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Stage } from '../../src/errors.ts';
import { codeTexts as english } from '../../src/messages/en/codes.ts';
import { codeTexts as italian } from '../../src/messages/it/codes.ts';
import { DETAILS, type Detail } from '../../src/replies/causes.ts';
import { codeAt, knownCodes } from '../../src/replies/registry/codes.ts';

/** What waiting alone mends, and what it never does. */
const PASSING: readonly Detail[] = ['greylisted', 'server-busy', 'auth-unavailable', 'storage-full'];
const LASTING: readonly Detail[] = [
  'recipient-unknown',
  'recipient-moved',
  'recipient-malformed',
  'domain-takes-no-mail',
  'sender-malformed',
  'message-too-big',
  'command-unknown',
];

test('every code has a reference, and a cause that is on the list', () => {
  for (const { key, reference, detail } of knownCodes()) {
    assert.notEqual(reference, '', key);
    if (detail !== undefined) assert.ok(Object.hasOwn(DETAILS, detail), key);
  }
});

test('a positive reply has no cause, and every other has one', () => {
  for (const { key, code, detail } of knownCodes()) {
    assert.equal(detail === undefined, code >= 200 && code < 400, key);
  }
});

test('no code contradicts its class', () => {
  for (const { key, code, detail } of knownCodes()) {
    if (detail === undefined) continue;
    const impossible = code < 500 ? LASTING : PASSING;
    assert.ok(!impossible.includes(detail), `${key} ${detail}`);
  }
});

test('every code with a row for a stage has one that holds anywhere', () => {
  for (const { code, key } of knownCodes()) assert.ok(codeAt(code), key);
});

test('the rows come in the order of the codes, that which holds anywhere first', () => {
  const keys = knownCodes().map(({ key }) => key);
  const codes = knownCodes().map(({ code }) => code);
  assert.deepEqual(
    codes,
    codes.toSorted((one, other) => one - other),
  );
  assert.ok(keys.indexOf('550') < keys.indexOf('550 rcpt'));
  assert.ok(keys.indexOf('550 rcpt') < keys.indexOf('551'));
});

const FAMOUS: readonly (readonly [code: number, stage: Stage | undefined, detail: Detail])[] = [
  [421, undefined, 'server-busy'],
  [421, 'greeting', 'rate-limited'],
  [451, 'rcpt', 'server-error'],
  [452, 'rcpt', 'recipient-limit'],
  [452, 'data', 'storage-full'],
  [454, 'starttls', 'tls-unavailable'],
  [454, 'auth', 'auth-unavailable'],
  [504, 'auth', 'mechanism-unsupported'],
  [530, 'mail', 'auth-required'],
  [530, 'auth', 'tls-required'],
  [534, 'auth', 'auth-method'],
  [535, 'auth', 'auth-failed'],
  [535, undefined, 'auth-failed'],
  [550, 'greeting', 'reputation'],
  [550, 'mail', 'sender-rejected'],
  [550, 'rcpt', 'recipient-unknown'],
  [550, 'data', 'content-spam'],
  [552, 'rcpt', 'mailbox-full'],
  [552, 'data', 'message-too-big'],
  [553, 'mail', 'sender-rejected'],
  [554, 'greeting', 'reputation'],
  [554, 'rcpt', 'relay-denied'],
  [556, 'rcpt', 'domain-takes-no-mail'],
];

test('the famous codes mean at each stage what they mean there', () => {
  for (const [code, stage, detail] of FAMOUS) {
    assert.equal(codeAt(code, stage)?.detail, detail, `${code} ${stage}`);
  }
});

test('a stage without a row of its own takes the row that holds anywhere', () => {
  assert.deepEqual(codeAt(556, 'data'), codeAt(556));
  assert.equal(codeAt(550, 'rcpt')?.stage, 'rcpt');
  assert.equal(codeAt(550)?.stage, undefined);
});

test('an unknown code is unknown', () => {
  for (const code of [0, 99, 299, 499, 599, 5500, -1, 5.35, Number.NaN]) {
    assert.equal(codeAt(code), undefined, String(code));
    assert.equal(codeAt(code, 'rcpt'), undefined, String(code));
  }
});

test('a number that is no reply is told from a code of a standard and from one of custom', () => {
  assert.equal(codeAt(111)?.standing, 'not-a-reply');
  assert.equal(codeAt(535)?.standing, 'standard');
  assert.equal(codeAt(571)?.standing, 'common');
});

test('every code is worded in both languages, in a short title and one sentence', () => {
  for (const { key } of knownCodes()) {
    const texts = [english.codes[key], italian.codes[key]];
    for (const { title, meaning } of texts) {
      assert.match(title, /^\p{Lu}.{0,68}[^.\s]$/u, key);
      assert.match(meaning, /^\p{Lu}.{8,240}[^.\s]\.$/u, key);
      assert.doesNotMatch(`${title} ${meaning}`, /'| {2}/, key);
    }
    assert.notEqual(texts[0]?.title, texts[1]?.title, key);
    assert.notEqual(texts[0]?.meaning, texts[1]?.meaning, key);
  }
});

test('no two codes of one stage are told in the same words', () => {
  const seen = new Set(knownCodes().map(({ key }) => `${key.slice(4)} ${english.codes[key].meaning}`));
  // 524 and 538 are one refusal under two numbers.
  assert.equal(seen.size, knownCodes().length - 1);
});
