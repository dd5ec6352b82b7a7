import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createServer } from 'node:tls';
import { createResolver } from '../../src/net/resolver.ts';
import { probeSession } from '../../src/probes/session.ts';
import { diagnose } from '../../src/rules/index.ts';
import { serve } from '../net/loopback.ts';
import { forge } from '../tls/forge.ts';

const root = forge({ subject: { CN: 'root', O: 'test' }, isAuthority: true });

function probe(port: number) {
  return probeSession({
    goal: { host: 'mail.example.com', port, role: 'submission', security: 'tls' },
    network: {
      resolver: createResolver({ overrides: new Map([['mail.example.com', [{ address: '127.0.0.1' }]]]) }),
      deadlineMs: 5_000,
      session: {},
      tls: { ca: [root.pem] },
    },
  });
}

it('a certificate that names nobody but another host is never believed', async (t) => {
  const leaf = forge({ subject: {}, issuer: root, dnsNames: ['evil.example'] });
  const server = createServer({ key: leaf.keyPem, cert: leaf.pem }, (socket) =>
    socket.end('220 mx ESMTP\r\n'),
  );
  const { port } = await serve(t, server);
  const evidence = await probe(port);
  assert.equal(evidence.tls?.trust.trusted, false);
  assert.ok(diagnose(evidence).findings.some(({ id }) => id === 'tls.name-mismatch'));
});

it('a server that wants a certificate of ours says so, even when TLS 1.3 tells it late', async (t) => {
  const leaf = forge({ issuer: root, dnsNames: ['mail.example.com'] });
  const server = createServer({ key: leaf.keyPem, cert: leaf.pem, requestCert: true, ca: root.pem });
  server.on('tlsClientError', () => undefined);
  const { port } = await serve(t, server);
  const evidence = await probe(port);
  const [finding] = diagnose(evidence).findings;
  assert.deepEqual([finding?.id, finding?.actor], ['tls.handshake-failed', 'you']);
});
