import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { readConfig } from '../src/cli/check/config.ts';
import { createProgram } from '../src/cli/main.ts';

const EXAMPLES = resolve('examples');

/** Runs a script with an `npx` that writes down what it is asked for, and gives that. */
function askedOfNpx(script: string, env: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-doctor-npx-'));
  try {
    const asked = join(folder, 'asked');
    writeFileSync(join(folder, 'npx'), `#!/bin/sh\nprintf '%s\\n' "$@" > '${asked}'\n`);
    chmodSync(join(folder, 'npx'), 0o755);
    const { status, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { ...env, PATH: `${folder}:/usr/bin:/bin` },
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    return readFileSync(asked, 'utf8').trimEnd().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether each word that begins with dashes is an option of the command that the words name. */
function assertKnown([yes, name, command, ...words]: readonly string[]): void {
  assert.deepEqual([yes, name, command], ['--yes', 'smtp-doctor@latest', 'check']);
  const { options = [] } =
    createProgram(() => undefined).commands.find((one) => one.name() === command) ?? {};
  for (const [at, word] of words.entries()) {
    if (!word.startsWith('--')) continue;
    const option = options.find(({ long }) => long === word);
    assert.ok(option, word);
    const choices = option.argChoices;
    if (choices) assert.ok(choices.includes(words[at + 1]?.split(':')[0] ?? ''), `${word} ${words[at + 1]}`);
  }
}

/** Where `serve` listens unless told. */
function defaultPort(): number {
  const serve = createProgram(() => undefined).commands.find((one) => one.name() === 'serve');
  return serve?.getOptionValue('listen').port;
}

describe('the examples', () => {
  it('hold a config without a mistake', async () => {
    const read = await readConfig(join(EXAMPLES, 'prometheus/smtp-doctor.yml'));
    assert.deepEqual('complaints' in read ? read.complaints : [], []);
    assert.deepEqual('config' in read && [...read.config.modules.keys()], ['submission', 'relay']);
  });

  it('hold a GitHub action whose inputs never come to be read as shell', () => {
    const { inputs, runs } = parse(readFileSync(join(EXAMPLES, 'github-action/action.yml'), 'utf8'));
    const [{ run, env }] = runs.steps;
    assert.doesNotMatch(run, /\$\{\{/);
    const hostile = 'a$(touch x)"b';
    const given = Object.fromEntries(
      Object.entries<string>(env).map(([name, text]) => {
        const input = /inputs\.([\w-]+)/.exec(text)?.[1] ?? '';
        return [name, input === 'config' ? hostile : inputs[input].default];
      }),
    );
    const asked = askedOfNpx(run, given);
    assert.equal(asked[3], hostile);
    assertKnown(asked.filter((word) => word !== hostile));
    assert.ok(!askedOfNpx(run, { ...given, CONFIG: '' }).includes(''));
  });

  it('hold a GitLab template that keeps the reports it asks for', () => {
    const { 'smtp-doctor': job } = parse(
      readFileSync(join(EXAMPLES, 'gitlab/smtp-doctor.gitlab-ci.yml'), 'utf8'),
    );
    const asked = askedOfNpx(job.script.join('\n'), job.variables);
    assertKnown(asked);
    const { junit, codequality } = job.artifacts.reports;
    assert.ok(asked.includes(`junit:${junit}`) && asked.includes(`gitlab:${codequality}`));
  });

  it('hold a Dockerfile that runs what the package is named', () => {
    const text = readFileSync(join(EXAMPLES, 'docker/Dockerfile'), 'utf8');
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.match(text, new RegExp(`^ENTRYPOINT \\["${Object.keys(bin)[0]}"\\]$`, 'm'));
    assert.match(text, /^USER node$/m);
  });

  it('hold a Dockerfile that copies what is there, and leaves out what is made', () => {
    const text = readFileSync(join(EXAMPLES, 'docker/Dockerfile'), 'utf8');
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#') && !/^ /.test(line));
    const words = lines.map((line) => line.split(' ', 1)[0] ?? '');
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'USER', 'EXPOSE', 'ENTRYPOINT', 'CMD'];
    assert.deepEqual(
      words.filter((word) => !known.includes(word)),
      [],
    );
    assert.ok(words.lastIndexOf('RUN') < words.indexOf('USER'), 'what is installed is root’s');
    const { name, version, engines } = JSON.parse(readFileSync('package.json', 'utf8'));
    const [, packed = ''] = /^COPY --from=build \/build\/(\S+)\*\.tgz/m.exec(text) ?? [];
    assert.ok(`${name}-${version}.tgz`.startsWith(packed) && packed !== '', packed);
    const [, node = ''] = /^FROM node:(\d+)/m.exec(text) ?? [];
    assert.ok(Number(node) >= Number(/\d+/.exec(engines.node)?.[0]));
    const ignored = readFileSync(join(EXAMPLES, 'docker/Dockerfile.dockerignore'), 'utf8').split('\n');
    for (const made of ['node_modules', 'dist', '.git', '*.tgz']) assert.ok(ignored.includes(made), made);
    assert.match(text, new RegExp(`^EXPOSE ${defaultPort()}$`, 'm'));
  });
});
