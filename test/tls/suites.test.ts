import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCiphers } from 'node:tls';
import { SUITES, suiteOf } from '../../src/tls/suites.ts';

test('no number and no name stands twice', () => {
  assert.equal(new Set(SUITES.map(({ id }) => id)).size, SUITES.length);
  assert.equal(new Set(SUITES.map(({ name }) => name)).size, SUITES.length);
});

test('every suite of this Node’s OpenSSL is known by OpenSSL’s name', () => {
  const known = new Set(SUITES.map(({ openSslName }) => openSslName.toLowerCase()));
  assert.deepEqual(
    getCiphers().filter((name) => !known.has(name)),
    [],
  );
});

const STRENGTHS: readonly (readonly [name: string, strength: string, weakness?: string])[] = [
  ['TLS_AES_128_GCM_SHA256', 'strong'],
  ['TLS_SHA256_SHA256', 'worthless', 'NULL'],
  ['TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256', 'strong'],
  ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA', 'ageing'],
  ['TLS_RSA_WITH_AES_128_GCM_SHA256', 'ageing'],
  ['TLS_RSA_WITH_RC4_128_SHA', 'weak', 'RC4'],
  ['TLS_RSA_WITH_3DES_EDE_CBC_SHA', 'weak', '3DES'],
  ['TLS_RSA_WITH_DES_CBC_SHA', 'worthless', 'DES'],
  ['TLS_RSA_EXPORT_WITH_RC4_40_MD5', 'worthless', 'EXPORT'],
  ['TLS_DH_anon_WITH_AES_256_GCM_SHA384', 'worthless', 'anon'],
  ['TLS_RSA_WITH_NULL_SHA', 'worthless', 'NULL'],
];

for (const [name, strength, weakness] of STRENGTHS) {
  test(`${name} is ${strength}`, () => {
    const suite = suiteOf(name);
    assert.deepEqual([suite?.strength, suite?.weakness], [strength, weakness]);
  });
}

test('a name is taken apart into key exchange, authentication and cipher', () => {
  const suite = suiteOf(0xc02b);
  assert.equal(suite?.name, 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256');
  assert.deepEqual([suite.keyExchange, suite.authentication], ['ECDHE', 'ECDSA']);
  assert.deepEqual([suite.encryption, suite.since], ['AES_128_GCM_SHA256', 'TLSv1.2']);
});
