import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KEYS, PipedTerminal } from '../support/piped-terminal.ts';

const BOUNCE = [
  'From: MAILER-DAEMON@mx.example.org',
  'Subject: Undelivered Mail Returned to Sender',
  '',
  'I could not deliver your message.',
  '',
  '<bob@example.net>: host mx.example.net[192.0.2.25] said: 550 5.1.1',
  '    <bob@example.net>: Recipient address rejected: User unknown in virtual',
  '    mailbox table (in reply to RCPT TO command)',
];

async function choose(
  t: Parameters<typeof PipedTerminal.start>[0],
  number: string,
  env: Readonly<Record<string, string>> = {},
): Promise<PipedTerminal> {
  const terminal = PipedTerminal.start(t, [], env);
  await terminal.sees(/\?[\s\S]*\(arrow keys|\(frecce/);
  terminal.enter(number);
  return terminal;
}

/** Presses return at each question of the lesson but those answered otherwise. */
async function learn(
  terminal: PipedTerminal,
  connect: RegExp,
  instead: readonly string[] = [],
): Promise<number | null> {
  await terminal.sees(connect);
  terminal.enter();
  for (const line of instead) {
    await terminal.sees(/\? C:/);
    terminal.enter(line);
  }
  for (;;) {
    const shown = await terminal.sees(/\? C:|smtp-doctor session|QUIT, (?:which|che)/);
    if (!shown.includes('? C:')) return terminal.exit();
    terminal.enter();
  }
}

describe('the lesson', () => {
  it('leads a newcomer through a transaction by return alone', async (t) => {
    const terminal = await choose(t, '5');
    assert.equal(await learn(terminal, /Press return to connect/), 0);
    for (const code of ['220', '250-', '550', '354', '221'])
      assert.match(terminal.text, new RegExp(`^S: ${code}`, 'm'));
    assert.match(terminal.text, /^S: 250 2\.0\.0 Ok: queued/m);
    assert.match(terminal.text, /^ {2}smtp-doctor session smtp\.example\.org$/m);
  });

  it('is held in Italian too', async (t) => {
    const terminal = await choose(t, '5', { SMTP_DOCTOR_LANG: 'it' });
    assert.equal(await learn(terminal, /Premi invio per collegarti/), 0);
    assert.match(terminal.text, /221 vuol dire: arrivederci/);
  });

  it('lets the server answer a line that is not due, and offers the right one again', async (t) => {
    const terminal = await choose(t, '5');
    assert.equal(
      await learn(terminal, /Press return/, ['MAIL FROM:<eve@example.org>', 'ehlo eve.example.org']),
      0,
    );
    assert.match(terminal.text, /^S: 503 /m);
    assert.match(terminal.text, /That was not the line that leads on\. Now comes EHLO/);
  });

  it('ends at once with QUIT', async (t) => {
    const terminal = await choose(t, '5');
    assert.equal(await learn(terminal, /Press return/, ['EHLO me.example', 'QUIT']), 0);
    assert.match(terminal.text, /You took leave with QUIT/);
  });
});

describe('a pasted bounce', () => {
  it('is taken whole, empty lines and all, and explained', async (t) => {
    const terminal = await choose(t, '2');
    await terminal.sees(/a dot alone ends it/);
    terminal.type(`${BOUNCE.join(KEYS.return)}${KEYS.return}${KEYS.return}`);
    await terminal.sees(/smtp-doctor explain bounce\.eml/);
    assert.equal(await terminal.exit(), 0);
    assert.match(terminal.text, /does not exist/);
  });

  it('may be one line, ended by a dot', async (t) => {
    const terminal = await choose(t, '2');
    await terminal.sees(/a dot alone ends it/);
    terminal.type(`552 5.2.2 mailbox full${KEYS.return}.${KEYS.return}`);
    await terminal.sees(/mailbox[^\n]*full[\s\S]*bounce\.eml/i);
    assert.equal(await terminal.exit(), 0);
  });

  it('is asked for again where there is nothing', async (t) => {
    const terminal = await choose(t, '2');
    await terminal.sees(/a dot alone ends it/);
    terminal.type(KEYS.return);
    await terminal.sees(/There is nothing yet/);
    terminal.type(KEYS.ctrlD);
    assert.equal(await terminal.exit(), 0);
  });
});

describe('every question', () => {
  /** The keys that lead to it, and how it is known. */
  const questions: readonly (readonly [
    name: string,
    keys: readonly (readonly [RegExp, string])[],
    at: RegExp,
  ])[] = [
    ['the first', [], /What is wrong\?/],
    ['an address', [[/then return\)/, '1']], /Your mail address/],
    [
      'a consent',
      [
        [/then return\)/, '1'],
        [/Your mail/, '192.0.2.1:25'],
      ],
      /Connect to[\s\S]*then return\)/,
    ],
    [
      'a password',
      [
        [/then return\)/, '1'],
        [/Your mail/, '192.0.2.1:25'],
        [/Step 1[\s\S]*then return\)/, '2'],
        [/Step 2[\s\S]*then return\)/, '2'],
        [/Step 3[\s\S]*then return\)/, '1'],
        [/User name/, 'ada'],
      ],
      /Password of ada/,
    ],
    ['a paste', [[/then return\)/, '2']], /alone ends it/],
    ['a scope', [[/then return\)/, '4']], /What shall we look at\?[\s\S]*then return\)/],
    ['the lesson', [[/then return\)/, '5']], /Press return to connect/],
    [
      'a line of the lesson',
      [
        [/then return\)/, '5'],
        [/Press return/, ''],
      ],
      /\? C:/,
    ],
  ];
  for (const [name, keys, at] of questions) {
    for (const [key, code] of [
      ['ctrlC', 130],
      ['ctrlD', 0],
    ] as const) {
      it(`is left by ${key} with ${code}: ${name}`, async (t) => {
        const terminal = PipedTerminal.start(t, []);
        for (const [question, answer] of keys) {
          await terminal.sees(question);
          terminal.enter(answer);
        }
        await terminal.sees(at);
        terminal.type(KEYS[key]);
        assert.equal(await terminal.exit(), code);
        assert.doesNotMatch(terminal.text, /bug of ours|at .*\.(?:ts|js|cjs):\d/);
      });
    }
  }
});
