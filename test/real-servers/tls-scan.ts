import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { TlsScanEvidence } from '../../src/evidence.ts';
import { suiteOf } from '../../src/tls/suites.ts';
import { rateLimit, scannedServer } from '../probes/tls-scan-server.ts';
import { finish } from './command.ts';
import { DIRECTORY_PREFIX } from './daemon.ts';
import type { Lab } from './lab.ts';
import { onlyRun, parseReport } from './probe.ts';
import { ADDRESSES } from './server.ts';
import { startTlsPostfix, TLS_DOORS } from './tls-postfix.ts';
import { nmap, type Scanned, sslscan } from './tls-scanners.ts';

const BIN = resolve('bin/smtp-doctor.js');
const SLOW_SCAN_MS = 400_000;
const WINDOW_MS = 10_000;
const TWO_SUITES = { ciphers: 'ECDHE-RSA-AES256-GCM-SHA384:AES128-GCM-SHA256' } as const;

/** sslscan is built with a table of its own, in which ARIA lacks the key's name. */
const SSLSCAN_NAMES: Readonly<Record<string, string>> = {
  'ECDHE-RSA-ARIA128-GCM-SHA256': 'ECDHE-ARIA128-GCM-SHA256',
  'ECDHE-RSA-ARIA256-GCM-SHA384': 'ECDHE-ARIA256-GCM-SHA384',
};

async function scan(address: string, port: number, ...options: string[]): Promise<TlsScanEvidence> {
  const args = ['starttls', `${address}:${port}`, '--json', '--ehlo', 'doctor.example', ...options];
  const { stdout, stderr } = await finish(process.execPath, [BIN, ...args], { timeoutMs: SLOW_SCAN_MS });
  const { tlsScan } = onlyRun({ report: parseReport(stdout, stderr) }).evidence;
  assert.ok(tlsScan);
  return tlsScan;
}

/** Suites by version, under OpenSSL's names as sslscan writes them. */
function suitesOf({ protocols }: TlsScanEvidence): Record<string, string[]> {
  const rows = protocols.flatMap(({ protocol, state, suites }) => {
    if (state !== 'accepted') return [];
    const names = [...(suites?.names ?? []), ...(suites?.unasked ?? [])];
    return [[protocol, names.map(openSslName).sort()] as const];
  });
  return Object.fromEntries(rows);
}

function openSslName(name: string): string {
  const known = suiteOf(name)?.openSslName ?? name;
  return SSLSCAN_NAMES[known] ?? known;
}

function groupsOf({ protocols }: TlsScanEvidence): Record<string, string[]> {
  const rows = protocols.flatMap(({ protocol, groups }) =>
    groups && groups.names.length > 0 ? [[protocol, [...groups.names].sort()] as const] : [],
  );
  return Object.fromEntries(rows);
}

function plain(lists: Scanned['suites']): Record<string, string[]> {
  return Object.fromEntries([...lists].map(([version, names]) => [version, [...names].sort()]));
}

function assertOrder(ours: TlsScanEvidence, theirs: Scanned): void {
  for (const { protocol, suites, derivedFrom } of ours.protocols) {
    const names = theirs.suites.get(protocol);
    // nmap 7.93 does not know TLS 1.3's HelloRetryRequest well enough to be held to its order.
    if (!names || !suites || derivedFrom !== undefined || protocol === 'TLSv1.3') continue;
    if (suites.preference) assert.equal(theirs.preference.get(protocol), suites.preference, protocol);
    if (suites.preference === 'server') assert.deepEqual(suites.names, names, protocol);
  }
}

