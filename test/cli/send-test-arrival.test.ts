import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { serveStore } from '../probes/imap-server.ts';
import { runCli, runProcess } from '../support/run-cli.ts';
import { sceneOf } from '../support/scene.ts';

const DIALOGUE = `-- server --
S: 220 smtp.example.net ESMTP
C: EHLO ***
S: 250 smtp.example.net
C: MAIL FROM:<ada@example.org>
S: 250 2.1.0 Ok
C: RCPT TO:<bob@example.net>
S: 250 2.1.5 Ok
C: DATA
S: 354 Go ahead
C: ***
S: 250 2.0.0 Ok: queued as 4XYZ
C: QUIT
S: 221 2.0.0 Bye
`;

const ENVELOPE = [
  '--from',
  'ada@example.org',
  '--to',
  'bob@example.net',
  '--header',
  'Message-ID: <42@doctor.example>',
];
const HEADER =
  'Authentication-Results: mx.example.net; spf=softfail smtp.mailfrom=example.org\r\nReceived: from mail.example.org (mail.example.org [192.0.2.7]) by mx.example.net with ESMTPS id 1; Sun, 22 Nov 2026 08:00:07 +0000\r\nMessage-ID: <42@doctor.example>\r\n\r\n';

test('send-test says in which folder the message has arrived, and by which way', async (context) => {
  const store = await serveStore(context, { folders: { INBOX: [], 'Spam\\Junk': [HEADER] } });
  const scene = await sceneOf(context, DIALOGUE);
  const mailbox = ['--imap', `imap://127.0.0.1:${store.port}`, '--imap-user', 'bob', '--allow-cleartext'];
  const args = [`127.0.0.1:${scene.port}`, ...ENVELOPE, ...mailbox, '--imap-password-stdin', '--lang', 'it'];
  const { code, stdout, stderr } = await runCli(['send-test', ...args], { stdin: 'secret\n' });
  assert.equal(code, 0, stdout + stderr);
  assert.match(stdout, /È arrivato come spam, in Spam +data\.arrived-as-spam\n/);
  assert.match(stdout, /Arrivato in +Spam\n/);
  assert.match(stdout, /MX +mx\.example\.net/);
  assert.doesNotMatch(stdout + stderr, /secret/);
});

test('send-test tells no mail store in clear text the password unless it may', async (context) => {
  const store = await serveStore(context, { folders: { INBOX: [HEADER] } });
  const scene = await sceneOf(context, DIALOGUE);
  const mailbox = ['--imap', `imap://127.0.0.1:${store.port}`, '--imap-user', 'bob'];
  const args = [`127.0.0.1:${scene.port}`, ...ENVELOPE, ...mailbox, '--imap-password-stdin'];
  const { stdout } = await runCli(['send-test', ...args], { stdin: 'secret\n' });
  assert.match(stdout, /data\.arrival-unverified/);
  assert.doesNotMatch(store.lines.join('\n'), /secret|LOGIN/);
});

test('send-test wants to know whose mailbox it is, and its password by a safe way', async () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['--imap', 'imap.example.net'], /add --imap-user/],
    [
      ['--imap', 'imap.example.net', '--imap-user', 'bob'],
      /--imap-password-stdin, --imap-password-file or --imap-password-env/,
    ],
    [['--imap', 'bob@example.net', '--imap-user', 'bob'], /is no host/],
    [
      ['--imap', 'imap.example.net', '--imap-user', 'bob', '--proxy', 'socks5://127.0.0.1:1'],
      /leave one of them out/,
    ],
    [
      [
        '--imap',
        'imap.example.net',
        '--imap-user',
        'bob',
        '--imap-password-stdin',
        '--user',
        'x',
        '--password-stdin',
      ],
      /stdin/,
    ],
  ];
  for (const [args, expected] of cases) {
    const { code, stdout, stderr } = await runCli(['send-test', '127.0.0.1:9', ...ENVELOPE, ...args]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, expected);
  }
});

for (const format of ['text', 'json']) {
  test(`send-test prints no mailbox password that its server sends back, in ${format}`, async (context) => {
    const instead = { LOGIN: 'BAD cannot parse: 2 LOGIN "bob" "kR7-vault-42"\r\n' };
    const store = await serveStore(context, { folders: { INBOX: [] }, instead });
    const scene = await sceneOf(context, DIALOGUE);
    const mailbox = ['--imap', `imap://127.0.0.1:${store.port}`, '--imap-user', 'bob', '--allow-cleartext'];
    const args = [`127.0.0.1:${scene.port}`, ...ENVELOPE, ...mailbox, '--imap-password-stdin'];
    const { stdout, stderr } = await runCli(['send-test', ...args, '--format', format, '--verbose'], {
      stdin: 'kR7-vault-42\n',
    });
    assert.match(stdout, /cannot parse: 2 LOGIN .*\*\*\*/);
    assert.doesNotMatch(stdout + stderr, /vault/);
  });
}

