import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { readConfig } from '../../src/cli/check/config.ts';
import { permissionOf } from '../../src/cli/serve/allowed.ts';
import { timeLimitMs } from '../../src/cli/serve/scrape.ts';
import { findIllness } from '../../src/demo/illnesses.ts';
import { type Scene, startScene } from '../../src/demo/scene.ts';
import { parseTarget } from '../../src/target.ts';
import { type RunningExporter, startExporter } from '../support/exporter.ts';

const SECRET = 'not-to-be-shown-7f3a';

describe('the exporter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-doctor-serve-'));
  // Takes connections and says nothing.
  const silent = createServer(() => undefined);
  let scene: Scene;
  let sick: Scene;
  let exporter: RunningExporter;
  let [healthyPort, sickPort, silentPort] = ['', '', ''];

  before(async () => {
    scene = await startScene(await findIllness('healthy'));
    sick = await startScene(await findIllness('tls-certificate-expired'));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    silentPort = String(typeof address === 'object' ? address?.port : '');
    healthyPort = scene.variables.get('PORT') ?? '';
    sickPort = sick.variables.get('PORT') ?? '';
    const config = join(folder, 'smtp-doctor.yml');
    writeFileSync(
      config,
      `defaults: { ca: [${scene.variables.get('CA')}, ${sick.variables.get('CA')}] }
targets:
  - 127.0.0.1:${healthyPort}
  - { target: '127.0.0.1:${sickPort}' }
  - 127.0.0.1:${silentPort}
modules:
  strict: { expect: { extensions: [SMTPUTF8] } }
  secret: { login: { user: ada, password: { env: EXPORTER_SECRET } } }
`,
    );
    exporter = await startExporter([config, '--concurrency', '2', '--allow', '*.invalid'], {
      EXPORTER_SECRET: SECRET,
    });
  });
  after(async () => {
    await exporter.stop();
    silent.close();
    await Promise.all([scene.close(), sick.close()]);
    rmSync(folder, { recursive: true });
  });

  async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
    const response = await fetch(exporter.url + path, init);
    const text = await response.text();
    assert.ok(!text.includes(SECRET));
    return { status: response.status, text };
  }

  it('says that it runs', async () => {
    assert.deepEqual(await ask('/-/healthy'), { status: 200, text: 'healthy\n' });
  });

  it('tells a healthy server in numbers', async () => {
    const { status, text } = await ask(`/probe?target=127.0.0.1:${healthyPort}`);
    assert.equal(status, 200);
    assert.match(text, /^probe_success 1$/m);
    assert.match(text, /^smtp_doctor_verdict\{verdict="healthy"\} 1$/m);
    assert.match(text, /^probe_ssl_earliest_cert_expiry \d+$/m);
  });

  it('tells what is wrong with a sick one', async () => {
    const { text } = await ask(`/probe?target=127.0.0.1:${sickPort}`);
    assert.match(text, /^probe_success 0$/m);
    assert.match(text, /^smtp_doctor_finding\{id="tls\.certificate-expired",severity="error"/m);
  });

  it('holds a server against what the module expects', async () => {
    const { text } = await ask(`/probe?module=strict&target=127.0.0.1:${healthyPort}`);
    assert.match(text, /^probe_success 0$/m);
    assert.match(text, /extension/);
  });

  it('probes what a pattern allows', async () => {
    const { status, text } = await ask('/probe?target=mx.invalid:25');
    assert.equal(status, 200);
    assert.match(text, /^smtp_doctor_exit_code 10$/m);
  });

  it('refuses what is neither listed nor allowed, and what cannot be read', async () => {
    assert.equal((await ask('/probe?target=127.0.0.1:1')).status, 403);
    assert.equal((await ask('/probe?target=unix:/run/secret')).status, 403);
    assert.equal((await ask('/probe?target=a%20b%0d%0a')).status, 400);
    assert.equal((await ask('/probe')).status, 400);
    assert.equal((await ask('/probe?target=a&target=b')).status, 400);
    assert.equal((await ask(`/probe?target=127.0.0.1:${healthyPort}&module=none`)).status, 400);
    assert.equal((await ask('/config')).status, 404);
    assert.equal((await ask('/metrics', { method: 'POST', body: 'x' })).status, 405);
  });

  it('sends no secret to a target that is not listed', async () => {
    const { status, text } = await ask('/probe?target=mx.invalid:587&module=secret');
    assert.equal(status, 403);
    assert.match(text, /listed targets only/);
  });

  it('ends a probe before the scrape does', async () => {
    const started = Date.now();
    const { status, text } = await ask(`/probe?target=127.0.0.1:${silentPort}`, {
      headers: { 'X-Prometheus-Scrape-Timeout-Seconds': '1.5' },
    });
    assert.equal(status, 200);
    assert.match(text, /^probe_success 0$/m);
    const tookMs = Date.now() - started;
    assert.ok(tookMs >= 900 && tookMs < 1500, `${tookMs} ms`);
  });

  it('makes no more probes at a time than it is to, and frees a place when who asked is gone', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const held = [first, second].map(({ signal }) =>
      ask(`/probe?target=127.0.0.1:${silentPort}`, { signal }).catch(() => undefined),
    );
    await inFlight(2);
    assert.equal((await ask(`/probe?target=127.0.0.1:${healthyPort}`)).status, 503);
    for (const controller of [first, second]) controller.abort();
    await Promise.all(held);
    await inFlight(0);
    assert.equal((await ask(`/probe?target=127.0.0.1:${healthyPort}`)).status, 200);
  });

  async function inFlight(count: number): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      const { text } = await ask('/metrics');
      if (text.includes(`smtp_doctor_probes_in_flight ${count}\n`)) return;
      await delay(20);
    }
    assert.fail(`never ${count} probes in flight`);
  }

  it('counts what came of the scrapes', async () => {
    const { text } = await ask('/metrics');
    assert.match(text, /^smtp_doctor_scrapes_total\{result="busy"\} 1$/m);
    assert.match(text, /^smtp_doctor_scrapes_total\{result="success"\} [1-9]/m);
    assert.match(text, /^process_resident_memory_bytes \d+$/m);
  });

  it('answers what is under way when it is ended, and ends with 0', async () => {
    const started = await startExporter([join(folder, 'smtp-doctor.yml')], { EXPORTER_SECRET: SECRET });
    const scraped = fetch(`${started.url}/probe?target=127.0.0.1:${silentPort}`, {
      headers: { 'X-Prometheus-Scrape-Timeout-Seconds': '2' },
    });
    await delay(500);
    started.signal('SIGTERM');
    assert.match(await (await scraped).text(), /^probe_success 0$/m);
    assert.equal(await started.ended, 0);
  });
});

