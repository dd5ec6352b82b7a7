import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence, Failure } from '../../src/evidence.ts';
import { diagnose, rules } from '../../src/rules/index.ts';
import { failedAt, healthy } from '../support/evidence.ts';
import { sick } from '../support/sick-evidence.ts';

const STAGES = ['resolve', 'connect', 'greeting', 'hello', 'starttls', 'tls'] as const;
const KINDS = [
  'resolve',
  'refused',
  'unreachable',
  'timeout',
  'tls',
  'disconnected',
  'protocol',
  'limit',
  'refusal',
] as const;

function ids(evidence: Evidence): string[] {
  return diagnose(evidence).findings.map(({ id }) => id);
}

function without(evidence: Evidence, section: string): Evidence {
  const rest: Record<string, unknown> = { ...evidence };
  delete rest[section];
  // The sections a rule needs are all optional, so what is left is evidence too.
  return rest as unknown as Evidence;
}

test('no two rules have the same id', () => {
  assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
});

test('an id begins with the stage of its rule', () => {
  for (const { id, stage } of rules) assert.equal(id.split('.')[0], stage);
});

test('healthy evidence passes every rule', () => {
  const { findings, passed, skipped } = diagnose(healthy);
  // A search for the message is always told of, whatever came of it: no evidence of one passes all of its rules.
  // And no program was spoken to in the place of a server.
  const told: string[] = rules
    .filter(({ needs }) => needs.some((need) => need === 'arrival' || need === 'program'))
    .map(({ id }) => id);
  assert.deepEqual({ findings, skipped }, { findings: [], skipped: told });
  assert.equal(passed.length, rules.length - told.length);
});

for (const rule of rules) {
  test(`${rule.id} is found in evidence that has it, as the first of its severity`, () => {
    const { findings } = diagnose(sick[rule.id]);
    const errors = findings.filter(({ severity }) => severity === 'error');
    assert.ok(
      findings.some(({ id }) => id === rule.id),
      findings.map(({ id }) => id).join(' '),
    );
    assert.ok(errors.length <= 1, `one fault, one error: ${errors.map(({ id }) => id).join(' ')}`);
  });

  test(`${rule.id} is skipped without its section`, () => {
    for (const section of rule.needs) {
      assert.ok(diagnose(without(sick[rule.id], section)).skipped.includes(rule.id), section);
    }
  });

  test(`${rule.id} carries plain JSON`, () => {
    const found = diagnose(sick[rule.id]).findings.find(({ id }) => id === rule.id);
    const data = JSON.parse(JSON.stringify(found?.data));
    assert.deepEqual(data, JSON.parse(JSON.stringify({ ...found?.data })));
    assert.ok(JSON.stringify(data).length < 2_000);
  });
}

function evidenceOfFailure(stage: Failure['stage'], kind: Failure['kind']): Evidence {
  const isTlsBefore = stage === 'tls' || stage === 'starttls';
  if (stage === 'resolve') return sick['resolve.name-unknown'];
  if (stage === 'connect') return failedAt(stage, kind, { connect: { attempts: [], elapsedMs: 1 } });
  if (stage === 'greeting' && kind === 'refusal') return sick['greeting.refused'];
  if (stage === 'hello' && kind === 'refusal') return sick['hello.ehlo-refused'];
  if (stage === 'starttls' && kind === 'refusal') return sick['starttls.refused'];
  const failed = failedAt(stage, kind);
  return isTlsBefore ? without(failed, 'tls') : failed;
}

for (const stage of STAGES) {
  for (const kind of KINDS) {
    test(`a walk that ends at ${stage} by ${kind} has exactly one error`, () => {
      const { findings } = diagnose(evidenceOfFailure(stage, kind));
      const errors = findings.filter(({ severity }) => severity === 'error').map(({ id }) => id);
      assert.equal(errors.length, 1, errors.join(' '));
    });
  }

  test(`a user's interruption at ${stage} is no fault of the server, and passes nothing that came after`, () => {
    const evidence =
      stage === 'resolve'
        ? { ...failedAt(stage, 'aborted'), dns: { addresses: [] } }
        : failedAt(stage, 'aborted');
    const { findings, passed } = diagnose(
      stage === 'connect' ? { ...evidence, connect: { attempts: [], elapsedMs: 1 } } : evidence,
    );
    assert.deepEqual(findings, []);
    const later = passed.filter(
      (id) => STAGES.findIndex((name) => id.startsWith(`${name}.`)) > STAGES.indexOf(stage),
    );
    assert.deepEqual(later, []);
  });
}

test('what lies beyond the end of the walk is skipped, not passed', () => {
  const { passed, skipped } = diagnose(sick['connect.refused']);
  assert.ok(passed.includes('connect.timeout'));
  assert.ok(skipped.includes('greeting.silent'));
  assert.ok(skipped.includes('tls.handshake-failed'));
});

test('a certificate is judged although EHLO failed after it', () => {
  const evidence = {
    ...healthy,
    failure: { stage: 'hello', kind: 'disconnected', message: '', elapsedMs: 1 },
  } as const;
  assert.deepEqual(ids(evidence), ['hello.dropped']);
  assert.ok(diagnose(evidence).passed.includes('tls.certificate-expired'));
});
