import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { createAuthority } from '../../src/demo/certificates.ts';
import type { Evidence, Goal } from '../../src/evidence.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { probeTlsInDepth } from '../../src/probes/tls-depth.ts';
import { diagnose, type FindingId } from '../../src/rules/index.ts';
import { listen } from '../net/loopback.ts';
import { element, extension, forge } from '../tls/forge.ts';
import { forgeResponse } from '../tls/ocsp-response.ts';

const authority = await createAuthority();
const valid = await authority.issue('valid', { key: 'ec' });

/** How a server of these tests differs from a careful one. */
interface Habits {
  readonly address?: string;
  readonly port?: number;
  readonly tls?: TlsOptions;
  readonly staple?: Buffer;
  /** Takes what came behind STARTTLS for something said in TLS. */
  readonly keepsClearText?: boolean;
  /** Closes when something came behind STARTTLS. */
  readonly refusesPipelining?: boolean;
  /** Takes MAIL and AUTH in clear text. */
  readonly isLax?: boolean;
  /** Leaves STARTTLS out of the answer to EHLO, as a filter on the way would. */
  readonly hidesStartTls?: boolean;
}

async function mailServer(t: TestContext, habits: Habits = {}): Promise<number> {
  const tls = createServer({ ...valid, ...habits.tls });
  const { staple } = habits;
  if (staple) tls.on('OCSPRequest', (_certificate, _issuer, answer) => answer(null, staple));
  tls.on('tlsClientError', () => undefined);
  const kept = new Map<number | undefined, string>();
  tls.on('secureConnection', (secure) => secureTalk(secure, kept.get(secure.remotePort) ?? ''));
  const options = { host: habits.address ?? '127.0.0.1', port: habits.port ?? 0 };
  const { port } = await listen(
    t,
    (socket) =>
      converse(socket, habits, (early) => {
        kept.set(socket.remotePort, habits.keepsClearText ? early : '');
        tls.emit('connection', socket);
      }),
    options,
  );
  return port;
}

function converse(socket: Socket, habits: Habits, begin: (early: string) => void): void {
  socket.write('220 mail.example.net ESMTP\r\n');
  let pending = '';
  const onData = (chunk: Buffer): void => {
    pending += chunk.toString('latin1');
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end).toUpperCase();
      pending = pending.slice(end + 2);
      if (line !== 'STARTTLS') {
        answer(line, socket, habits);
        continue;
      }
      socket.off('data', onData);
      if (habits.refusesPipelining && pending !== '')
        return void socket.end('554 5.5.0 SMTP synchronization\r\n');
      const early = pending;
      socket.write('220 go on\r\n', () => begin(early));
      return;
    }
  };
  socket.on('data', onData);
}

function secureTalk(secure: TLSSocket, kept: string): void {
  for (const line of kept.split('\r\n').filter(Boolean)) answer(line, secure, { isLax: true });
  secure.on('data', (chunk) => {
    for (const line of String(chunk).split('\r\n').filter(Boolean))
      answer(line.toUpperCase(), secure, { isLax: true });
  });
  secure.on('error', () => undefined);
}

function answer(line: string, socket: Socket, { isLax, hidesStartTls }: Habits): void {
  if (line.startsWith('EHLO'))
    socket.write(`250-mail.example.net\r\n250 ${hidesStartTls ? 'SIZE' : 'STARTTLS'}\r\n`);
  else if (line === 'QUIT') socket.end('221 bye\r\n');
  else if (line.startsWith('AUTH'))
    socket.write(isLax ? '334 \r\n' : '530 5.7.0 Must issue a STARTTLS command first\r\n');
  else if (line === '*') socket.write('501 cancelled\r\n');
  else
    socket.write(
      isLax || line === 'NOOP' ? '250 ok\r\n' : '530 5.7.0 Must issue a STARTTLS command first\r\n',
    );
}

interface Asked {
  readonly goal?: Partial<Goal>;
  readonly ca?: readonly string[];
  readonly addresses?: readonly string[];
}

function probe(
  port: number,
  { goal, ca = [authority.rootPem], addresses = ['127.0.0.1'] }: Asked = {},
): Promise<Evidence> {
  const host = 'mx.example.net';
  const resolver = createResolver({
    servers: ['127.0.0.1:1'],
    timeoutMs: 50,
    tries: 1,
    overrides: new Map([[host, addresses.map((address) => ({ address }))]]),
  });
  return probeTlsInDepth({
    session: {
      goal: { host, port, role: 'submission', security: 'auto', ...goal },
      network: { resolver, deadlineMs: 20_000, session: { timeoutMs: 2_000 }, tls: { ca } },
    },
    maxConnections: 60,
  });
}

function ids(evidence: Evidence): readonly FindingId[] {
  return diagnose(evidence).findings.map(({ id }) => id);
}

test('a server that insists on TLS and throws clear text away is told so', async (t) => {
  const evidence = await probe(await mailServer(t));
  assert.equal(evidence.enforcement?.code, 530);
  assert.equal(evidence.tlsTrials?.login?.reply.code, 530);
  assert.equal(evidence.tlsTrials?.injection, 'discarded');
});

test('a command that was sent before TLS and is answered in it is an error', async (t) => {
  const evidence = await probe(await mailServer(t, { keepsClearText: true }));
  assert.equal(evidence.tlsTrials?.injection, 'answered');
  assert.equal(ids(evidence)[0], 'starttls.command-injected');
});

