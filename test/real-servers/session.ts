import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { shows } from './auth-secrets.ts';
import { finish } from './command.ts';
import { arrival } from './delivery-send.ts';
import type { Lab } from './lab.ts';
import { POLICY_PORTS } from './postfix.ts';
import { CLIENT_NAME } from './probe.ts';
import { ACCOUNT, MAIL_DOMAIN, PORTS } from './server.ts';
import { TmuxTerminal } from './tmux.ts';

const BIN = resolve('bin/smtp-doctor.js');
const RECIPIENT = `ada@${MAIL_DOMAIN}`;

/** Declares the tests of `session` in a pseudo-terminal, each before Postfix. */
export function describeSession(lab: () => Lab): void {
  describe('a session in a terminal', () => {
    test('leads a message by hand through STARTTLS and AUTH, is saved, and replays green and red', (t) =>
      leadMessage(t, lab()));
    test('shows what Postfix says unasked above the line that is being typed', (t) => beAsked(t, lab()));
    test('is left by ctrl-c pressed twice, and by ctrl-d with QUIT', (t) => leave(t, lab()));
    test('fits a window that is made narrower, and a line that is longer than it', (t) => shrink(t, lab()));
  });
}

function commandFor(lab: Lab, port: number, ...args: readonly string[]): string[] {
  const { address, hostname } = lab.postfix;
  const trust = ['--ca', lab.rootFile, '--tls-servername', hostname, '--ehlo', CLIENT_NAME];
  return [process.execPath, BIN, 'session', `${address}:${port}`, ...trust, ...args];
}

async function terminalFor(
  t: TestContext,
  lab: Lab,
  port: number,
  env: Readonly<Record<string, string>> = {},
): Promise<TmuxTerminal> {
  const plain = { LC_ALL: 'C.UTF-8', NO_COLOR: '1', SMTP_DOCTOR_LANG: 'en', ...env };
  const terminal = await TmuxTerminal.start(commandFor(lab, port), plain);
  t.after(() => terminal.end());
  await terminal.sees(/^plain>$/m);
  return terminal;
}

async function leadMessage(t: TestContext, lab: Lab): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'smtp-doctor-session-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'dialogue.txt');
  const marker = `session-${process.pid}`;
  const terminal = await terminalFor(t, lab, PORTS.submission);
  assert.equal(await terminal.screen(), GREETED);
  await terminal.type('eh');
  // Keys that come together are taken for a paste, in which a tab is a tab.
  await terminal.press('Tab');
  await terminal.sees(/^plain> EHLO$/m);
  await terminal.press('Tab');
  await terminal.sees(new RegExp(`^plain> EHLO ${CLIENT_NAME.replaceAll('.', '\\.')}$`, 'm'));
  await terminal.press('Enter');
  await terminal.sees(/STARTTLS[\s\S]*^plain>$/m);
  await terminal.enter('STARTTLS');
  await terminal.sees(/^\* tls TLSv1\.3/m);
  await logInByHand(terminal);
  await terminal.press('C-l');
  await terminal.type('mail f');
  await terminal.press('Tab');
  await terminal.sees(/> MAIL FROM:<$/m);
  await terminal.enter(`${RECIPIENT}>`);
  await terminal.sees(/^mail>$/m);
  await terminal.type('rcpt t');
  await terminal.press('Tab');
  await terminal.sees(/> RCPT TO:<$/m);
  await terminal.type('a');
  await terminal.press('Tab');
  await terminal.sees(/> RCPT TO:<ada@mail\.test\.example>$/m);
  await terminal.press('Enter');
  await terminal.sees(/2\.1\.5[\s\S]*^mail>$/m);
  await terminal.enter('DATA');
  await terminal.sees(/^data>$/m);
  for (const line of [`Subject: ${marker}`, '', '.a line with a dot', '.']) await terminal.enter(line);
  assert.equal(await terminal.sees(/queued as[\s\S]*> *$/), SENT.replaceAll('MARKER', marker));
  const arrived = await arrival(lab.postfix.maildirOf('ada'), marker);
  assert.ok(arrived.toString().endsWith('\r\n\r\n.a line with a dot\r\n'), arrived.toString());
  await terminal.enter('QUIT');
  await terminal.sees(/^closed>$/m);
  await terminal.enter(`/save ${file}`);
  await terminal.sees(/lines written/);
  await terminal.press('C-d');
  await terminal.sees(/^exit 0$/m);
  const saved = await readFile(file, 'utf8');
  assert.ok(!shows(saved, ACCOUNT.password), saved);
  await assertReplays(lab, file);
}

async function logInByHand(terminal: TmuxTerminal): Promise<void> {
  await terminal.enter(`EHLO ${CLIENT_NAME}`);
  await terminal.sees(/AUTH[\s\S]*^tls>$/m);
  await terminal.enter('AUTH LOGIN');
  await terminal.sees(/The server asks: Username:[\s\S]*^auth>$/m);
  await terminal.enter(Buffer.from(ACCOUNT.user).toString('base64'));
  await terminal.sees(/The server asks: Password:/);
  // A line that begins with a slash may be base64; this one is the macro.
  await terminal.enter('/b64');
  await terminal.sees(/Text, not shown/);
  await terminal.enter(ACCOUNT.password);
  const screen = await terminal.sees(/2\.7\.0[\s\S]*^tls ada@test\.example>$/m);
  assert.ok(!shows(screen, ACCOUNT.password), screen);
}