test('send-test says that a signal has cut the search for the message off', async (context) => {
  const endless = { from: 'UID SEARCH', text: '* 1 EXISTS\r\n' };
  const store = await serveStore(context, { folders: { INBOX: [HEADER] }, endless });
  const scene = await sceneOf(context, DIALOGUE);
  const mailbox = ['--imap', `imap://127.0.0.1:${store.port}`, '--imap-user', 'bob', '--allow-cleartext'];
  const args = [`127.0.0.1:${scene.port}`, ...ENVELOPE, ...mailbox, '--imap-password-stdin'];
  const { code, stdout } = await runProcess(['send-test', ...args], {
    stdin: 'secret\n',
    onStart: async (child) => {
      while (!store.lines.some((line) => line.includes('SEARCH'))) await delay(20);
      child.kill('SIGINT');
    },
  });
  assert.equal(code, 130);
  assert.match(stdout, /data\.arrival-unverified/);
  assert.match(stdout, /The search for it was cut off/);
});

test('send-test names no address to a mail store in TLS, of which Node would warn', async (context) => {
  const store = await serveStore(context, { folders: { INBOX: [] } });
  const scene = await sceneOf(context, DIALOGUE);
  const mailbox = ['--imap', `127.0.0.1:${store.port}`, '--imap-user', 'bob', '--imap-password-stdin'];
  const args = [`127.0.0.1:${scene.port}`, ...ENVELOPE, ...mailbox];
  const { stdout, stderr } = await runCli(['send-test', ...args], { stdin: 'secret\n' });
  assert.match(stdout, /data\.arrival-unverified/);
  assert.doesNotMatch(stderr, /DEP0123|Warning/);
});

test('send-test never takes the password of the mailbox for the message', async () => {
  const mailbox = ['--imap', '127.0.0.1:9', '--imap-user', 'bob', '--imap-password-stdin'];
  for (const source of [['--stdin'], ['--stdin', '--dry-run'], ['--attach', '/dev/stdin', '--dry-run']]) {
    const args = ['send-test', '127.0.0.1:9', ...ENVELOPE.slice(0, 4), ...mailbox, ...source];
    const { code, stdout, stderr } = await runCli(args, { stdin: 'kR7-vault-42\n' });
    assert.deepEqual([code, stdout], [2, ''], source.join(' '));
    assert.match(stderr, /leaves no stdin for a secret/);
    assert.doesNotMatch(stderr, /vault/);
  }
});

test('send-test advises nothing about a file that is no private key', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'dkim-'));
  context.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'passwd');
  await writeFile(file, 'root:x:0:0\n', { mode: 0o644 });
  const args = ['127.0.0.1:9', ...ENVELOPE, '--dkim-key', file, '--dkim-selector', 's', '--dry-run'];
  const refused = await runCli(['send-test', ...args]);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /holds no private key/);
  assert.doesNotMatch(refused.stderr, /chmod/);
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const taken = await runCli(['send-test', ...args]);
  assert.match(taken.stderr, /can be read by others; run: chmod 600/);
});

test('a name for TLS that is none is refused', async () => {
  for (const name of ['a\r\nb', 'mx\x1b[2J.example', 'a b', '']) {
    const { code, stderr } = await runCli(['probe', '127.0.0.1:9', `--tls-servername=${name}`]);
    assert.equal(code, 2, name);
    assert.match(stderr, /--tls-servername/);
    assert.ok(!stderr.includes('\x1b'));
  }
});

test('what a program says on standard error is made printable and is bounded', async () => {
  const complain = `sh -c 'printf "\\033]0;owned\\007oops\\n" >&2; head -c 300000 /dev/zero | tr "\\0" y >&2; echo 220 x; sleep 1'`;
  const { stderr } = await runCli(['send-test', '--pipe', complain, ...ENVELOPE, '--timeout', '2']);
  assert.match(stderr, /\\x1b\]0;owned\\x07oops\n/);
  assert.ok(!stderr.includes('\x1b') && stderr.length < 80_000, `${stderr.length}`);
});
