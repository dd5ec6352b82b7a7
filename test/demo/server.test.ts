import assert from 'node:assert/strict';
import { connect } from 'node:net';
import test, { type TestContext } from 'node:test';
import { createAuthority } from '../../src/demo/certificates.ts';
import { parseDialogue } from '../../src/demo/dialogue.ts';
import { type DialogueServer, startDialogueServer } from '../../src/demo/server.ts';
import { type Client, openClient } from '../support/client.ts';

const certificates = await createAuthority();

async function play(context: TestContext, text: string): Promise<{ server: DialogueServer; client: Client }> {
  const server = await startDialogueServer(parseDialogue(text), { certificates });
  const client = openClient(server.port);
  context.after(() => server.close());
  context.after(() => client.close());
  return { server, client };
}

const GREETING = 'S: 220 smtp.example.net ESMTP\n';

test('a dialogue is played in turn and the server closes after its 221', async (context) => {
  const { server, client } = await play(
    context,
    `${GREETING}C: EHLO ***\nS: 250-a\nS: 250 b\nC: QUIT\nS: 221 Bye\n`,
  );
  await client.hear(/220 .*\r\n/);
  client.say('ehlo doctor.example');
  await client.hear(/250-a\r\n250 b\r\n/);
  client.say('QUIT');
  assert.equal(await client.ended(), 'closed');
  assert.deepEqual(server.received, [['ehlo doctor.example', 'QUIT']]);
  assert.deepEqual(server.mismatches, []);
  assert.deepEqual(server.missing(), []);
  assert.equal(server.connections, 1);
});

test('an unexpected command is answered 503 and noted', async (context) => {
  const { server, client } = await play(context, `${GREETING}C: EHLO ***\nS: 250 a\n`);
  await client.hear(/220/);
  client.say('HELP');
  await client.hear(/503 5\.5\.1/);
  client.say('EHLO x');
  await client.hear(/250 a/);
  assert.deepEqual(server.mismatches, ['connection 1: expected "EHLO ***", the client said "HELP"']);
});

test('QUIT is answered where no script speaks of it, and what was never said is told', async (context) => {
  const { server, client } = await play(context, `${GREETING}C: EHLO ***\nS: 250 a\n`);
  await client.hear(/220/);
  client.say('QUIT');
  await client.hear(/221/);
  await client.ended();
  assert.deepEqual(server.mismatches, []);
  assert.deepEqual(server.missing(), ['EHLO ***']);
});

test('a client that speaks before the greeting is noted', async (context) => {
  const { server, client } = await play(context, `* wait 100ms\n${GREETING}C: EHLO ***\nS: 250 a\n`);
  client.say('EHLO x');
  await client.hear(/250 a/);
  assert.deepEqual(server.mismatches, ['connection 1: the client spoke before its turn']);
});

test('pipelining is welcome where it is offered', async (context) => {
  const script = `${GREETING}C: EHLO ***\nS: 250 PIPELINING\nC: MAIL ***\nS: 250 m\nC: RCPT ***\nS: 250 r\n`;
  const { server, client } = await play(context, script);
  await client.hear(/220/);
  client.say('EHLO x');
  await client.hear(/PIPELINING/);
  client.say('MAIL FROM:<>', 'RCPT TO:<a@example.org>');
  await client.hear(/250 m\r\n250 r/);
  assert.deepEqual(server.mismatches, []);
});

test('after a 354 everything up to the dot is the message', async (context) => {
  const { server, client } = await play(context, 'S: 354 go\nC: .\nS: 250 queued\n');
  await client.hear(/354/);
  client.say('Subject: x', '', 'MAIL', '..', '.');
  await client.hear(/250 queued/);
  assert.deepEqual(server.received, [['Subject: x', '', 'MAIL', '..', '.']]);
});

test('STARTTLS goes on in TLS with a certificate that the root vouches for', async (context) => {
  const script = `${GREETING}C: STARTTLS\nS: 220 go\n* tls valid\nC: EHLO ***\nS: 250 secure\n`;
  const { server, client } = await play(context, script);
  await client.hear(/220/);
  client.say('STARTTLS');
  await client.hear(/220 go\r\n/);
  const tls = await client.secure({ ca: certificates.rootPem });
  assert.equal(tls.authorized, true);
  client.say('EHLO x');
  await client.hear(/250 secure/);
  assert.deepEqual(server.mismatches, []);
});

