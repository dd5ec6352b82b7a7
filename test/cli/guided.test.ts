import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KEYS, PipedTerminal } from '../support/piped-terminal.ts';
import { runCli } from '../support/run-cli.ts';
import { illnessOf } from '../support/scene.ts';
import { beginSending, goAllTheWay } from './guided-way.ts';

/** An illness, and the step that finds it out. */
const DIAGNOSES = [
  ['greeting-busy', 'probe'],
  ['greeting-not-smtp', 'probe'],
  ['hello-ehlo-refused', 'probe'],
  ['starttls-missing', 'probe'],
  ['starttls-refused', 'probe'],
  ['starttls-not-tls', 'probe'],
  ['tls-certificate-expired', 'probe'],
  ['tls-certificate-self-signed', 'probe'],
  ['tls-name-mismatch', 'probe'],
  ['tls-handshake-failed', 'probe'],
  ['auth-credentials-rejected', 'auth'],
  ['auth-app-password-required', 'auth'],
  ['auth-missing', 'auth'],
  ['auth-account-locked', 'auth'],
] as const;

/** Those found out where nobody logs in. */
const DELIVERIES = ['rcpt-mailbox-unknown', 'rcpt-relay-denied', 'data-spam', 'mail-sender-refused'] as const;
const SKIP = '2';

/** The first finding of each report, as it is headed. */
function headings(text: string): { title: string; id: string }[] {
  const found = text.matchAll(/^✗ (.+?)\s{2,}(\w+\.[\w-]+)$/gm);
  return Array.from(found, ([, title = '', id = '']) => ({ title, id }));
}

describe('the guided way of who cannot send', () => {
  for (const [name, step] of DIAGNOSES) {
    it(`ends with the diagnosis of ${name}, at ${step}`, async (t) => {
      const scene = await illnessOf(t, name);
      const server = `127.0.0.1:${scene.port}`;
      const terminal = await goAllTheWay(t, { server, env: { NODE_EXTRA_CA_CERTS: scene.ca } });
      assert.notEqual(await terminal.exit(), 0);
      const id = name.replace('-', '.');
      const heading = headings(terminal.text).find((one) => one.id === id);
      assert.ok(heading, terminal.text);
      const [first = ''] = heading.title.split(' (');
      const [summary = ''] = terminal.text.split('What came of it').slice(-1);
      assert.match(summary.replace(/\s+/g, ' '), new RegExp(`✗ ${step} ${first.slice(0, 30)}`));
      assert.match(summary, new RegExp(`^  smtp-doctor ${step} ${server}`, 'm'));
    });
  }

  for (const name of DELIVERIES) {
    it(`ends with the diagnosis of ${name}, at the message, where the login was skipped`, async (t) => {
      const scene = await illnessOf(t, name);
      const terminal = await goAllTheWay(t, {
        ...{ server: `127.0.0.1:${scene.port}`, login: SKIP },
        env: { NODE_EXTRA_CA_CERTS: scene.ca },
      });
      assert.notEqual(await terminal.exit(), 0);
      assert.ok(
        headings(terminal.text).some(({ id }) => id === name.replace('-', '.')),
        terminal.text,
      );
      assert.match(terminal.text, / auth +skipped$/m);
    });
  }

  it('stops at closed ports, and tries nothing further', async (t) => {
    const { port } = await illnessOf(t, 'connect-refused');
    const terminal = await goAllTheWay(t, { server: `127.0.0.1:${port}` });
    assert.equal(await terminal.exit(), 11);
    assert.match(terminal.text, / probe +not tried$/m);
  });

  it('never shows the password, nor puts it into a command', async (t) => {
    const scene = await illnessOf(t, 'auth-credentials-rejected');
    const terminal = await goAllTheWay(t, {
      ...{ server: `127.0.0.1:${scene.port}` },
      env: { NODE_EXTRA_CA_CERTS: scene.ca },
    });
    assert.equal(await terminal.exit(), 14);
    assert.ok(scene.servers[0]?.received.flat().some((line) => line.startsWith('AUTH PLAIN ')));
    assert.doesNotMatch(terminal.text, /open-sesame/);
    assert.match(terminal.text, /^ {2}smtp-doctor auth 127\.0\.0\.1:\d+ --user ada@example\.org$/m);
  });

  it('connects to nobody before it was allowed to', async (t) => {
    const { port, servers } = await illnessOf(t, 'healthy');
    const terminal = await beginSending(t);
    terminal.enter(`127.0.0.1:${port}`);
    await terminal.sees(/Step 1 of 4[\s\S]*then return\)/);
    terminal.enter('3');
    assert.equal(await terminal.exit(), 0);
    assert.equal(servers[0]?.connections, 0);
    assert.match(terminal.text, / ports +not tried$/m);
  });

  it('proposes the servers of a known provider, and says what the login wants', async (t) => {
    const terminal = await beginSending(t);
    terminal.enter('ada@libero.it');
    await terminal.sees(/1\. smtp\.libero\.it, port 465 \(SSL\/TLS\)[\s\S]*then return\)/);
    terminal.enter();
    await terminal.sees(/User name +ada@libero\.it[\s\S]*Connect to smtp\.libero\.it,/);
  });

  it('takes no address for a server, and says what it looks like', async (t) => {
    const terminal = await beginSending(t);
    terminal.type(`no such thing${KEYS.return}`);
    await terminal.sees(/neither an address/);
    terminal.type(KEYS.ctrlC);
    assert.equal(await terminal.exit(), 130);
  });
});

describe('a bare smtp-doctor', () => {
  it('stays the help where there is no terminal', async () => {
    const { stdout, code } = await runCli([]);
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: smtp-doctor/);
  });

  it('is what session --guided is too', async (t) => {
    const terminal = PipedTerminal.start(t, ['session', '--guided']);
    await terminal.sees(/What is wrong\?[\s\S]*then return\)/);
    terminal.type(KEYS.ctrlD);
    assert.equal(await terminal.exit(), 0);
  });

  it('speaks Italian where the locale does, and ASCII where that is all', async (t) => {
    const env = { SMTP_DOCTOR_LANG: '', LC_ALL: '', LANG: 'it_IT' };
    const terminal = PipedTerminal.start(t, [], env);
    await terminal.sees(/Che cosa non va\?[\s\S]*poi invio\)/);
    terminal.type(KEYS.ctrlD);
    assert.equal(await terminal.exit(), 0);
    assert.match(terminal.text, /prima che tu abbia detto di si'\./);
    assert.doesNotMatch(terminal.text.replaceAll('\u00a0', ' '), /[^\x00-\x7e]/);
  });
});