test('a server that hangs up on a command behind STARTTLS is safe', async (t) => {
  const evidence = await probe(await mailServer(t, { refusesPipelining: true }));
  assert.equal(evidence.tlsTrials?.injection, 'refused');
  assert.ok(!ids(evidence).includes('starttls.command-injected'));
});

test('mail and logins in clear text are findings on a port for users', async (t) => {
  const found = ids(await probe(await mailServer(t, { isLax: true })));
  assert.ok(found.includes('starttls.not-enforced') && found.includes('starttls.login-not-enforced'));
});

test('between servers they are none', async (t) => {
  const found = ids(await probe(await mailServer(t, { isLax: true }), { goal: { role: 'relay' } }));
  assert.ok(!found.includes('starttls.not-enforced') && !found.includes('starttls.login-not-enforced'));
});

test('STARTTLS that is accepted and not offered was taken out on the way', async (t) => {
  const evidence = await probe(await mailServer(t, { hidesStartTls: true }));
  const found = ids(evidence);
  assert.equal(evidence.tlsTrials?.unoffered?.code, 220);
  assert.ok(found.includes('starttls.stripped') && !found.includes('starttls.missing'));
});

test('a stapled response is read', async (t) => {
  const issued = forge({ dnsNames: ['mx.example.net'], extra: [mustStaple()] });
  const staple = forgeResponse({
    serialNumber: serialOf(issued.pem),
    nextUpdate: '20991231000000Z',
    signer: issued,
  });
  const evidence = await probe(
    await mailServer(t, { tls: { key: issued.keyPem, cert: issued.pem }, staple }),
    {
      ca: [issued.pem],
    },
  );
  assert.deepEqual([evidence.tls?.staple?.state, evidence.tls?.staple?.isVerified], ['good', true]);
  assert.ok(!ids(evidence).includes('tls.staple-missing'));
});

test('a certificate that demands a staple, without one, is a finding', async (t) => {
  const issued = forge({ dnsNames: ['mx.example.net'], extra: [mustStaple()] });
  const found = ids(
    await probe(await mailServer(t, { tls: { key: issued.keyPem, cert: issued.pem } }), { ca: [issued.pem] }),
  );
  assert.ok(found.includes('tls.staple-missing'));
});

test('a response that is no longer usable is a finding', async (t) => {
  const issued = forge({ dnsNames: ['mx.example.net'] });
  const staple = forgeResponse({
    serialNumber: serialOf(issued.pem),
    nextUpdate: '20261101000000Z',
    signer: issued,
  });
  const evidence = await probe(
    await mailServer(t, { tls: { key: issued.keyPem, cert: issued.pem }, staple }),
  );
  const finding = diagnose(evidence).findings.find(({ id }) => id === 'tls.staple-unusable');
  assert.deepEqual(finding?.data, {
    fault: 'expired',
    subject: 'CN=test',
    nextUpdate: '2026-11-01T00:00:00.000Z',
    revokedAt: undefined,
    error: undefined,
  });
});

test('an expired certificate for the other kind of key is found', async (t) => {
  const rsa = await authority.issue('expired', { key: 'rsa' });
  const evidence = await probe(
    await mailServer(t, { tls: { key: [valid.key, rsa.key], cert: [valid.cert, rsa.cert] } }),
  );
  const finding = diagnose(evidence).findings.find(({ id }) => id === 'tls.other-certificate-invalid');
  assert.ok(finding?.id === 'tls.other-certificate-invalid');
  assert.deepEqual([finding.data.keyType, finding.data.problems], ['RSA', ['expired']]);
  assert.equal(evidence.tls?.trust.trusted, true);
});

test('addresses of one host with certificates of different soundness are told', async (t) => {
  const port = await mailServer(t);
  await mailServer(t, { address: '127.0.0.2', port, tls: await authority.issue('expired') });
  const evidence = await probe(port, { addresses: ['127.0.0.1', '127.0.0.2'] });
  assert.equal(evidence.tlsAddresses?.length, 2);
  const finding = diagnose(evidence).findings.find(({ id }) => id === 'tls.addresses-differ');
  assert.ok(finding?.id === 'tls.addresses-differ');
  assert.deepEqual([finding.data.kind, finding.data.doors.length], ['soundness', 1]);
});

test('the profile asked for is judged by, and its findings weigh more than those of the default', async (t) => {
  const port = await mailServer(t, { tls: { minVersion: 'TLSv1.2' } });
  const modern = diagnose(await probe(port, { goal: { profile: 'modern' } })).findings;
  const finding = modern.find(({ id }) => id === 'tls.profile-unmet');
  assert.ok(finding?.id === 'tls.profile-unmet');
  assert.deepEqual(
    [finding.severity, finding.data.faults[0]],
    ['warning', { kind: 'protocols', names: ['TLSv1.2'], count: 1 }],
  );
  const relay = diagnose(await probe(port, { goal: { role: 'relay' } })).findings;
  assert.ok(!relay.some(({ id }) => id === 'tls.profile-unmet'));
});

test('no more connections are made than allowed', async (t) => {
  const evidence = await probe(await mailServer(t));
  assert.ok((evidence.tlsScan?.connections ?? 99) <= 60);
  assert.equal(evidence.tlsScan?.maxConnections, 60);
});

function serialOf(pem: string): string {
  return new X509Certificate(pem).serialNumber;
}

function mustStaple(): Buffer {
  return extension('1.3.6.1.5.5.7.1.24', element(0x30, element(0x02, Buffer.from([5]))));
}