test('TLS from the first byte comes before the greeting', async (context) => {
  const { client } = await play(context, `* tls\n${GREETING}`);
  await client.secure({ ca: certificates.rootPem });
  await client.hear(/220 smtp/);
});

test('an obsolete version is all that max allows', async (context) => {
  const { client } = await play(context, '* tls valid max=TLSv1.2 key=rsa cipher=AES128-SHA\n');
  const tls = await client.secure({});
  assert.equal(tls.getProtocol(), 'TLSv1.2');
  assert.equal(tls.getCipher().standardName, 'TLS_RSA_WITH_AES_128_CBC_SHA');
});

test('a forged reply arrives in the same piece as the go-ahead', async (context) => {
  const { client } = await play(context, 'S: 220 go\n* inject S: 250 forged\n* tls\n');
  assert.equal(await client.hear(/220 go\r\n250 forged\r\n/), '220 go\r\n250 forged\r\n');
});

test('a ClientHello where text was expected is one line of its own name', async (context) => {
  const { server, client } = await play(context, `S: 220 go\nC: <TLS ClientHello>\nS: 500 what\n`);
  await client.hear(/220 go/);
  await assert.rejects(client.secure({}));
  assert.deepEqual(server.received, [['<TLS ClientHello>']]);
});

test('close ends the connection, reset breaks it', async (context) => {
  const closing = await play(context, '* close\n');
  assert.equal(await closing.client.ended(), 'closed');
  const resetting = await play(context, '* wait 20ms\n* reset\n');
  assert.equal(await resetting.client.ended(), 'reset');
});

test('refuse holds a port at which nothing listens', async (context) => {
  const { server } = await play(context, '* refuse\n');
  const code = await new Promise((resolve) => {
    connect(server.port, '127.0.0.1').on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  assert.equal(code, 'ECONNREFUSED');
});

test('a dripped line takes its time and arrives whole', async (context) => {
  const { client } = await play(context, '* drip 5ms\nS: 220 slow\n');
  const began = performance.now();
  await client.hear(/220 slow\r\n/);
  assert.ok(performance.now() - began >= 40);
});

test('floods go on until the client leaves', async (context) => {
  const bytes = await play(context, '* flood\n');
  await bytes.client.hear(/^x{100000}/);
  assert.ok(!bytes.client.heard().includes('\n'));
  bytes.client.close();
  const lines = await play(context, '* flood-lines\n');
  await lines.client.hear(/^(220-[^\n]*\n){1000}/);
  lines.client.close();
});

test('raw bytes, bare LF and Latin-1 are sent as written', async (context) => {
  const { client } = await play(context, '* raw "\\x1b[2J"\n* lf\n* latin1\nS: 220 città\n');
  assert.equal(await client.hear(/220.*\n/), '220 citt\xe0\n');
  assert.ok(client.heard().startsWith('\x1b[2J'));
});

test('each connection has its own script, and later ones the last', async (context) => {
  const { server, client } = await play(context, 'S: 220 first\n* connection\nS: 220 second\n');
  await client.hear(/first/);
  for (let count = 0; count < 2; count += 1) {
    const later = openClient(server.port);
    await later.hear(/second/);
    later.close();
  }
  assert.equal(server.connections, 3);
});

test('silence reads on and says nothing', async (context) => {
  const { server, client } = await play(context, '* silence\n');
  client.say('EHLO x');
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(client.heard(), '');
  assert.deepEqual(server.received, [['EHLO x']]);
  assert.deepEqual(server.mismatches, []);
});

test('a line that never ends loses the connection at 64 kB', async (context) => {
  const { client } = await play(context, 'S: 220 go\nC: EHLO ***\n');
  await client.hear(/220/);
  client.say('x'.repeat(200_000));
  await client.ended();
});

test('closing breaks off clients that stay', async () => {
  const server = await startDialogueServer(parseDialogue(GREETING), { certificates });
  const client = openClient(server.port);
  await client.hear(/220/);
  await server.close();
  await client.ended();
});
