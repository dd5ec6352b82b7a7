import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { loadRenderer } from '../../src/render/index.ts';
import { runOf } from '../../src/report.ts';
import { rules } from '../../src/rules/index.ts';
import { contextOf, EXPIRED, HEALTHY, REFUSED, reportOf } from '../support/report-fixture.ts';

const SUBJECT = 'smtp.example.org:587';
const RUNS = [runOf(SUBJECT, HEALTHY), runOf(SUBJECT, EXPIRED), runOf(SUBJECT, REFUSED)];
const LOCALES = ['en', 'it'] as const;

const schema = JSON.parse(readFileSync(new URL('../../report.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);
ajv.addSchema(schema, 'report');

function assertValid(value: unknown, definition = ''): void {
  const isValid = ajv.validate(`report${definition}`, value);
  assert.ok(isValid, JSON.stringify(ajv.errors, undefined, 2));
}

test('the JSON report is valid against the published schema, in either language', async () => {
  const { report } = await loadRenderer('json');
  for (const locale of LOCALES) {
    assertValid(JSON.parse(report(reportOf(RUNS, locale), await contextOf(locale))));
    assertValid(JSON.parse(report(reportOf([], locale), await contextOf(locale))));
  }
});

test('the JSON report has the key order of the contract', async () => {
  const { report } = await loadRenderer('json');
  const parsed = JSON.parse(report(reportOf(RUNS.slice(1, 2)), await contextOf('en')));
  assert.deepEqual(Object.keys(parsed), [
    ...['schemaVersion', 'tool', 'command', 'locale', 'failOn'],
    ...['verdict', 'exitCode', 'startedAt', 'elapsedMs', 'runs'],
  ]);
  const [run] = parsed.runs;
  assert.deepEqual(Object.keys(run), ['subject', 'findings', 'passed', 'skipped', 'ignored', 'evidence']);
  assert.deepEqual(Object.keys(run.findings[0]).slice(0, 8), [
    ...['id', 'severity', 'stage', 'actor', 'data', 'title', 'meaning', 'fix'],
  ]);
});

test('evidence is in the JSON report as it is', async () => {
  const { report } = await loadRenderer('json');
  const parsed = JSON.parse(report(reportOf(RUNS), await contextOf('en')));
  assert.deepEqual(parsed.runs[1].evidence, EXPIRED);
});

test('the schema knows every id', () => {
  assert.deepEqual(
    schema.definitions.FindingId.enum,
    rules.map((rule) => rule.id),
  );
});

test('the schema refuses a report with a key that is not in the contract', async () => {
  const { report } = await loadRenderer('json');
  const parsed = JSON.parse(report(reportOf(RUNS), await contextOf('en')));
  assert.equal(ajv.validate('report', { ...parsed, surprise: true }), false);
});

test('each line of ndjson parses and is valid: one a run, and the summary last', async () => {
  const { report } = await loadRenderer('ndjson');
  const lines = report(reportOf(RUNS), await contextOf('it'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map((line) => line.type),
    ['run', 'run', 'run', 'summary'],
  );
  for (const line of lines.slice(0, -1)) assertValid(line, '#/definitions/RunLine');
  assertValid(lines.at(-1), '#/definitions/SummaryLine');
});

test('the pieces of the stream are the whole of the report', async () => {
  const { report, stream } = await loadRenderer('ndjson');
  const [whole, context] = [reportOf(RUNS), await contextOf('en')];
  assert.ok(stream);
  const { run, end } = stream(whole, context);
  const pieces = RUNS.map(run);
  assert.equal(pieces.join('') + end(whole), report(whole, context));
});

test('a run that failed carries its own exit code, the summary the worst', async () => {
  const { report } = await loadRenderer('ndjson');
  const lines = report(reportOf(RUNS), await contextOf('en'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map((line) => line.exitCode),
    [0, 1, 11, 11],
  );
});
