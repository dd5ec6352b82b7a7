import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseOcspResponse } from '../../src/tls/ocsp.ts';
import { element, extension, forge, objectId } from './forge.ts';
import { type ForgedResponse, forgeFailure, forgeResponse } from './ocsp-response.ts';

const SERIAL = '4D0102';
/** Nobody's chain: then no signature can be verified. */
const SUBJECT = { serialNumber: SERIAL, chain: [] };

test('a good response tells since and until when', () => {
  const der = forgeResponse({ serialNumber: SERIAL, nextUpdate: '20261128000000Z' });
  assert.deepEqual(parseOcspResponse(der, SUBJECT), {
    state: 'good',
    thisUpdate: '2026-11-21T00:00:00.000Z',
    nextUpdate: '2026-11-28T00:00:00.000Z',
    isVerified: false,
  });
});

test('a revocation tells its time', () => {
  const der = forgeResponse({ serialNumber: SERIAL, state: 'revoked', revokedAt: '20261101120000Z' });
  assert.equal(parseOcspResponse(der, SUBJECT).revokedAt, '2026-11-01T12:00:00.000Z');
  assert.equal(parseOcspResponse(der, SUBJECT).state, 'revoked');
});

test('a certificate that its issuer does not know is told as such', () => {
  assert.equal(
    parseOcspResponse(forgeResponse({ serialNumber: SERIAL, state: 'unknown' }), SUBJECT).state,
    'unknown',
  );
});

test('leading zeros and the case of a serial number do not matter', () => {
  assert.equal(
    parseOcspResponse(forgeResponse({ serialNumber: '00ab' }), { ...SUBJECT, serialNumber: 'AB' }).state,
    'good',
  );
});

test('a response about another certificate is not taken for this one’s', () => {
  assert.equal(parseOcspResponse(forgeResponse({ serialNumber: '05' }), SUBJECT).state, 'other-certificate');
});

test('a responder’s error is named', () => {
  assert.deepEqual(parseOcspResponse(forgeFailure(6), SUBJECT), { state: 'error', error: 'unauthorized' });
});

test('whatever a server staples, reading it ends without a throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      assert.equal(typeof parseOcspResponse(Buffer.from(bytes), SUBJECT).state, 'string');
    }),
  );
});

test('a response that is cut or damaged anywhere is read without a throw', () => {
  const whole = forgeResponse({ serialNumber: SERIAL, nextUpdate: '20261128000000Z' });
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(whole.length - 1), fc.nat(255), (end, at, byte) => {
      const damaged = Buffer.from(whole);
      damaged[at] = byte;
      assert.equal(typeof parseOcspResponse(damaged.subarray(0, end), SUBJECT).state, 'string');
    }),
  );
});

test('more than 64 KiB are not read', () => {
  assert.equal(parseOcspResponse(Buffer.alloc(65_537, 0x30), SUBJECT).state, 'unreadable');
});

const issuer = forge({ subject: { CN: 'issuer' }, isAuthority: true });
const leaf = forge({ issuer, dnsNames: ['mx.example.net'] });
const chain = [leaf.der, issuer.der];

/** The state, and whether its signature was verified. */
function verdict(forged: Omit<ForgedResponse, 'serialNumber'>, sent = chain) {
  const { state, isVerified } = parseOcspResponse(forgeResponse({ serialNumber: SERIAL, ...forged }), {
    serialNumber: SERIAL,
    chain: sent,
  });
  return [state, isVerified];
}

test('a response that the issuer signed is verified', () => {
  assert.deepEqual(verdict({ signer: issuer }), ['good', true]);
  assert.deepEqual(verdict({ signer: issuer, state: 'revoked' }), ['revoked', true]);
});

test('so is one by whom the issuer lets answer, and by nobody else', () => {
  const usage = (id: string) => extension('2.5.29.37', element(0x30, objectId(id)));
  const signing = usage('1.3.6.1.5.5.7.3.9');
  const delegate = forge({ subject: { CN: 'responder' }, issuer, extra: [signing] });
  assert.deepEqual(verdict({ signer: delegate, isSignerSent: true }), ['good', true]);
  assert.deepEqual(verdict({ signer: delegate }), ['forged', undefined], 'its certificate is not there');
  const server = forge({ subject: { CN: 'server' }, issuer, extra: [usage('1.3.6.1.5.5.7.3.1')] });
  assert.deepEqual(verdict({ signer: server, isSignerSent: true }), ['forged', undefined]);
  const stranger = forge({ subject: { CN: 'stranger' }, extra: [signing] });
  assert.deepEqual(verdict({ signer: stranger, isSignerSent: true }), ['forged', undefined]);
});

test('one that nobody signed is forged; without the issuer’s certificate that cannot be told', () => {
  assert.deepEqual(verdict({}), ['forged', undefined]);
  assert.deepEqual(verdict({ signer: forge({}) }), ['forged', undefined]);
  assert.deepEqual(verdict({ signer: issuer }, [leaf.der]), ['good', false]);
});
