import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { md4 } from '../../src/sasl/md4.ts';
import type { Exchange } from '../../src/sasl/mechanism.ts';
import { ntlm } from '../../src/sasl/ntlm.ts';
import { formatAvPairs, parseAvPairs } from '../../src/sasl/ntlm-target.ts';
import { hmacMd5, ntlmV2 } from '../../src/sasl/ntlm-v2.ts';
import { channel, END_POINT } from './channel.ts';

/** MS-NLMP §4.2.1 and §4.2.4. */
const IDENTITY = { user: 'User', domain: 'Domain', password: 'Password' };
const CLIENT_CHALLENGE = Buffer.alloc(8, 0xaa);
const SERVER_CHALLENGE = '0123456789abcdef';
const TARGET_INFO = '02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000';
const CHALLENGE = Buffer.from(
  `4e544c4d53535000020000000c000c003800000033828ae2${SERVER_CHALLENGE}0000000000000000240024004400000006007017` +
    `0000000f530065007200760065007200${TARGET_INFO}`,
  'hex',
);
const PROOF = '68cd0ab851e51c96aabc927bebef6a1c';
const LM_V2 = '86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa';
/** 1601, where FILETIME begins. */
const TIME_ZERO_MS = -11_644_473_600_000;
const TIMESTAMP = Buffer.from('0011223344556677', 'hex');

function begin(username: string, bindings = {}): Promise<Exchange> {
  const mechanism = ntlm({ challenge: () => CLIENT_CHALLENGE, now: () => TIME_ZERO_MS });
  return mechanism.begin({ username, password: 'Password' }, channel({ bindings }));
}

function field(message: Buffer, at: number): Buffer {
  const start = message.readUInt32LE(at + 4);
  return message.subarray(start, start + message.readUInt16LE(at));
}

/** A challenge of a server that tells the time. */
function modernChallenge(): Buffer {
  const pairs = parseAvPairs(Buffer.from(TARGET_INFO, 'hex'));
  const targetInfo = formatAvPairs([...pairs, { id: 7, value: TIMESTAMP }]);
  const message = Buffer.concat([CHALLENGE.subarray(0, 0x44), targetInfo]);
  message.writeUInt16LE(targetInfo.length, 40);
  return message;
}

describe('MD4', () => {
  const VECTORS = [
    ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
    ['a', 'bde52cb31de33e46245e05fbdbd6fb24'],
    ['abc', 'a448017aaf21d8525fc10ae87aa6729d'],
    ['message digest', 'd9130a8164549fe818874806e1c7014b'],
    ['abcdefghijklmnopqrstuvwxyz', 'd79e1c308aa5bbcdeea8ed63df412da9'],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', '043f8582f241db351ce627e153e7f0e4'],
    ['1234567890'.repeat(8), 'e33b4ddc9c38f2199c3e7b164fcc0536'],
  ] as const;

  for (const [text, digest] of VECTORS) {
    test(`of ${JSON.stringify(text)} is that of RFC 1320`, () => {
      assert.equal(md4(Buffer.from(text)).toString('hex'), digest);
    });
  }
});

