import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseOcspResponse } from '../../src/tls/ocsp.ts';
import { forgeFailure, forgeResponse } from './ocsp-response.ts';

const SERIAL = '4D0102';

test('a good response tells since and until when', () => {
  const der = forgeResponse({ serialNumber: SERIAL, nextUpdate: '20261128000000Z' });
  assert.deepEqual(parseOcspResponse(der, SERIAL), {
    state: 'good',
    thisUpdate: '2026-11-21T00:00:00.000Z',
    nextUpdate: '2026-11-28T00:00:00.000Z',
  });
});

test('a revocation tells its time', () => {
  const der = forgeResponse({ serialNumber: SERIAL, state: 'revoked', revokedAt: '20261101120000Z' });
  assert.equal(parseOcspResponse(der, SERIAL).revokedAt, '2026-11-01T12:00:00.000Z');
  assert.equal(parseOcspResponse(der, SERIAL).state, 'revoked');
});

test('a certificate that its issuer does not know is told as such', () => {
  assert.equal(
    parseOcspResponse(forgeResponse({ serialNumber: SERIAL, state: 'unknown' }), SERIAL).state,
    'unknown',
  );
});

test('leading zeros and the case of a serial number do not matter', () => {
  assert.equal(parseOcspResponse(forgeResponse({ serialNumber: '00ab' }), 'AB').state, 'good');
});

test('a response about another certificate is not taken for this one’s', () => {
  assert.equal(parseOcspResponse(forgeResponse({ serialNumber: '05' }), SERIAL).state, 'other-certificate');
});

test('a responder’s error is named', () => {
  assert.deepEqual(parseOcspResponse(forgeFailure(6), SERIAL), { state: 'error', error: 'unauthorized' });
});

test('whatever a server staples, reading it ends without a throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      assert.equal(typeof parseOcspResponse(Buffer.from(bytes), SERIAL).state, 'string');
    }),
  );
});

test('a response that is cut or damaged anywhere is read without a throw', () => {
  const whole = forgeResponse({ serialNumber: SERIAL, nextUpdate: '20261128000000Z' });
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(whole.length - 1), fc.nat(255), (end, at, byte) => {
      const damaged = Buffer.from(whole);
      damaged[at] = byte;
      assert.equal(typeof parseOcspResponse(damaged.subarray(0, end), SERIAL).state, 'string');
    }),
  );
});

test('more than 64 KiB are not read', () => {
  assert.equal(parseOcspResponse(Buffer.alloc(65_537, 0x30), SERIAL).state, 'unreadable');
});
