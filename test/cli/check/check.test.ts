import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runCli } from '../../support/run-cli.ts';
import { illnessOf, sceneOf, serverOf } from '../../support/scene.ts';
import { checkWith, configOf, idsOf, PLAIN } from './check-fixture.ts';

const target = (expect: string): string => `targets:\n  - target: 127.0.0.1:$PORT\n    expect: {${expect}}\n`;

const RELAY = (reply: string): string => `${PLAIN}
* connection
S: 220 mx.example.org ESMTP
C: EHLO ***
S: 250 mx.example.org
C: MAIL FROM:<>
S: 250 2.1.0 Ok
C: RCPT TO:<smtp-doctor@example.com>
S: ${reply}
C: ***
S: 250 2.0.0 Ok
C: QUIT
S: 221 bye`;

describe('check', () => {
  const departures: readonly [string, string][] = [
    ['verdict: warnings', 'quit.verdict-unexpected'],
    ['findings: {include: greeting.busy}', 'quit.findings-unexpected'],
    ['findings: {exclude: starttls.missing}', 'quit.findings-unexpected'],
    ['port $PORT: closed', 'connect.port-unexpected'],
    ['port 1: open', 'connect.port-unexpected'],
    ['extensions: [SMTPUTF8]', 'hello.extensions-unexpected'],
    ['extensions: {exclude: PIPELINING}', 'hello.extensions-unexpected'],
    ['auth.mechanisms: {exclude: [PLAIN]}', 'auth.mechanisms-unexpected'],
    ['starttls: required', 'starttls.requirement-unmet'],
    ['tls.min: 1.2', 'tls.version-unmet'],
    ['certificate.days: 1', 'tls.lifetime-short'],
    ['dane: valid', 'tls.dane-unmet'],
  ];
  for (const [expect, id] of departures) {
    it(`says where "${expect}" is not met by a server in clear text: ${id}`, async (t) => {
      const { run, report } = await checkWith(await serverOf(t, PLAIN), target(expect));
      assert.ok(idsOf(run).includes(id as (typeof run.findings)[number]['id']), idsOf(run).join(' '));
      assert.equal(report.exitCode, 1);
    });
  }

  it('passes a server that is as expected, in TLS', async (t) => {
    const scene = await illnessOf(t, 'healthy');
    const { report, run, outcome } = await checkWith(
      scene,
      `defaults: {ca: $CA, servername: smtp.example.net, expect: {starttls: required}}
${target('verdict: healthy, tls.min: 1.3, certificate.days: 21, auth.mechanisms: {include: [PLAIN], exclude: [CRAM-MD5]}, extensions: [SIZE], greeting.maxMs: 9000, total.maxMs: 60000, port 1: closed')}`,
    );
    assert.deepEqual(
      [report.verdict, report.exitCode, outcome.code],
      ['healthy', 0, 0],
      JSON.stringify(run.findings),
    );
    assert.equal(run.target, `127.0.0.1:${scene.port}`);
    assert.equal(run.evidence.check?.expect.starttls, 'required', 'the defaults hold beside what is its own');
  });

  it('finds a greeting and a session that take longer than allowed', async (t) => {
    const { run } = await checkWith(
      await serverOf(t, `* wait 150ms\n${PLAIN}`),
      target('greeting.maxMs: 20, total.maxMs: 50'),
    );
    assert.deepEqual(
      idsOf(run).filter((id) => id.endsWith('.time-exceeded')),
      ['greeting.time-exceeded', 'quit.time-exceeded'],
    );
  });

  it('fails nothing for a verdict or a finding that was expected', async (t) => {
    const dead = await serverOf(t, 'S: 554 5.7.1 no service here\n* close');
    const byVerdict = await checkWith(dead, target('verdict: broken'));
    assert.deepEqual([byVerdict.report.exitCode, byVerdict.report.runs.length], [0, 1]);
    const byFinding = await checkWith(dead, target('findings: {include: greeting.refused}'));
    assert.equal(byFinding.report.exitCode, 0);
    assert.equal((await checkWith(dead, target('verdict: healthy'))).report.exitCode, 12);
  });

  it('tells an open relay, one that refuses, and one that cannot be judged', async (t) => {
    const seen = async (reply: string) => {
      const { run } = await checkWith(await serverOf(t, RELAY(reply)), target('open-relay: refused'));
      return idsOf(run).filter((id) => id.startsWith('rcpt.relay-'));
    };
    assert.deepEqual(await seen('250 2.1.5 Ok'), ['rcpt.relay-open']);
    assert.deepEqual(await seen('554 5.7.1 Relay access denied'), []);
    assert.deepEqual(await seen('451 4.7.1 try later'), ['rcpt.relay-unproven']);
  });

  it('holds the MTA-STS policy of a domain against what is expected', async (t) => {
    const scene = await illnessOf(t, 'tls-mta-sts-mismatch');
    const config = (mode: string, domain: string): string =>
      `targets:\n  - {target: ${domain}, mx: true, ca: $CA, expect: {mta-sts: ${mode}}}\n`;
    const options = ['--dns', '127.0.0.1:$DNSPORT', '--port', '$PORT'];
    const policy = ['--resolve', 'mta-sts.example.net=127.0.0.1:$POLICYPORT'];
    const met = await checkWith(scene, config('testing', 'example.net'), ...options, ...policy);
    assert.ok(!idsOf(met.run).includes('domain.mta-sts-unmet'));
    const unmet = await checkWith(scene, config('enforce', 'example.net'), ...options);
    assert.ok(idsOf(unmet.run).includes('domain.mta-sts-unmet'));
  });

  it('sends as far as it is told, and fails where the server does not take it', async (t) => {
    const script = RELAY('550 5.1.1 unknown')
      .replace(/^[\s\S]*\* connection\n/, '')
      .replace('smtp-doctor@example.com', 'bob@example.org');
    const { report } = await checkWith(
      await serverOf(t, script),
      target('send: {to: bob@example.org, quit-after: rcpt}'),
    );
    assert.equal(report.exitCode, 16);
    assert.ok(report.runs[0] && idsOf(report.runs[0]).includes('rcpt.mailbox-unknown'));
  });

  it('logs in with a secret from the environment, which stands nowhere', async (t) => {
    const scene = await illnessOf(t, 'auth-accepted');
    const config = await configOf(
      scene,
      'targets:\n  - target: 127.0.0.1:$PORT\n    ca: $CA\n    servername: smtp.example.net\n    login: {user: ada@example.net, password: {env: ADA_PASSWORD}}\n',
    );
    const { stdout, stderr } = await runCli(['check', config, '--json'], {
      env: { ADA_PASSWORD: 'hunter2!' },
    });
    assert.match(stdout, /"outcome": "accepted"/, stderr);
    assert.doesNotMatch(stdout, /hunter2/);
    const without = await runCli(['check', config]);
    assert.equal(without.code, 2);
    assert.match(without.stderr, /ADA_PASSWORD/);
  });

  it('tries again after a temporary failure only, and says so', async (t) => {
    const scene = await serverOf(t, `S: 421 4.3.2 too busy\n* close\n* connection\n${PLAIN}`);
    const { report } = await checkWith(scene, target(''), '--retries', '2');
    assert.deepEqual(
      report.runs.map(({ evidence, target: name }) => [evidence.followedBy?.why, name !== undefined]),
      [
        ['temporary-failure', false],
        [undefined, true],
      ],
    );
    assert.ok(report.runs[0] && idsOf(report.runs[0]).includes('mail.try-repeated'));
    assert.notEqual(report.exitCode, 12);
    const refused = await checkWith(
      await serverOf(t, 'S: 554 5.7.1 never\n* close'),
      target(''),
      '--retries',
      '2',
    );
    assert.equal(refused.report.runs.length, 1);
  });

  it('takes targets from the command line, which keep what the config says of them', async (t) => {
    const scene = await serverOf(t, PLAIN);
    const config = `${target('extensions: [SMTPUTF8]')}  - 127.0.0.1:1\n`;
    const { report } = await checkWith(scene, config, '127.0.0.1:$PORT');
    assert.equal(report.runs.length, 1);
    assert.ok(report.runs[0] && idsOf(report.runs[0]).includes('hello.extensions-unexpected'));
  });

  it('tells all mistakes of a config on stderr, and does nothing', async (t) => {
    const scene = await sceneOf(t, `-- server --\n${PLAIN}\n`);
    const config = await configOf(scene, `${target('startls: required')}  - 127.0.0.1:99999\n`);
    const { code, stdout, stderr } = await runCli(['check', config]);
    assert.deepEqual([code, stdout, scene.servers[0]?.connections], [2, '', 0]);
    assert.match(stderr, /smtp-doctor\.yml:3:14: unknown setting "startls"; did you mean "starttls"\?/);
    assert.match(stderr, /smtp-doctor\.yml:4:5: unknown port "99999"/);
  });

  it('ends as unknown to a monitoring system where its config cannot be used', async (t) => {
    const scene = await serverOf(t, PLAIN);
    const config = await configOf(scene, 'targets: 127.0.0.1:99999\n');
    const { code, stdout } = await runCli(['check', config, '--format', 'nagios']);
    assert.deepEqual([code, stdout], [3, '']);
  });

  it('tells a monitoring system what counts: not a verdict that was expected, nor a try that was repeated', async (t) => {
    const dead = await serverOf(t, 'S: 554 5.7.1 no service here\n* close');
    const expected = await runCli([
      'check',
      await configOf(dead, target('verdict: broken')),
      '--format',
      'nagios',
    ]);
    assert.equal(expected.code, 0);
    assert.match(expected.stdout, /^SMTP OK: 127\.0\.0\.1:\d+: healthy \|/);
    const busy = await serverOf(t, `S: 421 4.3.2 too busy\n* close\n* connection\n${PLAIN}`);
    const config = await configOf(busy, target(''));
    const ignored = ['starttls.missing', 'auth.cleartext-offered'].flatMap((id) => ['--ignore', id]);
    const plugin = ['check', config, '--retries', '1', '--format', 'nagios', ...ignored];
    const repeated = await runCli(plugin);
    assert.equal(repeated.code, 0, repeated.stdout);
    assert.match(repeated.stdout, /^SMTP OK: 127\.0\.0\.1:\d+: /);
  });

  const mistakes: readonly [string[], RegExp][] = [
    [['check', '--shard', '3/2', 'a.example'], /"3\/2" is no shard/],
    [['check', '--retries', '99', 'a.example'], /"99" is not possible/],
    [['check', '--update-baseline', 'a.example'], /does not say which/],
    [['check', '--baseline', '/nonexistent/b.json', 'a.example'], /there is no baseline/],
    [['check', '/nonexistent/c.yml'], /cannot read "\/nonexistent\/c\.yml"/],
    [['check', '--targets', '/nonexistent/list'], /there is no file/],
    [['check', 'one.yml', 'two.yml'], /is a second config/],
  ];
  for (const [args, message] of mistakes) {
    it(`smtp-doctor ${args.join(' ')} is told apart, with exit code 2`, async () => {
      const { code, stdout, stderr } = await runCli(args);
      assert.match(stderr, message);
      assert.deepEqual([code, stdout], [2, '']);
    });
  }
});
