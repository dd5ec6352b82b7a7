import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import { createServer, type TLSSocket } from 'node:tls';
import { startTls } from '../../src/net/tls.ts';
import { type ChannelBindings, channelBindings, serverEndPoint } from '../../src/tls/channel-binding.ts';
import { serve } from '../net/loopback.ts';
import { forge } from './forge.ts';

const issuer = forge({ subject: { CN: 'Test Root' }, isAuthority: true });
const leaf = forge({ subject: { CN: 'mx' }, hash: 'sha384', issuer });

interface Ends {
  readonly bindings: ChannelBindings;
  readonly serverSocket: TLSSocket;
}

async function meet(t: TestContext, maxVersion: 'TLSv1.2' | 'TLSv1.3'): Promise<Ends> {
  const server = createServer({ cert: leaf.pem + issuer.pem, key: leaf.keyPem, maxVersion });
  const { port } = await serve(t, server);
  const accepted: Promise<TLSSocket[]> = once(server, 'secureConnection');
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const secured = await startTls(socket);
  t.after(() => secured.socket.destroy());
  const [serverSocket] = await accepted;
  assert.ok(serverSocket);
  serverSocket.on('error', () => {});
  return { bindings: channelBindings(secured.socket, secured.chain[0]), serverSocket };
}

describe('channel bindings', () => {
  test('both ends of TLS 1.3 export the same', async (t) => {
    const { bindings, serverSocket } = await meet(t, 'TLSv1.3');
    const theirs = serverSocket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0));
    assert.deepEqual(bindings['tls-exporter'], theirs);
    assert.deepEqual(bindings['tls-server-end-point'], createHash('sha384').update(leaf.der).digest());
  });

  test('TLS 1.2 is bound by the certificate alone', async (t) => {
    const { bindings } = await meet(t, 'TLSv1.2');
    assert.deepEqual(Object.keys(bindings), ['tls-server-end-point']);
  });

  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  for (const [hash, expected] of [
    ['md5', 'sha256'],
    ['sha1', 'sha256'],
    ['sha256', 'sha256'],
    ['sha512', 'sha512'],
  ] as const) {
    test(`a certificate signed with ${hash} is hashed by ${expected}`, () => {
      const { der } = forge({ hash, key: privateKey });
      assert.deepEqual(serverEndPoint(der), createHash(expected).update(der).digest());
    });
  }

  test('a signature without a hash of its own binds nothing', () => {
    const { der } = forge({ key: generateKeyPairSync('ed25519').privateKey });
    assert.equal(serverEndPoint(der), undefined);
    assert.equal(serverEndPoint(Buffer.from('no certificate')), undefined);
  });
});
