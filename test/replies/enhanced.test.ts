import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeTexts as english } from '../../src/messages/en/codes.ts';
import { codeTexts as italian } from '../../src/messages/it/codes.ts';
import { DETAILS, type Detail } from '../../src/replies/causes.ts';
import { deviatingProviders, deviationOf, deviationsOf } from '../../src/replies/registry/deviations.ts';
import { enhancedRow, enhancedSubject, knownEnhanced } from '../../src/replies/registry/enhanced.ts';

test('every enhanced code has a title, a reference, and a cause that is on the list', () => {
  for (const { key, title, reference, detail, strength } of knownEnhanced()) {
    assert.notEqual(title, '', key);
    assert.match(reference, /^(RFC \d{4}|draft-)/, key);
    assert.equal(detail === undefined, strength === 'none', key);
    if (detail !== undefined) assert.ok(Object.hasOwn(DETAILS, detail), key);
  }
});

test('the reply codes an enhanced code goes with are reply codes', () => {
  for (const { key, basicCodes } of knownEnhanced()) {
    for (const code of basicCodes) assert.ok(code >= 220 && code <= 556, `${key} ${code}`);
  }
});

const FAMOUS: readonly (readonly [code: string, detail: Detail])[] = [
  ['5.1.1', 'recipient-unknown'],
  ['5.1.6', 'recipient-moved'],
  ['5.1.8', 'sender-domain'],
  ['5.1.10', 'domain-takes-no-mail'],
  ['5.2.1', 'recipient-disabled'],
  ['4.2.2', 'mailbox-full'],
  ['5.2.2', 'mailbox-full'],
  ['4.3.1', 'storage-full'],
  ['5.3.4', 'message-too-big'],
  ['5.4.6', 'loop'],
  ['4.4.7', 'expired'],
  ['4.5.3', 'recipient-limit'],
  ['5.7.1', 'policy'],
  ['5.7.8', 'auth-failed'],
  ['5.7.9', 'auth-method'],
  ['5.7.11', 'tls-required'],
  ['5.7.20', 'dkim-failed'],
  ['5.7.23', 'spf-failed'],
  ['5.7.25', 'ptr-missing'],
  ['5.7.26', 'sender-auth'],
];

test('the famous enhanced codes mean what the registry says', () => {
  for (const [code, detail] of FAMOUS) assert.equal(enhancedRow(code)?.detail, detail, code);
});

test('the class does not change the row', () => {
  assert.deepEqual(enhancedRow('4.2.2'), enhancedRow('5.2.2'));
});

test('a code of class 2 refuses nothing', () => {
  for (const { key } of knownEnhanced()) {
    const row = enhancedRow(`2${key.slice(1)}`);
    assert.equal(row?.detail, undefined, key);
    assert.equal(row?.strength, 'none', key);
  }
});

test('what is no registered code has no row', () => {
  for (const code of [
    '',
    '5',
    '5.7',
    '5.7.999',
    '3.7.8',
    'X.7.8',
    '5.7.8.1',
    '5.7.8\n',
    ' 5.7.8',
    '5.07.8',
  ]) {
    assert.equal(enhancedRow(code), undefined, JSON.stringify(code));
  }
});

test('an unregistered code still says what it is about', () => {
  assert.equal(enhancedSubject('5.7.999'), 'security');
  assert.equal(enhancedSubject('4.2.99'), 'mailbox');
  assert.equal(enhancedSubject('5.0.350'), 'other');
  for (const code of ['5.8.1', '5.99.1', '1.2.3', 'x', ''])
    assert.equal(enhancedSubject(code), undefined, code);
});

test('every deviation has a source, and a cause that is on the list', () => {
  for (const provider of deviatingProviders()) {
    for (const { key, detail, source } of deviationsOf(provider)) {
      assert.ok(Object.hasOwn(DETAILS, detail), key);
      assert.notEqual(source, '', key);
    }
  }
});

