import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Report } from '../../src/report.ts';
import { listen } from '../net/loopback.ts';
import { runCli } from '../support/run-cli.ts';
import { illnessOf, sceneOf, serverOf } from '../support/scene.ts';

async function probeJson(...args: string[]): Promise<Report & { tookMs: number }> {
  const startedMs = performance.now();
  const { stdout, stderr } = await runCli(['probe', ...args, '--json']);
  assert.notEqual(stdout, '', stderr);
  return { ...JSON.parse(stdout), tookMs: performance.now() - startedMs };
}

function ids(report: Report): string[] {
  return report.runs.flatMap((run) => run.findings.map(({ id }) => id));
}

describe('a report is written', () => {
  it('when a proxy closes the connection at once', async (t: TestContext) => {
    for (const close of ['end', 'resetAndDestroy'] as const) {
      const { port } = await listen(t, (socket) => socket[close]());
      const report = await probeJson(
        '127.0.0.1:2525',
        '--proxy',
        `socks5://127.0.0.1:${port}`,
        '--deadline',
        '6',
      );
      assert.deepEqual([report.exitCode, ids(report)], [11, ['connect.proxy-failed']]);
      assert.ok(report.tookMs < 5_000);
    }
  });

  it('when the deadline passes while a domain is looked up, for this target and the others', async (t) => {
    const dns = await sceneOf(t, '-- server --\n* silence\n-- dns --\nx.test TIMEOUT\n');
    const good = await illnessOf(t, 'healthy');
    const server = `127.0.0.1:${dns.variables.get('DNSPORT')}`;
    const report = await probeJson(
      'ada@x.test',
      `127.0.0.1:${good.port}`,
      '--dns',
      server,
      '--deadline',
      '1',
    );
    assert.equal(report.exitCode, 10);
    assert.deepEqual(
      report.runs.map(({ evidence }) => evidence.failure?.code),
      ['DEADLINE', undefined],
    );
  });

  it('when the deadline passes while a connection is made, with a finding', async (t) => {
    const { port } = await serverOf(t, '* silence');
    const report = await probeJson(`127.0.0.1:${port}`, '--deadline', '0.4');
    assert.notDeepEqual(ids(report), []);
  });

  it('and the process ends with it, though a first connection was left silent', async (t) => {
    const { port } = await serverOf(t, '* tls\nS: 220 mx\nC: EHLO ***\nS: 250 mx\nC: QUIT\nS: 221 bye');
    const report = await probeJson(`127.0.0.1:${port}`);
    assert.equal(report.runs[0]?.evidence.mode?.works, 'tls');
    assert.ok(report.tookMs < 8_000, `took ${report.tookMs} ms`);
  });
});

describe('what a server says too early', () => {
  it('steers nothing in TLS, not even as bytes that are no reply', async (t) => {
    const script = [
      'S: 220 mx.example.org ESMTP',
      'C: EHLO ***',
      'S: 250-mx.example.org',
      'S: 250 STARTTLS',
      'C: STARTTLS',
      'S: 220 go ahead',
      '* inject S: GARBAGE that is no reply',
      '* tls',
      'C: EHLO ***',
      'S: 250 mx.example.org',
      'C: QUIT',
      'S: 221 bye',
    ].join('\n');
    const { port } = await serverOf(t, script);
    const report = await probeJson(`127.0.0.1:${port}`);
    assert.equal(report.runs[0]?.evidence.failure, undefined);
    assert.equal(report.runs[0]?.evidence.hello?.secure?.domain, 'mx.example.org');
    assert.ok(ids(report).includes('starttls.reply-injected'));
  });

  it('is not taken for part of the answer to EHLO', async (t) => {
    const early = '* raw "220 mx\\r\\n250-AUTH PLAIN\\r\\n250-PIPELINING\\r\\n"';
    const { port } = await serverOf(t, `${early}\nC: EHLO ***\nS: 250 mx.example.org\nC: QUIT\nS: 221 bye`);
    const [run] = (await probeJson(`127.0.0.1:${port}`)).runs;
    assert.deepEqual(run?.evidence.hello?.plain?.extensions, []);
    assert.equal(
      run?.evidence.oddities?.some(({ kind }) => kind === 'unsolicited'),
      true,
    );
  });
});
