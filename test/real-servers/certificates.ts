import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Run } from '../../src/report.ts';
import type { Lab } from './lab.ts';
import { SICK_PORTS } from './postfix.ts';
import { findingIds, onlyRun, type Probe, probe } from './probe.ts';
import { ADDRESSES, HOSTNAMES } from './server.ts';

/** Declares the tests of certificates that are not believed, and of TLS that is not there. */
export function describeCertificates(lab: () => Lab): void {
  const atPort = (port: number, ...args: string[]): Promise<Probe> =>
    probe(lab(), `${ADDRESSES.postfix}:${port}`, '--tls-servername', HOSTNAMES.postfix, ...args);

  describe('certificates', () => {
    test('one out of date is reported with the days since', async () => {
      const run = onlyRun(await brokenProbe(atPort(SICK_PORTS.expired)));
      assert.deepEqual(errorIds(run), ['tls.certificate-expired']);
      const finding = run.findings.find(({ id }) => id === 'tls.certificate-expired');
      assert.ok(finding && 'daysAgo' in finding.data);
      assert.ok([9, 10].includes(finding.data.daysAgo), `${finding.data.daysAgo} days`);
    });

    test('one sent without its intermediate is reported as an incomplete chain', async () => {
      const run = onlyRun(await brokenProbe(atPort(SICK_PORTS.withoutIntermediate)));
      assert.deepEqual(errorIds(run), ['tls.chain-incomplete']);
      assert.equal(run.evidence.tls?.certificates.length, 1);
      assert.ok(run.evidence.tls?.trust.problems.includes('missing-intermediate'));
    });

    test('one that signed itself is reported as such', async () => {
      const run = onlyRun(await brokenProbe(atPort(SICK_PORTS.selfSigned)));
      assert.deepEqual(errorIds(run), ['tls.certificate-self-signed']);
    });

    test('one for another name is reported with the names it has', async () => {
      const result = await probe(lab(), `${ADDRESSES.postfix}:587`, '--tls-servername', 'other.test.example');
      const run = onlyRun(await brokenProbe(Promise.resolve(result)));
      assert.deepEqual(errorIds(run), ['tls.name-mismatch']);
      const finding = run.findings.find(({ id }) => id === 'tls.name-mismatch');
      assert.ok(finding && 'names' in finding.data);
      assert.deepEqual(finding.data.names, [HOSTNAMES.postfix]);
    });

    test('between servers a distrusted one is a warning', async () => {
      const result = await probe(lab(), `${ADDRESSES.postfix}:25`, '--tls-servername', 'other.test.example');
      assert.equal(result.exitCode, 0);
      assert.equal(result.report.verdict, 'warnings');
      assert.ok(findingIds(onlyRun(result)).includes('tls.name-mismatch'));
    });

    test('--fail-on warning makes that warning an exit code', async () => {
      const options = ['--tls-servername', 'other.test.example', '--fail-on', 'warning'];
      const result = await probe(lab(), `${ADDRESSES.postfix}:25`, ...options);
      assert.equal(result.exitCode, 1);
    });
  });

  test('a port without STARTTLS is reported, and its dialogue is ended by QUIT', async () => {
    const result = await atPort(SICK_PORTS.withoutTls);
    const run = onlyRun(result);
    assert.ok(findingIds(run).includes('starttls.missing'), findingIds(run).join());
    assert.equal(run.evidence.starttls?.offered, false);
    assert.notEqual(result.exitCode, 0);
  });
}

/** The stages were all reached, so the code is 1: a finding, not a failure. */
async function brokenProbe(pending: Promise<Probe>): Promise<Probe> {
  const result = await pending;
  assert.equal(result.report.verdict, 'broken');
  assert.equal(result.exitCode, 1);
  assert.ok(onlyRun(result).evidence.hello?.secure, 'EHLO was heard inside TLS all the same');
  return result;
}

function errorIds({ findings }: Run): string[] {
  return findings.filter(({ severity }) => severity === 'error').map(({ id }) => id);
}
