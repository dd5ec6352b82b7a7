import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { startDnsServer } from '../../src/demo/dns.ts';
import { parseZone } from '../../src/demo/zone.ts';
import { MESSAGE, signed, ZONE } from '../probes/inspect-fixture.ts';
import { runCli } from '../support/run-cli.ts';

const TRANSPORT =
  'Return-Path: <ada@example.org>\r\nReceived: from mail.example.org (mail.example.org [192.0.2.7]) by mx.example.net (Postfix) with ESMTPS id 4XYZ; Sun, 22 Nov 2026 08:00:07 +0000\r\n';

async function dnsOption(context: TestContext): Promise<string> {
  const server = await startDnsServer(parseZone(ZONE));
  context.after(() => server.close());
  return `--dns=127.0.0.1:${server.port}`;
}

async function fileOf(context: TestContext, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'inspect-'));
  context.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'message.eml');
  await writeFile(file, text, 'latin1');
  return file;
}

test('inspect says that a good message is good, and shows its way', async (context) => {
  const file = await fileOf(context, TRANSPORT + (await signed()));
  const { code, stdout, stderr } = await runCli(['inspect', file, await dnsOption(context), '--lang', 'it']);
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /SPF +pass per example\.org\n/);
  assert.match(stdout, /DMARC +pass per example\.org, grazie a SPF e DKIM, policy reject\n/);
  assert.match(stdout, /MX +mx\.example\.net .* 7 s +TLS\n/);
  assert.ok(stdout.split('\n').every((line) => line.length <= 80));
});

test('inspect reads stdin, and gives JSON and 1 for a message that fails', async (context) => {
  const stdin = TRANSPORT.replace('192.0.2.7', '192.0.2.9') + (await signed()).replace('Hello', 'Hallo');
  const { code, stdout } = await runCli(['inspect', '-', '--json', await dnsOption(context)], { stdin });
  const report = JSON.parse(stdout);
  assert.deepEqual([code, report.command, report.runs[0].subject], [1, 'inspect', 'stdin']);
  assert.deepEqual(
    report.runs[0].findings.map(({ id, severity }: { id: string; severity: string }) => `${severity} ${id}`),
    ['error domain.dkim-body-changed', 'error domain.spf-client-refused', 'error domain.dmarc-failed'],
  );
});

test('inspect says what cannot be read, and how to give it', async (context) => {
  const cases: readonly (readonly [string[], RegExp])[] = [
    [['/nonexistent.eml'], /cannot read/],
    [['/tmp'], /is a directory/],
    [[await fileOf(context, 'no message at all')], /this is no message[\s\S]*\.eml/],
    [['-', '--ip', 'nonsense'], /is no IP address/],
    [['-', '--mailfrom', 'a b'], /is no address/],
    [['-', '--helo', 'a b'], /is no name for EHLO/],
  ];
  for (const [args, expected] of cases) {
    const { code, stdout, stderr } = await runCli(['inspect', ...args], { stdin: MESSAGE });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, expected);
  }
});

test('inspect refuses a message larger than 50 MiB', async (context) => {
  const file = await fileOf(context, `${MESSAGE}${'x'.repeat(51 * 1024 * 1024)}`);
  const { code, stderr } = await runCli(['inspect', file]);
  assert.equal(code, 2);
  assert.match(stderr, /larger than 50 MiB/);
});

test('inspect prints no control characters of a hostile message', async (context) => {
  const hostile =
    'From: \u001b[31mred <a@b>\r\nSubject: \u001b]0;x\u0007\r\nReceived: from \u001b[2J (x [192.0.2.1]) by \u001b[1m with ESMTP; Sun, 22 Nov 2026 08:00:07 +0000\r\nList-Id: <\u001b[5m>\r\n\r\n';
  const { stdout } = await runCli(['inspect', await fileOf(context, hostile), await dnsOption(context)]);
  assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f]/);
});
