import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { listen } from '../net/loopback.ts';
import { sinkServer } from '../smtp/sink-server.ts';
import { type Outcome, type RunOptions, runCli } from '../support/run-cli.ts';

const ENVELOPE = ['--from', 'ada@example.org', '--to', 'bob@example.net'];

function send(port: number, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return runCli(['send-test', `127.0.0.1:${port}`, '--security', 'none', ...args], options);
}

async function folder(t: TestContext): Promise<string> {
  const name = await mkdtemp(join(tmpdir(), 'send-test-'));
  t.after(() => rm(name, { recursive: true, force: true }));
  return name;
}

describe('what cannot be meant', { concurrency: 2 }, () => {
  const CASES: readonly (readonly [what: string, args: readonly string[], says: RegExp])[] = [
    ['no recipient', ['--from', 'a@b.example'], /no recipient/],
    ['no sender', ['--to', 'a@b.example'], /no sender/],
    ['an address that is none', [...ENVELOPE, '--to', 'bob'], /"bob" is no mail address/],
    ['a line break in an address', [...ENVELOPE, '--to', 'a@b.example\r\nDATA'], /line break/],
    ['a line break in the subject', [...ENVELOPE, '--subject', 'a\nBcc: x@y.example'], /line break/],
    ['a line break in a header', [...ENVELOPE, '--header', 'X: a\r\nBcc: x@y.example'], /line break/],
    ['a header without a name', [...ENVELOPE, '--header', 'nothing'], /is no header field/],
    [
      'an attachment that is missing',
      [...ENVELOPE, '--attach', '/nowhere/x'],
      /cannot read --attach "\/nowhere\/x": there is no such file/,
    ],
    ['an attachment that is a folder', [...ENVELOPE, '--attach', '/'], /is a directory/],
    ['a message that is missing', [...ENVELOPE, '--eml', '/nowhere/x'], /cannot read --eml/],
    ['nothing on stdin', [...ENVELOPE, '--stdin'], /the message is empty/],
    ['stdin for two things', [...ENVELOPE, '--stdin', '--user', 'a', '--password-stdin'], /leaves no stdin/],
    ['an unknown kind', [...ENVELOPE, '--kind', 'odd'], /unknown kind "odd"/],
    ['a size without a number', [...ENVELOPE, '--kind', 'size:'], /does not say how large/],
    ['never beside others', [...ENVELOPE, '--notify', 'never,failure'], /cannot stand in NOTIFY/],
    ['quit and drop', [...ENVELOPE, '--quit-after', 'mail', '--drop-after', 'rcpt'], /cannot be used with/],
    ['drop after data by BDAT', [...ENVELOPE, '--bdat', '--drop-after', 'data'], /has no place with --bdat/],
    ['two messages', [...ENVELOPE, '--eml', 'x', '--text', 'y'], /cannot be used with/],
    [
      'more than 20 recipients unasked',
      [...ENVELOPE, ...Array.from({ length: 20 }, (_value, index) => ['--to', `u${index}@b.example`]).flat()],
      /21 recipients are more than 20/,
    ],
  ];
  for (const [what, args, says] of CASES) {
    it(`${what}: a usage error, and nothing is sent`, async (t) => {
      const { port, sockets } = await listen(t);
      const { code, stderr, stdout } = await send(port, args);
      assert.match(stderr, says);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.equal(sockets.length, 0);
    });
  }

  it('a line of a dot alone that could end the message early goes by BDAT only', async (t) => {
    const sink = await sinkServer(t, { extensions: ['CHUNKING'] });
    const text = 'A: b\r\n\r\nx\n.\r\nMAIL FROM:<evil@example.org>\r\n';
    const refused = await send(sink.port, [...ENVELOPE, '--stdin'], { stdin: text });
    assert.equal(refused.code, 2);
    assert.deepEqual(sink.commands, []);
    const sent = await send(sink.port, [...ENVELOPE, '--stdin', '--bdat'], { stdin: text });
    assert.equal(sent.code, 0);
    assert.deepEqual(sink.messages, [Buffer.from(text)]);
  });
});

