import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { startDnsServer } from '../../src/demo/dns.ts';
import { parseZone } from '../../src/demo/zone.ts';
import type { Report } from '../../src/report.ts';
import { listen } from '../net/loopback.ts';
import { sinkServer } from '../smtp/sink-server.ts';
import { type Outcome, type RunOptions, runCli } from '../support/run-cli.ts';

const ENVELOPE = ['--from', 'ada@example.org', '--to', 'bob@example.net'];

function send(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return runCli(['send-test', ...args], options);
}

async function report(args: readonly string[]): Promise<{ report: Report; stderr: string }> {
  const { stdout, stderr } = await send([...args, '--json']);
  return { report: JSON.parse(stdout) as Report, stderr };
}

/** A domain with these MX hosts, each at a port of this machine. */
async function domainOf(t: TestContext, ports: Readonly<Record<string, number>>): Promise<string[]> {
  const records = Object.keys(ports).map(
    (name, index) => `example.net. 300 IN MX ${index + 1}0 ${name}.example.net.`,
  );
  const dns = await startDnsServer(parseZone(records.join('\n')));
  t.after(() => dns.close());
  const overrides = Object.entries(ports).flatMap(([name, port]) => [
    '--resolve',
    `${name}.example.net=127.0.0.1:${port}`,
  ]);
  return ['bob@example.net', ...ENVELOPE, '--dns', `127.0.0.1:${dns.port}`, ...overrides];
}

/** Nothing listens there. */
const CLOSED_PORT = 1;

describe('a domain as the target', { concurrency: 2 }, () => {
  it('has its MX hosts tried in order until one takes the message, which decides', async (t) => {
    const busy = await sinkServer(t, { rcpt: { 'bob@example.net': '451 4.3.0 try later' } });
    const good = await sinkServer(t);
    const spare = await sinkServer(t);
    const args = await domainOf(t, { a: CLOSED_PORT, b: busy.port, c: good.port, d: spare.port });
    const { report: seen } = await report(args);
    assert.deepEqual(
      seen.runs.map(({ subject }) => subject),
      ['a.example.net:25', 'b.example.net:25', 'c.example.net:25'],
    );
    assert.deepEqual(
      seen.runs.map(({ evidence }) => evidence.followedBy?.subject),
      ['b.example.net:25', 'c.example.net:25', undefined],
    );
    assert.equal(seen.exitCode, 0);
    assert.equal(seen.verdict, 'warnings');
    assert.equal(good.messages.length, 1);
    assert.equal(spare.connections, 0);
    const { stdout } = await send(args);
    assert.match(stdout, /The next mail host was tried: b\.example\.net:25/);
  });

  it('has the next host tried for those alone whom one puts off', async (t) => {
    const rcpt = { 'eve@example.net': '450 4.2.1 busy', 'joe@example.net': '550 5.1.1 no such user' };
    const first = await sinkServer(t, { rcpt });
    const second = await sinkServer(t);
    const three = ['--to', 'eve@example.net', '--to', 'joe@example.net'];
    const args = [...(await domainOf(t, { a: first.port, b: second.port })), ...three];
    const { report: seen } = await report(args);
    assert.deepEqual([first.messages.length, second.messages.length], [1, 1]);
    const asked = second.commands.filter((line) => line.startsWith('RCPT'));
    assert.deepEqual(asked, ['RCPT TO:<eve@example.net>']);
    const [run] = seen.runs;
    assert.deepEqual(run?.evidence.followedBy?.recipients, ['eve@example.net']);
    assert.ok(run.findings.some(({ id }) => id === 'rcpt.mailbox-unknown'));
    assert.deepEqual([seen.verdict, seen.exitCode], ['broken', 1]);
  });

  it('is healthy but for a warning where the next host takes whom the first put off', async (t) => {
    const first = await sinkServer(t, { rcpt: { 'eve@example.net': '450 4.2.1 busy' } });
    const second = await sinkServer(t);
    const hosts = await domainOf(t, { a: first.port, b: second.port });
    const { report: seen } = await report([...hosts, '--to', 'eve@example.net']);
    assert.deepEqual([seen.verdict, seen.exitCode], ['warnings', 0]);
  });

  it('has nobody asked for again whom a host refuses for good', async (t) => {
    const rcpt = { 'bob@example.net': '550 5.1.1 no such user', 'eve@example.net': '450 4.2.1 busy' };
    const first = await sinkServer(t, { rcpt });
    const second = await sinkServer(t);
    const hosts = await domainOf(t, { a: first.port, b: second.port });
    const { report: seen } = await report([...hosts, '--to', 'eve@example.net']);
    assert.deepEqual([first.messages.length, second.messages.length], [0, 1]);
    assert.ok(!second.commands.includes('RCPT TO:<bob@example.net>'));
    assert.deepEqual([seen.verdict, seen.exitCode], ['broken', 1]);
  });

  it('is refused for good by the first host that says so', async (t) => {
    const first = await sinkServer(t, { rcpt: { 'bob@example.net': '550 5.1.1 no such user' } });
    const second = await sinkServer(t);
    const { report: seen } = await report(await domainOf(t, { a: first.port, b: second.port }));
    assert.equal(seen.exitCode, 16);
    assert.equal(seen.runs.length, 1);
    assert.equal(second.connections, 0);
  });

  it('is not tried elsewhere once the message was handed over', async (t) => {
    const first = await sinkServer(t, { isDroppedAtEnd: true });
    const second = await sinkServer(t);
    const { report: seen } = await report(await domainOf(t, { a: first.port, b: second.port }));
    assert.equal(seen.exitCode, 15);
    assert.equal(second.connections, 0);
  });

  it('needs --mx where it is no address, and takes no login', async () => {
    const refused = await send(['mail.example.net:25', '--mx', ...ENVELOPE]);
    assert.equal(refused.code, 2);
    const login = await send(['bob@example.net', ...ENVELOPE, '--user', 'ada']);
    assert.equal(login.code, 2);
    assert.match(login.stderr, /a login has no place at the MX hosts/);
  });
});

