import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Report } from '../../src/report.ts';
import {
  BLOCK_25_EVERYWHERE,
  BLOCK_25_OF_HOST,
  CONTROL,
  type Filter,
  HOST,
  type Network,
  STAGED_PORTS,
  startNetwork,
} from './namespaces.ts';

const BIN = resolve('bin/smtp-doctor.js');
const TIMEOUT_SECONDS = 2;

/** Why network namespaces cannot be made here, or undefined where they can. */
function reasonToSkip(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'network namespaces need root on Linux';
  const { status } = spawnSync('ip', ['netns', 'list']);
  return status === 0 ? undefined : 'network namespaces need the program ip';
}

const reason = reasonToSkip();
const TITLE = 'ports behind a filter';

describe(reason === undefined ? TITLE : `${TITLE}: skipped, ${reason}`, {
  skip: reason !== undefined,
}, () => {
  let network: Network | undefined;
  before(async () => {
    network = await startNetwork();
  });
  after(() => network?.stop());

  async function scan(filter: Filter | undefined, ...args: readonly string[]): Promise<Report> {
    assert.ok(network);
    await network.filter(filter);
    const common = ['--timeout', String(TIMEOUT_SECONDS), '--json', '--lang', 'en'];
    const { stdout, stderr } = await network.run(process.execPath, [BIN, 'ports', HOST, ...args, ...common]);
    assert.notEqual(stdout, '', stderr);
    // The schema test holds the shape; here it is taken as said.
    return JSON.parse(stdout) as Report;
  }

  function found({ runs: [run] }: Report, id: string) {
    return run?.findings.find((finding) => finding.id === id);
  }

  function heard({ runs: [run] }: Report): (readonly [number, string])[] {
    return (run?.evidence.endpoints ?? []).map(({ port, outcome, scan }) => [port, scan?.speaks ?? outcome]);
  }

  test('filtered, refused, reset, unreachable and silent ports are told apart, in the time of one wait', async () => {
    const { reset, silent, unreachable } = STAGED_PORTS;
    const ports = [25, 587, 465, reset, silent, unreachable];
    const report = await scan(BLOCK_25_EVERYWHERE, '--ports', ports.join());
    assert.deepEqual(heard(report), [
      [25, 'timeout'],
      [587, 'smtp'],
      [465, 'refused'],
      [reset, 'reset'],
      [silent, 'silent'],
      [unreachable, 'unreachable'],
    ]);
    assert.ok(report.elapsedMs < TIMEOUT_SECONDS * 1_000 * 1.5, `${report.elapsedMs} ms`);
  });

  test('a blocked 25 beside an open 587 is the network’s', async () => {
    const finding = found(await scan(BLOCK_25_EVERYWHERE), 'connect.port-25-blocked');
    assert.equal(finding?.actor, 'your-network');
  });

  test('a control server that is blocked too confirms it', async () => {
    const report = await scan(BLOCK_25_EVERYWHERE, '--control', CONTROL);
    assert.equal(found(report, 'connect.port-25-blocked')?.actor, 'your-network');
    assert.equal(report.runs[0]?.evidence.ports?.control?.endpoints[0]?.outcome, 'timeout');
  });

  test('a 25 that is blocked at that server alone is the server’s', async () => {
    const report = await scan(BLOCK_25_OF_HOST, '--control', CONTROL);
    assert.equal(found(report, 'connect.port-25-blocked'), undefined);
    assert.equal(found(report, 'connect.port-25-dropped')?.actor, 'server-admin');
  });

  test('nothing is blamed where nothing is blocked', async () => {
    const report = await scan(undefined, '--ports', '25,587', '--control', CONTROL);
    assert.deepEqual(report.runs[0]?.findings, []);
    assert.equal(report.exitCode, 0);
  });
});
