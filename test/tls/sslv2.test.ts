import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildSsl2Hello, parseSsl2Hello } from '../../src/tls/sslv2.ts';

/** A server's hello with no certificate and two ciphers. */
const HELLO = Buffer.from(
  `801e040001000200000006 0010 0700c0 010080 ${'ab'.repeat(16)}`.replaceAll(' ', ''),
  'hex',
);

test('the client hello of SSL 2.0 says its own length and offers eight ciphers', () => {
  const hello = buildSsl2Hello();
  assert.equal(hello.readUInt16BE(0), 0x8000 + hello.length - 2);
  assert.equal(hello.readUInt16BE(3), 0x0002);
  assert.equal(hello.readUInt16BE(5), 24);
});

test('the ciphers of a server that speaks SSL 2.0 are named', () => {
  assert.deepEqual(parseSsl2Hello(HELLO), ['SSL_CK_DES_192_EDE3_CBC_WITH_MD5', 'SSL_CK_RC4_128_WITH_MD5']);
});

test('an unfinished hello, an alert and clear text are none', () => {
  assert.equal(parseSsl2Hello(HELLO.subarray(0, 16)), undefined);
  assert.equal(parseSsl2Hello(Buffer.from('15030100020246', 'hex')), undefined);
  assert.equal(parseSsl2Hello(Buffer.from('220 mail.example.org')), undefined);
});

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void parseSsl2Hello(Buffer.from(bytes))),
  );
});