describe('a program', { concurrency: 2 }, () => {
  const SERVER = `
process.stdout.write('220 pipe.example ESMTP\\r\\n');
let isData = false;
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const say = (text) => process.stdout.write(text + '\\r\\n');
  if (isData) { if (line === '.') { isData = false; say('250 2.0.0 Ok: queued as 4XyZ12345'); } return; }
  if (/^EHLO/.test(line)) say('250-pipe.example\\r\\n250 PIPELINING');
  else if (line === 'DATA') { isData = true; say('354 go'); }
  else if (line === 'QUIT') { say('221 bye'); process.exit(0); }
  else say('250 ok');
});`;

  async function programOf(t: TestContext): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'send-walk-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'a server.cjs');
    await writeFile(file, SERVER);
    return `'${process.execPath}' '${file}'`;
  }

  it('is spoken to with --pipe in the place of a server', async (t) => {
    const program = await programOf(t);
    const { report: seen } = await report(['--pipe', program, ...ENVELOPE]);
    assert.equal(seen.exitCode, 0);
    assert.equal(seen.runs[0]?.subject, `pipe:${program}`);
    assert.equal(seen.runs[0]?.evidence.delivery?.queueId, '4XyZ12345');
  });

  it('that cannot be run is a connection that failed', async () => {
    const { code, stdout } = await send(['--pipe', '/nowhere/sendmail -bs', ...ENVELOPE]);
    assert.equal(code, 11);
    assert.match(stdout, /ENOENT/);
  });

  it('that stays silent or is no mail server is told so', async () => {
    const silent = await send(['--pipe', 'sleep 60', ...ENVELOPE, '--timeout', '0.5']);
    assert.equal(silent.code, 12);
    assert.match(silent.stdout, /"sendmail -bs" stays\s+silent for as long as its mail system/);
    assert.match(silent.stdout, /--quit-after tls --timeout 60/);
    const other = await send(['--pipe', 'echo hello', ...ENVELOPE]);
    assert.equal(other.code, 12);
    const ended = await send(['--pipe', 'true', ...ENVELOPE]);
    assert.equal(ended.code, 12);
    assert.match(ended.stdout, /ended without a greeting/);
  });

  it('that ends badly is told with its exit status and its last words', async () => {
    const fails = `sh -c 'echo 220 x; read a; echo "postfix: fatal: no queue" >&2; exit 75'`;
    const { report: seen } = await report(['--pipe', fails, ...ENVELOPE]);
    const [run] = seen.runs;
    assert.deepEqual(run?.evidence.program, { exitCode: 75, lines: ['postfix: fatal: no queue'] });
    assert.ok(run?.findings.some(({ id }) => id === 'connect.program-failed'));
    assert.equal(seen.exitCode, 12);
    const { stdout } = await send(['--pipe', fails, ...ENVELOPE, '--lang', 'it']);
    assert.match(stdout, /codice di uscita 75/);
    assert.match(stdout, /"postfix: fatal: no queue"/);
  });

  it('that a signal ends, or that is not found by its shell, is told so', async () => {
    const killed = await report(['--pipe', `sh -c 'echo 220 x; read a; kill -SEGV $$'`, ...ENVELOPE]);
    assert.deepEqual(killed.report.runs[0]?.evidence.program, { signal: 'SIGSEGV', lines: [] });
    const missing = await send(['--pipe', `/no/such/program | cat; exit 127`, ...ENVELOPE]);
    assert.match(missing.stdout, /mostly\s+stands\s+for\s+a\s+program\s+that\s+was\s+not\s+found/);
  });

  it('is accused of nothing where it was ended by us, or well', async (t) => {
    const good = await report(['--pipe', await programOf(t), ...ENVELOPE]);
    const silent = await report(['--pipe', 'sleep 60', ...ENVELOPE, '--timeout', '0.5']);
    const dropped = await report(['--pipe', await programOf(t), ...ENVELOPE, '--drop-after', 'mail']);
    for (const { report: seen } of [good, silent, dropped]) {
      assert.ok(!seen.runs[0]?.findings.some(({ id }) => id === 'connect.program-failed'));
    }
  });

  it('that repeats the password on standard error does not bring it into the report', async () => {
    const says =
      'echo 220 x; read a; echo "250-x"; echo "250 AUTH PLAIN"; read b; echo "$b" | cut -d" " -f3 >&2; exit 1';
    const { stdout } = await send(
      [
        '--pipe',
        `sh -c '${says}'`,
        ...ENVELOPE,
        '--user',
        'ada',
        '--password-env',
        'PW',
        '--allow-cleartext',
        '--json',
      ],
      { env: { PW: 'correct-horse-battery' } },
    );
    const secret = Buffer.from('\0ada\0correct-horse-battery').toString('base64');
    assert.equal(JSON.parse(stdout).runs[0].evidence.program.exitCode, 1);
    assert.ok(!stdout.includes(secret) && !stdout.includes('correct-horse'), stdout.slice(0, 300));
  });

  it('stands alone', async () => {
    const both = await send(['127.0.0.1:25', '--pipe', 'cat', ...ENVELOPE]);
    assert.equal(both.code, 2);
    assert.equal((await send(['--pipe', 'cat "', ...ENVELOPE])).code, 2);
    assert.equal((await send(ENVELOPE)).code, 2);
  });
});

