import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Outcome, type RunOptions, runCli } from '../support/run-cli.ts';
import { serverOf, type TestScene } from '../support/scene.ts';
import { surroundings } from '../support/surroundings.ts';

const BIN = fileURLToPath(new URL('../../bin/smtp-doctor.js', import.meta.url));
const NAME = 'doctor.example';
const SECRET = 'tr0ub4dor&3';

const TRANSACTION = `S: 220 mail.example.net ESMTP
C: EHLO ***
S: 250-mail.example.net
S: 250-SIZE 1000
S: 250 STARTTLS
C: STARTTLS
S: 220 2.0.0 Ready
* tls
C: EHLO ***
S: 250-mail.example.net
S: 250-SIZE 1000
S: 250 AUTH LOGIN PLAIN
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 334 UGFzc3dvcmQ6
C: ***
S: 235 2.7.0 Authentication successful
C: MAIL FROM:<ada@example.org>
S: 250 2.1.0 Ok
C: RCPT TO:<bob@example.net>
S: 250 2.1.5 Ok
C: DATA
S: 354 End data with a dot
C: .
S: 250 2.0.0 Ok: queued as 4Q7ABC12
C: QUIT
S: 221 2.0.0 Bye`;

const LINES = [
  `EHLO ${NAME}`,
  'STARTTLS',
  `EHLO ${NAME}`,
  'AUTH LOGIN',
  Buffer.from('ada@example.org').toString('base64'),
  Buffer.from(SECRET).toString('base64'),
  'MAIL FROM:<ada@example.org>',
  'RCPT TO:<bob@example.net>',
  'DATA',
  'Subject: hello',
  '',
  '..dots are the script’s own affair',
  '.',
];

function session(scene: TestScene, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const target = ['session', `127.0.0.1:${scene.port}`, '--ca', scene.ca];
  return runCli([...target, '--tls-servername', 'smtp.example.net', '--ehlo', NAME, ...args], options);
}

/** The exit code where stdin gives one line and stays open. */
function exitOf({ port, ca }: TestScene, args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [BIN, 'session', `127.0.0.1:${port}`, '--ca', ca, ...args], {
    env: surroundings(),
    stdio: ['pipe', 'ignore', 'inherit'],
    timeout: 10_000,
  });
  child.stdin?.write('NOOP\n');
  return new Promise((resolve) => child.once('close', resolve));
}

function fileOf({ variables }: TestScene, name: string): string {
  return join(variables.get('DIR') ?? '', name);
}

/** A dialogue as `/save` writes it. */
async function savedBy(t: TestContext): Promise<{ file: string; text: string; stdout: string }> {
  const scene = await serverOf(t, TRANSACTION);
  const file = fileOf(scene, 'saved.txt');
  const { code, stdout, stderr } = await session(scene, [], {
    stdin: [...LINES, 'QUIT', ''].join('\n').replace('QUIT', `/save ${file}\nQUIT`),
  });
  assert.equal(code, 0, stdout + stderr);
  assert.deepEqual(scene.servers[0]?.mismatches, []);
  return { file, text: await readFile(file, 'utf8'), stdout };
}

