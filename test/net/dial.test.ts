import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { SmtpError, UsageError } from '../../src/errors.ts';
import { outcomeOf } from '../../src/net/attempt.ts';
import {
  type Dialled,
  dial,
  dialUnix,
  interleaveFamilies,
  STAGGER_MS,
  type Undialled,
} from '../../src/net/dial.ts';
import { closedPort, firstBytes, listen, silentListener } from './loopback.ts';

function connected(result: Dialled | Undialled): Dialled {
  if ('failure' in result) throw result.failure;
  return result;
}

function failed(result: Dialled | Undialled): Undialled {
  if ('socket' in result) throw new Error('connected, though nobody should have listened');
  return result;
}

function close(socket: Socket): Promise<unknown> {
  socket.destroy();
  return once(socket, 'close');
}

describe('dial', () => {
  test('an address that answers is connected to and recorded', async (t) => {
    const { port } = await listen(t, (socket) => socket.write('220 ready\r\n'));
    const result = connected(await dial([{ address: '127.0.0.1', port }]));
    assert.equal(result.address, '127.0.0.1');
    assert.equal(result.localAddress, '127.0.0.1');
    assert.deepEqual(
      result.attempts.map(({ address, outcome }) => ({ address, outcome })),
      [{ address: '127.0.0.1', outcome: 'connected' }],
    );
    assert.equal(await firstBytes(result.socket), '220 ready\r\n');
    await close(result.socket);
  });

  test('a refusal everywhere is a failure of kind refused with every attempt', async () => {
    const port = await closedPort();
    const addresses = ['127.0.0.1', '127.0.0.2', '127.0.0.3'].map((address) => ({ address, port }));
    const { attempts, failure } = failed(await dial(addresses));
    assert.deepEqual([failure.kind, failure.code, failure.stage], ['refused', 'ECONNREFUSED', 'connect']);
    assert.deepEqual(
      attempts.map(({ address, outcome, code }) => [address, outcome, code]),
      addresses.map(({ address }) => [address, 'refused', 'ECONNREFUSED']),
    );
  });

  test('the next address is tried at once when one refuses', async (t) => {
    const { port } = await listen(t, undefined, { host: '127.0.0.3' });
    const addresses = ['127.0.0.1', '127.0.0.2', '127.0.0.3'].map((address) => ({ address, port }));
    const result = connected(await dial(addresses));
    assert.deepEqual(
      result.attempts.map(({ outcome }) => outcome),
      ['refused', 'refused', 'connected'],
    );
    assert.ok((result.attempts[2]?.startedMs ?? 0) < 200, 'no head start is waited for after a refusal');
    await close(result.socket);
  });

  test('a silent address gets a head start, loses and is abandoned', async (t) => {
    const silentPort = await silentListener(t, '127.0.0.2');
    if (silentPort === undefined) return t.skip('this system accepts more connections than its backlog');
    const { port } = await listen(t, undefined, { host: '127.0.0.3' });
    const result = connected(
      await dial([
        { address: '127.0.0.2', port: silentPort },
        { address: '127.0.0.3', port },
      ]),
    );
    assert.deepEqual(
      result.attempts.map(({ outcome }) => outcome),
      ['abandoned', 'connected'],
    );
    const startedMs = result.attempts[1]?.startedMs ?? 0;
    assert.ok(startedMs >= STAGGER_MS - 5 && startedMs < STAGGER_MS + 500, String(startedMs));
    await close(result.socket);
  });

  test('IPv6 goes first and the address that answers wins', async (t) => {
    const { port } = await listen(t, undefined, { host: '::1' });
    const addresses = [
      { address: '127.0.0.1', port },
      { address: '::1', port },
    ];
    const result = connected(await dial(addresses));
    assert.equal(result.address, '::1');
    assert.equal(result.attempts.length, 1, 'IPv4 is not even tried');
    await close(result.socket);
  });

  test('IPv4 is used when IPv6 refuses', async (t) => {
    const { port } = await listen(t);
    const result = connected(
      await dial([
        { address: '127.0.0.1', port },
        { address: '::1', port },
      ]),
    );
    assert.deepEqual(
      result.attempts.map(({ address, outcome }) => [address, outcome]),
      [
        ['::1', 'refused'],
        ['127.0.0.1', 'connected'],
      ],
    );
    await close(result.socket);
  });

  test('families take turns, each in its own order', () => {
    const at = (address: string) => ({ address, port: 25 });
    const mixed = ['192.0.2.1', '192.0.2.2', '2001:db8::1', '192.0.2.3', '2001:db8::2'].map(at);
    assert.deepEqual(
      interleaveFamilies(mixed).map(({ address }) => address),
      ['2001:db8::1', '192.0.2.1', '2001:db8::2', '192.0.2.2', '192.0.2.3'],
    );
  });

  test('only the family asked for is tried, and its absence is a failure', async (t) => {
    const { port } = await listen(t);
    const addresses = [
      { address: '::1', port },
      { address: '127.0.0.1', port },
    ];
    const result = connected(await dial(addresses, { family: 4 }));
    assert.equal(result.attempts.length, 1);
    await close(result.socket);
    const { failure, attempts } = failed(await dial([{ address: '127.0.0.1', port }], { family: 6 }));
    assert.deepEqual([failure.kind, attempts.length], ['unreachable', 0]);
  });

  test('the source address is the one connected from', async (t) => {
    const { port } = await listen(t);
    const result = connected(await dial([{ address: '127.0.0.1', port }], { source: '127.0.0.5' }));
    assert.equal(result.localAddress, '127.0.0.5');
    await close(result.socket);
  });

  test('a source address that is not of this machine makes the target unreachable', async () => {
    const { failure, attempts } = failed(
      await dial([{ address: '127.0.0.1', port: 25 }], { source: '192.0.2.1' }),
    );
    assert.deepEqual([failure.kind, failure.code], ['unreachable', 'EADDRNOTAVAIL']);
    assert.equal(attempts[0]?.outcome, 'unreachable');
  });

  test('a source that is no address is a mistake of usage', async () => {
    await assert.rejects(dial([{ address: '127.0.0.1', port: 25 }], { source: 'eth0' }), UsageError);
  });

  test('a time that is over before the connection is there is a timeout', async (t) => {
    const { port } = await listen(t);
    // The timer is due before the event loop has polled the network for the first time.
    const dialling = dial([{ address: '127.0.0.1', port }], { timeoutMs: 1 });
    const until = performance.now() + 20;
    while (performance.now() < until);
    const { failure, attempts } = failed(await dialling);
    assert.deepEqual([failure.kind, failure.code], ['timeout', 'ETIMEDOUT']);
    assert.equal(attempts[0]?.outcome, 'timeout');
  });

  test('an abort before or during the connection is thrown as such', async (t) => {
    const { port } = await listen(t);
    const isAborted = (error: unknown) => error instanceof SmtpError && error.kind === 'aborted';
    const target = [{ address: '127.0.0.1', port }];
    await assert.rejects(dial(target, { signal: AbortSignal.abort() }), isAborted);
    const controller = new AbortController();
    const dialling = dial(target, { signal: controller.signal });
    controller.abort();
    await assert.rejects(dialling, isAborted);
  });

  test('a reset before anyone reads does not end the process', async (t) => {
    const { port, sockets } = await listen(t);
    const { socket } = connected(await dial([{ address: '127.0.0.1', port }]));
    while (sockets.length === 0) await new Promise(setImmediate);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.resume();
    sockets[0]?.resetAndDestroy();
    await closed;
  });

  test('no timer and no socket is left behind', async (t) => {
    const { port } = await listen(t);
    const before = process.getActiveResourcesInfo().length;
    const { socket } = connected(
      await dial([
        { address: '::1', port },
        { address: '127.0.0.1', port },
      ]),
    );
    await close(socket);
    await new Promise(setImmediate);
    const kinds = process.getActiveResourcesInfo();
    assert.equal(kinds.filter((kind) => kind === 'Timeout').length, 0, kinds.join(' '));
    assert.ok(kinds.length <= before + 1, kinds.join(' '));
  });

  test('system errors are put into outcomes', () => {
    const named = (code: string) => outcomeOf(Object.assign(new Error(code), { code }));
    assert.equal(named('ENETUNREACH'), 'unreachable');
    assert.equal(named('EHOSTUNREACH'), 'unreachable');
    assert.equal(named('EACCES'), 'unreachable');
    assert.equal(named('ETIMEDOUT'), 'timeout');
    assert.equal(named('ECONNRESET'), 'reset');
    assert.equal(named('ENOENT'), 'failed');
  });
});

describe('dialUnix', () => {
  test('a unix socket is connected to, its path being the address', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'dial-'));
    t.after(() => rm(folder, { recursive: true }));
    const path = join(folder, 'lmtp');
    await listen(t, (socket) => socket.write('220 ready\r\n'), { path });
    const result = connected(await dialUnix(path));
    assert.equal(result.address, path);
    assert.deepEqual(
      result.attempts.map(({ address, port, outcome }) => [address, port, outcome]),
      [[path, undefined, 'connected']],
    );
    assert.equal(await firstBytes(result.socket), '220 ready\r\n');
    await close(result.socket);
  });

  test('a path that is not there is a failure that names it', async () => {
    const { failure, attempts } = failed(await dialUnix('/nowhere/lmtp'));
    assert.deepEqual([failure.kind, failure.code], ['unreachable', 'ENOENT']);
    assert.match(failure.message, /"?\/nowhere\/lmtp/);
    assert.equal(attempts[0]?.outcome, 'failed');
  });
});
