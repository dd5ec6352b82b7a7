import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Report } from '../../src/report.ts';
import { runMeasured } from '../support/peak-memory.ts';
import { runCli } from '../support/run-cli.ts';
import { serverOf } from '../support/scene.ts';

const MEMORY_BYTES = 120 * 1024 * 1024;

/** What each does, the dialogue that does it, and the finding it must come to. */
const PEERS: readonly [string, string, string][] = [
  ['floods without a line break', '* flood', 'greeting.endless'],
  ['floods continuation lines', '* flood-lines', 'greeting.endless'],
  ['drips a byte at a time for ever', `* drip 20ms\nS: 220-${'x'.repeat(2_000)}`, 'greeting.endless'],
  ['floods after EHLO', 'S: 220 mx.example.org ESMTP\nC: EHLO ***\n* flood-lines 250', 'hello.malformed'],
];

describe('against a peer that', () => {
  for (const [what, dialogue, id] of PEERS) {
    it(`${what}, memory stays under 120 MiB and the deadline holds`, async (t) => {
      const { port } = await serverOf(t, dialogue);
      const startedMs = performance.now();
      const limits = ['--timeout', '2', '--deadline', '3'];
      const { stdout, peakBytes } = await runMeasured(['probe', `127.0.0.1:${port}`, '--json', ...limits]);
      const report: Report = JSON.parse(stdout);
      assert.ok(performance.now() - startedMs < 6_000, 'took longer than the deadline allows');
      assert.ok(peakBytes < MEMORY_BYTES, `used ${peakBytes} bytes`);
      assert.equal(report.exitCode, 12);
      assert.ok(
        report.runs[0]?.findings.some((finding) => finding.id === id),
        `found ${report.runs[0]?.findings.map((finding) => finding.id)}`,
      );
    });
  }

  it('sends escapes, controls, NUL and bidi marks, none of it reaches a terminal raw', async (t) => {
    const hostile = 'S: 220 mx\\x1b]0;owned\\x07\\u{202e}gpj\\0\\u{9b}2J\\u{2028}end ESMTP';
    const { port } = await serverOf(
      t,
      `* raw "${hostile.slice(3)}\\r\\n"\nC: EHLO ***\nS: 250 mx\nC: QUIT\nS: 221 bye`,
    );
    for (const format of [['--json'], ['--format', 'ndjson'], ['--transcript', '--verbose'], []]) {
      const { stdout } = await runCli(['probe', `127.0.0.1:${port}`, ...format]);
      assert.match(stdout, /mx/);
      assert.doesNotMatch(stdout, /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]/u, format.join(' '));
    }
  });
});
