import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import fc from 'fast-check';
import { createAuthority } from '../../src/demo/certificates.ts';
import { buildClientHello, type ClientHello } from '../../src/tls/client-hello.ts';
import { GROUPS, keyShareOf } from '../../src/tls/groups.ts';
import { ServerFlight } from '../../src/tls/server-flight.ts';
import { SIGNATURE_SCHEMES } from '../../src/tls/signature-schemes.ts';
import { SUITES, suiteOf } from '../../src/tls/suites.ts';
import { listen, serve } from '../net/loopback.ts';
import { knockAt } from './knock.ts';

const MODERN: ClientHello = {
  versions: ['TLSv1.3'],
  suites: [0x1301, 0x1302],
  groups: [0x001d, 0x0017],
  signatureSchemes: SIGNATURE_SCHEMES.map(({ id }) => id),
};
const LEGACY: ClientHello = {
  ...MODERN,
  versions: ['TLSv1.2'],
  suites: SUITES.filter(({ since }) => since !== 'TLSv1.3').map(({ id }) => id),
};

const credential = await (await createAuthority()).issue('valid');

describe('buildClientHello', () => {
  it('without a key share makes a server name the group it wants, beside the suite', async (t) => {
    const { port } = await serve(t, createTlsServer(credential));
    const answer = await knockAt(port, buildClientHello(MODERN));
    assert.equal(answer?.kind, 'hello');
    assert.equal(answer.hello.isRetryRequest, true);
    assert.equal(answer.hello.protocol, 'TLSv1.3');
    assert.equal(answer.hello.group, 0x001d);
  });

  it('with a key share that nobody has the key of comes to a ServerHello', async (t) => {
    const { port } = await serve(t, createTlsServer(credential));
    for (const group of [0x001d, 0x0017]) {
      const answer = await knockAt(port, buildClientHello({ ...MODERN, keyShares: [group] }));
      assert.equal(answer?.kind, 'hello');
      assert.equal(answer.hello.isRetryRequest, false);
      assert.equal(answer.hello.group, group);
    }
  });

  it('of TLS 1.2 comes to certificate and key exchange', async (t) => {
    const { port } = await serve(t, createTlsServer({ ...credential, maxVersion: 'TLSv1.2' }));
    const answer = await knockAt(port, buildClientHello(LEGACY));
    assert.equal(answer?.kind, 'hello');
    assert.equal(suiteOf(answer.hello.suite)?.keyExchange, 'ECDHE');
    assert.ok(answer.certificates.length >= 1);
    assert.equal(answer.keyExchange?.group, 0x001d);
    assert.ok(answer.keyExchange.signatureScheme);
  });

  it('is refused with an alert for a version that the server has not', async (t) => {
    const { port } = await serve(t, createTlsServer({ ...credential, minVersion: 'TLSv1.3' }));
    assert.deepEqual(await knockAt(port, buildClientHello(LEGACY)), { kind: 'alert', description: 70 });
  });

  it('with reserved values is answered as without them', async (t) => {
    const { port } = await serve(t, createTlsServer(credential));
    const answer = await knockAt(port, buildClientHello({ ...MODERN, grease: true, alpn: ['smtp'] }));
    assert.equal(answer?.kind, 'hello');
  });

  it('is never of the sizes that some servers break on', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 0xffff }), { minLength: 1, maxLength: 200 }),
        (suites) => {
          const size = buildClientHello({ ...LEGACY, suites, servername: 'mail.example.org' }).length - 5;
          assert.ok(size <= 256 || size >= 512, String(size));
        },
      ),
    );
  });

  it('of SSL 3.0 has no extensions', () => {
    const hello = buildClientHello({ ...LEGACY, versions: ['SSLv3'], suites: [0x000a] });
    assert.equal(hello.toString('hex', 0, 5), '160300002d');
    assert.equal(hello.length, 50);
  });

  it('is cut into records when it is long', async (t) => {
    const received: Buffer[] = [];
    const { port } = await listen(t, (socket) => {
      socket.on('data', (chunk: Buffer) => received.push(chunk));
      socket.on('end', () => socket.end());
    });
    const suites = Array.from({ length: 12_000 }, (_, index) => index + 1);
    const bytes = buildClientHello({ ...LEGACY, suites });
    await knockAt(port, bytes, true);
    const whole = Buffer.concat(received);
    assert.equal(whole.readUInt16BE(3), 16_384);
    assert.equal(whole.readUInt8(5 + 16_384), 22);
  });
});

describe('keyShareOf', () => {
  it('has the size that each group wants', () => {
    const sizes = Object.fromEntries(GROUPS.map(({ id, name }) => [name, keyShareOf(id)?.length]));
    assert.equal(sizes.x25519, 32);
    assert.equal(sizes.x448, 56);
    assert.equal(sizes.secp256r1, 65);
    assert.equal(sizes.secp384r1, 97);
    assert.equal(sizes.ffdhe2048, 256);
    assert.equal(sizes.MLKEM512, 800);
    assert.equal(sizes.X25519MLKEM768, 1216);
    assert.equal(sizes.SecP256r1MLKEM768, 1249);
    assert.equal(sizes.SecP384r1MLKEM1024, 1665);
    assert.equal(sizes.sect163k1, undefined);
  });
});

describe('ServerFlight', () => {
  it('reads the same answer in whatever pieces it comes', async (t) => {
    const { port } = await serve(t, createTlsServer({ ...credential, maxVersion: 'TLSv1.2' }));
    const bytes: Buffer[] = [];
    const whole = await knockAt(port, buildClientHello(LEGACY), false, (chunk) => bytes.push(chunk));
    const flight = new ServerFlight();
    let answer: unknown;
    for (const byte of Buffer.concat(bytes)) answer ??= flight.push(Buffer.from([byte]));
    assert.deepEqual(answer, whole);
  });

  it('takes clear text for what it is', () => {
    const answer = new ServerFlight().push(Buffer.from('421 Too many connections\r\nbye'));
    assert.deepEqual(answer, { kind: 'other', text: '421 Too many connections' });
  });

  it('does not take a warning for the end', () => {
    assert.equal(new ServerFlight().push(Buffer.from('15030300020170', 'hex')), undefined);
  });

  it('never throws and never ends, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 8 }), (chunks) => {
        const flight = new ServerFlight();
        for (const chunk of chunks) flight.push(Buffer.from(chunk));
      }),
    );
  });

  it('never throws on a flight of which one byte was changed', async (t) => {
    const { port } = await serve(t, createTlsServer({ ...credential, maxVersion: 'TLSv1.2' }));
    const bytes: Buffer[] = [];
    await knockAt(port, buildClientHello(LEGACY), false, (chunk) => bytes.push(chunk));
    const whole = Buffer.concat(bytes);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        const changed = Buffer.from(whole);
        changed[at] = value;
        new ServerFlight().push(changed);
      }),
      { numRuns: 500 },
    );
  });

  it('reads no more than its bound', () => {
    const flight = new ServerFlight();
    const record = Buffer.concat([Buffer.from('1603034000', 'hex'), Buffer.alloc(0x4000)]);
    record.writeUIntBE(0x0b03ffff, 5, 4);
    let answer: unknown;
    for (let sent = 0; sent < 40 && answer === undefined; sent += 1) answer = flight.push(record);
    assert.deepEqual((answer as { kind: string }).kind, 'other');
  });
});
