import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '../../../src/report.ts';
import { runCli, runProcess } from '../../support/run-cli.ts';
import { illnessOf, serverOf } from '../../support/scene.ts';
import { folderOf, idsOf, PLAIN } from './check-fixture.ts';

async function compared(target: string, file: string, ...options: readonly string[]): Promise<Report> {
  const { stdout, stderr } = await runCli(['check', target, '--baseline', file, '--json', ...options]);
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout);
}

function changes({ runs }: Report): string[] {
  return runs.flatMap(idsOf).filter((id) => /-(lost|changed|slower)$/.test(id));
}

describe('a baseline', () => {
  it('is written when it is not there, and the same server has not changed', async (t) => {
    const scene = await illnessOf(t, 'healthy');
    const file = join(folderOf(scene), 'baseline.json');
    const target = `127.0.0.1:${scene.port}`;
    await compared(target, file, '--ca', scene.ca, '--update-baseline');
    assert.ok(existsSync(file) && !existsSync(`${file}.new`));
    assert.deepEqual(changes(await compared(target, file, '--ca', scene.ca)), []);
  });

  it('tells what was lost, what is new and what is slower', async (t) => {
    const scene = await illnessOf(t, 'healthy');
    const file = join(folderOf(scene), 'baseline.json');
    const target = `127.0.0.1:${scene.port}`;
    await compared(target, file, '--ca', scene.ca, '--update-baseline');
    const accepted = (await readFile(file, 'utf8'))
      .replaceAll('"PIPELINING"', '"SMTPUTF8"')
      .replaceAll('"LOGIN"', '"SCRAM-SHA-256"')
      .replaceAll('"name": "Postfix"', '"name": "Exim"')
      .replace(/"sha256": "[0-9a-f]+"/g, `"sha256": "${'12'.repeat(32)}"`);
    await writeFile(file, accepted);
    const report = await compared(target, file, '--ca', scene.ca, '--tls-max', '1.2');
    assert.deepEqual(changes(report).sort(), [
      'auth.mechanism-lost',
      'greeting.software-changed',
      'hello.extension-lost',
      'tls.certificate-changed',
      'tls.version-changed',
    ]);
    assert.equal(report.exitCode, 1);
    await compared(target, file, '--ca', scene.ca, '--update-baseline');
    assert.deepEqual(changes(await compared(target, file, '--ca', scene.ca)), [], 'what is new was accepted');
  });

  it('tells a session that takes more than twice as long', async (t) => {
    const quick = await serverOf(t, `${PLAIN}\n* connection\n* wait 900ms\n${PLAIN}`);
    const file = join(folderOf(quick), 'baseline.json');
    await compared(`127.0.0.1:${quick.port}`, file, '--update-baseline');
    assert.deepEqual(changes(await compared(`127.0.0.1:${quick.port}`, file)), ['quit.session-slower']);
  });

  it('is left as it was by a run that is interrupted', async (t) => {
    const scene = await serverOf(t, `${PLAIN}\n* connection\n* silence`);
    const file = join(folderOf(scene), 'baseline.json');
    const target = `127.0.0.1:${scene.port}`;
    await compared(target, file, '--update-baseline');
    const before = await readFile(file, 'utf8');
    const { code } = await runProcess(['check', target, '--baseline', file, '--update-baseline'], {
      onStart: async (child) => {
        while (scene.servers[0]?.connections !== 2 && child.exitCode === null) await delay(20);
        child.kill('SIGTERM');
      },
    });
    assert.equal(code, 143);
    assert.equal(await readFile(file, 'utf8'), before);
    assert.ok(!existsSync(`${file}.new`));
  });

  it('is updated without a word about it in what a monitoring plugin says, or in its exit code', async (t) => {
    const scene = await serverOf(t, `${PLAIN}\n* connection\n${PLAIN}\n* connection\nS: 554 never\n* close`);
    const file = join(folderOf(scene), 'baseline.json');
    const args = ['check', `127.0.0.1:${scene.port}`, '--baseline', file, '--update-baseline'];
    const plugin = [...args, '--format', 'nagios'];
    const first = await runCli(plugin);
    assert.deepEqual([first.code, first.stdout.slice(0, 15)], [2, 'SMTP CRITICAL: ']);
    const ignored = ['starttls.missing', 'auth.cleartext-offered'].flatMap((id) => ['--ignore', id]);
    assert.equal((await runCli([...plugin, ...ignored])).code, 0);
    const refused = await runCli(plugin);
    assert.deepEqual([refused.code, refused.stdout.slice(0, 15)], [2, 'SMTP CRITICAL: ']);
    assert.equal(JSON.parse(await readFile(file, 'utf8')).verdict, 'broken');
    const spoken = await runCli([...args, '--format', 'nagios', '--format', 'tap:/dev/null']);
    assert.equal(spoken.code, 12, 'with another format the exit codes are the usual ones');
  });

  it('is left alone by a plugin call that is interrupted', async (t) => {
    const scene = await serverOf(t, `${PLAIN}\n* connection\n* silence`);
    const file = join(folderOf(scene), 'baseline.json');
    const args = [
      'check',
      `127.0.0.1:${scene.port}`,
      '--baseline',
      file,
      '--update-baseline',
      '--format',
      'nagios',
    ];
    await runCli(args);
    const before = await readFile(file, 'utf8');
    const { code, stdout } = await runProcess(args, {
      onStart: async (child) => {
        while (scene.servers[0]?.connections !== 2 && child.exitCode === null) await delay(20);
        child.kill('SIGTERM');
      },
    });
    assert.equal(code, 3);
    assert.match(stdout, /^SMTP UNKNOWN: /);
    assert.equal(await readFile(file, 'utf8'), before);
  });
});