describe('greylisting', { concurrency: 2 }, () => {
  it('is waited out with --retry-greylist, and the second try decides', async (t) => {
    const reply = '451 4.7.1 Greylisted, please try again in 1 seconds';
    const once = await sinkServer(t, { firstRcpt: reply });
    const { report: seen, stderr } = await report([
      `127.0.0.1:${once.port}`,
      ...ENVELOPE,
      '--retry-greylist',
    ]);
    assert.match(stderr, /greylisted; trying again in 2 s \(the server says 1 s\)/);
    assert.equal(seen.exitCode, 0);
    assert.deepEqual(
      seen.runs.map(({ evidence }) => evidence.followedBy?.waitedMs),
      [2000, undefined],
    );
    assert.equal(seen.verdict, 'healthy');
    assert.equal(once.messages.length, 1);
  });

  it('is tried again only for those who were put off', async (t) => {
    const sink = await sinkServer(t, { firstRcpt: '451 4.7.1 Greylisted, please try again in 1 seconds' });
    const two = [...ENVELOPE, '--to', 'eve@example.net'];
    const { report: seen } = await report([`127.0.0.1:${sink.port}`, ...two, '--retry-greylist']);
    assert.deepEqual([seen.verdict, seen.exitCode], ['healthy', 0]);
    assert.deepEqual(seen.runs[0]?.evidence.followedBy?.recipients, ['bob@example.net']);
    const lines = sink.commands.filter((line) => line.startsWith('RCPT'));
    assert.deepEqual(lines.length, 3);
    assert.equal(lines[2], 'RCPT TO:<bob@example.net>');
    assert.equal(sink.messages.length, 2);
  });

  it('that is waited out makes nobody else’s refusal good', async (t) => {
    const sink = await sinkServer(t, {
      firstRcpt: '451 4.7.1 Greylisted, please try again in 1 seconds',
      rcpt: { 'eve@example.net': '550 5.1.1 unknown' },
    });
    const two = [...ENVELOPE, '--to', 'eve@example.net'];
    const { report: seen } = await report([`127.0.0.1:${sink.port}`, ...two, '--retry-greylist']);
    assert.deepEqual([seen.verdict, seen.exitCode], ['broken', 1]);
    assert.equal(sink.messages.length, 1);
  });

  it('is not waited out beyond the deadline', async (t) => {
    const sink = await sinkServer(t, {
      rcpt: { 'bob@example.net': '451 4.7.1 Greylisted, try again later' },
    });
    const args = [`127.0.0.1:${sink.port}`, ...ENVELOPE, '--retry-greylist', '--deadline', '20'];
    const { report: seen, stderr } = await report(args);
    assert.match(
      stderr,
      /the next try would be in 5 min \(the server names no time\), and the deadline leaves \d+ s/,
    );
    assert.equal(seen.exitCode, 15);
    assert.equal(seen.runs.length, 1);
    assert.match((await send([...args, '--lang', 'it'])).stderr, /nessun altro tentativo/);
  });
});

