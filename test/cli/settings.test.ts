import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startDnsServer } from '../../src/demo/dns.ts';
import { parseZone } from '../../src/demo/zone.ts';
import { runCli, runProcess } from '../support/run-cli.ts';
import { sceneOf } from '../support/scene.ts';

const DIALOGUE = `-- server --
S: 220 smtp.example.net ESMTP
C: EHLO ***
S: 250-smtp.example.net
S: 250 STARTTLS
C: STARTTLS
S: 220 2.0.0 Ready
* tls valid
C: EHLO ***
S: 250-smtp.example.net
S: 250 AUTH PLAIN LOGIN
C: QUIT
S: 221 2.0.0 Bye
-- dns --
_submission._tcp.example.net SRV 0 0 $PORT smtp.example.net
smtp.example.net A 127.0.0.1
`;

test('settings of a known address are given offline as JSON', async () => {
  const { code, stdout } = await runCli(['settings', 'Mario@Libero.IT', '--json', '--lang', 'it']);
  const answer = JSON.parse(stdout);
  assert.equal(code, 0);
  assert.deepEqual(
    { ...answer, servers: answer.servers.length, sources: answer.sources.length > 0 },
    { ...answer, command: 'settings', locale: 'it', domain: 'libero.it', servers: 2, sources: true },
  );
  assert.deepEqual(answer.chosen, { host: 'smtp.libero.it', port: 465 });
  assert.equal(answer.userName.text.startsWith('Mario@Libero.IT'), true);
  assert.ok(answer.configurations.Postfix.includes('relayhost = [smtp.libero.it]:465'));
});

test('--port chooses the server that the ready lines are for, and tells the ports where none fits', async () => {
  const { stdout } = await runCli(['settings', 'mario@libero.it', '--port', '587']);
  assert.match(stdout, /relayhost = \[smtp\.libero\.it\]:587/);
  const { code, stderr } = await runCli(['settings', 'mario@libero.it', '--port', '25']);
  assert.equal(code, 2);
  assert.match(stderr, /465 \(tls\), 587 \(starttls\)/);
});

test('a domain that is not known ends with 1, a provider that is not known with 2', async () => {
  const unknown = await runCli(['settings', 'ada@example.org']);
  assert.equal(unknown.code, 1);
  assert.match(unknown.stdout, /smtp-doctor settings ada@example\.org --online/);
  const slip = await runCli(['settings', 'gmial']);
  assert.equal(slip.code, 2);
  assert.match(slip.stderr, /unknown provider "gmial"[\s\S]*if you mean gmail\.com/);
  const two = await runCli(['settings', 'mario@libero.it, luigi@x.it']);
  assert.equal(two.code, 2);
});

test('--online does not go round a proxy', async () => {
  const { code } = await runCli(['settings', 'a@example.org', '--online', '--proxy', 'socks5://127.0.0.1:1']);
  assert.equal(code, 2);
});

test('a server that the domain’s SRV record names is found online and verified', async (t) => {
  const { variables, ca } = await sceneOf(t, DIALOGUE);
  const dns = `127.0.0.1:${variables.get('DNSPORT')}`;
  const options = ['--online', '--verify', '--dns', dns, '--ca', ca, '--json'];
  const { code, stdout } = await runCli(['settings', 'ada@example.net', ...options]);
  const { servers, verified, lookUps } = JSON.parse(stdout);
  assert.deepEqual(
    servers.map(({ host, source }: { host: string; source: string }) => [host, source]),
    [['smtp.example.net', 'srv']],
  );
  assert.equal(verified[0].verdict, 'healthy', JSON.stringify(verified));
  assert.ok(lookUps.length >= 6);
  assert.equal(code, 0);
});

test('a server that cannot be reached is told so, with the exit code of its probe', async (t) => {
  const { variables } = await sceneOf(
    t,
    DIALOGUE.replace('$PORT smtp', '1 smtp').replace(/-- server --[\s\S]*?(?=-- dns)/, ''),
  );
  const dns = `127.0.0.1:${variables.get('DNSPORT')}`;
  const { code, stdout } = await runCli([
    'settings',
    'ada@example.net',
    '--online',
    '--verify',
    '--dns',
    dns,
  ]);
  assert.equal(code, 11);
  assert.match(stdout, /does not work/);
});

test('probe names today’s host for one of an old guide', async (t) => {
  const { port } = await sceneOf(t, DIALOGUE);
  const { stdout } = await runCli([
    ...['probe', `smtp.live.com:${port}`, '--resolve', 'smtp.live.com=127.0.0.1', '--json'],
  ]);
  const finding = JSON.parse(stdout).runs[0].findings.find(
    ({ id }: { id: string }) => id === 'resolve.host-obsolete',
  );
  assert.equal(finding.data.today, 'smtp-mail.outlook.com');
  assert.equal(finding.actor, 'you');
});

test('an interruption ends the questions, and what is known without them is still written', async (t) => {
  const server = await startDnsServer(parseZone('example.org TIMEOUT\nautoconfig.example.org TIMEOUT'));
  t.after(() => server.close());
  const args = ['settings', 'ada@example.org', '--online', '--json', '--dns', `127.0.0.1:${server.port}`];
  const { code, stdout } = await runProcess(args, {
    onStart: async (child) => {
      while (!server.queries.some((query) => query.startsWith('autoconfig.'))) await delay(20);
      await delay(300);
      child.kill('SIGINT');
    },
  });
  assert.equal(code, 130);
  const answer = JSON.parse(stdout);
  assert.equal(answer.interruptedBy, 'SIGINT');
  assert.ok(answer.lookUps.some(({ problem }: { problem?: string }) => problem === 'interrupted'));
  assert.ok(answer.lookUps.some(({ problem }: { problem?: string }) => problem === 'nxdomain'));
  assert.match(answer.unknown, /had no answer/);
});
