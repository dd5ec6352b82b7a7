import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scannedServer } from '../probes/tls-scan-server.ts';
import { runCli } from '../support/run-cli.ts';

test('a scan ends in one JSON report with what TLS accepts, within the connections allowed', async (t) => {
  const { port, connections } = await scannedServer(t, { maxVersion: 'TLSv1.2' });
  const { code, stdout } = await runCli([
    'starttls',
    `127.0.0.1:${port}`,
    '--json',
    '--max-connections',
    '9',
  ]);
  const [run] = JSON.parse(stdout).runs;
  assert.equal(code, 1);
  assert.equal(run.evidence.tlsScan.maxConnections, 9);
  assert.ok(connections() <= 9);
  assert.ok(run.findings.some(({ id }: { id: string }) => id === 'tls.scan-partial'));
});

for (const [args, remedy] of [
  [['127.0.0.1', '--security', 'none'], /leaves no TLS to look at/],
  [['127.0.0.1', '--max-connections', '0'], /from 1 to 1000/],
] as const) {
  test(`${args.join(' ')} is refused with the remedy`, async () => {
    const { code, stderr } = await runCli(['starttls', ...args]);
    assert.equal(code, 2);
    assert.match(stderr, remedy);
  });
}
