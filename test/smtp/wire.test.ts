import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { after, describe, it } from 'node:test';
import { SmtpError } from '../../src/errors.ts';
import { Transcript } from '../../src/smtp/transcript.ts';
import { Wire } from '../../src/smtp/wire.ts';

const servers: Server[] = [];
after(() => {
  for (const server of servers) server.close();
});

const WAIT = { timeoutMs: 2_000, silenceMs: 2_000 };

/** A wire to a real server that does what `serve` says with each connection. */
async function open(serve: (socket: Socket) => void, signal?: AbortSignal) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    serve(socket);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const transcript = new Transcript();
  const wire = new Wire(socket, { transcript, secure: false, ...(signal ? { signal } : {}) });
  return { wire, transcript };
}

async function failure(promise: Promise<unknown>): Promise<SmtpError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof SmtpError);
    return error;
  }
  return assert.fail('expected an SmtpError');
}

describe('Wire', () => {
  it('keeps a second reply to one command from answering the next', async () => {
    const { wire } = await open((socket) => {
      socket.write('220 hi\r\n');
      socket.once('data', () => {
        socket.write('250 first\r\n250 second\r\n');
        socket.once('data', () => socket.write('250 third\r\n'));
      });
    });
    await wire.readReply('greeting', WAIT);
    wire.send(['NOOP']);
    await wire.readReply('hello', WAIT);
    wire.send(['NOOP']);
    const { reply } = await wire.readReply('hello', WAIT);
    wire.close();
    assert.deepEqual(reply.lines, ['third']);
    assert.deepEqual(wire.oddities, [{ kind: 'unsolicited', sample: '250 second' }]);
  });

  it('gives the replies to a pipeline in order', async () => {
    const { wire } = await open((socket) =>
      socket.once('data', () => socket.write('250 a\r\n251 b\r\n252 c\r\n')),
    );
    wire.send(['A', 'B', 'C']);
    const codes = [];
    for (let count = 0; count < 3; count += 1) codes.push((await wire.readReply('rcpt', WAIT)).reply.code);
    wire.close();
    assert.deepEqual(codes, [250, 251, 252]);
  });

  it('takes what came behind the leave to send for the answer to the message', async () => {
    const { wire } = await open((socket) =>
      socket.once('data', () => socket.write('354 go\r\n552 too big\r\n')),
    );
    wire.send(['DATA']);
    await wire.readReply('data', WAIT);
    assert.equal(await wire.pour([Buffer.from('x\r\n.\r\n')], 2_000), false);
    const { reply } = await wire.readReply('data', WAIT);
    wire.close();
    assert.equal(reply.code, 552);
    assert.deepEqual(wire.oddities, []);
  });

  it('ends a wait for the rest of a reply after the silence allowed between lines', async () => {
    const { wire } = await open((socket) => socket.write('220-teaser\r\n'));
    const error = await failure(wire.readReply('greeting', { timeoutMs: 5_000, silenceMs: 50 }));
    wire.close();
    assert.deepEqual([error.kind, error.code, error.received], ['timeout', 'UNFINISHED_REPLY', '220-teaser']);
  });

  it('ends a drip of bytes that never becomes a line', async () => {
    const { wire } = await open((socket) => {
      const timer = setInterval(() => socket.write('x'), 10);
      socket.on('close', () => clearInterval(timer));
    });
    const error = await failure(wire.readReply('greeting', { timeoutMs: 200, silenceMs: 5_000 }));
    wire.close();
    assert.deepEqual([error.kind, error.code], ['timeout', 'NO_REPLY']);
    assert.match(error.received ?? '', /^x+$/);
  });

  it('tells what had come of a reply when the server goes', async () => {
    const { wire } = await open((socket) => socket.end('220-half\r\n220 unfinis'));
    const error = await failure(wire.readReply('greeting', WAIT));
    assert.deepEqual([error.kind, error.received], ['disconnected', '220-half\n220 unfinis']);
  });

  it('hears no more of a peer that breaks the bounds', async () => {
    const { wire } = await open((socket) => socket.write('x'.repeat(100_000)));
    const error = await failure(wire.readReply('greeting', WAIT));
    const again = await failure(wire.readReply('greeting', WAIT));
    wire.close();
    assert.deepEqual([error.kind, error.code, again.code], ['limit', 'LINE_TOO_LONG', 'LINE_TOO_LONG']);
  });

  it('ends at once when it is aborted', async () => {
    const controller = new AbortController();
    const { wire } = await open(() => undefined, controller.signal);
    setTimeout(() => controller.abort(), 20);
    assert.equal((await failure(wire.readReply('greeting', WAIT))).kind, 'aborted');
  });

  it('keeps cleartext that came before the handshake apart from what follows it', async () => {
    const { wire } = await open((socket) =>
      socket.write('220 go ahead\r\n250-forged\r\n250 AUTH PLAIN\r\nrest'),
    );
    await wire.readReply('starttls', WAIT);
    const { socket, injected } = wire.detach();
    socket.destroy();
    assert.equal(injected, '250-forged\n250 AUTH PLAIN\nrest');
  });

  it('records what it is told to in the place of a secret', async () => {
    const { wire, transcript } = await open((socket) =>
      socket.once('data', () => socket.write('235 ok\r\n')),
    );
    wire.send(['AUTH PLAIN c2VjcmV0'], ['AUTH PLAIN ***']);
    await wire.readReply('auth', WAIT);
    wire.close();
    assert.deepEqual(
      transcript.lines.map(({ direction, text }) => `${direction}: ${text}`),
      ['C: AUTH PLAIN ***', 'S: 235 ok'],
    );
  });
});
