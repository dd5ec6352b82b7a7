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
        while (scene.servers[0]?.connections !== 2) await delay(20);
        child.kill('SIGTERM');
      },
    });
    assert.equal(code, 143);
    assert.equal(await readFile(file, 'utf8'), before);
    assert.ok(!existsSync(`${file}.new`));
  });
});
