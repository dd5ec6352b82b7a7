import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Lab } from './lab.ts';
import { SICK_PORTS } from './postfix.ts';
import { commandsOf, findingIds, logAbout, onlyRun, probe } from './probe.ts';
import { ADDRESSES, HOSTNAMES } from './server.ts';

/** Declares the tests of what `probe` chooses by itself, or is told wrongly. */
export function describeChoices(lab: () => Lab): void {
  const postfix = ADDRESSES.postfix;
  const named = ['--tls-servername', HOSTNAMES.postfix];

  describe('without a port', () => {
    test('587 is diagnosed and all three ports are listed', async () => {
      const result = await probe(lab(), postfix, ...named);
      const { subject, evidence } = onlyRun(result);
      assert.equal(result.exitCode, 0);
      assert.equal(subject, `${postfix}:587`);
      assert.deepEqual(
        evidence.endpoints?.map(({ port, outcome, security, chosen }) => [port, outcome, security, chosen]),
        [
          [587, 'open', 'starttls', true],
          [465, 'open', 'tls', false],
          [25, 'open', 'starttls', false],
        ],
      );
    });

    test('a closed 25 beside a working 587 is no failure', async () => {
      const result = await probe(lab(), ADDRESSES.dovecot, '--tls-servername', HOSTNAMES.dovecot);
      const { evidence } = onlyRun(result);
      assert.equal(result.exitCode, 0);
      assert.equal(result.report.verdict, 'healthy');
      assert.equal(evidence.endpoints?.find(({ port }) => port === 25)?.outcome, 'refused');
    });
  });

  describe('with the wrong kind of protection', () => {
    test('TLS from the first byte on 587 is answered with the way that works', async () => {
      const result = await probe(lab(), `${postfix}:587`, '--security', 'tls', ...named);
      const { findings, evidence } = onlyRun(result);
      const finding = findings.find(({ id }) => id === 'tls.starttls-expected');
      assert.equal(finding?.severity, 'error');
      assert.equal(evidence.mode?.works, 'starttls');
      assert.notEqual(result.exitCode, 0);
    });

    for (const security of ['starttls', 'none']) {
      test(`--security ${security} on 465 is answered with the way that works`, async () => {
        const options = ['--security', security, '--timeout', '2'];
        const result = await probe(lab(), `${postfix}:465`, ...options, ...named);
        const run = onlyRun(result);
        assert.ok(findingIds(run).includes('greeting.tls-expected'), findingIds(run).join());
        assert.equal(run.evidence.mode?.works, 'tls');
        assert.notEqual(result.exitCode, 0);
      });
    }

    test('--security none on 587 stays in clear text', async () => {
      const result = await probe(lab(), `${postfix}:587`, '--security', 'none');
      const { evidence } = onlyRun(result);
      assert.equal(evidence.tls, undefined);
      assert.ok(!commandsOf(evidence).includes('STARTTLS'));
    });
  });

  test('postscreen, which greets in two halves, finds no early talker', async () => {
    const result = await probe(lab(), `${postfix}:${SICK_PORTS.postscreen}`, ...named);
    const { evidence } = onlyRun(result);
    assert.equal(evidence.greeting?.reply.lines.length, 2);
    const log = (await logAbout(lab().postfix, result.source, /DISCONNECT/)).join('\n');
    assert.match(log, /DISCONNECT/);
    assert.doesNotMatch(log, /PREGREET|PIPELINING|NON-SMTP|HANGUP|BARE NEWLINE/);
  });
}
