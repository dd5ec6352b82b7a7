import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Report } from '../../src/report.ts';
import { type Sink, type SinkScript, sinkServer } from '../smtp/sink-server.ts';
import { runCli } from '../support/run-cli.ts';

const PUT_OFF = '451 4.7.1 Greylisted, please try again in 1 seconds';
const BOTH = ['--from', 'ada@example.org', '--to', 'bob@example.net', '--to', 'eve@example.net'];

interface Retried {
  readonly report: Report;
  readonly stderr: string;
  readonly sink: Sink;
  /** Whom each message was for, in the order of the RCPT commands. */
  readonly asked: readonly string[];
}

/** Sends to a server that greylists, and waits it out. */
async function retried(t: TestContext, script: SinkScript, ...more: string[]): Promise<Retried> {
  const sink = await sinkServer(t, script);
  const scheme = script.isLmtp ? 'lmtp://' : '';
  const args = [`${scheme}127.0.0.1:${sink.port}`, ...BOTH, '--retry-greylist', ...more];
  const { stdout, stderr } = await runCli(['send-test', ...args, '--json']);
  const asked = sink.commands.flatMap((line) => /^RCPT TO:<(\w+)@/.exec(line)?.[1] ?? []);
  return { report: JSON.parse(stdout) as Report, stderr, sink, asked };
}

describe('greylisting', { concurrency: 2 }, () => {
  for (const extensions of [[], ['PIPELINING']]) {
    const how = extensions.length > 0 ? 'in one flight' : 'one by one';

    it(`at MAIL is waited out for everybody, ${how}`, async (t) => {
      const { report, sink } = await retried(t, { extensions, mailAt: { 1: PUT_OFF } });
      assert.deepEqual([report.exitCode, report.runs.length], [0, 2]);
      assert.ok(report.runs[0]?.findings.some(({ id }) => id === 'rcpt.greylisted'));
      const { followedBy } = report.runs[0]?.evidence ?? {};
      assert.deepEqual(
        [followedBy?.waitedMs, followedBy?.saidSeconds, followedBy?.recipients],
        [2000, 1, undefined],
      );
      // With DATA in the same flight, a dot alone gives it up.
      assert.equal(sink.messages.filter(({ length }) => length > 0).length, 1);
    });

    it(`after the final dot is waited out for everybody, ${how}`, async (t) => {
      const laterFinal = { from: 2, reply: '250 2.0.0 Ok' };
      const { report, sink } = await retried(t, { extensions, final: PUT_OFF, laterFinal });
      assert.deepEqual([report.exitCode, report.runs.length], [0, 2]);
      assert.ok(report.runs[0]?.findings.some(({ id }) => id === 'rcpt.greylisted'));
      assert.equal(sink.messages.length, 2);
    });
  }

  it('after the final dot is waited out by BDAT, and not for whom RCPT refused for good', async (t) => {
    const { report, asked } = await retried(
      t,
      {
        extensions: ['CHUNKING'],
        rcpt: { 'eve@example.net': '550 5.1.1 no such user' },
        final: PUT_OFF,
        laterFinal: { from: 2, reply: '250 2.0.0 Ok' },
      },
      '--bdat',
    );
    assert.equal(report.runs.length, 2);
    assert.deepEqual(asked, ['bob', 'eve', 'bob']);
    assert.deepEqual(report.runs[0]?.evidence.followedBy?.recipients, ['bob@example.net']);
  });

  it('of a second transaction sends nothing again to who had the first', async (t) => {
    const { report, asked, sink } = await retried(t, { rcptMax: 1, mailAt: { 2: PUT_OFF } });
    assert.equal(report.exitCode, 0);
    assert.equal(sink.messages.length, 2);
    assert.deepEqual(asked, ['bob', 'eve', 'eve']);
    assert.deepEqual(report.runs[0]?.evidence.followedBy?.recipients, ['eve@example.net']);
  });

  for (const [name, script, option] of [
    ['LMTP', { isLmtp: true, deliveries: { 'eve@example.net': PUT_OFF } }, '--no-pipelining'],
    ['PRDR', { extensions: ['PRDR'], prdr: { 'eve@example.net': PUT_OFF } }, '--prdr'],
  ] as const) {
    it(`of one recipient by ${name} is waited out for that one alone`, async (t) => {
      const { asked, stderr, report } = await retried(t, script, option, '--deadline', '6');
      assert.deepEqual(asked, ['bob', 'eve', 'eve']);
      assert.equal(report.runs.length, 2);
      assert.match(stderr, /the next try would be in 4 s \(the server says 1 s\), and the deadline leaves/);
    });
  }

  it('is not waited out for a message that may have been taken', async (t) => {
    const { report, sink } = await retried(t, { final: PUT_OFF, quit: '250 2.0.0 Ok: queued as 4XyZ12345' });
    assert.equal(report.runs.length, 1);
    assert.equal(sink.connections, 1);
  });

  it('is told with the time that the server named beside the one that was waited, in both languages', async (t) => {
    for (const [lang, words] of [
      ['en', /it named 1 s, and this test waited 2 s/],
      ['it', /il server aveva detto 1 s, la prova ha aspettato 2 s/],
    ] as const) {
      const { report } = await retried(t, { mailAt: { 1: PUT_OFF } }, '--lang', lang);
      const told = report.runs[0]?.findings.find(({ id }) => id === 'mail.try-repeated');
      assert.match(String(told && 'meaning' in told ? told.meaning : ''), words);
    }
  });
});
