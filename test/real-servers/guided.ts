import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { findIllness } from '../../src/demo/illnesses.ts';
import { startScene } from '../../src/demo/scene.ts';
import { arrival } from './delivery-send.ts';
import type { Lab } from './lab.ts';
import { MAIL_DOMAIN, PORTS } from './server.ts';
import { TmuxTerminal } from './tmux.ts';

const BIN = resolve('bin/smtp-doctor.js');
const PLAIN = { LC_ALL: 'C.UTF-8', NO_COLOR: '1', SMTP_DOCTOR_LANG: 'en' } as const;
const PICK = /^\(arrow keys or a number, then return\)$/m;

/** Declares the tests of the guided way in a pseudo-terminal of 80 columns and 24 rows. */
export function describeGuided(lab: () => Lab): void {
  describe('the guided way in a terminal', () => {
    test('sends a message through Postfix step by step, and names the commands', (t) => sendOn(t, lab()));
    test('stops at the login that is refused, and never shows the password', stopAtLogin);
    test('teaches SMTP by return alone', learnSmtp);
    test('takes a bounce that is pasted, empty lines and all', pasteBounce);
    test('speaks Italian in ASCII, and is left by ctrl-c and by ctrl-d', leave);
  });
}

async function terminalFor(
  t: TestContext,
  env: Readonly<Record<string, string>> = {},
): Promise<TmuxTerminal> {
  const terminal = await TmuxTerminal.start([process.execPath, BIN], { ...PLAIN, ...env });
  t.after(() => terminal.end());
  return terminal;
}

/** Says yes to a step, once it is this one's turn. */
async function agree(terminal: TmuxTerminal, number: number): Promise<void> {
  await terminal.sees(new RegExp(`^Step ${number} of 4: [\\s\\S]*${PICK.source}`, 'm'));
  await terminal.press('Enter');
}

async function beginSending(terminal: TmuxTerminal, server: string): Promise<void> {
  assert.equal(await terminal.sees(PICK), MENU);
  await terminal.press('Enter');
  await terminal.sees(/^\? Your mail address/m);
  await terminal.enter(server);
}

async function sendOn(t: TestContext, lab: Lab): Promise<void> {
  const marker = `guided-${process.pid}`;
  const server = `${lab.postfix.address}:${PORTS.relay}`;
  const terminal = await terminalFor(t, { NODE_EXTRA_CA_CERTS: lab.rootFile });
  await beginSending(terminal, server);
  await agree(terminal, 1);
  await agree(terminal, 2);
  await terminal.sees(/^Step 3 of 4/m);
  await terminal.enter('2');
  await agree(terminal, 4);
  await terminal.sees(/^\? From:/m);
  await terminal.enter(`${marker}@${MAIL_DOMAIN}`);
  await terminal.sees(/^\? To:/m);
  await terminal.enter(`ada@${MAIL_DOMAIN}`);
  const screen = await terminal.sees(/^exit 0$/m);
  assert.match(screen, new RegExp(`^ {2}smtp-doctor send-test ${server} --from ${marker}@`, 'm'));
  assert.match(screen, / auth +skipped$/m);
  await arrival(lab.postfix.maildirOf('ada'), `${marker}@${MAIL_DOMAIN}`);
}

async function stopAtLogin(t: TestContext): Promise<void> {
  const scene = await startScene(await findIllness('auth-credentials-rejected'));
  t.after(() => scene.close());
  const port = scene.variables.get('PORT') ?? '';
  const terminal = await terminalFor(t, { NODE_EXTRA_CA_CERTS: scene.variables.get('CA') ?? '' });
  await beginSending(terminal, `127.0.0.1:${port}`);
  for (const number of [1, 2, 3]) await agree(terminal, number);
  await terminal.sees(/^\? User name:/m);
  await terminal.enter('ada@example.org');
  await terminal.sees(/^\? Password of ada@example\.org/m);
  await terminal.type('open-sesame');
  assert.doesNotMatch(await terminal.screen(), /open-sesame/);
  await terminal.press('Enter');
  const screen = await terminal.sees(/^exit 14$/m);
  assert.ok(screen.replaceAll(port, 'PORT').endsWith(STOPPED), screen);
}

