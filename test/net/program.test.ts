import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createServer } from 'node:tls';
import { UsageError } from '../../src/errors.ts';
import { dialProgram, wordsOf } from '../../src/net/program.ts';
import { startTls } from '../../src/net/tls.ts';
import { forge } from '../tls/forge.ts';
import { serve } from './loopback.ts';

async function connected(command: string, signal?: AbortSignal) {
  const outcome = await dialProgram(command, signal ? { signal } : {});
  assert.ok('socket' in outcome);
  return outcome.socket;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 60 && isAlive(pid); tries += 1) await delay(50);
  return !isAlive(pid);
}

describe('the words of a command', () => {
  const CASES: readonly (readonly [command: string, words: readonly string[]])[] = [
    ['sendmail -bs', ['sendmail', '-bs']],
    ["  exim  -bh '1.2.3.4' ", ['exim', '-bh', '1.2.3.4']],
    ['a "b c"d \\"e', ['a', 'b cd', '"e']],
    ['a \'$HOME;x\' ""', ['a', '$HOME;x', '']],
    ['a | b', ['/bin/sh', '-c', 'a | b']],
    ['a "$HOME"', ['/bin/sh', '-c', 'a "$HOME"']],
  ];
  for (const [command, words] of CASES) {
    it(`${command}`, () => assert.deepEqual(wordsOf(command), words));
  }

  it('a quote that is not closed, or nothing, is a usage error', () => {
    for (const command of ['a "b', "a 'b", '', '  ', 'a\\'])
      assert.throws(() => wordsOf(command), UsageError);
  });
});

describe('a program', () => {
  it('is spoken to like a socket', async () => {
    const socket = await connected('cat');
    socket.write('hello\r\n');
    const [chunk] = await once(socket, 'data');
    assert.equal(String(chunk), 'hello\r\n');
    socket.destroy();
  });

  it('is spoken to in TLS like a socket', async (t) => {
    const leaf = forge({ subject: { CN: 'mx' }, dnsNames: ['mx.example.net'] });
    const server = createServer({ cert: leaf.pem, key: leaf.keyPem }, (socket) => {
      socket.on('error', () => undefined);
      socket.write('220 hello\r\n');
    });
    const { port } = await serve(t, server);
    const bridge = `const s = require('node:net').connect(${port}, '127.0.0.1'); process.stdin.pipe(s).pipe(process.stdout)`;
    const socket = await connected(`"${process.execPath}" -e "${bridge}"`);
    const secured = await startTls(socket);
    t.after(() => secured.socket.destroy());
    const [chunk] = await once(secured.socket, 'data');
    assert.equal(String(chunk), '220 hello\r\n');
  });

  it('takes more than a pipe holds, and no more than is read', async () => {
    const socket = await connected('cat');
    const bytes = Buffer.alloc(3_000_000, 'x');
    let heard = 0;
    socket.on('data', (chunk) => {
      heard += chunk.length;
    });
    socket.write(bytes);
    while (heard < bytes.length) await once(socket, 'data');
    assert.equal(heard, bytes.length);
    socket.destroy();
  });

  it('that ends is a connection that ends', async () => {
    const socket = await connected("sh -c 'echo 220 x'");
    socket.resume();
    await once(socket, 'close');
  });

  it('is ended with all that it started when the connection is closed', async () => {
    const socket = await connected('sh -c \'trap "" TERM; echo $$; sleep 60 & wait; sleep 60\'');
    const [chunk] = await once(socket, 'data');
    const pid = Number(String(chunk).trim());
    assert.ok(isAlive(pid));
    socket.destroy();
    assert.ok(await isGone(pid));
  });

  it('is ended by the signal', async () => {
    const controller = new AbortController();
    const socket = await connected("sh -c 'echo $$; exec sleep 60'", controller.signal);
    const [chunk] = await once(socket, 'data');
    controller.abort();
    assert.ok(await isGone(Number(String(chunk).trim())));
  });

  it('that does not exist is a connection that failed', async () => {
    const outcome = await dialProgram('/nowhere/at-all -bs');
    assert.ok('failure' in outcome);
    assert.equal(outcome.failure.code, 'ENOENT');
    assert.deepEqual(
      outcome.attempts.map(({ address, code }) => [address, code]),
      [['/nowhere/at-all', 'ENOENT']],
    );
  });
});
