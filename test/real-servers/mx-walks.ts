import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Lab } from './lab.ts';
import { DOMAINS } from './nsd.ts';
import { findingIds, onlyRun, type Probe, probe } from './probe.ts';
import { ADDRESSES, HOSTNAMES } from './server.ts';

/** Domains that have no host to probe: finding and exit code. */
const DEAD_ENDS = [
  { what: 'a null MX', domain: DOMAINS.nullMx, id: 'resolve.mx-null' },
  { what: 'a domain that does not exist', domain: DOMAINS.unknown, id: 'resolve.name-unknown' },
  { what: 'a broken zone (SERVFAIL)', domain: DOMAINS.broken, id: 'resolve.server-failure' },
  {
    what: 'a zone that the server refuses to answer for',
    domain: DOMAINS.foreign,
    id: 'resolve.server-failure',
  },
  { what: 'an MX without an address', domain: DOMAINS.danglingMx, id: 'resolve.name-unknown' },
] as const;

const NOT_RESOLVED = 10;

/** Declares the tests of domains, whose MX records a real name server holds. */
export function describeMxWalks(lab: () => Lab): void {
  const walk = (domain: string): Promise<Probe> =>
    probe(lab(), '--mx', domain, '--dns', lab().nsd.serverWithPort);

  describe('the MX hosts of a domain', () => {
    test('are a run each, all of them healthy', async () => {
      assertBothHosts(await walk(DOMAINS.good));
    });

    test('are those of an address too, with the name server at port 53', async () => {
      assertBothHosts(await probe(lab(), `ada@${DOMAINS.good}`, '--dns', lab().nsd.server));
    });

    test('are replaced by the domain itself where there is no MX', async () => {
      const run = onlyRun(await walk(DOMAINS.withoutMx));
      assert.equal(run.subject, `${DOMAINS.withoutMx}:25`);
      const finding = run.findings.find(({ id }) => id === 'resolve.mx-absent');
      assert.equal(finding?.severity, 'warning');
      assert.equal(run.evidence.connect?.address, ADDRESSES.postfix);
    });

    test('may not be aliases, though those are followed', async () => {
      const result = await walk(DOMAINS.aliasMx);
      const run = onlyRun(result);
      assert.equal(result.exitCode, 0);
      assert.ok(findingIds(run).includes('resolve.mx-alias'), findingIds(run).join());
      assert.equal(run.evidence.connect?.address, ADDRESSES.postfix);
    });

    test('may not be addresses', async () => {
      const result = await walk(DOMAINS.addressMx);
      assert.equal(result.exitCode, 1);
      assert.ok(findingIds(onlyRun(result)).includes('resolve.mx-address'));
    });

    for (const { what, domain, id } of DEAD_ENDS) {
      test(`do not exist for ${what}: ${id}`, async () => {
        const result = await walk(domain);
        const run = onlyRun(result);
        assert.equal(run.findings[0]?.id, id);
        assert.equal(result.exitCode, NOT_RESOLVED);
        assert.equal(result.report.verdict, 'broken');
      });
    }
  });

  test('one target that fails leaves the others their runs', async () => {
    const targets = [`ada@${DOMAINS.broken}`, `${HOSTNAMES.exim}:587`];
    const result = await probe(lab(), ...targets, '--dns', lab().nsd.serverWithPort);
    const hosts = result.report.runs.map(({ evidence }) => [evidence.goal.host, evidence.failure?.stage]);
    assert.deepEqual(hosts.sort(), [
      [DOMAINS.broken, 'resolve'],
      [HOSTNAMES.exim, undefined],
    ]);
    assert.equal(result.exitCode, NOT_RESOLVED);
  });
}

function assertBothHosts(result: Probe): void {
  assert.equal(result.exitCode, 0);
  assert.equal(result.report.verdict, 'healthy');
  const found = result.report.runs.map(({ subject, evidence }) => [subject, evidence.connect?.address]);
  assert.deepEqual(found.sort(), [
    [`${HOSTNAMES.exim}:25`, ADDRESSES.exim],
    [`${HOSTNAMES.postfix}:25`, ADDRESSES.postfix],
  ]);
  assert.ok(result.report.runs.every(({ evidence }) => evidence.goal.domain === DOMAINS.good));
}