async function learnSmtp(t: TestContext): Promise<void> {
  const terminal = await terminalFor(t);
  await terminal.sees(PICK);
  await terminal.enter('5');
  await terminal.sees(/^\? Press return to connect\.$/m);
  await terminal.press('Enter');
  assert.ok((await terminal.sees(/^\? C: \(EHLO/m)).endsWith(GREETED));
  for (const line of LESSON) {
    await terminal.sees(new RegExp(`^\\? C:${line === '' ? '' : ` \\(${escaped(line)}`}`, 'm'));
    await terminal.press('Enter');
  }
  assert.ok((await terminal.sees(/^exit/m)).endsWith(LEARNT));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

async function pasteBounce(t: TestContext): Promise<void> {
  const terminal = await terminalFor(t);
  await terminal.sees(PICK);
  await terminal.enter('2');
  await terminal.sees(/alone ends it\.$/m);
  await terminal.type(`${BOUNCE.join('\r')}\r\r`);
  const screen = await terminal.sees(/^exit 0$/m);
  assert.match(screen, /^ {2}Recipient {5}bob@example\.net$/m);
  assert.match(screen, /^ {2}smtp-doctor explain bounce\.eml$/m);
}

async function leave(t: TestContext): Promise<void> {
  const italian = { SMTP_DOCTOR_LANG: '', LC_ALL: '', LANG: 'it_IT' };
  const interrupted = await terminalFor(t, italian);
  await interrupted.sees(/poi invio\)$/m);
  await interrupted.press('C-c');
  assert.equal(await interrupted.sees(/^exit/m), LEFT);
  const left = await terminalFor(t, italian);
  await left.sees(/poi invio\)$/m);
  await left.press('C-d');
  await left.sees(/^exit 0$/m);
}

const BOUNCE = [
  'Subject: Undelivered Mail Returned to Sender',
  '',
  'I could not deliver your message.',
  '',
  '<bob@example.net>: host mx.example.net[192.0.2.25] said: 550 5.1.1',
  '    <bob@example.net>: Recipient address rejected: User unknown in virtual',
  '    mailbox table (in reply to RCPT TO command)',
];

const LESSON = [
  ...['EHLO', 'STARTTLS', 'EHLO', 'MAIL FROM:<', 'RCPT TO:<nobody@', 'RCPT TO:<bob@', 'DATA', 'From: Ada'],
  ...['To: Bob', 'Subject: My', '', 'Hello Bob', '.', 'QUIT'],
];

const MENU = `
I ask, you answer, and together we find out what is wrong. Nothing goes over the
network before you have said yes. ctrl-c leaves at any time.

? What is wrong?
> 1. I cannot send mail
  2. My mail bounces
  3. Which server is mine?
  4. Is my server set up well?
  5. Nothing: teach me how mail is sent

(arrow keys or a number, then return)`;

const STOPPED = `Broken: the first finding says where and why. 1 error, 1 note.

We stop here: what is said above comes first, and the later steps would fail for
the same reason.

What came of it
  ✓ ports      nothing wrong
  ✓ probe      nothing wrong
  ✗ auth       User name or password refused
  · send-test  not tried

The same without questions, to copy:
  smtp-doctor ports 127.0.0.1:PORT
  smtp-doctor probe 127.0.0.1:PORT
  smtp-doctor auth 127.0.0.1:PORT --user ada@example.org

The password is asked for, and never stands in a command.
exit 14`;

const GREETED = `> Press return to connect.
S: 220 mx.example.net ESMTP practice server
  ✓ The server is ready (… ms)

The server speaks first. Each answer begins with three digits, and the first one
is what matters: 2 is yes, 3 is yes, go on, 4 is not now, 5 is no. 220 is: I am
ready.

Now you say hello and give your computer’s name: EHLO and a name.

? C: (EHLO my-computer.example.org)`;

const LEARNT = `> C:
> C: Hello Bob, I typed this myself.
> C: .
S: 250 2.0.0 Ok: queued as …
  ✓ The message was accepted (… ms)

That 250 is the one that counts: the server has taken the message and answers
for it from now on. What it is “queued as” is the name under which its log knows
it: give it to who runs the server when a message is missing.

Nothing else to send: take leave with QUIT.

> C: QUIT
S: 221 2.0.0 Bye
  ✓ The server says goodbye (… ms)

221 is: goodbye. The connection is closed.

That is all that a mail program does. To do the same with a real server, with
help at each step:
  smtp-doctor session smtp.example.org
exit 0`;

const LEFT = `
Io chiedo, tu rispondi, e insieme troviamo che cosa non va. Niente va in rete
prima che tu abbia detto di si'. Con ctrl-c esci in qualsiasi momento.

? Che cosa non va?
> 1. Non riesco a inviare posta
  2. La mia posta torna indietro
  3. Qual e' il mio server?
  4. Il mio server e' configurato bene?
  5. Niente: insegnami come si invia la posta

(frecce o un numero, poi invio)

exit 130`;
