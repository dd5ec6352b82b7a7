import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { findIllness } from '../../src/demo/illnesses.ts';
import { type Scene, startScene } from '../../src/demo/scene.ts';
import { type RunningExporter, startExporter } from '../support/exporter.ts';

const EXAMPLES = resolve('examples');
const WAIT_MS = 40_000;

function describeWith(program: string, debianPackage: string, title: string, define: () => void): void {
  const { error } = spawnSync(program, ['--version']);
  const shown = error
    ? `${title}: skipped, ${program} is not here; Debian's package is ${debianPackage}`
    : title;
  describe(shown, { skip: Boolean(error) }, define);
}

function judge(program: string, args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

describeWith('promtool', 'prometheus', 'the examples before promtool', () => {
  for (const args of [
    ['check', 'config', 'prometheus.yml'],
    ['check', 'rules', 'alerts.yml'],
    ['test', 'rules', 'alerts.test.yml'],
  ])
    test(`promtool ${args.join(' ')}`, () => {
      const { status, stdout, stderr } = spawnSync('promtool', args, {
        cwd: join(EXAMPLES, 'prometheus'),
        encoding: 'utf8',
      });
      assert.equal(status, 0, stdout + stderr);
    });
});

describeWith('systemd-analyze', 'systemd', 'the example of a systemd unit', () => {
  test('is understood, but for a manual page that is not installed here', () => {
    const { said } = judge('systemd-analyze', ['verify', join(EXAMPLES, 'systemd/smtp-doctor.service')]);
    const remarks = said.split('\n').filter((line) => line !== '' && !line.includes('man smtp-doctor'));
    assert.deepEqual(remarks, []);
  });
});

describeWith(
  'prometheus',
  'prometheus',
  'Prometheus scrapes the exporter with the example configuration',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'smtp-doctor-real-scrape-'));
    let scenes: readonly Scene[] = [];
    let targets: readonly string[] = [];
    let exporter: RunningExporter;
    let endPrometheus: () => Promise<void> = async () => undefined;
    let api = '';

    before(async () => {
      scenes = await Promise.all(
        ['healthy', 'tls-certificate-expired'].map(async (name) => startScene(await findIllness(name))),
      );
      targets = scenes.map(({ variables }) => `127.0.0.1:${variables.get('PORT')}`);
      const config = join(folder, 'smtp-doctor.yml');
      const authorities = scenes.map(({ variables }) => variables.get('CA'));
      writeFileSync(
        config,
        `defaults: { ca: [${authorities}] }\ntargets: [${targets.map((target) => `'${target}'`)}]\n` +
          'modules: { submission: { expect: { starttls: required } }, relay: { expect: { open-relay: refused } } }\n',
      );
      exporter = await startExporter([config]);
      await startPrometheus();
    });
    after(async () => {
      await endPrometheus();
      await exporter.stop();
      await Promise.all(scenes.map((scene) => scene.close()));
      rmSync(folder, { recursive: true });
    });

    /** The example as it stands, but for what names the servers, the exporter and how long to wait. */
    async function startPrometheus(): Promise<void> {
      cpSync(join(EXAMPLES, 'prometheus'), folder, {
        recursive: true,
        filter: (file) => !file.endsWith('doctor.yml'),
      });
      const [healthy = '', sick = ''] = targets;
      const text = readFileSync(join(EXAMPLES, 'prometheus/prometheus.yml'), 'utf8')
        .replace('smtp.example.org:587', healthy)
        .replace('mx1.example.org:25', sick)
        .replaceAll('127.0.0.1:9725', new URL(exporter.url).host)
        .replace('scrape_interval: 1m', 'scrape_interval: 2s\n  evaluation_interval: 2s')
        .replace('scrape_timeout: 20s', 'scrape_timeout: 2s');
      writeFileSync(join(folder, 'prometheus.yml'), text);
      const address = `127.0.0.1:${await freePort()}`;
      const child = spawn(
        'prometheus',
        [
          ...['--config.file', join(folder, 'prometheus.yml'), '--storage.tsdb.path', join(folder, 'data')],
          ...['--web.listen-address', address],
        ],
        { stdio: 'ignore' },
      );
      const ended = once(child, 'exit');
      endPrometheus = async () => {
        child.kill('SIGTERM');
        await ended;
      };
      api = `http://${address}/api/v1`;
    }

    /** The values of a query by its instances, once there are so many. */
    async function query(expression: string, count: number): Promise<Record<string, string>> {
      const deadline = Date.now() + WAIT_MS;
      for (;;) {
        const seen = await valuesOf(expression).catch((): Record<string, string> => ({}));
        if (Object.keys(seen).length >= count || Date.now() > deadline) return seen;
        await delay(300);
      }
    }

    async function valuesOf(expression: string): Promise<Record<string, string>> {
      const response = await fetch(`${api}/query?query=${encodeURIComponent(expression)}`);
      // The form is that of Prometheus' HTTP API, "Instant queries".
      const { data } = (await response.json()) as {
        data: { result: { metric: Record<string, string>; value: [number, string] }[] };
      };
      return Object.fromEntries(data.result.map(({ metric, value }) => [metric.instance ?? '', value[1]]));
    }

    test('each target is an instance of its own, the sick one with its finding', async () => {
      const [healthy = '', sick = ''] = targets;
      assert.deepEqual(await query('probe_success', 2), { [healthy]: '1', [sick]: '0' });
      assert.deepEqual(await query('smtp_doctor_finding{id="tls.certificate-expired"}', 1), { [sick]: '1' });
      assert.equal(Object.keys(await query('up == 1', 3)).length, 3);
    });

    test('the alerts for it are pending', async () => {
      const [, sick = ''] = targets;
      const pending = 'ALERTS{alertname="SmtpProbeFails", alertstate="pending"}';
      assert.deepEqual(Object.keys(await query(pending, 1)), [sick]);
    });

    test('every query of the dashboard gives something', async () => {
      const text = readFileSync(join(EXAMPLES, 'grafana/smtp-doctor.json'), 'utf8');
      // The form is that of Grafana's dashboards, as far as it is read here.
      const { panels } = JSON.parse(text) as { panels: { title: string; targets: { expr: string }[] }[] };
      assert.ok(panels.length >= 6);
      for (const { title, targets: shown } of panels)
        for (const { expr } of shown) {
          const expression = expr.replaceAll('$instance', '.*');
          assert.notDeepEqual(await query(expression, 1), {}, title);
        }
    });

    test('promtool has nothing to remark on its answers', async () => {
      for (const path of ['/metrics', ...targets.map((target) => `/probe?target=${target}`)]) {
        const text = await (await fetch(exporter.url + path)).text();
        assert.deepEqual(judge('promtool', ['check', 'metrics'], text), { status: 0, said: '' }, path);
      }
    });
  },
);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
