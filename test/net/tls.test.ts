import assert from 'node:assert/strict';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import { createServer, type TlsOptions as ServerOptions } from 'node:tls';
import { SmtpError, UsageError } from '../../src/errors.ts';
import { secureContext } from '../../src/net/secure-context.ts';
import { type Secured, startTls, type TlsOptions } from '../../src/net/tls.ts';
import { tlsFailure } from '../../src/net/tls-failure.ts';
import { type Forged, forge } from '../tls/forge.ts';
import { firstBytes, listen, serve } from './loopback.ts';

const root = forge({ subject: { CN: 'Test Root', O: 'Acme' }, isAuthority: true });
const intermediate = forge({ subject: { CN: 'Test Issuing', O: 'Acme' }, isAuthority: true, issuer: root });
const leaf = forge({ subject: { CN: 'mx' }, issuer: intermediate, dnsNames: ['mx.example.net'] });

/** Shakes hands with a TLS server that shows this chain. */
async function meet(
  t: TestContext,
  chain: readonly Forged[],
  { options = {}, server = {} }: { options?: TlsOptions; server?: ServerOptions } = {},
): Promise<Secured> {
  const cert = chain.map(({ pem }) => pem).join('');
  const tlsServer = createServer({ cert, key: chain[0]?.keyPem, ...server }, (socket) => {
    socket.on('error', () => {});
    socket.write('220 ready\r\n');
  });
  tlsServer.on('tlsClientError', () => {});
  const { port } = await serve(t, tlsServer);
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const secured = await startTls(socket, options);
  t.after(() => secured.socket.destroy());
  return secured;
}

/** Shakes hands with what is no TLS server, and gives the failure. */
async function fail(port: number, options: TlsOptions = {}): Promise<SmtpError> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const error = await startTls(socket, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SmtpError, String(error));
  assert.equal(error.stage, 'tls');
  assert.ok(socket.destroyed, 'the socket is closed');
  return error;
}

function subjects(chain: readonly Buffer[]): string[] {
  return chain.map((der) => new X509Certificate(der).subject.replaceAll('\n', ','));
}

