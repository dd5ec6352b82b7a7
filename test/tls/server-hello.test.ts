import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseServerHello } from '../../src/tls/server-hello.ts';

/** A ServerHello of TLS 1.2 with these extensions. */
function helloWith(extensions: string): Buffer {
  const body = Buffer.from(extensions, 'hex');
  const head = Buffer.concat([Buffer.from('0303', 'hex'), Buffer.alloc(32), Buffer.from('00c02f00', 'hex')]);
  return Buffer.concat([head, Buffer.from([body.length >> 8, body.length & 0xff]), body]);
}

test('timestamps sent beside the certificate are counted', () => {
  assert.equal(parseServerHello(helloWith('0012000a00080002aaaa0002bbbb'))?.scts, 2);
});

test('a hello without timestamps says nothing of them', () => {
  assert.equal(parseServerHello(helloWith('ff01000100'))?.scts, undefined);
});

test('an extension that is longer than the hello breaks it', () => {
  assert.equal(parseServerHello(helloWith('001200ff00')), undefined);
});
