import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { describe, it } from 'node:test';
import type { Evidence, ProtocolScan, TlsScanEvidence } from '../../src/evidence.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { probeTls } from '../../src/probes/tls-scan/tls-scan.ts';
import { diagnose } from '../../src/rules/index.ts';
import type { TlsProtocol } from '../../src/tls/protocols.ts';
import { oldHandshake } from './tls-scan-old.ts';
import { rateLimit, scannedServer } from './tls-scan-server.ts';

interface Choice {
  readonly maxConnections?: number;
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

function look(
  port: number,
  { maxConnections = 40, deadlineMs = 20_000, signal }: Choice = {},
): Promise<Evidence> {
  const network = {
    resolver: createResolver(),
    deadlineMs,
    session: { timeoutMs: 2_000 },
    tls: {},
    clientName: 'doctor.example',
  };
  const goal = { host: '127.0.0.1', port, role: 'submission', security: 'auto' } as const;
  return probeTls({ session: { goal, network, ...(signal ? { signal } : {}) }, maxConnections });
}

function scanOf({ tlsScan }: Evidence): TlsScanEvidence {
  assert.ok(tlsScan);
  return tlsScan;
}

function of(scan: TlsScanEvidence, protocol: TlsProtocol): ProtocolScan {
  const found = scan.protocols.find((one) => one.protocol === protocol);
  assert.ok(found);
  return found;
}

function ids(evidence: Evidence): string[] {
  return diagnose(evidence).findings.map(({ id }) => id);
}

const TLS12 = {
  maxVersion: 'TLSv1.2',
  ciphers: 'AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-SHA',
  ecdhCurve: 'prime256v1:X25519',
} as const;

const NAMES = [
  'TLS_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
];

describe('probeTls', () => {
  it('finds the suites of TLS 1.2 in the server’s order, its curves and its schemes', async (t) => {
    const { port, connections } = await scannedServer(t, { ...TLS12, honorCipherOrder: true });
    const scan = scanOf(await look(port));
    const { suites, groups, signatureSchemes } = of(scan, 'TLSv1.2');
    assert.deepEqual(suites, { names: NAMES, preference: 'server', isComplete: true });
    assert.deepEqual(groups?.names.toSorted(), ['secp256r1', 'x25519']);
    assert.ok(groups?.isComplete && signatureSchemes?.isComplete);
    assert.ok(signatureSchemes.names.includes('rsa_pss_rsae_sha256'));
    assert.deepEqual(scan.unknown, []);
    assert.equal(scan.connections, connections());
    assert.ok(connections() <= 25, String(connections()));
  });

  it('tells that the client’s order counts', async (t) => {
    const { port } = await scannedServer(t, { ...TLS12, honorCipherOrder: false });
    const { suites } = of(scanOf(await look(port)), 'TLSv1.2');
    assert.equal(suites?.preference, 'client');
    assert.deepEqual(suites?.names.toSorted(), NAMES.toSorted());
  });

  it('finds suites, groups and schemes of a server that has TLS 1.3 alone', async (t) => {
    const { port } = await scannedServer(t, { minVersion: 'TLSv1.3', ecdhCurve: 'X25519:P-256:P-384' });
    const scan = scanOf(await look(port));
    const { suites, groups, signatureSchemes } = of(scan, 'TLSv1.3');
    assert.deepEqual(suites?.names.toSorted(), [
      'TLS_AES_128_GCM_SHA256',
      'TLS_AES_256_GCM_SHA384',
      'TLS_CHACHA20_POLY1305_SHA256',
    ]);
    assert.deepEqual(groups?.names.toSorted(), ['secp256r1', 'secp384r1', 'x25519']);
    assert.deepEqual(signatureSchemes?.names, [
      'rsa_pss_rsae_sha256',
      'rsa_pss_rsae_sha384',
      'rsa_pss_rsae_sha512',
    ]);
    const states = scan.protocols.slice(1).map(({ state }) => state);
    assert.deepEqual(new Set(states), new Set(['refused']));
  });

  it('takes an older version’s suites from the newer one, and notices that a forced fallback is noticed', async (t) => {
    const old = { ...TLS12, minVersion: 'TLSv1', ciphers: `${TLS12.ciphers}:@SECLEVEL=0` } as const;
    const { port } = await scannedServer(t, old);
    const scan = scanOf(await look(port));
    const early = of(scan, 'TLSv1');
    assert.equal(early.derivedFrom, 'TLSv1.2');
    assert.deepEqual(early.suites?.names, ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA']);
    assert.equal(scan.features.fallbackScsv, true);
  });

  it('comes to the same result where a fifth connection in a second is answered 421', async (t) => {
    const free = scanOf(await look((await scannedServer(t, TLS12)).port));
    const { port } = await scannedServer(t, { ...TLS12, turnsAway: rateLimit(4, 1_000) });
    const scan = scanOf(await look(port, { maxConnections: 60 }));
    assert.deepEqual(scan.protocols, free.protocols);
    assert.deepEqual(scan.unknown, []);
    assert.equal(scan.throttles[0]?.code, 421);
    assert.equal(scan.throttles[0]?.stage, 'greeting');
  });

  it('goes slower where connections are reset', async (t) => {
    const turnsAway = rateLimit(6, 1_000, (socket) => socket.resetAndDestroy());
    const { port } = await scannedServer(t, { ...TLS12, turnsAway });
    const scan = scanOf(await look(port, { maxConnections: 60 }));
    assert.deepEqual(of(scan, 'TLSv1.2').suites?.names.toSorted(), NAMES.toSorted());
    assert.ok(scan.throttles.length > 0);
  });

  it('is partial, with nothing refused that was not, where the server lets no more in', async (t) => {
    const turnsAway = (connection: number, socket: { end: (text: string) => unknown }): boolean => {
      if (connection > 4) socket.end('421 4.7.0 Too many connections\r\n');
      return connection > 4;
    };
    const { port } = await scannedServer(t, { ...TLS12, minVersion: 'TLSv1.2', turnsAway });
    const evidence = await look(port, { deadlineMs: 2_500 });
    const scan = scanOf(evidence);
    assert.equal(scan.ended, 'deadline');
    assert.ok(scan.unknown.includes('suites'));
    assert.ok(evidence.tls, 'TLS itself was seen');
    assert.equal(of(scan, 'TLSv1.2').suites?.isComplete, false);
    assert.ok(ids(evidence).includes('tls.scan-partial'));
  });

  it('makes no more connections than allowed, and says what it left open', async (t) => {
    const { port, connections } = await scannedServer(t, TLS12);
    const evidence = await look(port, { maxConnections: 6 });
    assert.ok(connections() <= 6);
    assert.equal(scanOf(evidence).ended, 'budget');
    assert.ok(ids(evidence).includes('tls.scan-partial'));
  });

  it('leaves every version open where the first session is the only connection allowed', async (t) => {
    const { port, connections } = await scannedServer(t, TLS12);
    const scan = scanOf(await look(port, { maxConnections: 1 }));
    assert.equal(connections(), 1);
    assert.equal(scan.ended, 'budget');
    assert.ok(scan.protocols.every(({ state }) => state === 'unknown'));
  });

  it('takes a hang-up in the place of an alert for a refusal, once the server has shown that it still answers', async (t) => {
    const { port } = await scannedServer(t, {
      ...TLS12,
      minVersion: 'TLSv1.2',
      shakesHands: oldHandshake({ suites: [0xc02f, 0x009c], refuses: 'hang-up' }),
    });
    const scan = scanOf(await look(port));
    assert.deepEqual(of(scan, 'TLSv1.2').suites?.names, [
      'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      'TLS_RSA_WITH_AES_128_GCM_SHA256',
    ]);
    assert.deepEqual(scan.throttles, []);
  });

  it('finds compression, insecure renegotiation, small fields, weak ciphers and old versions', async (t) => {
    const shakesHands = oldHandshake({ suites: [0x0033, 0x0005], refuses: 'alert', compresses: true });
    const { port } = await scannedServer(t, { shakesHands });
    const evidence = await look(port);
    const { fields, features } = scanOf(evidence);
    assert.deepEqual(fields, [{ bits: 1024, suite: 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA' }]);
    assert.equal(features.compression, true);
    const found = ids(evidence);
    for (const id of [
      'tls.compression-enabled',
      'tls.renegotiation-insecure',
      'tls.dh-weak',
      'tls.cipher-weak-accepted',
      'tls.protocol-obsolete-accepted',
    ])
      assert.ok(found.includes(id), `${id} is not among ${found.join(' ')}`);
  });

  for (const [name, shakesHands] of [
    ['resets the connection', (socket: Socket) => socket.resetAndDestroy()],
    ['sends records that do not belong there', (socket: Socket) => socket.write('\x17\x03\x03\0\x01a')],
  ] as const) {
    it(`calls no version refused where the server ${name} after every STARTTLS`, async (t) => {
      const { port } = await scannedServer(t, { shakesHands });
      const evidence = await look(port);
      assert.equal(evidence.failure?.stage, 'tls');
      assert.equal(evidence.tlsScan, undefined);
    });
  }

  it('does not scan where TLS was never reached', async (t) => {
    const { port, connections } = await scannedServer(t, {
      turnsAway: (_connection, socket) => Boolean(socket.end('554 go away\r\n')),
    });
    const evidence = await look(port);
    assert.equal(evidence.tlsScan, undefined);
    assert.equal(connections(), 1);
  });

  it('ends when it is interrupted, with what was found', async (t) => {
    const controller = new AbortController();
    const { port, connections } = await scannedServer(t, {
      ...TLS12,
      turnsAway: (connection) => {
        if (connection === 5) controller.abort();
        return false;
      },
    });
    const scan = scanOf(await look(port, { signal: controller.signal }));
    assert.equal(scan.ended, 'aborted');
    assert.ok(connections() <= 6);
  });
});
