import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator, type Schema } from 'ts-json-schema-generator';
import type { Actor } from '../src/actor.ts';
import { STAGES } from '../src/errors.ts';
import type { Report, Verdict } from '../src/report.ts';
import { rules } from '../src/rules/index.ts';
import type { Severity } from '../src/rules/rule.ts';

const ROOT = new URL('..', import.meta.url);

/** Where the published JSON Schema lies. */
export const SCHEMA_FILE = fileURLToPath(new URL('report.schema.json', ROOT));

const SCHEMA_ID = 'https://unpkg.com/smtp-doctor/report.schema.json';
const SEVERITIES = ['error', 'warning', 'info'] satisfies Severity[];
const VERDICTS = ['healthy', 'warnings', 'broken', 'inconclusive'] satisfies Verdict[];
const LOCALES = ['en', 'it'] satisfies Report['locale'][];
const ACTORS = [
  ...(['you', 'your-network', 'your-provider'] satisfies Actor[]),
  ...(['server-admin', 'recipient', 'domain-owner'] satisfies Actor[]),
];

type Properties = Readonly<Record<string, Schema>>;

/** An object with these properties and no others; those of `optional` may be absent. */
function closed(description: string, properties: Properties, optional: Properties = {}): Schema {
  return {
    description,
    type: 'object',
    properties: { ...properties, ...optional },
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

function ref(definition: string): Schema {
  return { $ref: `#/definitions/${definition}` };
}

function list(items: Schema, description?: string): Schema {
  return description === undefined ? { type: 'array', items } : { description, type: 'array', items };
}

const TEXT: Schema = { type: 'string' };
const MOMENT: Schema = { type: 'string', format: 'date-time' };
const COUNT: Schema = { type: 'number', minimum: 0 };
const SIGNAL: Schema = {
  description: 'The signal that ended the run before its time.',
  enum: ['SIGINT', 'SIGTERM'],
};

const EXIT_CODE: Schema = { type: 'integer', enum: [0, 1, 10, 11, 12, 13, 14, 15, 16, 130, 143] };

/** What a report, a run's line and the summary's line all begin with. */
const HEAD: Properties = {
  schemaVersion: { const: 1 },
  tool: closed('The program that wrote this.', { name: TEXT, version: TEXT }),
  command: { type: 'string', description: 'The subcommand: probe, auth, …' },
  locale: { enum: LOCALES, description: 'The language of titles, meanings and fixes.' },
  failOn: { enum: SEVERITIES, description: 'The least severity that makes a run fail.' },
};

const RESULT: Properties = { verdict: ref('Verdict'), exitCode: ref('ExitCode') };

const RUN: Properties = {
  subject: {
    type: 'string',
    description: 'host:port, unix:/path, or what the user typed when it came to no connection.',
  },
  findings: list(ref('Finding'), 'Sorted by severity, then stage: the first is the headline.'),
  passed: list(ref('FindingId')),
  skipped: list(ref('FindingId'), 'Not asked: the evidence they need was never reached.'),
  ignored: list(ref('FindingId'), 'Found, and silenced by --ignore.'),
  evidence: ref('Evidence'),
};

const TARGET: Properties = {
  target: {
    type: 'string',
    description: 'The target as it was named to check, in the last of its runs.',
  },
};

const FINDING: Schema = closed(
  'What a rule found, with its words in the language of the report.',
  {
    id: ref('FindingId'),
    severity: { enum: SEVERITIES },
    stage: { enum: [...STAGES] },
    actor: { enum: ACTORS, description: 'Who must act.' },
    data: { type: 'object', description: 'What the rule found, by id.' },
    title: TEXT,
    meaning: TEXT,
    fix: list(TEXT, 'What to do, in order.'),
  },
  {
    who: { type: 'string', description: 'Who must act, in words closer than those of the actor.' },
    see: { type: 'string', format: 'uri' },
  },
);

/** The definitions that are ours to write; those of the evidence come from its types. */
function outerDefinitions(): Record<string, Schema> {
  const moments: Properties = { startedAt: MOMENT, elapsedMs: COUNT };
  const digest = closed(
    'One run in the summary.',
    { subject: TEXT, verdict: ref('Verdict') },
    { headline: ref('FindingId') },
  );
  return {
    FindingId: { enum: rules.map((rule) => rule.id) },
    Verdict: { enum: VERDICTS },
    ExitCode: EXIT_CODE,
    Finding: FINDING,
    Run: closed('One subject and what was found.', RUN, TARGET),
    RunLine: closed(
      'A line of --format ndjson: one run.',
      { ...HEAD, type: { const: 'run' }, ...RESULT, ...RUN },
      TARGET,
    ),
    SummaryLine: closed(
      'The last line of --format ndjson.',
      { ...HEAD, type: { const: 'summary' }, ...RESULT, ...moments, runs: list(digest) },
      { interruptedBy: SIGNAL },
    ),
  };
}

/** Definitions of the evidence and its sections, from the types of src/evidence.ts. */
function evidenceDefinitions(): Record<string, Schema> {
  const generated = createGenerator({
    path: fileURLToPath(new URL('src/evidence.ts', ROOT)),
    tsconfig: fileURLToPath(new URL('tsconfig.json', ROOT)),
    type: 'Evidence',
    skipTypeCheck: true,
    additionalProperties: false,
  }).createSchema('Evidence').definitions;
  const definitions: Record<string, Schema> = {};
  for (const [name, definition] of Object.entries(generated ?? {})) {
    if (typeof definition === 'object') definitions[name] = definition;
  }
  const { Evidence } = definitions;
  if (!Evidence) throw new Error('src/evidence.ts exports no type "Evidence"; the schema needs it');
  // Later versions add sections; a reader of today's schema is to accept them.
  return { ...definitions, Evidence: { ...Evidence, additionalProperties: true } };
}

/** The JSON Schema (draft-07) of the report; a line of ndjson is `#/definitions/RunLine` or `#/definitions/SummaryLine`. */
export function reportSchema(): Schema {
  const report = closed(
    'The report of smtp-doctor. Ids, severities, stages, actors, data, verdict and exit codes are the contract; texts may change.',
    { ...HEAD, ...RESULT, startedAt: MOMENT, elapsedMs: COUNT, runs: list(ref('Run')) },
    { interruptedBy: SIGNAL },
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: SCHEMA_ID,
    title: 'smtp-doctor report',
    ...report,
    definitions: { ...outerDefinitions(), ...evidenceDefinitions() },
  };
}

/** The schema as it stands in its file. */
export function schemaText(): string {
  return `${JSON.stringify(reportSchema(), undefined, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(SCHEMA_FILE, schemaText());
