import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Report } from '../../src/report.ts';
import { listen } from '../net/loopback.ts';
import { httpProxy, relay, socksProxy } from '../support/proxies.ts';
import { type Outcome, type RunOptions, runCli, runProcess } from '../support/run-cli.ts';
import { illnessOf, serverOf } from '../support/scene.ts';

const PLAIN =
  'S: 220 mx.example.org ESMTP\nC: EHLO ***\nS: 250-mx.example.org\nS: 250 SIZE 1000\nC: QUIT\nS: 221 bye';

async function probeJson(args: string[], options?: RunOptions): Promise<Report> {
  const { stdout, stderr } = await runCli(['probe', ...args, '--json'], options);
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout);
}

function ndjson({ stdout }: Outcome): { type: string; subject?: string; exitCode: number }[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('probe', () => {
  it("lets one target's failure not end the others", async (t) => {
    const [good, silent] = [await serverOf(t, PLAIN), await serverOf(t, '* silence')];
    const targets = [`127.0.0.1:${silent.port}`, 'no such host', `127.0.0.1:${good.port}`, '127.0.0.1:1'];
    const { code } = await runCli(['probe', ...targets]);
    assert.equal(code, 2, 'a target that cannot be read is told before anything is probed');
    const report = await probeJson([
      ...targets.filter((target) => !target.includes(' ')),
      '--timeout',
      '0.3',
    ]);
    assert.equal(report.runs.length, 3);
    assert.equal(report.runs.filter((run) => run.evidence.failure === undefined).length, 1);
    assert.equal(report.exitCode, 11, 'the earliest stage not reached decides');
  });

  it('takes a list on stdin, with comments', async (t) => {
    const { port } = await serverOf(t, PLAIN);
    const stdin = `# ours\n127.0.0.1:${port}\n\n127.0.0.1:${port} # again\n`;
    assert.equal((await probeJson(['-'], { stdin })).runs.length, 2);
  });

  it('streams a line as each run ends', async (t) => {
    const [quick, slow] = [await serverOf(t, PLAIN), await serverOf(t, `* wait 700ms\n${PLAIN}`)];
    let first: string | undefined;
    const outcome = await runProcess(
      ['probe', `127.0.0.1:${slow.port}`, `127.0.0.1:${quick.port}`, '--format', 'ndjson'],
      { onOutput: (_child, stdout) => (first ??= stdout) },
    );
    assert.equal(first?.trim().split('\n').length, 1, 'the first line came alone');
    assert.deepEqual(
      ndjson(outcome).map((line) => line.subject),
      [`127.0.0.1:${quick.port}`, `127.0.0.1:${slow.port}`, undefined],
    );
  });

  it('probes many at the same time without a word on stderr', async (t) => {
    const { port } = await serverOf(t, PLAIN);
    const stdin = `127.0.0.1:${port}\n`.repeat(60);
    const { stdout, stderr } = await runCli(['probe', '-', '--concurrency', '40', '--format', 'ndjson'], {
      stdin,
    });
    assert.equal(stdout.trim().split('\n').length, 61);
    assert.equal(stderr, '');
  });

  it('diagnoses a saved report again without a network, in another language', async (t) => {
    const { port } = await serverOf(t, PLAIN);
    const scene = await illnessOf(t, 'healthy');
    const file = join(scene.variables.get('DIR') ?? '', 'report.json');
    await runCli(['probe', `127.0.0.1:${port}`, '--json', '--output', file]);
    const saved: Report = JSON.parse(await readFile(file, 'utf8'));
    const again = await probeJson(['--from', file, '--lang', 'it']);
    assert.deepEqual(
      [again.runs[0]?.findings.map(({ id }) => id), again.startedAt, again.exitCode, again.locale],
      [saved.runs[0]?.findings.map(({ id }) => id), saved.startedAt, saved.exitCode, 'it'],
    );
    await writeFile(file, '{"schemaVersion": 1}');
    assert.equal((await runCli(['probe', '--from', file])).code, 2);
  });

  it('sets an ignored finding aside and says so', async (t) => {
    const { port } = await serverOf(t, PLAIN);
    const report = await probeJson([`127.0.0.1:${port}`, '--ignore', 'starttls.missing']);
    assert.deepEqual(report.runs[0]?.ignored, ['starttls.missing']);
    assert.equal(report.exitCode, 0);
    assert.equal((await runCli(['probe', `127.0.0.1:${port}`, '--ignore', 'starttls.mising'])).code, 2);
  });

  it('reads one address family only when asked to', async (t) => {
    const { port } = await serverOf(t, PLAIN);
    assert.equal(
      (await probeJson([`localhost:${port}`, '-4'])).runs[0]?.evidence.connect?.address,
      '127.0.0.1',
    );
    const excluded = await probeJson([`only-v4.test:${port}`, '-6', '--resolve', 'only-v4.test=127.0.0.1']);
    assert.equal(excluded.exitCode, 10);
    assert.equal(excluded.runs[0]?.findings[0]?.id, 'resolve.name-unknown');
  });

  it('connects from the address it is given', async (t) => {
    const { port } = await serverOf(t, PLAIN);
    const report = await probeJson([`127.0.0.1:${port}`, '--source', '127.0.0.9']);
    assert.equal(report.runs[0]?.evidence.connect?.localAddress, '127.0.0.9');
  });

  it('asks for TLS, STARTTLS or neither when told to', async (t) => {
    const scene = await illnessOf(t, 'healthy');
    const target = [`127.0.0.1:${scene.port}`, '--ca', scene.ca];
    const [none, starttls, tls] = await Promise.all(
      ['none', 'starttls', 'tls'].map((mode) => probeJson([...target, '--security', mode])),
    );
    assert.equal(none?.runs[0]?.evidence.tls, undefined);
    assert.equal(starttls?.runs[0]?.evidence.tls?.mode, 'starttls');
    assert.equal(tls?.exitCode, 13);
    assert.equal(tls?.runs[0]?.findings[0]?.id, 'tls.starttls-expected');
    assert.equal(tls?.runs[0]?.evidence.mode?.works, 'starttls');
  });

  it('fails at STARTTLS where it is required and not offered', async (t) => {
    const { port } = await serverOf(t, PLAIN);
    assert.equal((await probeJson([`127.0.0.1:${port}`, '--security', 'starttls'])).exitCode, 13);
  });

  it('keeps to the TLS versions it is given, and sends the name it is given or none', async (t) => {
    const scene = await illnessOf(t, 'healthy');
    const target = [`127.0.0.1:${scene.port}`, '--ca', scene.ca];
    const old = await probeJson([...target, '--tls-max', '1.2', '--tls-servername', 'mx.example.net']);
    assert.equal(old.runs[0]?.evidence.tls?.protocol, 'TLSv1.2');
    assert.equal(old.runs[0]?.evidence.tls?.servername, 'mx.example.net');
    const nameless = await probeJson([...target, '--no-tls-servername']);
    assert.equal(nameless.runs[0]?.evidence.tls?.servername, undefined);
  });

  it('speaks through SOCKS5 and HTTP proxies, without resolving the name itself', async (t) => {
    const { port } = await serverOf(t, PLAIN);
    const [socks, http] = [await socksProxy(t), await httpProxy(t)];
    for (const proxy of [`socks5://127.0.0.1:${socks.port}`, `http://127.0.0.1:${http.port}`]) {
      const report = await probeJson([`mx.example.org:${port}`, '--proxy', proxy]);
      assert.equal(report.runs[0]?.evidence.failure, undefined, proxy);
      assert.equal(report.runs[0]?.evidence.dns, undefined);
    }
    assert.deepEqual(socks.requests, [`mx.example.org:${port}`]);
    assert.match(http.requests[0] ?? '', new RegExp(`^CONNECT mx\\.example\\.org:${port} `));
  });

  it('sends a PROXY protocol header before anything else', async (t) => {
    const heads: string[] = [];
    const { port } = await listen(t, (socket) => {
      socket.once('data', (chunk) => {
        heads.push(chunk.toString('latin1'));
        socket.end('421 mx.example.org closing\r\n');
      });
    });
    await probeJson([`127.0.0.1:${port}`, '--proxy-protocol', '1']);
    await probeJson([`127.0.0.1:${port}`, '--proxy-protocol', '2']);
    assert.match(heads[0] ?? '', new RegExp(`^PROXY TCP4 127\\.0\\.0\\.1 127\\.0\\.0\\.1 \\d+ ${port}\r\n$`));
    assert.equal((heads[1] ?? '').slice(0, 12), '\r\n\r\n\0\r\nQUIT\n');
  });

  it('speaks over a unix socket, in LMTP where the greeting says so', async (t) => {
    const lmtp = 'S: 220 mx.example.org LMTP ready\nC: LHLO ***\nS: 250 mx.example.org\nC: QUIT\nS: 221 bye';
    const scene = await serverOf(t, lmtp);
    const path = join(scene.variables.get('DIR') ?? '', 'lmtp.sock');
    await listen(t, (socket) => relay(socket, Number(scene.port)), { path });
    const report = await probeJson([`unix:${path}`]);
    assert.equal(report.runs[0]?.subject, `unix:${path}`);
    assert.equal(report.runs[0]?.evidence.hello?.plain?.verb, 'LHLO');
  });

  it('writes the transcript into a file', async (t) => {
    const scene = await serverOf(t, PLAIN);
    const file = join(scene.variables.get('DIR') ?? '', 'transcript.txt');
    await runCli(['probe', `127.0.0.1:${scene.port}`, '--transcript', file, '--ehlo', 'doctor.example']);
    assert.match(
      await readFile(file, 'utf8'),
      /^C: EHLO doctor\.example\nS: 250-mx\.example\.org\nS: 250 SIZE 1000\nC: QUIT$/m,
    );
  });

  it('is content when its reader goes away', async (t) => {
    const { port } = await serverOf(t, PLAIN);
    const { stderr } = await runProcess(['probe', `127.0.0.1:${port}`], {
      onStart: (child) => child.stdout?.destroy(),
    });
    assert.doesNotMatch(stderr, /EPIPE|bug/);
  });
});

describe('bad input', () => {
  const mistakes: readonly [string[], RegExp][] = [
    [['probe'], /no target/],
    [['probe', 'localhost', '--port', 'smpt'], /unknown port "smpt"/],
    [['probe', 'localhost', '--timeout', 'soon'], /"soon" is no time in seconds/],
    [['probe', 'localhost', '--ehlo', 'a b'], /"a b" cannot stand in EHLO/],
    [['probe', 'localhost', '--ehlo', 'a\r\nQUIT'], /cannot stand in EHLO/],
    [['probe', 'localhost', '--resolve', 'nonsense'], /cannot read --resolve "nonsense"/],
    [
      ['probe', 'localhost', '--ca', '/nonexistent/ca.pem'],
      /cannot read --ca "\/nonexistent\/ca.pem": there is no such file \(ENOENT\)/,
    ],
    [['probe', 'localhost', '--ca', '/etc/hosts'], /--ca "\/etc\/hosts" holds no such PEM block/],
    [['probe', 'localhost', '--ca', '/'], /cannot read --ca "\/": it is a directory \(EISDIR\)/],
    [
      ['probe', 'localhost', '--output', '/nonexistent/x'],
      /cannot write "\/nonexistent\/x": its folder does not exist \(ENOENT\)\s+make the folder first/,
    ],
    [
      ['probe', 'localhost', '--output', '/'],
      /cannot write "\/": it is a directory \(EISDIR\)\s+name a file in/,
    ],
    [['probe', 'localhost', '--from', '/nonexistent'], /--from takes no targets/],
    [['probe', '--from', '/nonexistent'], /cannot read "\/nonexistent"/],
    [['probe', 'localhost', '--lang', 'de'], /unknown language "de"/],
    [['probe', 'localhost', '-4', '-6'], /cannot be used with/],
    [['probe', '127.0.0.1:25', '-6'], /is an IPv4 address/],
    [['probe', '1.2.3'], /neither a name nor a whole address/],
    [['probe', '127.0.0.1:constructor'], /unknown port "constructor"/],
    [['probe', 'localhost', '--source', '127.0.0.01'], /is no IP address/],
    [['probe', 'localhost', '--tls-min', '1.3', '--tls-max', '1.2'], /above/],
    [['probe', 'localhost', '--dns', 'not-an-address'], /not-an-address/],
    [['probe', 'localhost', '--source', 'here'], /--source "here"/],
    [['probe', 'localhost', '--concurrency', '0'], /"0" is no number of targets/],
    [['probe', 'localhost', '--fromat', 'json'], /unknown option '--fromat'/],
    [['probe', 'localhost:25', '--mx'], /--mx needs a mail domain/],
    [['prob', 'localhost'], /Did you mean probe/],
    [['demo', 'starttls-mising'], /starttls-missing/],
    [['demo', '--serve'], /no illness named/],
  ];
  for (const [args, message] of mistakes) {
    it(`smtp-doctor ${JSON.stringify(args.join(' '))} is told apart, with exit code 2`, async () => {
      const { code, stdout, stderr } = await runCli(args);
      assert.match(stderr, message);
      assert.equal(code, 2);
      assert.equal(stdout, '');
    });
  }
});
