import assert from 'node:assert/strict';
import { test } from 'node:test';
import dnsPacket, { type Answer } from 'dns-packet';
import fc from 'fast-check';
import { createQuery, readMessage } from '../../src/net/dns-message.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { serveDatagrams, serveStream } from './dns-fixture.ts';

const QUESTION = { name: 'mx.example.org', type: 'A' } as const;

function respondTo(query: Buffer, answers: readonly Answer[], flags = 0): Buffer {
  const { id, questions } = dnsPacket.decode(query);
  return dnsPacket.encode({ id, type: 'response', flags, questions, answers: [...answers] });
}

function a(address: string, name: string = QUESTION.name): Answer {
  return { type: 'A', name, ttl: 60, data: address };
}

function resolverOf(port: number) {
  return createResolver({ servers: [`127.0.0.1:${port}`], tries: 1 });
}

/** For what never comes. */
function quickResolver(port: number) {
  return createResolver({ servers: [`127.0.0.1:${port}`], timeoutMs: 60, tries: 1 });
}

test('a query asks for recursion and the AD flag, and takes 1232 bytes', async () => {
  const { bytes, id } = await createQuery(QUESTION, true);
  const packet = dnsPacket.decode(bytes);
  assert.equal(packet.id, id);
  assert.equal(packet.flag_rd, true);
  assert.equal(packet.flag_ad, true);
  const [opt] = packet.additionals ?? [];
  assert.equal(opt?.type === 'OPT' && opt.udpPayloadSize, 1232);
});

test('an answer with a wrong id is passed over, and the right one after it is taken', async (t) => {
  const port = await serveDatagrams(t, (query) => {
    const forged = respondTo(query, [a('203.0.113.66')]);
    forged.writeUInt16BE(forged.readUInt16BE(0) ^ 1, 0);
    return [forged, respondTo(query, [a('192.0.2.1')])];
  });
  const answer = await resolverOf(port).query('mx.example.org', 'A');
  assert.deepEqual(answer.records, [{ type: 'A', address: '192.0.2.1' }]);
});

test('nothing but answers with a wrong id is a timeout', async (t) => {
  const port = await serveDatagrams(t, (query) => {
    const forged = respondTo(query, [a('203.0.113.66')]);
    forged.writeUInt16BE(forged.readUInt16BE(0) ^ 1, 0);
    return [forged];
  });
  assert.equal((await quickResolver(port).query('mx.example.org', 'A')).status, 'timeout');
});

test('an answer to another question is passed over', async (t) => {
  const port = await serveDatagrams(t, (query) => {
    const { id } = dnsPacket.decode(query);
    const questions = [{ ...QUESTION, name: 'other.example.org' }];
    return [dnsPacket.encode({ id, type: 'response', questions, answers: [a('203.0.113.66')] })];
  });
  assert.equal((await quickResolver(port).query('mx.example.org', 'A')).status, 'timeout');
});

test('records of other names in the answer are not taken', async (t) => {
  const port = await serveDatagrams(t, (query) => [respondTo(query, [a('203.0.113.66', 'evil.example')])]);
  assert.equal((await resolverOf(port).query('mx.example.org', 'A')).status, 'no-data');
});

test('a closed port is a timeout at once', async (t) => {
  const port = await serveDatagrams(t, () => []);
  const started = performance.now();
  const resolver = createResolver({ servers: [`127.0.0.2:${port}`], timeoutMs: 5_000 });
  assert.equal((await resolver.query('mx.example.org', 'A')).status, 'timeout');
  assert.ok(performance.now() - started < 2_000);
});

test('a server that does not know EDNS is asked again without it', async (t) => {
  const FORMERR = 1;
  const port = await serveDatagrams(t, (query) => {
    const hasEdns = (dnsPacket.decode(query).additionals ?? []).length > 0;
    return [hasEdns ? respondTo(query, [], FORMERR) : respondTo(query, [a('192.0.2.1')])];
  });
  assert.equal((await resolverOf(port).query('mx.example.org', 'A')).status, 'answer');
});

test('a message that cannot be read over UDP or TCP is malformed', async (t) => {
  const cut = (query: Buffer): Buffer => respondTo(query, [a('192.0.2.1')]).subarray(0, -3);
  const port = await serveStream(t, cut, Buffer.from([0, 1, 0x2a]));
  const answer = await resolverOf(port).query('mx.example.org', 'A');
  assert.equal(answer.status, 'malformed');
  assert.equal(answer.source, `127.0.0.1:${port}/tcp`);
});

test('a message that cannot be read over UDP is malformed where nothing answers over TCP', async (t) => {
  const port = await serveDatagrams(t, (query) => [
    Buffer.concat([query.subarray(0, 2), Buffer.from('not DNS')]),
  ]);
  assert.equal((await resolverOf(port).query('mx.example.org', 'A')).status, 'malformed');
});

test('a datagram of more than 4096 bytes is not read', async (t) => {
  const answers = Array.from({ length: 200 }, (_, index) => a(`192.0.2.${index}`));
  const port = await serveDatagrams(t, (query) => [respondTo(query, answers)]);
  assert.equal((await resolverOf(port).query('mx.example.org', 'A')).status, 'malformed');
});

test('a TCP answer that never becomes whole is a timeout', async (t) => {
  const TC = dnsPacket.TRUNCATED_RESPONSE;
  const cut = (query: Buffer): Buffer => respondTo(query, [], TC);
  const port = await serveStream(t, cut, Buffer.from([0xff, 0xff, 1, 2, 3]));
  assert.equal((await quickResolver(port).query('mx.example.org', 'A')).status, 'timeout');
});

test('a message of more than a thousand records is malformed', async () => {
  const query = await createQuery(QUESTION, true);
  const read = (count: number) =>
    readMessage(respondTo(query.bytes, Array(count).fill(a('192.0.2.1'))), query);
  assert.equal(typeof (await read(1_000)), 'object');
  assert.equal(await read(1_001), 'malformed');
});

test('no bytes from a server make the reader throw', async () => {
  const query = await createQuery(QUESTION, true);
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 600 }), damagedAnswer(query.bytes));
  await fc.assert(
    fc.asyncProperty(bytes, async (received) => {
      const buffer = Buffer.from(received);
      if (buffer.length >= 2) buffer.writeUInt16BE(query.id, 0);
      const message = await readMessage(buffer, query);
      assert.ok(typeof message === 'object' || message === 'foreign' || message === 'malformed');
    }),
    { numRuns: 2_000 },
  );
});

function damagedAnswer(query: Buffer): fc.Arbitrary<Uint8Array> {
  const good = respondTo(query, [a('192.0.2.1'), { type: 'TXT', name: QUESTION.name, data: 'text' }]);
  const damage = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
  return fc.tuple(fc.array(damage, { maxLength: 6 }), fc.nat(good.length)).map(([damages, length]) => {
    const bytes = Buffer.from(good);
    for (const [index, octet] of damages) bytes[index] = octet;
    return bytes.subarray(0, length);
  });
}

test('a server that sends arbitrary bytes gives malformed, a failure or a timeout', async (t) => {
  let body = Buffer.alloc(0);
  const port = await serveDatagrams(t, (query) => [Buffer.concat([query.subarray(0, 2), body])]);
  const resolver = createResolver({ servers: [`127.0.0.1:${port}`], timeoutMs: 20, tries: 1 });
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (received) => {
      body = Buffer.from(received);
      const { status } = await resolver.query('mx.example.org', 'A');
      assert.notEqual(status, 'answer');
    }),
    { numRuns: 50 },
  );
});