describe('the modules of the config', () => {
  it('have names that can stand in a query, and settings that are read as others are', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smtp-doctor-modules-'));
    const config = join(folder, 'smtp-doctor.yml');
    writeFileSync(config, 'modules:\n  two words: {}\n  one:\n    starttls: required\n');
    const read = await readConfig(config);
    rmSync(folder, { recursive: true });
    const lines = 'complaints' in read ? read.complaints : [];
    assert.equal(lines.length, 2);
    assert.match(lines[0] ?? '', /:2:3: "two words" is no name here/);
    assert.match(lines[1] ?? '', /:4:5: unknown setting "starttls"/);
  });
});

describe('the patterns of --allow', () => {
  const isAllowed = permissionOf(['*.example.org', 'mx1'], false);

  it('are for whole names, whatever their case', () => {
    for (const text of ['a.example.org', 'A.B.Example.ORG:25', 'ada@mail.example.org', 'mx1'])
      assert.ok(isAllowed(parseTarget(text)), text);
    for (const text of ['example.org', 'a.example.org.evil.test', 'aexample.org', 'mx12', 'unix:/mx1'])
      assert.ok(!isAllowed(parseTarget(text)), text);
  });

  it('for addresses are for no names that begin like one', () => {
    const isNear = permissionOf(['192.0.2.*', '2001:db8::*'], false);
    for (const text of ['192.0.2.7:25', '[2001:db8::25]:587']) assert.ok(isNear(parseTarget(text)), text);
    for (const text of ['192.0.2.7.evil.test', '192.0.20.7', '[2001:db9::1]:25', 'ada@192.0.2.7.evil.test'])
      assert.ok(!isNear(parseTarget(text)), text);
  });

  it('cannot be one that is for all hosts, or holds what is no part of a name', () => {
    for (const pattern of ['*', '*.*', '', 'a b', 'a/b', '(a+)+'])
      assert.throws(() => permissionOf([pattern], false), { name: 'UsageError' });
  });
});

describe('the time a probe may take', () => {
  it('is less than that of the scrape, and never more than --deadline', () => {
    assert.equal(timeLimitMs('10', 90), 9500);
    assert.equal(timeLimitMs('0.2', 90), 100);
    assert.equal(timeLimitMs('120', 90), 90_000);
    for (const text of [undefined, '', '-1', '0', 'NaN', '1e9', 'Infinity'])
      assert.equal(timeLimitMs(text, 7), 7000);
  });

  it('is within its bounds for any header', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String)), (text) => {
        const limit = timeLimitMs(text, 90);
        return limit >= 100 && limit <= 90_000;
      }),
    );
  });
});
