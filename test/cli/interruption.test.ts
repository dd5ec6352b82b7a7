import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '../../src/report.ts';
import { runProcess } from '../support/run-cli.ts';
import { serverOf, type TestScene } from '../support/scene.ts';

/** Sends the signal once the server has a connection. */
async function interrupted(
  t: Parameters<typeof serverOf>[0],
  signal: 'SIGINT' | 'SIGTERM',
  args: string[] = [],
) {
  const scene: TestScene = await serverOf(t, 'S: 220 mx.example.org ESMTP\nC: EHLO ***\n* silence');
  const outcome = await runProcess(['probe', `127.0.0.1:${scene.port}`, ...args], {
    onStart: async (child) => {
      while (scene.servers[0]?.connections === 0) await delay(20);
      await delay(100);
      child.kill(signal);
    },
  });
  return outcome;
}

describe('a signal', () => {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`${signal} still writes the report of what was seen, and ends with ${code}`, async (t) => {
      const { stdout, code: exit } = await interrupted(t, signal, ['--json']);
      const report: Report = JSON.parse(stdout);
      assert.deepEqual([exit, report.exitCode, report.interruptedBy], [code, code, signal]);
      assert.equal(report.verdict, 'inconclusive');
      assert.equal(report.runs[0]?.evidence.greeting?.reply.code, 220);
      assert.equal(report.runs[0]?.evidence.failure?.kind, 'aborted');
    });
  }

  it('leaves a readable text report too', async (t) => {
    const { stdout, code } = await interrupted(t, 'SIGINT');
    assert.equal(code, 130);
    assert.match(stdout, /220 mx\.example\.org ESMTP/);
  });

  it('is told in the language of the report alone', async (t) => {
    const { stdout } = await interrupted(t, 'SIGINT', ['--lang', 'it']);
    assert.match(stdout, /interrotta in questa fase: EHLO\n/);
    assert.doesNotMatch(stdout, /interrupted/);
  });
});
