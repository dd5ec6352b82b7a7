import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { startFleet } from '../bench/fleet.ts';
import { listen } from '../net/loopback.ts';
import { sinkServer } from '../smtp/sink-server.ts';
import { runMeasured } from '../support/peak-memory.ts';

const MEBIBYTE = 1024 ** 2;
const LINES = Buffer.from(`${'0123456789'.repeat(7)}abcdef\r\n`.repeat(13_444));

describe('a large message takes no more than 150 MiB', { concurrency: 1 }, () => {
  it('of a kind', { timeout: 120_000 }, (t) => assertModest(t, ['--kind', 'size:160M']));

  it('from a file, signed', { timeout: 120_000 }, async (t) => {
    const folder = await newFolder(t);
    const key = join(folder, 'key.pem');
    const { privateKey } = generateKeyPairSync('ed25519');
    await writeFile(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    const message = await largeFile(folder, 160);
    await assertModest(t, ['--eml', message, '--dkim-key', key, '--dkim-selector', 'x']);
  });

  it('with a file beside it', { timeout: 120_000 }, async (t) => {
    await assertModest(t, ['--attach', await largeFile(await newFolder(t), 160)]);
  });

  it('by BDAT', { timeout: 120_000 }, (t) => assertModest(t, ['--kind', 'size:160M', '--bdat', '--force']));
});

it('twenty thousand messages in a row take no more than 150 MiB', { timeout: 120_000 }, async (t) => {
  const { port } = await sinkServer(t, { extensions: ['PIPELINING'], mailMax: 30_000 });
  await assertLittleMemory(port, ['--count', '20000', '--yes']);
});

it('a target more takes no more than 12 KiB, however many there are', { timeout: 240_000 }, async (t) => {
  const fleet = await startFleet();
  t.after(fleet.stop);
  const list = join(fleet.folder, 'targets');
  const trust = ['--ca', fleet.ca, '--tls-servername', 'smtp.example.net'];
  const peakOf = async (count: number): Promise<number> => {
    await writeFile(
      list,
      fleet
        .targets(count)
        .map(({ address, port }) => `${address}:${port}`)
        .join('\n'),
    );
    const options = ['--concurrency', '50', '--format', 'ndjson:/dev/null', ...trust];
    const { code, stderr, peakBytes } = await runMeasured(['check', '--targets', list, ...options]);
    assert.equal(code, 12, stderr);
    return peakBytes;
  };
  const [few, many] = [await peakOf(1_000), await peakOf(4_000)];
  assert.ok(many < 250 * MEBIBYTE, `${Math.round(many / MEBIBYTE)} MiB`);
  assert.ok((many - few) / 3_000 < 12 * 1024, `${Math.round((many - few) / 3_000)} bytes a target`);
});

async function assertModest(t: TestContext, args: readonly string[]): Promise<void> {
  const { port } = await listen(t, drainingServer);
  await assertLittleMemory(port, args);
}

async function assertLittleMemory(port: number, args: readonly string[]): Promise<void> {
  const envelope = ['--security', 'none', '--from', 'ada@example.org', '--to', 'bob@example.net'];
  const { code, stderr, peakBytes } = await runMeasured([
    'send-test',
    `127.0.0.1:${port}`,
    ...envelope,
    ...args,
  ]);
  assert.equal(code, 0, stderr);
  assert.ok(peakBytes < 150 * MEBIBYTE, `${Math.round(peakBytes / MEBIBYTE)} MiB`);
}

async function newFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'send-memory-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A message of so many times a mebibyte. */
async function largeFile(folder: string, times: number): Promise<string> {
  const path = join(folder, 'large.txt');
  const handle = await open(path, 'w');
  await handle.appendFile('From: ada@example.org\r\n\r\n');
  for (let count = 0; count < times; count += 1) await handle.appendFile(LINES);
  await handle.close();
  return path;
}

/** Takes a message of any size, by DATA or BDAT, and keeps nothing of it. */
function drainingServer(socket: Socket): void {
  let tail = '';
  let left = 0;
  let isData = false;
  let isLast = false;
  socket.write('220 sink.example ESMTP\r\n');
  socket.on('data', (piece) => {
    let command = piece;
    if (left > 0) {
      command = piece.subarray(left);
      left = Math.max(0, left - piece.length);
      if (left === 0) socket.write(isLast ? '250 taken\r\n' : '250 go on\r\n');
    } else if (isData) {
      tail = (tail + piece.subarray(-5).toString('latin1')).slice(-5);
      isData = tail !== '\r\n.\r\n';
      if (!isData) socket.write('250 taken\r\n');
      return;
    }
    for (const line of command.subarray(0, 200).toString('latin1').split('\r\n')) answer(line, command);
  });

  function answer(line: string, piece: Buffer): void {
    const [, size, last] = /^BDAT (\d+)( LAST)?$/.exec(line) ?? [];
    if (size !== undefined) {
      isLast = last !== undefined;
      left = Number(size) - (piece.length - piece.indexOf('\r\n') - 2);
      if (left === 0) socket.write('250 taken\r\n');
    } else if (line.startsWith('DATA')) {
      isData = true;
      socket.write('354 go\r\n');
    } else if (/^(?:EHLO|MAIL|RCPT|QUIT)/.test(line)) socket.write('250 ok\r\n');
  }
}