describe('what is said on the way', { concurrency: 2 }, () => {
  it('a recipient named twice gets one message, and that is said', async (t) => {
    const sink = await sinkServer(t);
    const { code, stderr } = await send([
      `127.0.0.1:${sink.port}`,
      ...ENVELOPE,
      ...['--to', '<bob@EXAMPLE.net>', '--to', 'Bob@example.net'],
    ]);
    assert.equal(code, 0);
    assert.match(stderr, /--to bob@EXAMPLE\.net is given twice/);
    assert.equal(sink.commands.filter((line) => line.startsWith('RCPT')).length, 2);
  });

  it('a dry run in JSON is JSON', async (t) => {
    const { port, sockets } = await listen(t);
    const { code, stdout } = await send([`127.0.0.1:${port}`, ...ENVELOPE, '--dry-run', '--json']);
    assert.equal(code, 0);
    const shown = JSON.parse(stdout) as { dialogue: string[]; message: { facts: { bytes: number } } };
    assert.ok(shown.dialogue.includes('C: RCPT TO:<bob@example.net>'));
    assert.ok(shown.message.facts.bytes > 0);
    assert.equal(sockets.length, 0);
  });

  it('more than 20 messages are asked for first', async (t) => {
    const sink = await sinkServer(t);
    const refused = await send([`127.0.0.1:${sink.port}`, ...ENVELOPE, '--count', '21']);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /21 messages are more than 20/);
    assert.equal(sink.connections, 0);
    for (const count of ['0', '1.5', 'x', '9999999']) {
      assert.equal((await send([`127.0.0.1:${sink.port}`, ...ENVELOPE, '--count', count])).code, 2);
    }
  });
});

describe('a series', { concurrency: 2 }, () => {
  it('gives each message a token of its own', async (t) => {
    const sink = await sinkServer(t, { extensions: ['PIPELINING'], mailMax: 30_000 });
    const { code, stdout } = await send([`127.0.0.1:${sink.port}`, ...ENVELOPE, '--count', '20']);
    assert.equal(code, 0);
    const tokens = sink.messages.map(
      (bytes) => /^Message-ID: <([0-9a-f]{24})@/im.exec(String(bytes))?.[1] ?? '',
    );
    assert.equal(new Set(tokens).size, 20);
    for (const [index, bytes] of sink.messages.entries()) {
      const named = [...String(bytes).matchAll(/\b[0-9a-f]{24}\b/g)].map(([token]) => token);
      assert.deepEqual([...new Set(named)], [tokens[index]]);
    }
    assert.match(stdout, /20 times in .*a second/);
  });
});
