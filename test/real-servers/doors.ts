import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Evidence, TlsEvidence } from '../../src/evidence.ts';
import type { Hello } from '../../src/smtp/extension.ts';
import { INTERMEDIATE_NAME, LEAF_DAYS, ROOT_NAME } from './certificate-authority.ts';
import type { Lab } from './lab.ts';
import { CLIENT_NAME, commandsOf, logAbout, onlyRun, type Probe, probe } from './probe.ts';
import type { Server } from './server.ts';

/** One port of one server, and what is known about it without asking smtp-doctor. */
export interface Door {
  readonly server: 'postfix' | 'exim' | 'dovecot';
  readonly port: 25 | 587 | 465;
  /** As fingerprints name it. */
  readonly software: string;
  /** EHLO keywords on both sides of TLS, STARTTLS and AUTH left out. */
  readonly keywords: readonly string[];
  /** Offered inside TLS alone; empty where nobody logs in. */
  readonly mechanisms: readonly string[];
  /** The server's log line that ends a session. */
  readonly farewell: RegExp;
  /** What it says of a session from `EHLO` to `QUIT` without a fault. */
  readonly account: RegExp;
}

/** What servers log about clients that talk too early, hang up or make mistakes. */
const COMPLAINT = /pipelin|lost connection|synchroni[sz]ation|unexpected|timeout|error|reject|invalid/i;

const DAY_MS = 86_400_000;

/** Declares the tests of one door. */
export function describeDoor(door: Door, lab: () => Lab): void {
  describe(`${door.software} on port ${door.port}`, () => {
    let result: Probe;
    let evidence: Evidence;
    before(async () => {
      const { address, hostname } = lab()[door.server];
      result = await probe(lab(), `${address}:${door.port}`, '--tls-servername', hostname);
      evidence = onlyRun(result).evidence;
    });
    test('is found healthy, with exit code 0', () => assertHealthy(result, door, lab()[door.server]));
    test('is recognised by name', () => assertSoftware(evidence, door));
    test('shows its extensions on each side of TLS', () => assertExtensions(evidence, door));
    test('shows its certificates and why they are trusted', () => {
      assertCertificates(evidence, lab()[door.server].hostname);
    });
    test('has the time that each stage took', () => assertTimings(evidence, door));
    test('hears EHLO on each side of TLS, and QUIT', () => assertDialogue(evidence, door));
    test('has nothing to complain about in its log', () => assertLog(result, door, lab()[door.server]));
  });
}

function assertHealthy(result: Probe, { port }: Door, { address }: Server): void {
  const run = onlyRun(result);
  assert.deepEqual(
    run.findings.filter(({ severity }) => severity !== 'info'),
    [],
  );
  assert.equal(result.report.verdict, 'healthy');
  assert.equal(result.exitCode, 0);
  assert.equal(result.report.exitCode, 0);
  assert.equal(run.subject, `${address}:${port}`);
  assert.equal(run.evidence.failure, undefined);
}

function assertSoftware({ software = [] }: Evidence, door: Door): void {
  assert.deepEqual(
    software.filter(({ kind }) => kind === 'mta').map(({ name }) => name),
    [door.software],
  );
}

function assertExtensions({ hello, starttls }: Evidence, door: Door): void {
  const auth = door.mechanisms.length > 0 ? ['AUTH'] : [];
  assert.deepEqual(keywordsOf(hello?.secure), [...door.keywords, ...auth].sort());
  const login = hello?.secure?.extensions.find(({ keyword }) => keyword === 'AUTH');
  assert.deepEqual(login?.parameters ?? [], door.mechanisms);
  if (isImplicitTls(door)) {
    assert.equal(hello?.plain, undefined);
    assert.equal(starttls, undefined);
    return;
  }
  assert.deepEqual(keywordsOf(hello?.plain), [...door.keywords, 'STARTTLS'].sort());
  assert.equal(starttls?.offered, true);
  assert.equal(starttls?.reply?.code, 220);
  assert.equal(starttls?.injected, undefined);
}

function isImplicitTls({ port }: Door): boolean {
  return port === 465;
}

function keywordsOf(hello: Hello | undefined): string[] {
  return (hello?.extensions ?? []).map(({ keyword }) => keyword).sort();
}

function assertCertificates(evidence: Evidence, hostname: string): void {
  const { tls } = evidence;
  assert.ok(tls);
  const [leaf, intermediate] = tls.certificates;
  assert.ok(leaf && intermediate);
  assert.ok(leaf.subject.includes(hostname), leaf.subject);
  assert.ok(leaf.issuer.includes(INTERMEDIATE_NAME), leaf.issuer);
  assert.ok(intermediate.issuer.includes(ROOT_NAME), intermediate.issuer);
  assert.deepEqual(leaf.names, [hostname]);
  assert.equal(leaf.keyType, 'EC');
  assert.equal(leaf.keyBits, 256);
  assert.equal(leaf.selfSigned, false);
  const days = (Date.parse(leaf.validTo) - Date.parse(evidence.observedAt)) / DAY_MS;
  assert.ok(days > LEAF_DAYS - 1 && days <= LEAF_DAYS, `${days} days are left`);
  assertTrust(tls, hostname);
}

function assertTrust(tls: TlsEvidence, hostname: string): void {
  assert.deepEqual(tls.trust.problems, []);
  assert.equal(tls.trust.trusted, true);
  assert.equal(tls.trust.expectedName, hostname);
  assert.equal(tls.servername, hostname);
  assert.equal(tls.protocol, 'TLSv1.3');
  assert.match(tls.cipher, /^TLS_(AES|CHACHA20)_/);
}

function assertTimings({ timings = [], greeting, tls }: Evidence, door: Door): void {
  const stages = new Set(timings.map(({ stage }) => stage));
  for (const stage of ['connect', 'greeting', 'hello', 'tls'] as const) assert.ok(stages.has(stage), stage);
  assert.equal(stages.has('starttls'), !isImplicitTls(door));
  assert.ok(timings.every(({ startedMs, elapsedMs }) => startedMs >= 0 && elapsedMs >= 0));
  assert.ok((greeting?.elapsedMs ?? -1) >= 0);
  assert.ok((tls?.elapsedMs ?? 0) > 0);
}

function assertDialogue(evidence: Evidence, door: Door): void {
  const ehlo = `EHLO ${CLIENT_NAME}`;
  const wanted = isImplicitTls(door) ? [ehlo, 'QUIT'] : [ehlo, 'STARTTLS', ehlo, 'QUIT'];
  assert.deepEqual(commandsOf(evidence), wanted);
  const quit = evidence.transcript?.find(({ text }) => text === 'QUIT');
  assert.equal(quit?.secure, true);
  assert.match(evidence.transcript?.findLast(({ direction }) => direction === 'S')?.text ?? '', /^221 /);
}

async function assertLog({ source }: Probe, door: Door, server: Server): Promise<void> {
  const lines = await logAbout(server, source, door.farewell);
  assert.match(lines.join('\n'), door.account);
  assert.deepEqual(
    lines.filter((line) => COMPLAINT.test(line)),
    [],
  );
}
