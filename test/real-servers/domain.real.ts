import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sectionText, splitCommand } from '../../src/demo/sections.ts';
import type { Evidence } from '../../src/evidence.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { probeIdentity } from '../../src/probes/identity/identity.ts';
import { diagnose, type FindingId } from '../../src/rules/index.ts';
import { loadZones, type ZoneCase, zoneTextOf } from '../identity/zones.ts';
import { finish } from './command.ts';
import { DIRECTORY_PREFIX } from './daemon.ts';
import { type Dnssec, startDnssec, type ZoneOrder } from './dnssec.ts';
import { installServers, reasonToSkip } from './packages.ts';

const SETUP_MS = 300_000;
const MAILAUTH = resolve('node_modules/mailauth/bin/mailauth.js');
/** What a name server cannot be told to do by its zone file. */
const TROUBLE = / (?:SERVFAIL|REFUSED|TIMEOUT|NXDOMAIN|TRUNCATED)$/m;
/** No record names it, so that a receiver reads every term. */
const STRANGER = '11.0.99.99';
const NAMED_TYPES = new Set(['MX', 'PTR', 'CNAME', 'SRV']);

/** What mailauth's own program must call each of these. */
const PERMERRORS = new Set<FindingId>([
  ...(['domain.spf-several', 'domain.spf-malformed', 'domain.spf-include-unusable'] as const),
  ...(['domain.spf-lookups-exceeded', 'domain.spf-voids-exceeded'] as const),
  'domain.spf-hosts-exceeded',
]);

/** The lines of a case as master files, one for each top-level domain in them. */
function ordersOf(text: string, signed?: ZoneOrder['signed']): ZoneOrder[] {
  // Where a name is said to lead nowhere, the domain above it exists all the same.
  const byTop = new Map<string, string[]>([['example', []]]);
  for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('*'))) {
    const [owner = '', type = '', ...data] = line.split(' ');
    const top = owner.split('.').at(-1) ?? '';
    const last = data.at(-1) ?? '';
    const value = NAMED_TYPES.has(type) && last !== '.' ? [...data.slice(0, -1), `${last}.`] : data;
    byTop.set(top, [...(byTop.get(top) ?? []), `${owner}. ${type} ${value.join(' ')}`]);
  }
  return [...byTop].map(([name, lines]) => ({ name, lines, ...(signed ? { signed } : {}) }));
}

const reason = reasonToSkip();
const TITLE = 'a domain’s records on a real name server';

describe(reason === undefined ? TITLE : `${TITLE}: skipped, ${reason}`, {
  skip: reason !== undefined,
}, () => {
  let directory = '';

  before(
    async () => {
      process.umask(0o022);
      await installServers();
      directory = await mkdtemp(`${DIRECTORY_PREFIX}domain-`);
      await chmod(directory, 0o755);
    },
    { timeout: SETUP_MS },
  );
  after(() => rm(directory, { recursive: true, force: true }));

  async function withZone(
    name: string,
    orders: readonly ZoneOrder[],
    use: (dnssec: Dnssec) => Promise<void>,
  ): Promise<void> {
    const folder = join(directory, name);
    await mkdir(folder);
    const dnssec = await startDnssec(folder, orders);
    try {
      await writeFile(join(directory, 'resolv.conf'), `nameserver ${dnssec.resolver}\n`);
      await use(dnssec);
    } finally {
      await dnssec.stop();
    }
  }

  async function look({ parts }: ZoneCase, { resolver }: Dnssec): Promise<Evidence> {
    const words = splitCommand(sectionText(parts.sections, 'options') ?? '');
    const valuesOf = (option: string) => words.filter((_word, at) => words[at - 1] === option);
    const [clientName] = valuesOf('--ehlo');
    return probeIdentity({
      ...{ domain: 'example.org', addresses: valuesOf('--ip'), selectors: valuesOf('--selector') },
      network: {
        resolver: createResolver({ servers: [resolver] }),
        ...{ deadlineMs: 30_000, session: {}, tls: {} },
        ...(clientName && { clientName }),
      },
      signal: new AbortController().signal,
    });
  }

  /** mailauth's own program, in a mount namespace where the system's resolver is ours. */
  async function byMailauth(address: string): Promise<string | undefined> {
    const script =
      'mount --bind "$0/resolv.conf" /etc/resolv.conf && exec "$1" "$2" spf -f postmaster@example.org -i "$3" -e example.org -m smtp-doctor';
    const args = ['-m', 'sh', '-c', script, directory, process.execPath, MAILAUTH, address];
    const { stdout } = await finish('unshare', args, { timeoutMs: 30_000 });
    return /"result": "(\w+)"/.exec(stdout)?.[1];
  }

  for (const zone of loadZones().filter((one) => !TROUBLE.test(zoneTextOf(one)))) {
    test(`"${zone.name}" gives the same findings, and SPF what mailauth’s own program says`, async () => {
      await withZone(zone.name, ordersOf(zoneTextOf(zone)), async (dnssec) => {
        const evidence = await look(zone, dnssec);
        const { findings } = diagnose(evidence);
        const expected = (sectionText(zone.parts.sections, 'findings') ?? '').split('\n').filter(Boolean);
        assert.deepEqual(
          findings.map(({ severity, id }) => `${severity} ${id}`),
          expected,
        );
        const { senders = [] } = evidence.identity ?? {};
        for (const { address, spf } of senders) assert.equal(await byMailauth(address), spf?.result, address);
        const isVoid = findings.some(({ id }) => PERMERRORS.has(id));
        assert.equal((await byMailauth(STRANGER)) === 'permerror', isVoid);
      });
    });
  }

  test('a signed zone is told to be signed, and still gives no finding', async () => {
    const healthy = loadZones().find(({ name }) => name === 'healthy');
    assert.ok(healthy);
    await withZone('signed', ordersOf(zoneTextOf(healthy), 'valid'), async (dnssec) => {
      const evidence = await look(healthy, dnssec);
      assert.equal(evidence.identity?.dnssec, 'secure');
      assert.deepEqual(diagnose(evidence).findings, []);
    });
  });

  test('a zone whose signatures have expired has no answers to give', async () => {
    const healthy = loadZones().find(({ name }) => name === 'healthy');
    assert.ok(healthy);
    const orders = ordersOf(zoneTextOf(healthy)).map((order) =>
      order.name === 'org' ? ({ ...order, signed: 'expired' } as const) : order,
    );
    await withZone('expired', orders, async (dnssec) => {
      const { failure } = await look(healthy, dnssec);
      assert.deepEqual([failure?.stage, failure?.code], ['resolve', 'SERVFAIL']);
    });
  });
});
