import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Evidence, Failure } from '../src/evidence.ts';
import { exitCodeOf, type Run, runOf, verdictOf } from '../src/report.ts';
import { healthy } from './support/evidence.ts';
import { sick } from './support/sick-evidence.ts';

function failed(stage: Failure['stage'], kind: Failure['kind'] = 'timeout', replyCode?: number): Evidence {
  const code = replyCode === undefined ? {} : { replyCode };
  return { ...healthy, failure: { stage, kind, message: 'as told', elapsedMs: 1, ...code } };
}

function codeOf(...all: Evidence[]): number {
  return exitCodeOf({ runs: all.map((evidence) => runOf('a target', evidence)), failOn: 'error' });
}

describe('exitCodeOf', () => {
  it('is 0 for a healthy run and 1 for a finding at the threshold', () => {
    assert.equal(codeOf(healthy), 0);
    assert.equal(codeOf(sick['starttls.reply-injected']), 1);
  });

  it('counts warnings and notes when told to', () => {
    const runs = [runOf('a target', sick['greeting.slow'])];
    assert.equal(exitCodeOf({ runs, failOn: 'error' }), 0);
    assert.equal(exitCodeOf({ runs, failOn: 'warning' }), 1);
    assert.equal(exitCodeOf({ runs: [runOf('x', sick['auth.after-tls-only'])], failOn: 'warning' }), 0);
    assert.equal(exitCodeOf({ runs: [runOf('x', sick['auth.after-tls-only'])], failOn: 'info' }), 1);
  });

  it('names the stage that was not reached', () => {
    const stages = ['resolve', 'connect', 'greeting', 'hello', 'starttls', 'tls', 'auth'] as const;
    assert.deepEqual(
      stages.map((stage) => codeOf(failed(stage))),
      [10, 11, 12, 12, 13, 13, 14],
    );
  });

  it('tells a temporary refusal of the transaction from a permanent one', () => {
    assert.equal(codeOf(failed('rcpt', 'refusal', 450)), 15);
    assert.equal(codeOf(failed('rcpt', 'refusal', 550)), 16);
    assert.equal(codeOf(failed('data', 'disconnected')), 15);
  });

  it('takes the earliest stage of several runs, before any finding', () => {
    assert.equal(codeOf(failed('tls'), sick['starttls.reply-injected'], failed('connect'), healthy), 11);
  });

  it('is the shell’s own code for an interruption, whatever was found', () => {
    const runs = [runOf('a target', failed('connect'))];
    assert.equal(exitCodeOf({ runs, failOn: 'error', interruptedBy: 'SIGINT' }), 130);
    assert.equal(exitCodeOf({ runs, failOn: 'error', interruptedBy: 'SIGTERM' }), 143);
  });
});

describe('verdictOf', () => {
  const verdict = (...all: Evidence[]) => verdictOf(all.map((evidence): Run => runOf('a target', evidence)));

  it('is the worst of the runs', () => {
    assert.equal(verdict(healthy), 'healthy');
    assert.equal(verdict(healthy, sick['greeting.slow']), 'warnings');
    assert.equal(verdict(sick['greeting.slow'], sick['starttls.reply-injected']), 'broken');
  });

  it('says nothing about a server that the user did not wait for', () => {
    assert.equal(verdict(failed('greeting', 'aborted')), 'inconclusive');
    assert.equal(verdict(), 'inconclusive');
  });
});

describe('runOf', () => {
  it('sorts by severity, then by stage', () => {
    const evidence = { ...sick['auth.missing'], oddities: sick['greeting.malformed'].oddities ?? [] };
    const { findings } = runOf('a target', evidence);
    const order = ['error', 'warning', 'info'];
    const places = findings.map((finding) => order.indexOf(finding.severity));
    assert.deepEqual(places, places.toSorted());
    assert.ok(findings.length > 1);
  });

  it('sets ignored findings aside', () => {
    const run = runOf('a target', sick['greeting.slow'], new Set(['greeting.slow']));
    assert.deepEqual([run.findings, run.ignored], [[], ['greeting.slow']]);
  });
});
