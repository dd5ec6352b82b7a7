import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { certificateFacts } from '../../src/tls/certificate.ts';
import { countScts } from '../../src/tls/certificate-extensions.ts';
import { element, extension, forge } from './forge.ts';

const TLS_FEATURE = '1.3.6.1.5.5.7.1.24';
const SCT_LIST = '1.3.6.1.4.1.11129.2.4.2';

function sctList(...sizes: readonly number[]): Buffer {
  const scts = sizes.map((size) => Buffer.concat([Buffer.from([0, size]), Buffer.alloc(size)]));
  const length = Buffer.concat(scts).length;
  return Buffer.concat([Buffer.from([length >> 8, length & 0xff]), ...scts]);
}

test('a certificate that demands a staple is recognised', () => {
  const feature = element(0x30, element(0x02, Buffer.from([5])));
  const { der } = forge({ extra: [extension(TLS_FEATURE, feature)] });
  assert.equal(certificateFacts(der)?.mustStaple, true);
});

test('another feature demands none', () => {
  const feature = element(0x30, element(0x02, Buffer.from([17])));
  const { der } = forge({ extra: [extension(TLS_FEATURE, feature)] });
  assert.equal(certificateFacts(der)?.mustStaple, undefined);
});

test('the timestamps in a certificate are counted', () => {
  const { der } = forge({ extra: [extension(SCT_LIST, element(0x04, sctList(40, 42)))] });
  assert.equal(certificateFacts(der)?.scts, 2);
});

test('a certificate without such extensions says nothing of them', () => {
  const facts = certificateFacts(forge({}).der);
  assert.deepEqual([facts?.mustStaple, facts?.scts], [undefined, undefined]);
});

test('a list of timestamps that is broken counts those before the break', () => {
  assert.equal(countScts(Buffer.concat([Buffer.from([0, 12, 0, 2, 1, 1, 0, 50, 1, 1, 1, 1, 1, 1])])), 1);
});

test('whatever stands in the place of a list is counted without a throw', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => countScts(Buffer.from(bytes)) <= 32));
});

test('whatever stands in the place of the extensions, the certificate is read or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const { der } = forge({
        extra: [extension(TLS_FEATURE, Buffer.from(bytes)), extension(SCT_LIST, Buffer.from(bytes))],
      });
      assert.ok((certificateFacts(der)?.scts ?? 0) <= 32);
    }),
    { numRuns: 30 },
  );
});