test('every deviation is found by the code it stands for, and none hides another', () => {
  for (const provider of deviatingProviders()) {
    for (const deviation of deviationsOf(provider)) {
      const [, code, digit, rest] = /^(?:(\d+) )?([45X])(\.\d+\.\d+)/.exec(deviation.key) ?? [];
      const enhanced = `${digit === 'X' ? '5' : digit}${rest}`;
      const found = deviationOf(provider, enhanced, code === undefined ? undefined : Number(code));
      assert.equal(found?.key, deviation.key, `${provider} ${deviation.key}`);
    }
  }
});

test('a deviation says something else than the registry', () => {
  for (const provider of deviatingProviders()) {
    for (const { key, detail } of deviationsOf(provider)) {
      if (key.includes('-')) continue;
      const enhanced = key.replace(/^\d{3} /, '').replace('X', '5');
      assert.notEqual(enhancedRow(enhanced)?.detail, detail, `${provider} ${key}`);
    }
  }
});

test('a deviation holds for its provider, its class, its range and its reply code only', () => {
  assert.equal(deviationOf('google', '5.7.27')?.detail, 'spf-failed');
  assert.equal(deviationOf('google', '4.7.27', 421)?.detail, 'spf-failed');
  assert.equal(deviationOf('microsoft', '5.7.27'), undefined);
  assert.equal(deviationOf('google', '4.7.23')?.detail, 'ptr-missing');
  assert.equal(deviationOf('google', '5.7.23'), undefined);
  assert.equal(deviationOf('microsoft', '5.7.606')?.detail, 'address-blocklisted');
  assert.equal(deviationOf('microsoft', '5.7.649', 550)?.detail, 'address-blocklisted');
  assert.equal(deviationOf('microsoft', '5.7.650'), undefined);
  assert.equal(deviationOf('orange', '5.1.1', 552)?.detail, 'mailbox-full');
  assert.equal(deviationOf('orange', '5.1.1', 550), undefined);
  assert.equal(deviationOf('orange', '5.1.1'), undefined);
});

test('Google means two things by 5.7.40, which the reply code tells apart', () => {
  assert.equal(deviationOf('google', '5.7.40', 504)?.detail, 'mechanism-unsupported');
  assert.equal(deviationOf('google', '5.7.40', 550)?.detail, 'dmarc-failed');
});

test('an unknown provider, or what is no code, has no deviation', () => {
  for (const provider of ['', 'nobody', 'constructor', '__proto__', 'toString']) {
    assert.equal(deviationOf(provider, '5.7.27'), undefined, provider);
  }
  for (const code of ['', 'X.7.27', '5.7.27-30', '5.7', '552 5.1.1 ']) {
    assert.equal(deviationOf('google', code), undefined, code);
  }
});

test('every enhanced code is worded in both languages, in a short title and one sentence', () => {
  for (const { key } of knownEnhanced()) {
    const texts = [english.enhanced[key], italian.enhanced[key]];
    for (const { title, meaning } of texts) {
      assert.match(title, /^\p{Lu}.{0,68}[^.\s]$/u, key);
      assert.match(meaning, /^\p{Lu}.{8,240}[^.\s]\.$/u, key);
      assert.doesNotMatch(`${title} ${meaning}`, /'| {2}/, key);
    }
    assert.notEqual(texts[0]?.title, texts[1]?.title, key);
    assert.notEqual(texts[0]?.meaning, texts[1]?.meaning, key);
  }
});

test('no two enhanced codes are told in the same words', () => {
  for (const { enhanced } of [english, italian]) {
    const texts = Object.values(enhanced).map(({ title, meaning }) => `${title} ${meaning}`);
    assert.equal(new Set(texts).size, texts.length);
  }
});

test('every subject has words in both languages', () => {
  for (const [subject, words] of Object.entries(english.subjects)) {
    assert.notEqual(words, '', subject);
    assert.ok(!Object.values(italian.subjects).includes(words), subject);
  }
});
