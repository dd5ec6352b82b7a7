import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runCli, runProcess } from '../support/run-cli.ts';

const BIN = fileURLToPath(new URL('../../bin/smtp-doctor.js', import.meta.url));
const KEYS = ['cause', 'detail', 'confidence', 'actor', 'temporary', 'because', 'alternatives'];

interface Answer {
  readonly cause: string | null;
  readonly temporary: boolean | null;
}

function answersIn(stdout: string): Answer[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('explain --batch', () => {
  it('answers each line in order, with seven keys and no more', async () => {
    const stdin = [
      { text: '550 5.1.1 User unknown', stage: 'rcpt' },
      { text: '250 2.0.0 OK' },
      { text: '535 5.7.8 Authentication credentials invalid' },
      { text: 'a text that says nothing' },
    ];
    const { code, stdout, stderr } = await runCli(['explain', '--batch'], {
      stdin: stdin.map((line) => `${JSON.stringify(line)}\n`).join(''),
    });
    assert.deepEqual([code, stderr], [0, '']);
    const answers = answersIn(stdout);
    for (const answer of answers) assert.deepEqual(Object.keys(answer), KEYS);
    assert.deepEqual(
      answers.map(({ cause, temporary }) => [cause, temporary]),
      [
        ['recipient-unknown', false],
        [null, null],
        ['auth-failed', false],
        [null, null],
      ],
    );
  });

  it('keeps the place of lines that cannot be read, names the first, and ends with 2', async () => {
    const stdin = '{"text": "535"}\nno json\n{"words": 1}\n\n{"text": "452 4.2.2 mailbox full"}';
    const { code, stdout, stderr } = await runCli(['explain', '--batch'], { stdin });
    assert.equal(code, 2);
    assert.match(stderr, /line 2 /);
    assert.deepEqual(
      answersIn(stdout).map(({ cause }) => cause),
      ['auth-failed', null, null, null, 'mailbox-full'],
    );
  });

  it('answers a blank line by one that says nothing, which is no mistake', async () => {
    const { code, stdout, stderr } = await runCli(['explain', '--batch'], {
      stdin: '\n{"text": "535"}\n \n',
    });
    assert.deepEqual([code, stderr], [0, '']);
    assert.deepEqual(
      answersIn(stdout).map(({ cause }) => cause),
      [null, 'auth-failed', null],
    );
  });

  it('takes the stage of the command line for lines without their own', async () => {
    const stdin = '{"text": "550"}\n{"text": "550", "stage": "rcpt"}\n';
    const { stdout } = await runCli(['explain', '--batch', '--stage', 'mail'], { stdin });
    assert.deepEqual(
      answersIn(stdout).map(({ cause }) => cause),
      ['sender-rejected', 'recipient-unknown'],
    );
  });

  it('writes no faster than its reader reads, and stops when the reader has gone', async () => {
    const stdin = '{"text": "550 5.1.1 User unknown"}\n'.repeat(20_000);
    let isPaused = false;
    const slow = await runProcess(['explain', '--batch'], {
      stdin,
      onOutput: (child) => {
        if (isPaused) return;
        isPaused = true;
        child.stdout?.pause();
        setTimeout(() => child.stdout?.resume(), 500);
      },
    });
    assert.deepEqual([slow.code, slow.stderr, slow.stdout.split('\n').length], [0, '', 20_001]);
    const gone = await runProcess(['explain', '--batch'], {
      stdin,
      onStart: (child) => child.stdin?.on('error', () => undefined),
      onOutput: (child) => child.stdout?.destroy(),
    });
    assert.deepEqual([gone.code, gone.stderr], [0, '']);
  });

  it('bounds a line that never ends', async () => {
    const stdin = `{"text": "${'x'.repeat(3_000_000)}"}\n{"text": "535"}\n`;
    const { code, stdout } = await runCli(['explain', '--batch'], { stdin });
    assert.equal(code, 2);
    assert.deepEqual(
      answersIn(stdout).map(({ cause }) => cause),
      [null, 'auth-failed'],
    );
  });
});

const LINES = 100_000;

/** A log as Postfix writes it: of ten lines five are bounces, two are deferred, and three delivered. */
function logOf(lines: number): string {
  const said = [
    ...Array(5).fill(['bounced', '550 5.1.1 <a@example.org>: Recipient address rejected: User unknown']),
    ...Array(2).fill(['deferred', '452 4.2.2 The mailbox is over its quota']),
    ...Array(3).fill(['sent', '250 2.0.0 Ok: queued']),
  ];
  return Array.from({ length: lines }, (_, n) => {
    const [status, words] = said[n % said.length];
    return (
      `Nov 22 10:00:00 mx postfix/smtp[1]: 4ABC${n}: to=<u${n}@example.org>, relay=mx.example.org[192.0.2.1]:25, ` +
      `dsn=${words.slice(4, 9)}, status=${status} (host mx.example.org[192.0.2.1] said: ${words} ` +
      '(in reply to RCPT TO command))\n'
    );
  }).join('');
}

describe('explain --summary', () => {
  it('counts 100,000 lines by cause, in memory that does not grow with them', async () => {
    const stdin = logOf(LINES);
    const { code, stdout } = await runProcess(['explain', '--summary', '--json'], {
      stdin,
      nodeOptions: ['--max-old-space-size=64'],
    });
    assert.equal(code, 0);
    const { refusals, causes } = JSON.parse(stdout);
    assert.equal(refusals, LINES * 0.7);
    assert.deepEqual(
      causes.map(({ cause, count, detail }: Record<string, unknown>) => [cause, count, detail]),
      [
        ['recipient-unknown', LINES / 2, 'recipient-unknown'],
        ['mailbox-full', LINES / 5, 'mailbox-full'],
      ],
    );
    assert.match(causes[0].example.text, /User unknown/);
  });

  it('shows a share and an example for each cause', async () => {
    const { stdout } = await runCli(['explain', '--summary', '--lang', 'it'], { stdin: logOf(10) });
    assert.match(stdout, /^7 risposte, 2 cause\n/);
    assert.match(stdout, /5 {2}71,4% {2}destinatario sconosciuto\n +550 5\.1\.1 /);
  });

  it('summarises a bounce too, and a log without a refusal', async () => {
    const bounce =
      'From: a@example.org\nSubject: Undelivered\nContent-Type: text/plain\n\n' +
      '550 5.1.1 <b@example.org>: User unknown\n';
    assert.match((await runCli(['explain', '--summary'], { stdin: bounce })).stdout, /^1 reply, 1 cause\n/);
    assert.match(
      (await runCli(['explain', '--summary'], { stdin: 'hello\n' })).stdout,
      /^0 replies, 0 causes\n$/,
    );
  });

  it('tells what it has seen when Ctrl-C or the system ends it, and the signal by its exit code', async () => {
    for (const [signal, exit] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const started = startCli(['explain', '--summary']);
      started.child.stdin?.write('550 5.1.1 User unknown\n'.repeat(3));
      setTimeout(() => started.child.kill(signal), 1_000);
      const { code, stdout, stderr } = await started.outcome;
      assert.equal(code, exit);
      assert.match(stdout, /^3 replies, 1 cause\n/);
      assert.match(stderr, new RegExp(`stopped by ${signal}`));
    }
  });

  it('lets what was given win over what the text says', async () => {
    const { stdout } = await runCli(['explain', '--summary', '--json', '--stage', 'mail'], {
      stdin: '550 no (in reply to RCPT TO command)\n',
    });
    assert.equal(JSON.parse(stdout).causes[0].cause, 'sender-rejected');
  });
});

interface Started {
  readonly child: ChildProcess;
  readonly outcome: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** Starts the built program with a stdin that stays open. */
function startCli(args: readonly string[]): Started {
  const child = spawn(process.execPath, [BIN, ...args], { env: { ...process.env, SMTP_DOCTOR_LANG: 'en' } });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    stdout += piece;
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    stderr += piece;
  });
  const outcome = once(child, 'close').then(([code]: unknown[]) => ({
    code: typeof code === 'number' ? code : null,
    stdout,
    stderr,
  }));
  return { child, outcome };
}