/** Declares the tests that hold our scan of TLS against other scanners on the same ports. */
export function describeTlsScans(lab: () => Lab): void {
  describe('what TLS accepts', () => {
    let stop = async (): Promise<void> => undefined;
    before(async () => {
      const directory = await mkdtemp(DIRECTORY_PREFIX);
      await chmod(directory, 0o755);
      const server = await startTlsPostfix(directory);
      stop = async () => {
        await server.stop();
        await rm(directory, { recursive: true, force: true });
      };
    });
    after(() => stop());

    for (const [name, { address }] of Object.entries(TLS_DOORS)) {
      test(`is what sslscan and nmap find on Postfix (${name}), with 40 connections`, async () => {
        const ours = await scan(address, 25);
        const theirs = await sslscan(address, 25);
        assert.deepEqual(suitesOf(ours), plain(theirs.suites));
        // sslscan tells of the groups of TLS 1.2 alone where TLS 1.0 has the same.
        for (const [version, groups] of Object.entries(plain(theirs.groups)))
          assert.deepEqual(groupsOf(ours)[version], groups, version);
        assertOrder(ours, await nmap(address, 25));
        assert.ok(ours.connections <= 40);
      });
    }

    test('is seen suite by suite where connections allow it', async () => {
      const ours = await scan(TLS_DOORS.plain.address, 25, '--max-connections', '100');
      assert.deepEqual(ours.unknown, []);
      assert.deepEqual(suitesOf(ours), plain((await sslscan(TLS_DOORS.plain.address, 25)).suites));
    });

    test('has certificates of both kinds, and a field that is too small, where Postfix has them', async () => {
      const both = await scan(TLS_DOORS.both.address, 25);
      const kinds = both.certificates.map(({ certificate }) => certificate.keyType).sort();
      assert.deepEqual(kinds, ['EC', 'RSA']);
      const small = await scan(TLS_DOORS.small.address, 25);
      assert.deepEqual(
        small.fields.map(({ bits }) => bits),
        [1024],
      );
    });

    test('is what sslscan finds on Exim, which is with GnuTLS; its groups sslscan cannot ask for', async () => {
      const { address } = lab().exim;
      const ours = await scan(address, 25);
      assert.deepEqual(suitesOf(ours), plain((await sslscan(address, 25)).suites));
      assert.deepEqual(ours.unknown, []);
      const modern = ours.protocols.find(({ protocol }) => protocol === 'TLSv1.3');
      assert.ok(modern?.groups?.names.includes('x25519') && modern.groups.names.includes('ffdhe2048'));
      assertOrder(ours, await nmap(address, 25));
    });

    test('is the same where four connections in 10 s are let in and the fifth is answered 421', async (t) => {
      const TLS12 = {
        minVersion: 'TLSv1.2',
        maxVersion: 'TLSv1.2',
        ecdhCurve: 'prime256v1',
        ...TWO_SUITES,
      } as const;
      const free = await scannedServer(t, TLS12);
      const limited = await scannedServer(t, { ...TLS12, turnsAway: rateLimit(4, WINDOW_MS) });
      const patience = ['--max-connections', '100', '--deadline', '390'];
      const seen = await scan('127.0.0.1', limited.port, ...patience);
      const whole = await scan('127.0.0.1', free.port, ...patience);
      assert.deepEqual(seen.unknown, []);
      assert.deepEqual(seen.protocols, whole.protocols);
      assert.equal(seen.throttles[0]?.code, 421);
    });

    test('is partial there, with nothing false, where the time is up before', async (t) => {
      const limited = await scannedServer(t, { maxVersion: 'TLSv1.2', turnsAway: rateLimit(4, WINDOW_MS) });
      const seen = await scan('127.0.0.1', limited.port, '--deadline', '15');
      assert.equal(seen.ended, 'deadline');
      assert.ok(seen.unknown.includes('suites'));
      const legacy = seen.protocols.find(({ protocol }) => protocol === 'TLSv1.2');
      assert.equal(legacy?.state, 'accepted');
      assert.equal(legacy.suites?.isComplete, false);
    });

    test('is found in full on Dovecot, which breaks off where it has no parameters for finite fields', async () => {
      const ours = await scan(ADDRESSES.dovecot, 587);
      const theirs = await sslscan(ADDRESSES.dovecot, 587);
      const { 'TLSv1.2': legacy = [], ...newer } = suitesOf(ours);
      const { 'TLSv1.2': seen = [], ...others } = plain(theirs.suites);
      assert.deepEqual(newer, others);
      // sslscan takes the break for the end of the list.
      assert.ok(seen.every((suite) => legacy.includes(suite)));
      assert.ok(legacy.includes('ECDHE-ECDSA-AES128-GCM-SHA256'));
    });
  });
}