/** The same server answers as recorded; a port that takes mail from nobody does not. */
async function assertReplays(lab: Lab, file: string): Promise<void> {
  const env = { SMTP_DOCTOR_PASSWORD: ACCOUNT.password, SMTP_DOCTOR_LANG: 'en', LC_ALL: 'C.UTF-8' };
  const play = async (port: number) => {
    const args = commandFor(lab, port, '--replay', file, '--user', ACCOUNT.user).slice(1);
    const played = await finish(process.execPath, args, { env });
    assert.ok(!shows(played.stdout, ACCOUNT.password), played.stdout);
    return played;
  };
  const same = await play(PORTS.submission);
  assert.equal(same.code, 0, same.stdout + same.stderr);
  const other = await play(POLICY_PORTS.ownSender);
  assert.equal(other.code, 1, other.stdout + other.stderr);
  assert.match(other.stdout, /^# - S: 250 2\.1\.0 Ok\n|^# - S: 250/m);
  assert.match(other.stdout, /^# \+ S: 553 5\.7\.1 /m);
}

async function beAsked(t: TestContext, lab: Lab): Promise<void> {
  const terminal = await terminalFor(t, lab, POLICY_PORTS.impatient);
  await terminal.type('MAIL FROM:<ada@te');
  await terminal.press('Left');
  await terminal.press('Left');
  await terminal.sees(/421/);
  await terminal.type('X');
  assert.equal(await terminal.sees(/^closed> MAIL FROM:<ada@Xte$/m), UNASKED);
}

async function leave(t: TestContext, lab: Lab): Promise<void> {
  const interrupted = await terminalFor(t, lab, PORTS.relay);
  await interrupted.type('half a line');
  await interrupted.press('C-c');
  await interrupted.sees(/^plain>$/m);
  await interrupted.press('C-c');
  await interrupted.sees(/ctrl-c once more/);
  await interrupted.press('C-c');
  assert.equal(await interrupted.sees(/^exit/m), INTERRUPTED);
  const left = await terminalFor(t, lab, PORTS.relay, { SMTP_DOCTOR_LANG: 'it', LC_ALL: 'C' });
  await left.press('C-d');
  assert.equal(await left.sees(/^exit/m), LEFT);
}

async function shrink(t: TestContext, lab: Lab): Promise<void> {
  const terminal = await terminalFor(t, lab, PORTS.relay);
  await terminal.resize(44, 24);
  // The program is told by a signal, and shows nothing of it.
  await sleep(500);
  await terminal.type(`EHLO ${'a'.repeat(60)}.example`);
  await terminal.sees(/^a+\.example$/m);
  await terminal.press('C-u');
  await terminal.enter('/state');
  const screen = await terminal.sees(/Recipients[\s\S]*^plain>$/m);
  assert.ok(screen.endsWith(NARROW), screen);
}

const GREETED = `S: 220 postfix.test.example ESMTP Postfix
  ✓ The server is ready (… ms)
Type SMTP as it is. /help lists what else you can type, ? explains the last
reply.
next: EHLO ${CLIENT_NAME}
plain>`;

const SENT = `tls ada@test.example> MAIL FROM:<ada@mail.test.example>
S: 250 2.1.0 Ok
  ✓ The sender is accepted; the recipients are next (… ms)
next: RCPT TO:<…> · RSET
mail> RCPT TO:<ada@mail.test.example>
S: 250 2.1.5 Ok
  ✓ The recipient is accepted; another one, or the message (… ms)
next: RCPT TO:<…> · DATA · /send
mail> DATA
S: 354 End data with <CR><LF>.<CR><LF>
  i Send the message (… ms)
Type the message: header, an empty line, text. A line with a dot alone ends it;
a dot at the beginning of any other line is doubled for you.
data> Subject: MARKER
data>
data> .a line with a dot
data> .
S: 250 2.0.0 Ok: queued as …
  ✓ The message was accepted (… ms)
next: MAIL FROM:<…> · QUIT
tls ada@test.example>`;

const UNASKED = `S: 220 postfix.test.example ESMTP Postfix
  ✓ The server is ready (… ms)
Type SMTP as it is. /help lists what else you can type, ? explains the last
reply.
next: EHLO ${CLIENT_NAME}
the server says without being asked:
S: 421 4.4.2 postfix.test.example Error: timeout exceeded
  ! The server waited too long for you and closed the session
✗ The server closed the connection.
The connection is closed. /save FILE keeps the dialogue, /quit leaves.
next: /save FILE · /quit
closed> MAIL FROM:<ada@Xte`;

const INTERRUPTED = `${GREETED.slice(0, GREETED.lastIndexOf('plain>'))}ctrl-c once more, ctrl-d or /quit leaves.
plain>
exit 130`;

const NARROW = `next: EHLO ${CLIENT_NAME}
plain> /state
  Server      127.0.1.1:25
  Security    none: everything travels in
              clear text
  EHLO name   none
  Login       none
  Sender      none
  Recipients  none
plain>`;

const LEFT = `S: 220 postfix.test.example ESMTP Postfix
  + Il server e' pronto (… ms)
Scrivi SMTP cosi' com'e'. /help elenca cos'altro puoi scrivere, ? spiega
l'ultima risposta.
adesso: EHLO ${CLIENT_NAME}
plain>
C: QUIT
S: 221 2.0.0 Bye
  + Il server si congeda (… ms)
exit 0`;
