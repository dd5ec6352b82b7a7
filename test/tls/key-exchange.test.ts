import assert from 'node:assert/strict';
import { getDiffieHellman } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { uint, vector } from '../../src/tls/bytes.ts';
import { parseKeyExchange } from '../../src/tls/key-exchange.ts';
import { type Suite, suiteOf } from '../../src/tls/suites.ts';

function suite(name: string): Suite {
  const found = suiteOf(name);
  assert.ok(found, name);
  return found;
}

const ECDHE = suite('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256');
const DHE = suite('TLS_DHE_RSA_WITH_AES_128_GCM_SHA256');
const ANONYMOUS = suite('TLS_DH_anon_WITH_AES_128_CBC_SHA');
const TLS12 = { protocol: 'TLSv1.2' } as const;
const SIGNATURE = Buffer.concat([uint(0x0804, 2), vector(2, Buffer.alloc(8))]);

function field(prime: Buffer): Buffer {
  return Buffer.concat([vector(2, prime), vector(2, Buffer.from([2])), vector(2, Buffer.alloc(4))]);
}

test('a named curve and its signature are read', () => {
  const body = Buffer.concat([Buffer.from([3]), uint(29, 2), vector(1, Buffer.alloc(32)), SIGNATURE]);
  assert.deepEqual(parseKeyExchange(body, ECDHE, TLS12), { group: 29, signatureScheme: 0x0804 });
});

test('a prime that many servers share is named, with its size', () => {
  const prime = getDiffieHellman('modp14').getPrime();
  const read = parseKeyExchange(Buffer.concat([field(prime), SIGNATURE]), DHE, TLS12);
  assert.deepEqual(read, { field: { bits: 2048, prime: 'RFC 3526 group 14' }, signatureScheme: 0x0804 });
});

test('leading zeros do not make a field larger, nor does a set bit make it smaller', () => {
  const prime = Buffer.concat([Buffer.alloc(3), Buffer.from([0x01, 0xff])]);
  assert.deepEqual(parseKeyExchange(field(prime), ANONYMOUS, TLS12), { field: { bits: 9 } });
});

test('before TLS 1.2 a signature does not name its scheme', () => {
  const body = Buffer.concat([Buffer.from([3]), uint(23, 2), vector(1, Buffer.alloc(65)), SIGNATURE]);
  assert.deepEqual(parseKeyExchange(body, ECDHE, { protocol: 'TLSv1.1' }), { group: 23 });
});

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.constantFrom(ECDHE, DHE, ANONYMOUS), (bytes, one) => {
      parseKeyExchange(Buffer.from(bytes), one, TLS12);
    }),
  );
});
