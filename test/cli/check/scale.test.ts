import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { listen } from '../../net/loopback.ts';
import { runCli, runProcess } from '../../support/run-cli.ts';
import { serverOf, type TestScene } from '../../support/scene.ts';
import { checkLines, folderOf, PLAIN, runLines } from './check-fixture.ts';

/** As many names of one server, some of them twice. */
function namesOf({ port }: TestScene, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `127.0.0.${1 + (n % (count - 3))}:${port}`);
}

async function listFile(scene: TestScene, targets: readonly string[]): Promise<string> {
  const file = join(folderOf(scene), 'targets.txt');
  await writeFile(file, `# ours\n${targets.join('\n')}\n`);
  return file;
}

function targetsOf(lines: readonly { target?: string }[]): (string | undefined)[] {
  return lines.map(({ target }) => target).sort();
}

describe('check of many targets', () => {
  it('is the whole in its shards together, each target once', async (t) => {
    const targets = Array.from({ length: 17 }, (_, n) => `127.0.0.1:${n + 1}`);
    const scene = await serverOf(t, PLAIN);
    const file = await listFile(scene, targets);
    const shards = await Promise.all(
      ['1/3', '2/3', '3/3'].map(
        async (shard) => (await checkLines(['--targets', file, '--shard', shard])).lines,
      ),
    );
    assert.deepEqual(
      shards.map((lines) => lines.length),
      [6, 6, 5],
    );
    assert.deepEqual(targetsOf(shards.flat()), [...targets].sort());
    const again = await checkLines(['-', '--shard', '2/3'], { stdin: targets.join('\n') });
    assert.deepEqual(targetsOf(again.lines), targetsOf(shards[1] ?? []), 'the same from stdin');
  });

  it('never stands at one address with more connections than allowed, whatever the names', async (t) => {
    let standing = 0;
    let most = 0;
    const server = await listen(t, (socket) => {
      socket.resume();
      standing += 1;
      most = Math.max(most, standing);
      setTimeout(() => {
        standing -= 1;
        socket.end('421 4.3.2 later\r\n');
      }, 20);
    });
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => `${name}.test`);
    const resolve = names.flatMap((name) => ['--resolve', `${name}=127.0.0.1`]);
    const targets = [...names, ...names].map((name) => `${name}:${server.port}`);
    const { lines } = await checkLines([...targets, ...resolve, '--per-host', '2', '--concurrency', '16']);
    assert.equal(lines.length, 16);
    assert.equal(most, 2);
  });

  it('does not count the wait for a turn against the deadline', async (t) => {
    const scene = await serverOf(t, `* wait 300ms\n${PLAIN}`);
    const targets = Array.from({ length: 6 }, () => `127.0.0.1:${scene.port}`);
    const { lines } = await checkLines([...targets, '--per-host', '1', '--deadline', '1']);
    assert.deepEqual(
      lines.filter(({ exitCode }) => exitCode >= 10),
      [],
    );
  });

  it('goes on where it was killed: no target is lost, none is done twice', async (t) => {
    const scene = await serverOf(t, `* wait 40ms\n${PLAIN}`);
    const targets = namesOf(scene, 30);
    const list = await listFile(scene, targets);
    const report = join(folderOf(scene), 'report.ndjson');
    const args = [
      'check',
      '--targets',
      list,
      '--concurrency',
      '3',
      '--format',
      'ndjson',
      '-o',
      report,
      '--skip-done',
      report,
    ];
    const killed = await runProcess(args, {
      onStart: async (child) => {
        while (runLines(await readFile(report, 'utf8').catch(() => '')).length < 8) {
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        child.kill('SIGKILL');
      },
    });
    assert.equal(killed.code, null);
    const first = await readFile(report, 'utf8');
    assert.ok(runLines(first).length < targets.length, 'it was killed in the middle');
    await writeFile(report, `${first}{"schemaVersion":1,"type":"run","subject":"127.0`);
    await runCli(args);
    const lines = runLines(await readFile(report, 'utf8'));
    assert.deepEqual(targetsOf(lines), [...targets].sort());
    assert.doesNotMatch(await readFile(report, 'utf8'), /"subject":"127\.0\{/);
    const junit = join(folderOf(scene), 'report.xml');
    const last = await runCli([...args, '--format', `junit:${junit}`]);
    const whole = await readFile(report, 'utf8');
    assert.equal(runLines(whole).length, targets.length, 'then there is nothing left to do');
    const summary = JSON.parse(whole.trimEnd().split('\n').at(-1) ?? '');
    assert.deepEqual(
      [summary.type, summary.runs.length, summary.verdict, summary.exitCode, last.code],
      ['summary', targets.length, 'broken', 11, 11],
      'the end is that of the whole, whoever did it',
    );
    assert.equal((await readFile(junit, 'utf8')).match(/<testsuite /g)?.length, targets.length);
  });

  it('does not go on in a file that is not its own', async (t) => {
    const scene = await serverOf(t, PLAIN);
    const report = join(folderOf(scene), 'report.ndjson');
    await writeFile(report, '{"type":"run","target":"a.example","evidence":{}}\n');
    const args = [
      'check',
      `127.0.0.1:${scene.port}`,
      '--format',
      'ndjson',
      '-o',
      report,
      '--skip-done',
      report,
    ];
    const { code, stderr } = await runCli(args);
    assert.equal(code, 2);
    assert.match(stderr, /holds a line that is no run of ours/);
  });

  it('looks at no more targets once nobody reads its report', async (t) => {
    const scene = await serverOf(t, `* wait 20ms\n${PLAIN}`);
    const list = await listFile(scene, namesOf(scene, 200));
    await runProcess(['check', '--targets', list, '--concurrency', '2', '--format', 'ndjson'], {
      onOutput: (child) => child.stdout?.destroy(),
    });
    assert.ok((scene.servers[0]?.connections ?? 0) < 100, `${scene.servers[0]?.connections}`);
  });

  it('goes on in another file too, and after a signal that lets it end', async (t) => {
    const scene = await serverOf(t, `* wait 40ms\n${PLAIN}`);
    const targets = namesOf(scene, 20);
    const list = await listFile(scene, targets);
    const [one, two] = ['one', 'two'].map((name) => join(folderOf(scene), name)) as [string, string];
    const shared = ['check', '--targets', list, '--concurrency', '3', '--format'];
    const stopped = await runProcess([...shared, `ndjson:${one}`], {
      onStart: async (child) => {
        while (runLines(await readFile(one, 'utf8').catch(() => '')).length < 4) {
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        child.kill('SIGTERM');
      },
    });
    assert.equal(stopped.code, 143);
    await runCli([...shared, `ndjson:${two}`, '--skip-done', one]);
    const lines = [one, two].map(async (file) => runLines(await readFile(file, 'utf8')));
    assert.deepEqual(targetsOf((await Promise.all(lines)).flat()), [...targets].sort());
  });
});
