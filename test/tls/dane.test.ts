import assert from 'node:assert/strict';
import { createHash, createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { matchDane, type TlsaData } from '../../src/tls/dane.ts';
import { survivalOf, zoneLine } from '../../src/tls/tlsa.ts';
import { type Forged, forge } from './forge.ts';

const HOST = 'mx.example.org';
const root = forge({ subject: { CN: 'Root' }, isAuthority: true });
const anchor = forge({ subject: { CN: 'Anchor' }, isAuthority: true, issuer: root });
const leaf = forge({ issuer: anchor, dnsNames: [HOST] });
const expired = forge({ issuer: anchor, fromDays: -20, toDays: -2 });
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

function match(records: readonly TlsaData[], shown: readonly Buffer[] = chain, references = [HOST]) {
  const name = `_25._tcp.${HOST}`;
  return matchDane(records, {
    name,
    chain: shown,
    authenticated: true,
    references,
    observedAt: new Date(),
  });
}

function faultOf(one: TlsaData, shown?: readonly Buffer[], references?: string[]): string | undefined {
  return match([one], shown, references).judged[0]?.fault;
}

const anchorByKey = record(2, 1, 1, hash('sha256', spkiOf(anchor)));

test('every selector and matching type matches the leaf, expired and nameless as it is', () => {
  const spki = spkiOf(expired);
  const shown = [expired.der, anchor.der];
  for (const one of [
    record(3, 0, 0, expired.der.toString('hex')),
    record(3, 0, 1, hash('sha256', expired.der)),
    record(3, 0, 2, hash('sha512', expired.der)),
    record(3, 1, 0, spki.toString('hex')),
    record(3, 1, 1, hash('sha256', spki).toUpperCase()),
    record(3, 1, 2, hash('sha512', spki)),
  ]) {
    assert.equal(faultOf(one, shown), undefined);
  }
});

test('usage 2 matches an issuer that was sent, usage 3 the leaf alone', () => {
  assert.equal(faultOf(anchorByKey), undefined);
  assert.equal(faultOf({ ...anchorByKey, usage: 3 }), 'other');
  assert.equal(faultOf(record(2, 1, 1, hash('sha256', spkiOf(leaf)))), 'other');
});

test('usage 2 does not match a certificate that was sent and has signed nothing', () => {
  const stranger = forge({ subject: { CN: 'Anchor' }, isAuthority: true });
  const data = hash('sha256', spkiOf(stranger));
  assert.equal(faultOf(record(2, 1, 1, data), [leaf.der, stranger.der]), 'other');
});

test('usage 2 by a digest needs its certificate sent, by the whole key or certificate not', () => {
  const digest = record(2, 1, 1, hash('sha256', spkiOf(root)));
  assert.equal(faultOf(digest), 'other');
  assert.equal(faultOf(digest, [...chain, root.der]), undefined);
  assert.equal(faultOf(record(2, 1, 0, spkiOf(root).toString('hex'))), undefined);
  assert.equal(faultOf(record(2, 0, 0, root.der.toString('hex'))), undefined);
});

test('usage 2 holds the certificate against the names, the mail domain among them, and the dates', () => {
  assert.equal(faultOf(anchorByKey, chain, ['other.example.org']), 'name');
  assert.equal(faultOf(anchorByKey, chain, ['other.example.org', HOST]), undefined);
  assert.equal(faultOf(anchorByKey, [expired.der, anchor.der]), 'expired');
});

test('one record that matches is enough, and the others are told apart', () => {
  const next = record(3, 1, 1, '00'.repeat(32));
  const facts = match([next, anchorByKey]);
  assert.ok(facts.matched);
  assert.deepEqual(
    facts.judged.map(({ fault }) => fault),
    ['other', undefined],
  );
  assert.ok(!match([next]).matched);
  assert.ok(!match([]).matched);
});

test('records that mean nothing to SMTP are neither matched nor listed as usable', () => {
  const data = hash('sha256', spkiOf(leaf));
  const useless = [
    record(0, 1, 1, data),
    record(1, 1, 1, data),
    record(3, 2, 1, data),
    record(3, 1, 3, data),
    record(3, 1, 1, data.slice(2)),
    record(3, 1, 2, data),
  ];
  const facts = match(useless);
  assert.deepEqual([facts.matched, facts.records], [false, []]);
  assert.deepEqual(
    facts.judged.map(({ fault }) => fault),
    ['usage', 'usage', 'parameters', 'parameters', 'length', 'length'],
  );
});

test('the records that would fit are by the key, and do fit', () => {
  const { fitting, fittingIssuer } = match([]);
  assert.equal(fitting, `3 1 1 ${hash('sha256', spkiOf(leaf))}`);
  assert.equal(fittingIssuer, `2 1 1 ${anchorByKey.data}`);
  assert.equal(match([], [leaf.der]).fittingIssuer, undefined);
  assert.equal(zoneLine('_25._tcp.mx.example.org', fitting), `_25._tcp.mx.example.org. IN TLSA ${fitting}`);
});

test('a certificate whose key cannot be read is still given a record', () => {
  const nonsense = Buffer.from('nonsense');
  assert.equal(match([], [nonsense]).fitting, `3 0 1 ${hash('sha256', nonsense)}`);
});

test('what a renewal leaves of a record is foretold', () => {
  assert.equal(survivalOf('2 1 1 ab'), 'anything');
  assert.equal(survivalOf('3 1 1 ab'), 'same-key');
  assert.equal(survivalOf('3 0 1 ab'), 'nothing');
});

test('whatever the records and the certificates hold, they are judged', () => {
  const octet = fc.nat(255);
  const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
  const anyRecord = fc.record({
    usage: fc.oneof(octet, fc.constantFrom(2, 3)),
    selector: fc.oneof(octet, fc.constantFrom(0, 1)),
    matching: fc.oneof(octet, fc.constantFrom(0, 1, 2)),
    data: fc.oneof(bytes, fc.constantFrom(leaf.der, root.der)).map((data) => data.toString('hex')),
  });
  const anyChain = fc.array(fc.oneof(bytes, fc.constantFrom(leaf.der, anchor.der, root.der)), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(fc.array(anyRecord, { maxLength: 8 }), anyChain, (records, shown) => {
      const facts = match(records, shown);
      assert.equal(facts.judged.length, records.length);
      assert.equal(
        facts.matched,
        facts.judged.some(({ fault }) => fault === undefined),
      );
    }),
    { numRuns: 200 },
  );
});
