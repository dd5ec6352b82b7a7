import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePorts } from '../../src/cli/ports.ts';
import { listen } from '../net/loopback.ts';
import { runCli } from '../support/run-cli.ts';

test('a list of ports may hold ranges, and each port counts once', () => {
  assert.deepEqual(parsePorts('25,587, 2525-2527,587'), [25, 587, 2525, 2526, 2527]);
});

test('more than 64 ports, and what is no port, are refused with the remedy', async () => {
  for (const [list, remedy] of [
    ['1-65', /at most 64/],
    ['0', /no list of ports/],
    ['70000', /no list of ports/],
    ['30-20', /no list of ports/],
    ['smtp', /no list of ports/],
  ] as const) {
    const { code, stderr } = await runCli(['ports', '127.0.0.1', '--ports', list]);
    assert.equal(code, 2);
    assert.match(stderr, remedy);
  }
});

test('no other server is contacted unless one is named', async (t) => {
  const host = await listen(t, (socket) => socket.end('220 mail.example.org ESMTP\r\n'));
  const control = await listen(t, (socket) => socket.end('220 mx.example.net ESMTP\r\n'));
  const resolve = ['--resolve', `gmail-smtp-in.l.google.com=127.0.0.1:${control.port}`];
  const args = ['ports', '127.0.0.1', '--ports', String(host.port), '--json', ...resolve];
  const silent = await runCli(args);
  assert.equal(control.sockets.length, 0);
  assert.equal(JSON.parse(silent.stdout).runs[0].evidence.ports.control, undefined);
  const allowed = await runCli([...args, '--allow-control']);
  assert.equal(control.sockets.length, 1);
  const [run] = JSON.parse(allowed.stdout).runs;
  assert.equal(run.evidence.ports.control.endpoints[0].outcome, 'open');
});

test('a host without an open port ends with 11, one without SMTP with 12', async (t) => {
  const mute = await listen(t, (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
  assert.equal((await runCli(['ports', '127.0.0.9', '--ports', '1'])).code, 11);
  assert.equal((await runCli(['ports', '127.0.0.1', '--ports', String(mute.port)])).code, 12);
});

test('a domain is no host', async () => {
  const { code, stderr } = await runCli(['ports', 'ada@example.org']);
  assert.equal(code, 2);
  assert.match(stderr, /needs a host/);
});

test('ports named in two places are refused, not left out', async () => {
  for (const args of [
    ['127.0.0.1:20001', '--ports', '20002'],
    ['127.0.0.1', '--port', '25', '--ports', '587'],
    ['127.0.0.1:20001', '--port', '25'],
  ]) {
    const { code, stderr } = await runCli(['ports', ...args]);
    assert.equal(code, 2);
    assert.match(stderr, /both name ports.*--ports/s);
  }
});

test('an option in the place of the control server is no host, and LMTP is not scanned for', async () => {
  const swallowed = await runCli(['ports', '127.0.0.1', '--control', '--ports']);
  assert.equal(swallowed.code, 2);
  assert.match(swallowed.stderr, /"--ports" is no host/);
  const lmtp = await runCli(['ports', 'lmtp://127.0.0.1:24']);
  assert.equal(lmtp.code, 2);
  assert.match(lmtp.stderr, /probe lmtp:/);
});

test('smtps:// begins with TLS and does not listen first', async (t) => {
  const firsts: string[] = [];
  const { port } = await listen(t, (socket) =>
    socket.once('data', (bytes) => {
      firsts.push(bytes.subarray(0, 1).toString('hex'));
      socket.destroy();
    }),
  );
  const startedMs = Date.now();
  await runCli(['ports', `smtps://127.0.0.1:${port}`, '--timeout', '5']);
  assert.ok(Date.now() - startedMs < 2_900);
  assert.equal(firsts[0], '16');
});

test('a host whose only port refuses in its greeting is broken and ends with 12', async (t) => {
  const blocked = 'mail.example.org\r\n554 5.7.1 blocked using zen.spamhaus.org\r\n';
  const { port } = await listen(t, (socket) => socket.write(`554-${blocked}`));
  const { code, stdout } = await runCli(['ports', '127.0.0.1', '--ports', String(port), '--lang', 'it']);
  assert.equal(code, 12);
  assert.match(stdout, /greeting\.port-refused/);
  assert.match(stdout, /rifiuta nel saluto \(554\)/);
  assert.doesNotMatch(stdout, /nessuna porta per gli utenti/);
});
