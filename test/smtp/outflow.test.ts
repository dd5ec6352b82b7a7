import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { createAuthority } from '../../src/demo/certificates.ts';
import { startTls } from '../../src/net/tls.ts';
import { Transcript } from '../../src/smtp/transcript.ts';
import { Wire } from '../../src/smtp/wire.ts';

const WAIT = { timeoutMs: 5_000, silenceMs: 5_000 };
const DOT = Buffer.from('\r\n.\r\n');

const ENDLESS = Array.from({ length: 1_000 }, () => Buffer.alloc(64 * 1024, 'x'));

const authority = await createAuthority();

/** Answers in a thread of its own, so that an answer may come while we are still at work. */
const SERVER = `
  const { workerData, parentPort } = require('node:worker_threads');
  const server = require('node:tls').createServer(workerData.credential, (socket) => {
    let tail = '';
    socket.on('error', () => {});
    socket.on('data', (piece) => {
      tail = (tail + piece.subarray(-5).toString('latin1')).slice(-5);
      const isEnd = tail === '\\r\\n.\\r\\n';
      if (isEnd && workerData.manner === 'leaves') socket.end();
      else if (isEnd) socket.write('250 2.0.0 Ok\\r\\n');
    });
    if (workerData.manner !== 'deaf') return;
    socket.pause();
    socket.write('552 5.3.4 too big\\r\\n');
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

/** What a server does: answer the end of every message; answer at once and read nothing; go at a message's end. */
type Manner = 'answers' | 'deaf' | 'leaves';

/** A wire in TLS to a server of this manner. */
async function open(t: TestContext, manner: Manner = 'answers', signal?: AbortSignal): Promise<Wire> {
  const credential = await authority.issue('valid');
  const worker = new Worker(SERVER, { eval: true, workerData: { credential, manner } });
  t.after(() => worker.terminate());
  const [port] = await once(worker, 'message');
  const socket = connect({ host: '127.0.0.1', port: Number(port), noDelay: true });
  await once(socket, 'connect');
  const secured = await startTls(socket);
  const wire = new Wire(secured.socket, {
    transcript: new Transcript(),
    secure: true,
    ...(signal ? { signal } : {}),
  });
  t.after(() => wire.close());
  return wire;
}

describe('a message over TLS', () => {
  for (const size of [10, 4_000, 17_000, 70_000, 400_000]) {
    test(`of ${size} bytes is whole when it is answered at once, however often it is sent`, async (t) => {
      const wire = await open(t);
      const message = [Buffer.alloc(size, 'x'), DOT];
      for (let count = 0; count < 200; count += 1) {
        assert.equal(await wire.pour(message, 5_000), true, `message ${count + 1}`);
        assert.equal((await wire.readReply('data', WAIT)).reply.code, 250);
      }
    });
  }

  test('is not whole when the answer comes and the rest is not taken', async (t) => {
    const wire = await open(t, 'deaf');
    assert.equal(await wire.pour(ENDLESS, 5_000), false);
    assert.equal((await wire.readReply('data', WAIT)).reply.code, 552);
  });

  test('is whole when the server goes without an answer once it has it all', async (t) => {
    for (let count = 0; count < 20; count += 1) {
      const wire = await open(t, 'leaves');
      assert.equal(await wire.pour([Buffer.alloc(70_000, 'x'), DOT], 5_000), true, `message ${count + 1}`);
    }
  });

  test('is not whole when we are interrupted', async (t) => {
    const controller = new AbortController();
    const wire = await open(t, 'deaf', controller.signal);
    const pieces = async function* () {
      yield Buffer.alloc(64, 'x');
      controller.abort();
      yield DOT;
    };
    assert.equal(await wire.pour(pieces(), 5_000), false);
  });
});
