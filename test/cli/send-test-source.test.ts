import assert from 'node:assert/strict';
import { accessSync, appendFileSync, constants, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { type Loopback, listen } from '../net/loopback.ts';
import { type Outcome, runCli } from '../support/run-cli.ts';

const EML = `From: ada@example.org\r\n\r\n${'line of text\r\n'.repeat(400_000)}`;
const ENVELOPE = ['--security', 'none', '--from', 'ada@example.org', '--to', 'bob@example.net'];

async function file(t: TestContext, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'send-source-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'file');
  writeFileSync(path, text);
  return path;
}

interface Scene {
  readonly extensions?: readonly string[];
  /** The DATA, or the BDAT, at which the file is changed. */
  readonly at?: number;
  readonly change: () => void;
}

/** Changes the file once the message is to come, and keeps all that was sent. */
async function changing(
  t: TestContext,
  { extensions = ['8BITMIME'], at = 1, change }: Scene,
): Promise<Loopback & { readonly heard: () => string }> {
  let heard = '';
  let asked = 0;
  let isData = false;
  const server = await listen(t, (socket) => {
    socket.on('error', () => undefined);
    socket.write('220 x ESMTP\r\n');
    socket.on('data', (piece) => {
      const text = piece.toString('latin1');
      heard += text;
      if (isData) {
        if (!heard.endsWith('\r\n.\r\n')) return;
        isData = false;
        socket.write('250 2.0.0 Ok: queued as 4XYZ\r\n');
      } else if (text.startsWith('EHLO')) {
        socket.write(`${['250-x', ...extensions.map((name) => `250-${name}`), '250 HELP'].join('\r\n')}\r\n`);
      } else if (text.startsWith('DATA')) {
        asked += 1;
        if (asked === at) change();
        isData = true;
        socket.write('354 go\r\n');
      } else socket.write('250 ok\r\n');
    });
  });
  return { ...server, heard: () => heard };
}

function send(port: number, args: readonly string[]): Promise<Outcome> {
  return runCli(['send-test', `127.0.0.1:${port}`, ...ENVELOPE, ...args]);
}

describe('a file that changes while it is being sent', { concurrency: 2 }, () => {
  const CHANGES: readonly [what: string, change: (path: string) => void, how: string][] = [
    ['shrinks', (path) => truncateSync(path, 1_000_000), 'shorter'],
    ['grows', (path) => appendFileSync(path, 'more\r\n'), 'longer'],
    ['is deleted', (path) => rmSync(path), 'unreadable'],
  ];
  for (const option of ['--eml', '--attach']) {
    for (const [what, change, how] of CHANGES) {
      it(`and ${what} ends without the dot, and is told: ${option}`, { timeout: 30_000 }, async (t) => {
        const path = await file(t, EML);
        const { port, heard } = await changing(t, { change: () => change(path) });
        const { code, stdout, stderr } = await send(port, [option, path, '--format', 'json']);
        assert.equal(code, 15, stderr);
        const [run] = JSON.parse(stdout).runs;
        const found = run.findings.find(({ id }: { id: string }) => id === 'data.source-failed');
        assert.equal(found?.data.how, how);
        assert.equal(found.actor, 'you');
        assert.doesNotMatch(heard(), /\r\n\.\r\n|QUIT|more\r\n/);
        assert.doesNotMatch(stdout, /message of \d+ bytes/);
        const ids = run.findings.map(({ id }: { id: string }) => id);
        assert.ok(!ids.includes('data.dropped') && !ids.includes('data.accepted'), ids.join());
      });
    }
  }

  it('ends without LAST where it goes in chunks', { timeout: 30_000 }, async (t) => {
    const path = await file(t, EML);
    let isChanged = false;
    const { port } = await listen(t, (socket) => {
      socket.on('error', () => undefined);
      socket.write('220 x ESMTP\r\n');
      socket.on('data', (piece) => {
        const text = piece.toString('latin1');
        if (text.startsWith('RCPT')) truncateSync(path, 1_000_000);
        isChanged ||= text.includes(' LAST\r\n');
        if (text.startsWith('EHLO')) socket.write('250-x\r\n250 CHUNKING\r\n');
        else if (/^(?:MAIL|RCPT|BDAT)/.test(text)) socket.write('250 ok\r\n');
      });
    });
    const { code, stdout } = await send(port, ['--eml', path, '--bdat']);
    assert.equal(code, 15, stdout);
    assert.match(stdout, /could not be read while it was being sent/);
    assert.equal(isChanged, false);
  });

  it('leaves told what was delivered before', { timeout: 30_000 }, async (t) => {
    const path = await file(t, EML);
    const { port } = await changing(t, {
      extensions: ['LIMITS RCPTMAX=1'],
      at: 2,
      change: () => rmSync(path),
    });
    const { code, stdout, stderr } = await send(port, [
      ...['--eml', path, '--to', 'eve@example.net', '--lang', 'it', '--format', 'json'],
    ]);
    assert.equal(code, 15, stderr);
    const [{ findings, evidence }] = JSON.parse(stdout).runs;
    const found = findings.find(({ id }: { id: string }) => id === 'data.source-failed');
    assert.deepEqual(found?.data.delivered, ['bob@example.net']);
    assert.deepEqual(found.data.left, ['eve@example.net']);
    assert.match(found.title, /non si è potuto leggere/);
    const taken = findings.find(({ id }: { id: string }) => id === 'data.accepted');
    assert.deepEqual(taken?.data.addresses, ['bob@example.net']);
    assert.equal(evidence.failure.code, 'SOURCE_FAILED');
  });
});

describe('what cannot be read or meant', { concurrency: 2 }, () => {
  const REFUSED: readonly [args: readonly string[], said: RegExp][] = [
    [['--attach', '/nowhere/x'], /there is no such file \(ENOENT\)/],
    [['--attach', '@/nowhere/x'], /write the file's name without the "@"/],
    [['--server', '127.0.0.1'], /unknown option '--server'[\s\S]*--explain-swaks/],
    [['2525'], /too many arguments[\s\S]*127\.0\.0\.1:2525/],
    [['--to', 'b@example.net,c@example.net'], /give --to once for each/],
  ];
  for (const [args, said] of REFUSED) {
    it(`is refused in words: ${args.join(' ')}`, async () => {
      const { code, stderr } = await send(1, args);
      assert.equal(code, 2);
      assert.match(stderr, said);
    });
  }

  it('and would wait for ever, does not', { skip: !isReadable('/proc/kmsg'), timeout: 20_000 }, async () => {
    const { code, stderr } = await send(1, ['--attach', '/proc/kmsg', '--deadline', '2']);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /cannot read --attach "\/proc\/kmsg"/);
  });
});

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
