import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { isPluginCall, outputsOf, parseFormat } from '../../src/cli/format.ts';
import type { OutputOptions } from '../../src/cli/options.ts';
import { UsageError } from '../../src/errors.ts';
import { runCli } from '../support/run-cli.ts';
import { illnessOf, type TestScene } from '../support/scene.ts';

const NOTHING: OutputOptions = { failOn: 'error', color: false };

function outputs(
  formats: readonly string[],
  options: Partial<OutputOptions> = {},
  env: NodeJS.ProcessEnv = {},
) {
  return outputsOf({ ...NOTHING, ...options, format: formats.map(parseFormat) }, env);
}

describe('--format', () => {
  it('takes a format, and a file behind a colon, which may hold colons', () => {
    assert.deepEqual(parseFormat('junit'), { format: 'junit' });
    assert.deepEqual(parseFormat('junit:C:\\report.xml'), { format: 'junit', file: 'C:\\report.xml' });
    assert.throws(() => parseFormat('xml'), /no format "xml"/);
    assert.throws(() => parseFormat('junit:'), /names no file/);
  });

  it('is text where none is named, and --output is for what names no file', () => {
    assert.deepEqual(outputsOf(NOTHING, {}), [{ format: 'text' }]);
    assert.deepEqual(outputsOf({ ...NOTHING, json: true, output: 'a' }, {}), [{ file: 'a', format: 'json' }]);
    assert.deepEqual(outputs(['junit:b', 'json'], { output: 'a' }), [
      { file: 'b', format: 'junit' },
      { file: 'a', format: 'json' },
    ]);
    assert.throws(() => outputs(['junit:b'], { output: 'a' }), /nothing is left for --output/);
  });

  it('refuses two formats in one place', () => {
    for (const formats of [
      ['json', 'junit'],
      ['text', 'text'],
      ['tap:a', 'junit:./a'],
      ['json:-', 'tap'],
    ])
      assert.throws(() => outputs(formats), UsageError, formats.join(' '));
    assert.throws(
      () => outputsOf({ ...NOTHING, json: true, format: [{ format: 'tap' }] }, {}),
      /tap and json cannot both be written/,
    );
  });

  it('lets the annotations of github stand in a log beside the text, which can then give no command', () => {
    assert.deepEqual(outputs(['text', 'github']), [
      { format: 'text', isGuarded: true },
      { format: 'github' },
    ]);
  });

  it('writes the job summary where the runner has named its file', () => {
    const env = { GITHUB_STEP_SUMMARY: '/tmp/summary' };
    assert.deepEqual(outputs(['github'], {}, env).at(-1), {
      format: 'markdown',
      file: '/tmp/summary',
      isAppended: true,
    });
    assert.deepEqual(outputs(['junit'], {}, env), [{ format: 'junit' }]);
  });

  it('makes a plugin of the program where nagios alone is asked for', () => {
    assert.equal(isPluginCall(['probe', 'x', '--format', 'nagios']), true);
    assert.equal(isPluginCall(['probe', 'x', '--format=nagios:file']), true);
    assert.equal(isPluginCall(['probe', 'x', '--format', 'nagios', '--format=junit:a']), false);
    assert.equal(isPluginCall(['probe', 'nagios', '--json']), false);
  });
});

describe('several formats at once', () => {
  const probe = (scene: TestScene, ...args: readonly string[]) => [
    'probe',
    `127.0.0.1:${scene.port}`,
    '--ca',
    scene.ca,
    ...args,
  ];
  const expired = (t: TestContext) => illnessOf(t, 'tls-certificate-expired');

  it('go each to its place in one run, and the summary behind what is in its file', async (t) => {
    const scene = await expired(t);
    const file = (name: string) => join(scene.variables.get('DIR') ?? '', name);
    await writeFile(file('summary.md'), 'before\n');
    const formats = [
      '--format',
      `junit:${file('report.xml')}`,
      '--format',
      'github',
      '--format',
      `json:${file('report.json')}`,
    ];
    const { code, stdout } = await runCli(probe(scene, ...formats), {
      env: { GITHUB_STEP_SUMMARY: file('summary.md') },
    });
    assert.equal(code, 1);
    assert.match(stdout, /^::error title=127\.0\.0\.1%3A\d+%3A The certificate has expired::[^\n]*\n$/);
    assert.match(
      await readFile(file('report.xml'), 'utf8'),
      /<failure message="The certificate has expired"/,
    );
    assert.equal(JSON.parse(await readFile(file('report.json'), 'utf8')).exitCode, 1);
    assert.match(await readFile(file('summary.md'), 'utf8'), /^before\n## ❌/);
  });

  it('the text beside annotations stands where its lines are no commands', async (t) => {
    const { stdout } = await runCli(probe(await expired(t), '--format', 'text', '--format', 'github'));
    const [, token] = /^::stop-commands::([0-9a-f-]{36})\n/m.exec(stdout) ?? [];
    assert.ok(token);
    const after = stdout.split(`\n::${token}::\n`);
    assert.equal(after.length, 2);
    assert.match(stdout, /::error title=/);
  });

  it('are refused before anything is done when two would stand in one place', async () => {
    const { code, stderr } = await runCli(['probe', '127.0.0.1:9', '--format', 'json', '--format', 'tap']);
    assert.equal(code, 2);
    assert.match(stderr, /json and tap cannot both be written to standard output/);
  });
});

describe('a monitoring plugin', () => {
  it('gives 0 to 3: fine, warnings, broken, and nothing known', async (t) => {
    const plugin = async (...args: string[]) => (await runCli([...args, '--format', 'nagios'])).code;
    const healthy = await illnessOf(t, 'healthy');
    assert.equal(await plugin('probe', `127.0.0.1:${healthy.port}`, '--ca', healthy.ca), 0);
    const expiring = await illnessOf(t, 'tls-certificate-expiring');
    const target = ['probe', `127.0.0.1:${expiring.port}`, '--ca', expiring.ca];
    assert.equal(await plugin(...target), 1);
    assert.equal(await plugin(...target, '--fail-on', 'warning'), 2);
    assert.equal(await plugin('probe', '127.0.0.1:9'), 2);
    assert.equal(await plugin('probe'), 3);
    assert.equal(await plugin('probe', 'localhost', '--no-such-option'), 3);
  });
});
