import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { runCli } from '../support/run-cli.ts';

async function folder(t: TestContext): Promise<string> {
  const name = await mkdtemp(join(tmpdir(), 'unix-target-'));
  t.after(() => rm(name, { recursive: true, force: true }));
  return name;
}

/** The report in text, on one line. */
async function told(path: string, lang: 'en' | 'it'): Promise<string> {
  const { code, stdout } = await runCli([
    ...['send-test', `unix:${path}`, '--from', 'ada@example.org', '--to', 'bob@example.net'],
    ...['--lang', lang],
  ]);
  assert.equal(code, 11);
  return stdout.replace(/\s+/g, ' ');
}

describe('a unix socket as the target', { concurrency: 2, skip: process.platform === 'win32' }, () => {
  it('that is a directory is told so, and how to find the socket', async (t) => {
    const path = await folder(t);
    assert.match(await told(path, 'en'), /The path is a directory, and no socket\..*`ss -lx`/);
    assert.match(await told(path, 'it'), /Il percorso è una cartella, non un socket\..*`ss -lx`/);
  });

  it('that is a file, or lies behind one, is told so', async (t) => {
    const path = join(await folder(t), 'file');
    await writeFile(path, '');
    assert.match(await told(path, 'en'), /The path is a file, and no socket/);
    assert.match(await told(join(path, 'x'), 'en'), /A part of the path is no directory/);
  });

  it('at which nobody listens is no machine behind a firewall', async (t) => {
    const path = join(await folder(t), 'left');
    const left = createServer().listen(path);
    await new Promise((resolve) => left.once('listening', resolve));
    const { renameSync } = await import('node:fs');
    // Closed, it would take its own path along.
    renameSync(path, `${path}-behind`);
    await new Promise((resolve) => left.close(resolve));
    const words = await told(`${path}-behind`, 'en');
    assert.match(words, /no program listens at it/);
    assert.doesNotMatch(words, /firewall|ss -ltn/);
    assert.match(await told(`${path}-behind`, 'it'), /nessun programma è in ascolto/);
  });
});
