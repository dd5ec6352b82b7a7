import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readConfig } from '../../src/cli/check/config.ts';
import { runCli } from '../support/run-cli.ts';
import { illnessOf, serverOf } from '../support/scene.ts';

describe('init', () => {
  it('writes a config that the server meets, and that check reads', async (t) => {
    const scene = await illnessOf(t, 'healthy');
    const file = join(scene.variables.get('DIR') ?? '', 'smtp-doctor.yml');
    const options = ['--ca', scene.ca, '--tls-servername', 'smtp.example.net'];
    const { code, stdout, stderr } = await runCli([
      'init',
      `127.0.0.1:${scene.port}`,
      ...options,
      '-o',
      file,
    ]);
    assert.deepEqual([code, stdout], [0, '']);
    assert.match(stderr, /is written; try it: smtp-doctor check/);
    const text = await readFile(file, 'utf8');
    assert.match(text, /^# yaml-language-server: \$schema=https:/);
    assert.match(text, /starttls: required\n {6}tls\.min: 1\.2\n {6}auth\.mechanisms: \[PLAIN, LOGIN\]/);
    assert.equal((await runCli(['check', file])).code, 0);
  });

  it('writes over nothing unless it is told to', async (t) => {
    const scene = await illnessOf(t, 'greeting-busy');
    const file = join(scene.variables.get('DIR') ?? '', 'mine.yml');
    await writeFile(file, 'mine');
    const args = ['init', `127.0.0.1:${scene.port}`, '-o', file];
    const { code, stderr } = await runCli(args);
    assert.equal(code, 2);
    assert.match(stderr, /is there already[\s\S]*--force/);
    assert.equal(await readFile(file, 'utf8'), 'mine');
    assert.equal((await runCli([...args, '--force'])).code, 0);
    assert.match(await readFile(file, 'utf8'), /: broken\.\n {2}- target: 127/);
  });

  it('writes nothing of a hostile server into the config but plain words', async (t) => {
    const lines = ['NULL', '123', 'X]: {evil', 'A#B', 'PIPELINING']
      .map((word) => `S: 250-${word}`)
      .join('\n');
    const scene = await serverOf(
      t,
      `S: 220 x: [\nC: EHLO ***\nS: 250-mx.example.org\n${lines}\nS: 250 "SIZE"\nC: QUIT\nS: 221 bye`,
    );
    const file = join(scene.variables.get('DIR') ?? '', 'smtp-doctor.yml');
    await runCli(['init', `[::ffff:127.0.0.1]:${scene.port}`, '-o', file]);
    const read = await readConfig(file);
    assert.ok('config' in read, JSON.stringify(read));
    assert.deepEqual(read.config.targets[0]?.own.expect?.extensions?.include, ['NULL', '123', 'PIPELINING']);
  });
});