describe('startTls', () => {
  test('the handshake and the chain are told as sent, without the root of ours', async (t) => {
    const secured = await meet(t, [leaf, intermediate], {
      options: { ca: [root.pem], servername: 'mx.example.net' },
    });
    const { protocol, cipher, group, servername } = secured.handshake;
    assert.equal(protocol, 'TLSv1.3');
    assert.match(cipher, /^TLS_/);
    if (process.versions.node.startsWith('20.')) assert.equal(group, 'X25519');
    assert.equal(servername, 'mx.example.net');
    assert.deepEqual(secured.chain, [leaf.der, intermediate.der]);
    assert.equal(secured.verifyCode, undefined);
    assert.equal(secured.roots, undefined);
    assert.equal(await firstBytes(secured.socket), '220 ready\r\n');
  });

  test('a chain sent out of order, with a root, is kept in that order', async (t) => {
    const secured = await meet(t, [leaf, root, intermediate], { options: { ca: [root.pem] } });
    assert.deepEqual(subjects(secured.chain), ['CN=mx', 'CN=Test Root,O=Acme', 'CN=Test Issuing,O=Acme']);
    assert.equal(secured.verifyCode, undefined);
  });

  const faults = [
    [
      'a self-signed certificate',
      [forge({ dnsNames: ['mx.example.net'] })],
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      false,
    ],
    ['an issuer that nobody knows', [leaf, intermediate], 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', false],
    ['a root that nobody knows', [leaf, intermediate, root], 'SELF_SIGNED_CERT_IN_CHAIN', false],
    ['a leaf without its intermediate', [leaf], 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', false],
  ] as const;
  for (const [title, chain, code, isReached] of faults) {
    test(`${title} is data, not a failure`, async (t) => {
      const secured = await meet(t, chain);
      assert.equal(secured.verifyCode, code);
      assert.equal(secured.roots?.isReached, isReached);
      assert.equal(secured.chain.length, chain.length);
    });
  }

  test('an expired certificate hides neither a known nor an unknown issuer', async (t) => {
    const expired = forge({ issuer: intermediate, fromDays: -20, toDays: -2 });
    const known = await meet(t, [expired, intermediate], { options: { ca: [root.pem] } });
    assert.deepEqual([known.verifyCode, known.roots?.isReached], ['CERT_HAS_EXPIRED', true]);
    assert.ok(known.roots?.organisations.has('Acme'), 'the added root is among the roots');
    assert.ok((known.roots?.organisations.size ?? 0) > 20, 'and so are the default ones');
    const unknown = await meet(t, [expired, intermediate]);
    assert.deepEqual([unknown.verifyCode, unknown.roots?.isReached], ['CERT_HAS_EXPIRED', false]);
    assert.ok(!unknown.roots?.organisations.has('Acme'));
  });

  test('a certificate signed by a root that it only names is not taken for its', async (t) => {
    const impostor = forge({ subject: { CN: 'Test Root', O: 'Acme' }, isAuthority: true });
    const forged = forge({ issuer: impostor, fromDays: -20, toDays: -2 });
    const secured = await meet(t, [forged], { options: { ca: [root.pem] } });
    assert.equal(secured.roots?.isReached, false);
  });

  test('a server that knows TLS 1.0 only is seen, with its 1024-bit RSA key', async (t) => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const weak = forge({ key: privateKey, hash: 'sha1' });
    const secured = await meet(t, [weak], {
      server: { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' },
    });
    assert.equal(secured.handshake.protocol, 'TLSv1');
    assert.equal(secured.chain.length, 1);
  });

  test('the size of a DH key agreement is told', async (t) => {
    const secured = await meet(
      t,
      [forge({ key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey })],
      {
        server: { maxVersion: 'TLSv1.2', ciphers: 'DHE-RSA-AES128-GCM-SHA256', dhparam: 'auto' },
      },
    );
    assert.match(secured.handshake.group ?? '', /^DH \d+$/);
    assert.equal(secured.handshake.cipher, 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256');
  });

  test('an IP address is never sent as a server name', async (t) => {
    const names: unknown[] = [];
    const server: ServerOptions = {
      SNICallback: (name, callback) => {
        names.push(name);
        callback(null);
      },
    };
    const byAddress = await meet(t, [leaf], { server, options: { servername: '127.0.0.1' } });
    const off = await meet(t, [leaf], { server, options: { servername: false } });
    await meet(t, [leaf], { server, options: { servername: 'mx.example.net' } });
    assert.equal(byAddress.handshake.servername, undefined);
    assert.equal(off.handshake.servername, undefined);
    assert.deepEqual(names, ['mx.example.net']);
  });

  test('a client certificate is shown to a server that asks', async (t) => {
    const client = forge({ subject: { CN: 'client' } });
    const received = new Promise((resolve) => {
      const tlsServer = createServer(
        { cert: leaf.pem, key: leaf.keyPem, requestCert: true, rejectUnauthorized: false },
        (socket) => resolve(socket.getPeerCertificate().subject.CN),
      );
      void serve(t, tlsServer).then(async ({ port }) => {
        const socket = connect(port, '127.0.0.1');
        await once(socket, 'connect');
        const clientCertificate = { cert: client.pem, key: client.keyPem };
        const secured = await startTls(socket, { clientCertificate });
        t.after(() => secured.socket.destroy());
      });
    });
    assert.equal(await received, 'client');
  });

  test('a greeting in clear text is no TLS', async (t) => {
    const { port } = await listen(t, (socket) => socket.write('220 mx.example.net ESMTP\r\n'));
    const error = await fail(port);
    assert.equal(error.kind, 'tls');
    assert.match(error.code ?? '', /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/);
  });

  test('a server without a common version fails with its alert', async (t) => {
    const tlsServer = createServer({ cert: leaf.pem, key: leaf.keyPem, minVersion: 'TLSv1.3' });
    tlsServer.on('tlsClientError', () => {});
    const { port } = await serve(t, tlsServer);
    const error = await fail(port, { maxVersion: 'TLSv1.2' });
    assert.deepEqual([error.kind, error.code], ['tls', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION']);
  });

  test('a server without a common cipher fails with the one name of that alert', async (t) => {
    const { port } = await serve(
      t,
      createServer({
        cert: leaf.pem,
        key: leaf.keyPem,
        maxVersion: 'TLSv1.2',
        // The key is EC, so nothing is left to offer.
        ciphers: 'AES128-SHA',
      }).on('tlsClientError', () => {}),
    );
    const error = await fail(port);
    assert.deepEqual([error.kind, error.code], ['tls', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE']);
  });

  test('a silent server is a timeout', async (t) => {
    const { port } = await listen(t);
    assert.equal((await fail(port, { timeoutMs: 50 })).kind, 'timeout');
  });

  test('a server that drips bytes for ever is a timeout', async (t) => {
    const { port } = await listen(t, (socket) => {
      const record = [0x16, 0x03, 0x03, 0x40, 0x00, 0x02, 0x00];
      const drip = setInterval(() => socket.write(Buffer.from([record.shift() ?? 0])), 10);
      socket.on('close', () => clearInterval(drip));
    });
    assert.equal((await fail(port, { timeoutMs: 150 })).kind, 'timeout');
  });

  test('a server that closes during the handshake has disconnected', async (t) => {
    const { port } = await listen(t, (socket) => socket.once('data', () => socket.end()));
    const error = await fail(port);
    assert.deepEqual([error.kind, error.code], ['disconnected', 'EOF']);
  });

  test('a server that resets during the handshake has disconnected', async (t) => {
    const { port } = await listen(t, (socket) => socket.once('data', () => socket.resetAndDestroy()));
    const error = await fail(port);
    assert.deepEqual([error.kind, error.code], ['disconnected', 'ECONNRESET']);
  });

  test('an abort ends the handshake', async (t) => {
    const { port } = await listen(t);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    assert.equal((await fail(port, { signal: controller.signal })).kind, 'aborted');
    assert.equal((await fail(port, { signal: AbortSignal.abort() })).kind, 'aborted');
  });

  test('a reset after the handshake does not end the process', async (t) => {
    const { socket } = await meet(t, [leaf]);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.destroy(new Error('late'));
    await closed;
  });
});

describe('secureContext', () => {
  test('the same options share one context, others do not', () => {
    assert.equal(secureContext({}), secureContext({}));
    assert.equal(secureContext({ ca: [root.pem] }), secureContext({ ca: [root.pem] }));
    assert.notEqual(secureContext({}), secureContext({ ca: [root.pem] }));
    assert.notEqual(secureContext({}), secureContext({ maxVersion: 'TLSv1.2' }));
  });

  test('what the user gave and cannot be used is a mistake of usage', () => {
    assert.throws(() => secureContext({ ca: ['no certificate'] }), UsageError);
    assert.throws(() => secureContext({ minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' }), UsageError);
    const clientCertificate = { cert: leaf.pem, key: intermediate.keyPem };
    assert.throws(() => secureContext({ clientCertificate }), UsageError);
    const encrypted = leaf.key
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
      .toString();
    const wrong = { cert: leaf.pem, key: encrypted, passphrase: 'wrong' };
    assert.throws(() => secureContext({ clientCertificate: wrong }), UsageError);
    assert.ok(secureContext({ clientCertificate: { ...wrong, passphrase: 'secret' } }));
  });
});

test('one reason has one name with every OpenSSL', () => {
  const named = (code: string) => tlsFailure(Object.assign(new Error(code), { code })).code;
  assert.equal(named('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'), 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE');
  assert.equal(named('ERR_SSL_WRONG_VERSION_NUMBER'), 'ERR_SSL_WRONG_VERSION_NUMBER');
  const nameless = Object.assign(new Error('x'), { reason: 'unsupported protocol' });
  assert.equal(tlsFailure(nameless).code, 'ERR_SSL_UNSUPPORTED_PROTOCOL');
});