describe('session with lines from a pipe', { concurrency: 2 }, () => {
  it('plays them in order through STARTTLS, a login and a message, and shows the dialogue in the notation', async (t) => {
    const { stdout } = await savedBy(t);
    const commands = stdout.split('\n').filter((line) => line.startsWith('C: '));
    assert.deepEqual(commands.slice(0, 6), [
      `C: EHLO ${NAME}`,
      'C: STARTTLS',
      `C: EHLO ${NAME}`,
      'C: AUTH LOGIN',
      'C: ***',
      'C: ***',
    ]);
    assert.match(stdout, /^S: 334 UGFzc3dvcmQ6\n# The server asks: Password:$/m);
    assert.match(stdout, /^\* tls$/m);
    assert.match(stdout, /^S: 250 2\.0\.0 Ok: queued as 4Q7ABC12\n# The message was accepted$/m);
  });

  it('says so when there is nothing to put into words', async (t) => {
    const scene = await serverOf(t, 'S: 220 x ESMTP\nC: EHLO ***\nS: 250 x\nC: QUIT\nS: 221 bye');
    const { stdout } = await session(scene, [], { stdin: 'EHLO me.example\n/caps\nQUIT\n' });
    assert.match(stdout, /^# The server offers no extension\.$/m);
  });

  it('sends the lines of a message as they are', async (t) => {
    const scene = await serverOf(t, TRANSACTION);
    await session(scene, [], { stdin: LINES.join('\n') });
    const received = scene.servers[0]?.received[0] ?? [];
    assert.ok(received.includes('..dots are the script’s own affair'));
    assert.equal(received.at(-1), 'QUIT');
  });

  it('keeps what was typed in a login out of the output and of the saved file, which is its owner’s alone', async (t) => {
    const { file, text, stdout } = await savedBy(t);
    for (const form of [SECRET, Buffer.from(SECRET).toString('base64')]) {
      assert.ok(!stdout.includes(form));
      assert.ok(!text.includes(form));
    }
    assert.match(text, /^C: AUTH LOGIN\nS: 334 \*\*\*\nC: \*\*\*\n/m);
    if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600);
  });

  it('hides a secret that the server sends back', async (t) => {
    const dialogue = `S: 220 x ESMTP\nC: AUTH PLAIN ***\nS: 535 5.7.8 wrong: ${SECRET}`;
    const scene = await serverOf(t, dialogue);
    const response = Buffer.from(`\0ada\0${SECRET}`).toString('base64');
    const { code, stdout } = await session(scene, [], { stdin: `AUTH PLAIN ${response}\n` });
    assert.equal(code, 14);
    assert.match(stdout, /^C: AUTH PLAIN \*\*\*\nS: 535 5\.7\.8 wrong: \*\*\*$/m);
  });

  it('ends with the exit code of the first refusal', async (t) => {
    const dialogue = 'S: 220 x ESMTP\nC: MAIL FROM:<a@b.example>\nS: 451 4.7.1 later\nC: NOOP\nS: 250 ok';
    const { code } = await session(await serverOf(t, dialogue), [], {
      stdin: 'MAIL FROM:<a@b.example>\nNOOP\n',
    });
    assert.equal(code, 15);
  });

  it('waits for the bytes that BDAT announced, whatever they look like', async (t) => {
    const dialogue = 'S: 220 x ESMTP\nC: BDAT 7 LAST\nC: /help\nS: 250 2.0.0 taken';
    const scene = await serverOf(t, dialogue);
    const { code } = await session(scene, [], { stdin: 'BDAT 7 LAST\n/help\n' });
    assert.equal(code, 0);
    assert.deepEqual(scene.servers[0]?.received, [['BDAT 7 LAST', '/help', 'QUIT']]);
  });

  it('sends a test message by /send to whom /mail names', async (t) => {
    const dialogue = `S: 220 x ESMTP
C: EHLO ***
S: 250 x
C: MAIL FROM:<a@b.example>
S: 250 ok
C: RCPT TO:<c@d.example>
S: 250 ok
C: DATA
S: 354 go
C: .
S: 250 ok`;
    const scene = await serverOf(t, dialogue);
    const { code } = await session(scene, [], {
      stdin: '/mail a@b.example c@d.example\n/send\n/quit\nNOOP\n',
    });
    assert.equal(code, 0);
    assert.deepEqual(scene.servers[0]?.mismatches, []);
    assert.ok(scene.servers[0]?.received[0]?.some((line) => /^X-Smtp-Doctor-Token: \w+$/.test(line)));
  });

  it('tells of a server that hangs up, and plays no further', async (t) => {
    const scene = await serverOf(t, 'S: 220 x ESMTP\nC: NOOP\n* close');
    const { code, stdout } = await session(scene, [], { stdin: 'NOOP\nRSET\n' });
    assert.equal(code, 15);
    assert.match(stdout, /^# ✗ The server closed the connection\.$/m);
    assert.doesNotMatch(stdout, /RSET/);
  });

  it('ends when the server hangs up or the deadline passes, though more lines could come', async (t) => {
    const gone = await serverOf(t, 'S: 220 x ESMTP\n* wait 300ms\n* close');
    const silent = await serverOf(t, 'S: 220 x ESMTP\nC: NOOP\n* silence');
    assert.equal(await exitOf(gone, []), 15);
    assert.equal(await exitOf(silent, ['--deadline', '1']), 15);
  });

  it('never sends a bare CR', async (t) => {
    const scene = await serverOf(t, 'S: 220 x ESMTP');
    const { code, stderr } = await session(scene, [], { stdin: 'NOOP a\rQUIT\n' });
    assert.equal(code, 2);
    assert.match(stderr, /bare CR or LF/);
    assert.deepEqual(
      scene.servers[0]?.received[0]?.filter((line) => line.includes('NOOP')),
      [],
    );
  });

  it('reports a connection that fails as probe does', async () => {
    const { code, stdout } = await runCli(['session', '127.0.0.1:1'], { stdin: 'NOOP\n' });
    assert.equal(code, 11);
    assert.match(stdout, /connect\.refused/);
  });

  it('refuses a secret on the stdin that gives the lines, and a domain in the place of a server', async () => {
    const secret = await runCli(['session', '127.0.0.1:1', '--user', 'ada', '--password-stdin'], {
      stdin: 'x',
    });
    assert.equal(secret.code, 2);
    const domain = await runCli(['session', 'ada@example.org'], { stdin: '' });
    assert.equal(domain.code, 2);
  });
});

describe('session --replay', { concurrency: 2 }, () => {
  const login = ['--user', 'ada@example.org'];
  const env = { SMTP_DOCTOR_PASSWORD: SECRET };

  it('is green against the server of the recording, whatever the queue id', async (t) => {
    const { file } = await savedBy(t);
    const scene = await serverOf(t, TRANSACTION.replace('4Q7ABC12', 'FFFF0123'));
    const { code, stdout, stderr } = await session(scene, ['--replay', file, ...login], { env });
    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(scene.servers[0]?.mismatches, []);
    const received = scene.servers[0]?.received[0] ?? [];
    assert.ok(received.includes('Subject: hello'));
    assert.ok(received.includes(Buffer.from(SECRET).toString('base64')));
    assert.ok(!(stdout + stderr).includes(SECRET));
  });

  it('is red, with what was recorded and what came, against one whose answers changed', async (t) => {
    const { file } = await savedBy(t);
    const changed = TRANSACTION.replaceAll('SIZE 1000', 'SIZE 2000').replace(
      /C: DATA[\s\S]*queued.*/,
      'C: DATA\nS: 554 5.7.1 no',
    );
    const scene = await serverOf(t, changed);
    const { code, stdout } = await session(scene, ['--replay', file, ...login], { env });
    assert.equal(code, 1);
    assert.match(stdout, /^# {3}S: 250-mail\.example\.net\n# - S: 250-SIZE 1000\n# \+ S: 250-SIZE 2000$/m);
    assert.match(stdout, /^# {3}C: DATA\n# - S: 354 End data with a dot\n# \+ S: 554 5\.7\.1 no$/m);
    // The message was not asked for, so that none of its lines is taken for a command.
    assert.deepEqual(scene.servers[0]?.mismatches, []);
  });

  it('asks for nothing that cannot be answered: exit code 2 without credentials', async (t) => {
    const { file } = await savedBy(t);
    const { code, stderr } = await session(await serverOf(t, TRANSACTION), ['--replay', file]);
    assert.equal(code, 2);
    assert.match(stderr, /--user/);
  });

  it('refuses a file without a dialogue', async (t) => {
    const scene = await serverOf(t, 'S: 220 x ESMTP');
    const file = fileOf(scene, 'none.txt');
    await writeFile(file, 'just words\n');
    const { code, stderr } = await session(scene, ['--replay', file]);
    assert.equal(code, 2);
    assert.match(stderr, /line 1 of the dialogue is "just words"/);
  });
});