describe('NTLM', () => {
  test('gives the responses and the key of MS-NLMP §4.2.4', () => {
    const responses = ntlmV2(IDENTITY, {
      serverChallenge: Buffer.from(SERVER_CHALLENGE, 'hex'),
      clientChallenge: CLIENT_CHALLENGE,
      timestamp: Buffer.alloc(8),
      targetInfo: Buffer.from(TARGET_INFO, 'hex'),
    });
    assert.equal(responses.ntResponse.toString('hex', 0, 16), PROOF);
    assert.equal(responses.lmResponse.toString('hex'), LM_V2);
    assert.equal(responses.sessionBaseKey.toString('hex'), '8de40ccadbc14a82f15cb0ad0de95ca3');
  });

  test('answers the challenge of MS-NLMP §4.2.4.3', async () => {
    const exchange = await begin('Domain\\User');
    const opened = Buffer.from(exchange.start() ?? []);
    assert.equal(opened.toString('latin1', 0, 8), 'NTLMSSP\0');
    assert.equal(opened.readUInt32LE(8), 1);
    const message = Buffer.from(await exchange.next(CHALLENGE));
    assert.equal(message.readUInt32LE(8), 3);
    assert.equal(field(message, 12).toString('hex'), LM_V2);
    assert.equal(field(message, 20).toString('hex', 0, 16), PROOF);
    assert.equal(field(message, 28).toString('utf16le'), 'Domain');
    assert.equal(field(message, 36).toString('utf16le'), 'User');
    exchange.finish();
  });

  test('sends user@domain whole, and a bare name without a domain', async () => {
    for (const username of ['ada@example.org', 'ada']) {
      const message = Buffer.from(await (await begin(username)).next(CHALLENGE));
      assert.equal(field(message, 28).length, 0);
      assert.equal(field(message, 36).toString('utf16le'), username);
    }
  });

  test('a server that tells the time gets a message integrity code and no LMv2', async () => {
    const exchange = await begin('Domain\\User');
    const challenge = modernChallenge();
    const message = Buffer.from(await exchange.next(challenge));
    assert.deepEqual(field(message, 12), Buffer.alloc(24));
    const response = field(message, 20);
    assert.deepEqual(response.subarray(24, 32), TIMESTAMP);
    const { sessionBaseKey } = ntlmV2(IDENTITY, {
      serverChallenge: Buffer.from(SERVER_CHALLENGE, 'hex'),
      clientChallenge: CLIENT_CHALLENGE,
      timestamp: TIMESTAMP,
      targetInfo: response.subarray(44, -4),
    });
    const unsigned = Buffer.from(message).fill(0, 72, 88);
    const code = hmacMd5(sessionBaseKey, exchange.start() ?? Buffer.alloc(0), challenge, unsigned);
    assert.deepEqual(message.subarray(72, 88), code);
  });

  test('says in the target information what it knows of the service and of TLS', async () => {
    const exchange = await begin('Domain\\User', { 'tls-server-end-point': END_POINT });
    const message = Buffer.from(await exchange.next(modernChallenge()));
    const pairs = parseAvPairs(field(message, 20).subarray(44));
    const pairOf = (id: number): Buffer | undefined => pairs.find((pair) => pair.id === id)?.value;
    assert.equal(pairOf(6)?.readUInt32LE(), 2);
    assert.equal(pairOf(9)?.toString('utf16le'), 'SMTPSVC/mail.example.org');
    const struct = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([53, 0, 0, 0]),
      Buffer.from('tls-server-end-point:'),
      END_POINT,
    ]);
    assert.deepEqual(pairOf(10), createHash('md5').update(struct).digest());
  });

  const MALFORMED: readonly (readonly [string, (message: Buffer) => Buffer])[] = [
    ['nothing', () => Buffer.alloc(0)],
    ['text', () => Buffer.from('ntlm supported by this server for all')],
    ['a negotiate message', (message) => message.fill(1, 8, 9)],
    ['a message cut short', (message) => message.subarray(0, 44)],
    ['a message without Unicode', (message) => message.fill(0x32, 20, 21)],
    ['target information outside', (message) => message.fill(0xff, 44, 48)],
    ['target information too long', (message) => message.fill(0xff, 40, 42)],
    ['a pair that leaves the list', (message) => message.fill(0xff, 70, 72)],
    ['a list without end', (message) => message.fill(1, message.length - 4)],
  ];

  for (const [title, spoil] of MALFORMED) {
    test(`${title} is malformed`, async () => {
      const exchange = await begin('ada');
      const message = spoil(Buffer.from(CHALLENGE));
      await assert.rejects(exchange.next(message), { name: 'SaslError', fault: 'challenge-malformed' });
    });
  }

  test('a timestamp of another length is malformed', async () => {
    const message = modernChallenge();
    const at = message.indexOf(Buffer.from([7, 0, 8, 0]));
    message[at + 2] = 4;
    message.writeUInt32LE(0, at + 8);
    await assert.rejects((await begin('ada')).next(message), { fault: 'challenge-malformed' });
  });
});
