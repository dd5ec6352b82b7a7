import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serveStore } from '../probes/imap-server.ts';
import { runCli } from '../support/run-cli.ts';
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
