import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listen } from '../net/loopback.ts';
import { lyingServer } from '../probes/exercise-server.ts';
import { sinkServer } from '../smtp/sink-server.ts';
import { type Outcome, runCli } from '../support/run-cli.ts';

const ENVELOPE = ['--from', 'ada@example.org', '--to', 'bob@example.net'];

function send(port: number, args: readonly string[]): Promise<Outcome> {
  return runCli(['send-test', `127.0.0.1:${port}`, '--security', 'none', ...args]);
}

describe('an extension that cannot be meant so', { concurrency: 2 }, () => {
  const CASES: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [[...ENVELOPE, '--priority', '10'], /"10" is no priority/],
    [[...ENVELOPE, '--hold-for', '0'], /"0" is no time to hold for/],
    [[...ENVELOPE, '--hold-until', '2001-01-01'], /is over already/],
    [[...ENVELOPE, '--hold-for', '1', '--hold-until', '2099-01-01'], /cannot be used with/],
    [[...ENVELOPE, '--deliver-by', '0'], /is no time to deliver by/],
    [[...ENVELOPE, '--auth-sender', 'nobody'], /"nobody" is no mail address/],
    [[...ENVELOPE, '--orcpt', 'a\r\nDATA'], /cannot be an original recipient/],
    [[...ENVELOPE, '--xclient', 'ADDR'], /"ADDR" is no attribute/],
    [[...ENVELOPE, '--xclient', 'ADDR=a', '--xclient', 'addr=b'], /ADDR is given twice/],
    [[...ENVELOPE, '--xforward', 'NAME=a\r\nQUIT'], /is no attribute/],
    [['--exercise', '--quit-after', 'mail'], /goes its own way/],
    [['--exercise', '--drop-after', 'rcpt'], /goes its own way/],
    [['--exercise', '--dry-run'], /has no dry run/],
    [['--exercise', '--to', 'nobody'], /"nobody" is no mail address/],
  ];
  for (const [args, says] of CASES) {
    it(`${JSON.stringify(args.slice(-2))}: a usage error, and nothing is sent`, async (t) => {
      const { port, sockets } = await listen(t);
      const { code, stderr } = await send(port, args);
      assert.match(stderr, says);
      assert.equal(code, 2);
      assert.equal(sockets.length, 0);
    });
  }
});

describe('an exercise', { concurrency: 2 }, () => {
  it('needs neither sender nor recipient, and ends with 0 where nothing is wrong', async (t) => {
    const { port, commands } = await lyingServer(t);
    const { code, stdout } = await send(port, ['--exercise']);
    assert.equal(code, 0);
    assert.match(stdout, /^Extensions tried$/m);
    assert.ok(commands.includes('MAIL FROM:<>'));
  });

  it('ends with 1 where something is', async (t) => {
    const { port } = await lyingServer(t, { refuses: ['SMTPUTF8'] });
    assert.equal((await send(port, ['--exercise'])).code, 1);
  });

  it('sends no message though one is given, unless it is to go the whole way', async (t) => {
    const sink = await sinkServer(t, { extensions: ['X-NOTHING'] });
    await send(sink.port, [...ENVELOPE, '--exercise', '--text', 'x']);
    assert.deepEqual(sink.messages, []);
    const { code } = await send(sink.port, [...ENVELOPE, '--exercise', '--quit-after', 'data']);
    assert.equal(sink.messages.length, 1);
    assert.equal(code, 0);
  });
});