describe('send-test', { concurrency: 2 }, () => {
  it('sends a file and stdin as they are', async (t) => {
    const sink = await sinkServer(t, { extensions: ['8BITMIME'] });
    const bytes = Buffer.from('A: b\r\n\r\n.x\r\nGr\u00fc\u00dfe\r\n');
    const file = join(await folder(t), 'message.eml');
    await writeFile(file, bytes);
    assert.equal((await send(sink.port, [...ENVELOPE, '--eml', file])).code, 0);
    assert.equal((await send(sink.port, [...ENVELOPE, '--stdin'], { stdin: bytes.toString() })).code, 0);
    assert.deepEqual(sink.messages, [bytes, bytes]);
  });

  it('ends with 15 and 16 for what is refused for now and for good, and with 1 where one of two is', async (t) => {
    const later = await sinkServer(t, { rcpt: { 'bob@example.net': '450 4.2.0 try later' } });
    assert.equal((await send(later.port, ENVELOPE)).code, 15);
    const never = await sinkServer(t, { final: '554 5.7.1 no' });
    assert.equal((await send(never.port, ENVELOPE)).code, 16);
    const one = await sinkServer(t, { rcpt: { 'eve@example.net': '550 5.1.1 unknown' } });
    assert.equal((await send(one.port, [...ENVELOPE, '--to', 'eve@example.net'])).code, 1);
  });

  it('speaks LMTP to lmtp:// and with --lmtp', async (t) => {
    const sink = await sinkServer(t, { isLmtp: true });
    const { code } = await runCli(['send-test', `lmtp://127.0.0.1:${sink.port}`, ...ENVELOPE]);
    assert.equal(code, 0);
    assert.equal((await send(sink.port, [...ENVELOPE, '--lmtp'])).code, 0);
    assert.equal(sink.commands.filter((line) => line.startsWith('LHLO')).length, 2);
    assert.equal(sink.messages.length, 2);
  });

  it('goes through a unix socket', async (t) => {
    const path = join(await folder(t), 'lmtp');
    const sink = await sinkServer(t, { isLmtp: true }, { path });
    assert.equal((await runCli(['send-test', `unix:${path}`, '--lmtp', ...ENVELOPE])).code, 0);
    assert.equal(sink.messages.length, 1);
  });

  it('needs neither sender nor recipient to stop before MAIL', async (t) => {
    const sink = await sinkServer(t);
    assert.equal((await send(sink.port, ['--quit-after', 'ehlo'])).code, 0);
    assert.deepEqual(
      sink.commands.map((line) => line.split(' ')[0]),
      ['EHLO', 'QUIT'],
    );
  });

  it('sends to many with --yes', async (t) => {
    const sink = await sinkServer(t);
    const many = Array.from({ length: 30 }, (_value, index) => ['--to', `u${index}@b.example`]).flat();
    assert.equal((await send(sink.port, [...ENVELOPE, ...many, '--yes'])).code, 0);
    assert.equal(sink.commands.filter((line) => line.startsWith('RCPT')).length, 31);
  });

  it('shows the message and the dialogue with --dry-run, and connects to nothing', async (t) => {
    const { port, sockets } = await listen(t);
    const { code, stdout } = await send(port, [...ENVELOPE, '--text', '.hello', '--dry-run']);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^C: MAIL FROM:<ada@example\.org> SIZE=\d+\nC: RCPT TO:<bob@example\.net>\nC: DATA\n/m,
    );
    assert.match(stdout, /^C: \.\.hello\nC: \.\nC: QUIT\n/m);
    assert.equal(sockets.length, 0);
  });

  it('says so when the file cannot be read', { skip: process.getuid?.() === 0 }, async (t) => {
    const file = join(await folder(t), 'message.eml');
    await writeFile(file, 'x');
    await chmod(file, 0o000);
    const { code, stderr } = await send(1, [...ENVELOPE, '--eml', file]);
    assert.equal(code, 2);
    assert.match(stderr, /EACCES/);
  });
});
