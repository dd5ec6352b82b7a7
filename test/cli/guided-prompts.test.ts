import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KEYS, PipedTerminal } from '../support/piped-terminal.ts';
import { runProcess } from '../support/run-cli.ts';
import { illnessOf } from '../support/scene.ts';

describe('a question before a command goes on', () => {
  it('asks for a password in the language of the command, and offers no way to see it', async (t) => {
    const { port } = await illnessOf(t, 'auth-accepted');
    const terminal = PipedTerminal.start(t, ['auth', `127.0.0.1:${port}`, '--user', 'ada', '--lang', 'it']);
    const shown = await terminal.sees(/Password di ada \(non si vede\)/);
    assert.doesNotMatch(shown, /masked|ctrl\+t|toggle/);
    terminal.type('s3cret\x14');
    terminal.type(KEYS.ctrlC);
    assert.equal(await terminal.exit(), 130);
    assert.doesNotMatch(terminal.text, /s3cret/);
  });

  it('is answered by an Italian with an s', async (t) => {
    const { port } = await illnessOf(t, 'data-accepted');
    const many = ['--count', '21', '--from', 'a@example.org', '--to', 'b@example.net', '--lang', 'it'];
    const terminal = PipedTerminal.start(t, ['send-test', `127.0.0.1:${port}`, ...many]);
    await terminal.sees(/Invio 21 messaggi a un solo destinatario\? \(s\/N\)/);
    terminal.type(`x${KEYS.return}`);
    await terminal.sees(/rispondi s o n/);
    terminal.type(`\x15s${KEYS.return}`);
    await terminal.sees(/> Invio 21 messaggi a un solo destinatario\? S/);
    terminal.type(KEYS.ctrlC);
    await terminal.exit();
  });
});

describe('session --guided', () => {
  it('speaks the language that it is told to, and hands its options on to the commands', async (t) => {
    const { port, ca } = await illnessOf(t, 'auth-credentials-rejected');
    const options = ['--ca', ca, '--lang', 'it', '--no-color', '--user', 'ada@example.org'];
    const server = `127.0.0.1:${port}`;
    const args = ['session', '--guided', server, ...options, '--password-env', 'WORD'];
    const terminal = PipedTerminal.start(t, args, { WORD: 'open-sesame' });
    await terminal.sees(/Che cosa non va\?[\s\S]*poi invio\)/);
    terminal.enter();
    for (const step of [1, 2, 3]) {
      await terminal.sees(new RegExp(`Passo ${step} di 4[\\s\\S]*poi invio\\)`));
      terminal.enter();
    }
    assert.equal(await terminal.exit(), 14);
    const trust = `--ca ${ca.replaceAll('.', '\\.')} --lang it --no-color`;
    assert.match(terminal.text, new RegExp(`smtp-doctor ports ${server} ${trust}\\n`));
    const login = '--password-env WORD --user ada@example\\.org';
    assert.match(terminal.text, new RegExp(`smtp-doctor auth ${server} ${trust} ${login}\\n`));
    assert.doesNotMatch(terminal.text, /open-sesame|Nome utente:/);
  });

  it('looks at the server that is named without asking for it', async (t) => {
    const { port } = await illnessOf(t, 'healthy');
    const terminal = PipedTerminal.start(t, ['session', '127.0.0.1', '--port', String(port), '--guided']);
    await terminal.sees(/What is wrong\?[\s\S]*then return\)/);
    terminal.enter('4');
    await terminal.sees(new RegExp(`Connect to 127\\.0\\.0\\.1:${port},`));
    terminal.type(KEYS.ctrlD);
    assert.equal(await terminal.exit(), 0);
  });

  it('asks for the password of the user who is named', async (t) => {
    const { port } = await illnessOf(t, 'healthy');
    const args = ['session', '--guided', `127.0.0.1:${port}`, '--user', 'ada'];
    const terminal = PipedTerminal.start(t, args);
    for (const [question, answer] of [
      [/What is wrong\?[\s\S]*then return\)/, ''],
      [/Step 1[\s\S]*then return\)/, '2'],
      [/Step 2[\s\S]*then return\)/, '2'],
      [/Step 3[\s\S]*then return\)/, ''],
    ] as const) {
      await terminal.sees(question);
      terminal.enter(answer);
    }
    await terminal.sees(/Password of ada/);
    terminal.type(KEYS.ctrlC);
    assert.equal(await terminal.exit(), 130);
  });

  it('refuses what has no place in it, and to ask where nobody sits', async () => {
    for (const args of [
      ['--replay', 'x'],
      ['--port', '25'],
      ['not a server'],
      ['mail.example.org:25', '--port', '25'],
      [],
    ]) {
      assert.equal((await runProcess(['session', '--guided', ...args])).code, 2);
    }
  });
});
