import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type RunOptions, runCli, runProcess } from '../support/run-cli.ts';

interface Explained {
  readonly text: string;
  readonly code?: number;
  readonly enhanced?: string;
  readonly stage?: string;
  readonly provider?: string;
  readonly host?: string;
  readonly recipient?: string;
  readonly recipients?: readonly string[];
  readonly count: number;
  readonly keyword?: string;
  readonly cause: string | null;
  readonly detail: string | null;
  readonly actor: string | null;
  readonly who?: string;
  readonly action?: string;
  readonly status?: string;
  readonly temporary: boolean | null;
  readonly title: string;
  readonly meaning: string;
  readonly fix: readonly string[];
  readonly retry: string;
  readonly see: readonly string[];
  readonly byStage?: readonly { readonly stage: string; readonly cause: string }[];
}

async function explained(args: readonly string[], options: RunOptions = {}): Promise<Explained[]> {
  const { code, stdout, stderr } = await runCli(['explain', ...args, '--json'], options);
  assert.equal(stderr, '');
  assert.equal(code, 0);
  return JSON.parse(stdout).explanations;
}

async function firstOf(args: readonly string[], options: RunOptions = {}): Promise<Explained> {
  const [first] = await explained(args, options);
  assert.ok(first);
  return first;
}

const BOUNCE = `From: MAILER-DAEMON@mx.example.org
To: ada@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; bob@example.com
Action: failed
Status: 5.2.2
Remote-MTA: dns; mx.example.com
Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

Final-Recipient: rfc822; eve@example.net
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.net
Diagnostic-Code: smtp; 550 5.1.1 <eve@example.net>: User unknown

--B--
`;

describe('explain, given words', () => {
  it('takes several words for one text', async () => {
    const { code, enhanced, cause } = await firstOf(['550', '5.1.1', 'User', 'unknown']);
    assert.deepEqual({ code, enhanced, cause }, { code: 550, enhanced: '5.1.1', cause: 'recipient-unknown' });
  });

  it('says of a bare code what it means, who must act and what to do', async () => {
    const one = await firstOf(['535']);
    assert.deepEqual([one.cause, one.actor, one.temporary], ['auth-failed', 'you', false]);
    assert.ok(one.fix.length > 1 && one.see.length > 0 && one.retry !== '');
  });

  it('tells a bare code apart by stage, unless the stage is given', async () => {
    const one = await firstOf(['550']);
    const stages = one.byStage?.map(({ stage }) => stage) ?? [];
    for (const stage of ['mail', 'rcpt', 'data']) assert.ok(stages.includes(stage), stage);
    const given = await firstOf(['550', '--stage', 'mail']);
    assert.equal(given.byStage, undefined);
    assert.deepEqual([given.stage, given.cause], ['mail', 'sender-rejected']);
  });

  it('explains each of the seven codes that people meet most, in both languages', async () => {
    for (const code of ['421', '451', '535', '550', '552', '553', '554']) {
      const [english, italian] = await Promise.all([firstOf([code]), firstOf([code, '--lang', 'it'])]);
      assert.notEqual(english.title, italian.title);
      assert.notEqual(english.meaning, italian.meaning);
      assert.equal(english.cause, italian.cause);
      assert.ok(english.fix.length > 0 && italian.fix.length > 0, code);
    }
  });

  it('says the same of a bare code by the short way and by the long', async () => {
    const long = await runCli(['explain', '550', '--format', 'text']);
    assert.equal((await runProcess(['explain', '550'])).stdout, long.stdout);
    const italian = { env: { SMTP_DOCTOR_LANG: 'it' } };
    assert.equal(
      (await runProcess(['explain', '5.7.26'], italian)).stdout,
      (await runCli(['explain', '5.7.26', '--lang', 'it'])).stdout,
    );
  });

  it('explains what refuses nothing as what it is', async () => {
    for (const code of ['250', '220', '334', '354']) {
      const one = await firstOf([code]);
      assert.deepEqual([one.cause, one.detail, one.actor, one.temporary], [null, null, null, null], code);
      assert.deepEqual(one.fix, []);
      assert.match(one.see.join(' '), /RFC \d+/);
    }
  });

  it('says of an unknown code that it is unknown, and what its class tells', async () => {
    const one = await firstOf(['577']);
    assert.equal(one.cause, null);
    assert.equal(one.temporary, false);
    assert.match(one.meaning, /5xx/);
  });

  it('explains EHLO keywords, alone or as a server lists them', async () => {
    assert.equal((await firstOf(['SIZE'])).keyword, 'SIZE');
    assert.equal((await firstOf(['250-PIPELINING'])).keyword, 'PIPELINING');
    const all = await explained([], { stdin: '250-mx.example.org\n250-SIZE 1024\n250 STARTTLS\n' });
    assert.deepEqual(
      all.map(({ keyword }) => keyword),
      ['SIZE', 'STARTTLS'],
    );
    assert.match(all[0]?.meaning ?? '', /1 KiB/);
  });

  it('takes the provider from the command line', async () => {
    const one = await firstOf(['535 5.7.8 authentication failed', '--provider', 'google']);
    assert.equal(one.provider, 'google');
  });

  it('takes any provider that is known, and its aliases, and no other', async () => {
    for (const [given, known] of [
      ...([
        ['gmail', 'google'],
        ['Office365', 'microsoft'],
        ['outlook', 'outlook'],
        ['tiscali', 'tiscali'],
      ] as const),
    ])
      assert.equal((await firstOf(['535', '--provider', given])).provider, known);
    const { code, stdout, stderr } = await runCli(['explain', '535', '--provider', 'nobody']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /"nobody".*\n.*google.*libero/);
  });

  it('speaks of the cause where a provider means something of its own by the code', async () => {
    const titles = [
      ['550 5.7.606', /blocklist/],
      ['535 5.7.139', /way of logging in/],
      ['451 4.7.500', /trust/],
      ['550 5.7.999', /rule/],
    ] as const;
    for (const [code, title] of titles) assert.match((await firstOf([code])).title, title);
    assert.match((await firstOf(['550 5.1.1'])).title, /mailbox/i);
  });

  it('says of what the sender gave up that nobody tries it again', async () => {
    const fields = 'Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 4.4.1\n';
    const one = await firstOf([], { stdin: `Reporting-MTA: dns; mx.example.org\n\n${fields}` });
    assert.deepEqual([one.temporary, one.action], [false, 'failed']);
    assert.match(one.retry, /No server tries any more/);
    const expired =
      'Nov 22 10:00:00 mx postfix/qmgr[1]: 4A: from=<a@example.org>, status=expired, returned to sender';
    assert.deepEqual((await firstOf([], { stdin: `${expired}\nx\n` })).temporary, false);
  });

  it('knows from the log of Exim what is tried again', async () => {
    const line = (mark: string): string => `2026-11-20 10:00:00 1rK ${mark} a@example.org R=x T=y`;
    assert.equal((await firstOf([`${line('==')} defer (111): Connection refused`])).temporary, true);
    assert.equal((await firstOf([`${line('**')}: Unrouteable address`])).temporary, false);
  });

  it('says in words who must act, beside the id', async () => {
    const one = await firstOf(['451 4.7.1 Greylisted, please try again']);
    assert.deepEqual([one.actor, one.who], ['you', 'nobody; mail servers retry by themselves']);
    assert.equal((await firstOf(['535'])).who, 'you');
  });

  it('tells the administrator of the server that refused whom it refused', async () => {
    const warning = 'warning: unknown[198.51.100.9]: SASL LOGIN authentication failed: UGFzc3dvcmQ6';
    const one = await firstOf([`Nov 22 10:00:00 mx postfix/smtpd[1]: ${warning}`]);
    assert.match(one.fix[0] ?? '', /^Your server refused a stranger from 198\.51\.100\.9/);
  });
});

