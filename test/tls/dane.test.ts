import assert from 'node:assert/strict';
import { createHash, createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import { matchDane, type TlsaData } from '../../src/tls/dane.ts';
import { type Forged, forge } from './forge.ts';

const anchor = forge({ subject: { CN: 'Anchor' }, isAuthority: true });
const leaf = forge({ issuer: anchor, fromDays: -20, toDays: -2 });
const chain = [leaf.der, anchor.der];

function spkiOf({ key }: Forged): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' });
}

function hash(name: string, bytes: Buffer): string {
  return createHash(name).update(bytes).digest('hex');
}

function record(usage: number, selector: number, matching: number, data: string): TlsaData {
  return { usage, selector, matching, data };
}

function isMatched(...records: TlsaData[]): boolean {
  return matchDane(records, chain, true).matched;
}

test('every selector and matching type matches the leaf, expired and nameless as it is', () => {
  const spki = spkiOf(leaf);
  assert.ok(isMatched(record(3, 0, 0, leaf.der.toString('hex'))));
  assert.ok(isMatched(record(3, 0, 1, hash('sha256', leaf.der))));
  assert.ok(isMatched(record(3, 0, 2, hash('sha512', leaf.der))));
  assert.ok(isMatched(record(3, 1, 0, spki.toString('hex'))));
  assert.ok(isMatched(record(3, 1, 1, hash('sha256', spki).toUpperCase())));
  assert.ok(isMatched(record(3, 1, 2, hash('sha512', spki))));
});

test('usage 2 matches any certificate of the chain, usage 3 the leaf alone', () => {
  const data = hash('sha256', spkiOf(anchor));
  assert.ok(isMatched(record(2, 1, 1, data)));
  assert.ok(!isMatched(record(3, 1, 1, data)));
});

test('one record that matches is enough', () => {
  assert.ok(isMatched(record(3, 1, 1, '00'.repeat(32)), record(2, 0, 1, hash('sha256', anchor.der))));
  assert.ok(!isMatched(record(3, 1, 1, '00'.repeat(32))));
  assert.ok(!isMatched());
});

test('records that mean nothing to SMTP are neither matched nor listed', () => {
  const data = hash('sha256', spkiOf(leaf));
  const useless = [
    record(0, 1, 1, data),
    record(1, 1, 1, data),
    record(3, 2, 1, data),
    record(3, 1, 3, data),
  ];
  const facts = matchDane(useless, chain, false);
  assert.deepEqual([facts.matched, facts.records, facts.authenticated], [false, [], false]);
});

test('the record that would fit is by the key, and does fit', () => {
  const { fitting, records } = matchDane([record(3, 1, 1, 'AB')], chain, true);
  assert.equal(fitting, `3 1 1 ${hash('sha256', spkiOf(leaf))}`);
  assert.deepEqual(records, ['3 1 1 ab']);
});

test('a certificate whose key cannot be read is still given a record', () => {
  const nonsense = Buffer.from('nonsense');
  assert.equal(matchDane([], [nonsense], true).fitting, `3 0 1 ${hash('sha256', nonsense)}`);
});
