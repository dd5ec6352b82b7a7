import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { CONFIG_SCHEMA_FILE, configSchemaText } from '../../../scripts/config-schema.ts';
import { findConfig, readConfig } from '../../../src/cli/check/config.ts';
import { configSchema } from '../../../src/cli/check/schema.ts';
import { readYaml } from '../../../src/cli/check/yaml.ts';

async function folderOf(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'smtp-doctor-config-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

async function read(t: TestContext, text: string, name = 'smtp-doctor.yml') {
  const file = join(await folderOf(t), name);
  await writeFile(file, text);
  return readConfig(file);
}

/** The complaints without the file's name. */
async function complaints(t: TestContext, text: string, name?: string): Promise<string[]> {
  const result = await read(t, text, name);
  assert.ok('complaints' in result, 'nothing was complained of');
  return result.complaints.map((line) => line.replace(/^.*?smtp-doctor\.\w+:/, ''));
}

const WHOLE = `
defaults:
  timeout: 5
  expect: &all
    verdict: [healthy, warnings]
    tls.min: 1.2
targets:
  - smtp.example.org:587
  - target: mail.example.org
    security: tls
    servername: mx.example.org
    ca: ca.pem
    login: { user: ada@example.org, password: { env: ADA_PASSWORD } }
    expect:
      findings: { exclude: [tls.certificate-expired], include: greeting.slow }
      starttls: required
      tls.min: "1.3"
      certificate.days: 21
      dane: valid
      auth.mechanisms: { include: [SCRAM-SHA-256], exclude: plain }
      extensions: [PIPELINING, 8bitmime]
      greeting.maxMs: 2000
      total.maxMs: 9000
      port 25: closed
      send: { to: bob@example.org, quit-after: rcpt }
      open-relay: refused
  - target: ada@example.org
    expect: { mta-sts: enforce }
  - target: '[::1]:25'
    expect: *all
`;

describe('the config of check', () => {
  it('reads every setting', async (t) => {
    const result = await read(t, WHOLE);
    assert.ok('config' in result, JSON.stringify(result));
    const { targets, defaults } = result.config;
    assert.deepEqual(
      targets.map(({ text }) => text),
      ['smtp.example.org:587', 'mail.example.org', 'ada@example.org', '[::1]:25'],
    );
    assert.deepEqual(defaults.expect, { verdict: ['healthy', 'warnings'], 'tls.min': '1.2' });
    assert.deepEqual(targets[3]?.own.expect, defaults.expect, 'an alias stands for its anchor');
    const own = targets[1]?.own;
    assert.deepEqual(own?.expect?.extensions, { include: ['PIPELINING', '8BITMIME'] });
    assert.deepEqual(own?.expect?.['auth.mechanisms'], { include: ['SCRAM-SHA-256'], exclude: ['PLAIN'] });
    assert.deepEqual(own?.expect?.ports, [{ port: 25, state: 'closed' }]);
    assert.equal(own?.expect?.['tls.min'], '1.3');
    assert.match(own?.ca?.[0] ?? '', /^\/.*\/ca\.pem$/, 'a file is named from where the config lies');
  });

  it('reads the same in JSON', async (t) => {
    const text = JSON.stringify({ targets: [{ target: 'a.example:25', expect: { 'tls.min': 1.2 } }] });
    const result = await read(t, text, 'smtp-doctor.json');
    assert.ok('config' in result);
    assert.deepEqual(result.config.targets, [
      { text: 'a.example:25', own: { expect: { 'tls.min': '1.2' } } },
    ]);
  });

  it('tells every mistake at once, with its place and what was meant', async (t) => {
    const text = `defaults:
  expct: {}
targets:
  - 127.0.0.1:99999
  - target: a.example
    expect:
      startls: required
      tls: 1.2
      tls.min: 1.4
      certificate.days: soon
      findings: { exclude: tls.certificate-expird }
      port 99999: closed
      port 25: shut
  - targt: b.example
`;
    assert.deepEqual(await complaints(t, text), [
      '2:3: unknown setting "expct"; did you mean "expect"?',
      '4:5: unknown port "99999"; give a number from 1 to 65535 or one of smtp, submission, submissions',
      '7:7: unknown setting "startls"; did you mean "starttls"?',
      '8:7: unknown setting "tls"; did you mean "tls.min"?',
      '9:16: "1.4" is none of the words here; known are 1.0, 1.1, 1.2, 1.3',
      '10:25: expected a number from 0 to 36500, found "soon"',
      '11:28: "tls.certificate-expird" is none of the words here; did you mean "tls.certificate-expired"?',
      '12:7: unknown port "99999"; give a number from 1 to 65535 or one of smtp, submission, submissions',
      '13:16: "shut" is none of the words here; known are open, closed',
      '14:5: unknown setting "targt"; did you mean "target"?',
      '14:5: target is missing here',
    ]);
  });

  it('tells where the notation itself is broken', async (t) => {
    const [first] = await complaints(t, 'targets: [a\nb: }');
    assert.match(first ?? '', /^2:1: /);
    assert.deepEqual(await complaints(t, ''), ['1:1: the config is empty']);
    assert.match((await complaints(t, 'targets: a\ntargets: b')).join(), /^2:1: map keys must be unique/);
    assert.match(
      (await complaints(t, 'targets: a\n---\ntargets: b')).join(),
      /a second document begins here/,
    );
  });

  it('never reads a secret from the config, and does not show it', async (t) => {
    const text = 'targets:\n  - target: a.example\n    login: { user: ada, password: hunter2 }\n';
    const [only, ...others] = await complaints(t, text);
    assert.match(only ?? '', /^3:35: a secret never stands in the config itself; write \{env: NAME\}/);
    assert.deepEqual(others, []);
    assert.doesNotMatch(only ?? '', /hunter2/);
  });

  it('takes a secret from one place only', async (t) => {
    const text = 'targets:\n  - target: a.example\n    login: { user: ada, password: { env: A, file: b } }\n';
    assert.deepEqual(await complaints(t, text), [
      '3:35: a secret comes from one place; write either env or file',
    ]);
  });

  it('is not drowned by aliases that stand for billions of values', async (t) => {
    const layers = Array.from({ length: 12 }, (_, n) => `  - &a${n + 1} [${`*a${n}, `.repeat(9)}*a${n}]`);
    const startedMs = Date.now();
    const told = await complaints(
      t,
      `targets:\n  - &a0 [x, x, x, x, x, x, x, x, x, x]\n${layers.join('\n')}\n`,
    );
    assert.ok(told.length > 0);
    assert.ok(Date.now() - startedMs < 30_000);
    assert.ok((await complaints(t, 'targets: &a [*a]')).length > 0, 'an anchor that holds itself ends too');
  });

  it('reads any text without falling over', () => {
    const pieces = fc.constantFrom(
      'targets',
      'expect',
      ': ',
      '- ',
      '\n',
      '  ',
      '&a ',
      '*a',
      '[',
      ']',
      '{',
      '}',
      '"',
      '<<',
      '|',
      '25',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join('')),
        ),
        (text) => {
          const { root, mistakes } = readYaml(text);
          assert.ok(root !== undefined || mistakes.length > 0);
        },
      ),
    );
  });

  it('is found in the folder or above it', async (t) => {
    const folder = await folderOf(t);
    await writeFile(join(folder, 'smtp-doctor.yaml'), 'targets: a.example');
    assert.equal(findConfig(join(folder, 'a', 'b')), join(folder, 'smtp-doctor.yaml'));
  });
});

describe('the JSON Schema of the config', () => {
  const validate = new Ajv({ strict: false }).compile(configSchema());

  it('is published as it is made', async () => {
    assert.equal(await readFile(CONFIG_SCHEMA_FILE, 'utf8'), configSchemaText(), 'run "npm run docs"');
  });

  it('accepts what is read and refuses what is complained of', () => {
    const expect = { 'tls.min': 1.2, 'port 25': 'closed', extensions: ['SIZE'], send: { to: 'a@b.example' } };
    assert.ok(
      validate({ targets: ['a.example', { target: 'b.example', expect }] }),
      JSON.stringify(validate.errors),
    );
    for (const wrong of [{ 'tls.min': 1.4 }, { startls: 'required' }, { 'port x': 'open' }, { send: {} }]) {
      assert.ok(!validate({ defaults: { expect: wrong } }), JSON.stringify(wrong));
    }
    assert.ok(!validate({ defaults: { login: { user: 'ada', password: 'hunter2' } } }));
  });
});
