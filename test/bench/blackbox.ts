import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mapConcurrently } from '../../src/probes/concurrency.ts';
import { end, type Fleet } from './fleet.ts';
import { type Use, usedBy } from './process-use.ts';

const PROGRAM = 'prometheus-blackbox-exporter';

/** Not where anybody else listens. */
const [HOST, PORT] = ['127.0.7.1', 9815] as const;

/** The dialogue of a probe, TLS included, as a script of the tcp prober. */
const MODULE = {
  prober: 'tcp',
  timeout: '10s',
  tcp: {
    preferred_ip_protocol: 'ip4',
    tls_config: { insecure_skip_verify: true, server_name: 'smtp.example.net' },
    query_response: [
      ...[{ expect: '^220' }, { send: 'EHLO bench.example.org\r' }, { expect: '^250 ' }],
      ...[{ send: 'STARTTLS\r' }, { expect: '^220' }, { starttls: true }],
      ...[{ send: 'EHLO bench.example.org\r' }, { expect: '^250 ' }, { send: 'QUIT\r' }, { expect: '^221' }],
    ],
  },
};

/** What blackbox_exporter uses to probe so many servers; undefined where it is not installed. */
export async function blackboxUse(
  fleet: Fleet,
  targets: number,
  concurrency: number,
): Promise<Use | undefined> {
  if (spawnSync(PROGRAM, ['--version']).error) return undefined;
  const config = join(fleet.folder, 'blackbox.yml');
  // JSON is YAML too.
  await writeFile(config, JSON.stringify({ modules: { smtp: MODULE } }));
  const args = [`--config.file=${config}`, `--web.listen-address=${HOST}:${PORT}`];
  const child = spawn(PROGRAM, args, { stdio: 'ignore' });
  const agent = new Agent({ keepAlive: true });
  try {
    return await scrapeAll(child, agent, fleet.targets(targets), concurrency);
  } finally {
    agent.destroy();
    await end(child);
  }
}

async function scrapeAll(
  { pid }: ChildProcess,
  agent: Agent,
  targets: ReturnType<Fleet['targets']>,
  concurrency: number,
): Promise<Use> {
  while ((await answer(agent, '/-/healthy').catch(() => undefined)) === undefined) await delay(50);
  const before = usedBy(pid);
  const startedMs = performance.now();
  const texts = await mapConcurrently(targets, concurrency, ({ address, port }) =>
    answer(agent, `/probe?module=smtp&target=${address}:${port}`),
  );
  const elapsedMs = performance.now() - startedMs;
  const after = usedBy(pid);
  const isMeant = texts.some((text) => text.includes('probe_success 1'));
  if (!before || !after || !isMeant) throw new Error(`${PROGRAM} reached nobody`);
  return { ...after, elapsedMs, cpuSeconds: after.cpuSeconds - before.cpuSeconds };
}

function answer(agent: Agent, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get({ agent, host: HOST, port: PORT, path }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      response.once('end', () => resolve(text));
    });
    request.once('error', reject);
  });
}
