import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import dnsPacket, { type DecodedPacket, type Packet } from 'dns-packet';
import { type DnsServing, startDnsServer } from '../../src/demo/dns.ts';
import { parseZone } from '../../src/demo/zone.ts';
import { UsageError } from '../../src/errors.ts';

async function serve(context: TestContext, zone: string): Promise<DnsServing> {
  const server = await startDnsServer(parseZone(zone));
  context.after(() => server.close());
  return server;
}

async function askUdp(port: number, query: Packet): Promise<DecodedPacket> {
  const socket = createSocket('udp4');
  socket.send(dnsPacket.encode({ type: 'query', id: 7, ...query }), port, '127.0.0.1');
  const [bytes] = await once(socket, 'message');
  socket.close();
  return dnsPacket.decode(bytes);
}

async function rcodeOf(port: number, name: string, type: 'A' | 'TXT' = 'A'): Promise<number> {
  const { flags = 0 } = await askUdp(port, { questions: [{ name, type }] });
  return flags & 0xf;
}

test('a known name without the type is no error, and neither is an ancestor of one', async (t) => {
  const { port } = await serve(t, 'mx.a.example A 192.0.2.1');
  assert.equal(await rcodeOf(port, 'mx.a.example', 'TXT'), 0);
  assert.equal(await rcodeOf(port, 'a.example'), 0);
  assert.equal(await rcodeOf(port, 'b.example'), 3);
  assert.equal(await rcodeOf(port, 'x.mx.a.example'), 3);
});

test('troubles are answered by their codes, below the name or beside records too', async (t) => {
  const { port } = await serve(
    t,
    'a SERVFAIL\nb REFUSED\nc NXDOMAIN\nx.c A 192.0.2.1\nd TXT SERVFAIL\nd A 192.0.2.1',
  );
  assert.deepEqual(
    await Promise.all([
      rcodeOf(port, 'a'),
      rcodeOf(port, 'b'),
      rcodeOf(port, 'c'),
      rcodeOf(port, 'd', 'TXT'),
    ]),
    [2, 5, 3, 2],
  );
  assert.equal(await rcodeOf(port, 'd'), 0);
});

test('names are the same in any case, and the question comes back as it was written', async (t) => {
  const { port, queries } = await serve(t, 'MX.Example.org. A 192.0.2.1');
  const response = await askUdp(port, { questions: [{ name: 'mx.EXAMPLE.org', type: 'A' }] });
  assert.equal(response.answers?.length, 1);
  assert.equal(response.questions?.[0]?.name, 'mx.EXAMPLE.org');
  assert.deepEqual(queries, ['mx.EXAMPLE.org A']);
});

test('the AD flag is set for those who ask for it', async (t) => {
  const { port } = await serve(t, '* ad\na.example A 192.0.2.1');
  const questions = [{ name: 'a.example', type: 'A' }] as const;
  assert.equal((await askUdp(port, { questions: [...questions] })).flag_ad, false);
  const flags = dnsPacket.AUTHENTIC_DATA;
  assert.equal((await askUdp(port, { questions: [...questions], flags })).flag_ad, true);
});

test('a client without EDNS gets no more than 512 bytes', async (t) => {
  const lines = Array.from({ length: 40 }, (_, index) => `a.example A 192.0.2.${index}`);
  const { port } = await serve(t, lines.join('\n'));
  const response = await askUdp(port, { questions: [{ name: 'a.example', type: 'A' }] });
  assert.equal(response.flag_tc, true);
  assert.deepEqual(response.answers, []);
});

test('several queries on one connection are answered, however they are cut', async (t) => {
  const { port } = await serve(t, 'a.example TRUNCATED\na.example A 192.0.2.1');
  const query = dnsPacket.streamEncode({
    type: 'query',
    id: 7,
    questions: [{ name: 'a.example', type: 'A' }],
  });
  const socket = connect(port, '127.0.0.1');
  t.after(() => socket.destroy());
  socket.write(Buffer.concat([query, query.subarray(0, 5)]));
  const [first] = await once(socket, 'data');
  assert.equal(dnsPacket.streamDecode(first).answers?.length, 1);
  socket.write(query.subarray(5));
  const [second] = await once(socket, 'data');
  assert.equal(dnsPacket.streamDecode(second).answers?.length, 1);
});

test('bytes that are no query are passed over', async (t) => {
  const { port } = await serve(t, 'a.example A 192.0.2.1');
  const socket = createSocket('udp4');
  socket.send('not DNS', port, '127.0.0.1');
  assert.equal(await rcodeOf(port, 'a.example'), 0);
  socket.close();
});

test('a server closes although a client is still connected', async () => {
  const server = await startDnsServer(parseZone('a.example TIMEOUT'));
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  await server.close();
});

test('comments, TTL, class and quoted strings are read', () => {
  const { records } = parseZone('# head\n\na.example. 60 IN TXT "v=x; #1" b#c "\\"q" # tail\n');
  assert.deepEqual(records, [{ name: 'a.example', ttl: 60, type: 'TXT', data: ['v=x; #1', 'b#c', '"q'] }]);
});

for (const [line, problem] of [
  ['a.example HINFO x', /line 2 of the zone: unknown type "HINFO"/],
  ['a.example', /line 2 of the zone: unknown type ""/],
  ['a.example A 192.0.2', /"192.0.2" is no data for A/],
  ['a.example AAAA 192.0.2.1', /is no data for AAAA/],
  ['a.example MX mx.example', /is no data for MX/],
  ['a.example MX 70000 mx.example', /is no data for MX/],
  ['a.example SRV 1 2 mx.example', /is no data for SRV/],
  ['a.example TLSA 3 1 1 abc', /is no data for TLSA/],
  ['a.example TXT', /is no data for TXT/],
  ['a.example TXT "open', /unclosed quote/],
  [`a.example TXT ${'x'.repeat(256)}`, /more than 255 bytes/],
  ['a.example A B SERVFAIL', /expected "a.example \[TYPE\] SERVFAIL"/],
] as const) {
  test(`a zone with "${line.slice(0, 40)}" is refused with its line`, () => {
    assert.throws(
      () => parseZone(`# first\n${line}`),
      (error) => error instanceof UsageError && problem.test(error.message),
    );
  });
}