describe('explain, given files and stdin', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'explain-'));
    await writeFile(join(folder, 'bounce.eml'), BOUNCE);
  });
  after(() => rm(folder, { recursive: true }));

  it('names for each recipient of a bounce the hop that refused', async () => {
    const all = await explained([join(folder, 'bounce.eml')]);
    assert.deepEqual(
      all.map(({ recipient, host, cause }) => [recipient, host, cause]),
      [
        ['bob@example.com', 'mx.example.com', 'mailbox-full'],
        ['eve@example.net', 'mx.example.net', 'recipient-unknown'],
      ],
    );
  });

  it('shows what a bounce reports, as its action and status', async () => {
    const file = join(folder, 'bounce.eml');
    const [one] = await explained([file]);
    assert.deepEqual([one?.action, one?.status], ['failed', '5.2.2']);
    assert.match((await runCli(['explain', file])).stdout, /^ {2}Report +failed \(5\.1\.1\)$/m);
  });

  it('reads the same from stdin, with and without a dash', async () => {
    const file = await explained([join(folder, 'bounce.eml')]);
    assert.deepEqual(await explained(['-'], { stdin: BOUNCE }), file);
    assert.deepEqual(await explained([], { stdin: BOUNCE }), file);
  });

  it('explains lines that say the same once, with their number', async () => {
    const stdin = [1, 2, 3].map((n) => `550 5.1.1 <u${n}@example.org>: User unknown\n`).join('');
    const all = await explained([], { stdin: `${stdin}535 5.7.8 Authentication failed\n` });
    assert.deepEqual(
      all.map(({ count, cause }) => [count, cause]),
      [
        [3, 'recipient-unknown'],
        [1, 'auth-failed'],
      ],
    );
  });

  it('shows twenty of many, and says how to see the others', async () => {
    const words = Array.from({ length: 30 }, (_, n) => String.fromCharCode(97 + (n % 26)).repeat(3 + n));
    const stdin = words.map((word) => `550 5.1.1 ${word} User unknown\n`).join('');
    const { stdout } = await runCli(['explain'], { stdin });
    assert.equal(stdout.match(/S: 550/g)?.length, 20);
    assert.match(stdout, /10 more are not shown: --verbose/);
    const whole = await runCli(['explain', '--verbose'], { stdin });
    assert.equal(whole.stdout.match(/S: 550/g)?.length, 30);
  });

  it('explains one line from stdin that refuses nothing', async () => {
    assert.equal((await firstOf([], { stdin: '250 2.0.0 OK\n' })).cause, null);
  });

  it('says so when nothing in a document is a refusal', async () => {
    const { code, stdout } = await runCli(['explain'], { stdin: 'one line\nand another\n' });
    assert.equal(code, 0);
    assert.match(stdout, /^i Nothing is refused here/);
  });

  it('calls a missing file, a directory, an empty stdin and a wrong option mistakes of usage', async () => {
    const wrong: readonly (readonly string[])[] = [
      [join(folder, 'other.eml')],
      [folder],
      [],
      ['550', '--stage', 'lunch'],
      ['550', '--format', 'ndjson'],
      ['550', '--lang', 'de'],
      ['--list', '550'],
      ['--batch', '550'],
      ['--batch', '--summary'],
    ];
    for (const args of wrong) {
      const { code, stdout, stderr } = await runCli(['explain', ...args]);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.match(stderr, /^smtp-doctor: /);
    }
  });
});
