import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProgram } from '../src/cli/main.ts';
import { type Catalog, catalogOf } from '../src/messages/catalog.ts';
import { loadRenderer } from '../src/render/index.ts';
import { exitCodeOf, type Report, verdictOf } from '../src/report.ts';
import { rules } from '../src/rules/index.ts';
import { MECHANISMS } from '../src/sasl/registry.ts';
import { LOGIN_SERVERS, provenOn } from '../test/real-servers/auth-proven.ts';
import { CONFIG_SCHEMA_FILE, configSchemaText } from './config-schema.ts';
import { MANUAL_FILE, manualPage } from './manual.ts';
import { SCHEMA_FILE, schemaText } from './schema.ts';
import { stableRun } from './stable-run.ts';
import { svgOf } from './svg.ts';
import { swaksTable } from './swaks-table.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DEMO = ['demo', 'tls-certificate-expired'];
const COLUMNS = 80;
const SUBMISSION_PORT = 587;
const CLI_TIMEOUT_MS = 60_000;

/** A file of the repository that is written by this script. */
interface Page {
  readonly path: string;
  readonly text: string;
}

/** What the built program writes to stdout; its exit code is its diagnosis, so only silence is a failure. */
function runCli(args: readonly string[]): string {
  const { NO_COLOR, FORCE_COLOR, ...rest } = process.env;
  const env = { ...rest, COLUMNS: String(COLUMNS), LC_ALL: 'C.UTF-8', SMTP_DOCTOR_LANG: 'en' };
  const options = { cwd: ROOT, env, encoding: 'utf8', timeout: CLI_TIMEOUT_MS } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['bin/smtp-doctor.js', ...args], options);
  if (stdout) return stdout;
  const command = `smtp-doctor ${args.join(' ')}`;
  throw new Error(`"${command}" wrote nothing (exit ${status}): ${stderr}; run "npm run build" first`);
}

/** The picture of a real run against the embedded server. */
async function demoPicture(catalog: Catalog): Promise<string> {
  // The program's own JSON, of this very version: its shape is Report plus the findings' words.
  const seen = JSON.parse(runCli([...DEMO, '--json'])) as Report;
  const runs = seen.runs.map((run) => stableRun(run, SUBMISSION_PORT));
  const report = { ...seen, runs, verdict: verdictOf(runs), exitCode: exitCodeOf({ ...seen, runs }) };
  const shown = { color: true, unicode: true, verbose: false, quiet: false, transcript: false };
  const { report: render } = await loadRenderer('text');
  const text = render(report, { catalog, locale: 'en', width: COLUMNS, ...shown });
  return svgOf(text, { columns: COLUMNS, title: `smtp-doctor ${DEMO.join(' ')}` });
}

function findingsTable({ actors, findings }: Catalog): string {
  const rows = rules.map(({ id, severity, actor }) => {
    const who = typeof actor === 'function' ? 'depends on what is seen' : actors[actor];
    const how = typeof severity === 'function' ? 'depends on what is seen' : severity;
    const { see } = findings[id];
    return `| \`${id}\` | ${how} | ${who} | ${see === undefined ? '' : `[source](${see})`} |`;
  });
  return ['| id | severity | who must act | see |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** What `npm run test:real` proves: a login with right credentials, and the refusal of wrong ones. */
function provenTable(): string {
  const rows = MECHANISMS.map(({ name }) => {
    const cells = LOGIN_SERVERS.map((server) => (provenOn(server).includes(name) ? 'yes' : ''));
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  const titles = LOGIN_SERVERS.map(({ title }) => title);
  const rule = titles.map(() => ':-:').join(' | ');
  return [`| mechanism | ${titles.join(' | ')} |`, `| --- | ${rule} |`, ...rows].join('\n');
}

function fence(text: string): string {
  return `\`\`\`text\n${text.trim()}\n\`\`\``;
}

/** What may stand between the markers of a page, by name. */
const SECTIONS: Readonly<Record<string, (catalog: Catalog) => string>> = {
  'auth-proven': provenTable,
  commands: () => fence(runCli(['--help'])),
  findings: findingsTable,
  illnesses: () => fence(runCli(['demo'])),
  swaks: swaksTable,
};

/** `options-probe` and so on: the help of one command. */
function sectionOf(name: string): ((catalog: Catalog) => string) | undefined {
  const command = /^options-(.+)$/.exec(name)?.[1];
  return command === undefined ? SECTIONS[name] : () => fence(runCli([command, '--help']));
}

const MARKED = /(<!-- generated:([\w-]+) -->\n)[\s\S]*?(<!-- \/generated:\2 -->)/g;

function fillSections(path: string, catalog: Catalog): string {
  return readFileSync(join(ROOT, path), 'utf8').replace(
    MARKED,
    (_all, opening: string, name: string, closing: string) => {
      const section = sectionOf(name);
      if (!section) {
        throw new Error(
          `unknown section "${name}" in ${path}; give one of ${Object.keys(SECTIONS).join(', ')} or options-<command>`,
        );
      }
      return `${opening}${section(catalog)}\n${closing}`;
    },
  );
}

function markdownPages(): string[] {
  const docs = existsSync(join(ROOT, 'docs')) ? readdirSync(join(ROOT, 'docs')) : [];
  const pages = docs.filter((name) => name.endsWith('.md')).sort();
  return ['README.md', 'CONTRIBUTING.md', ...pages.map((name) => `docs/${name}`)].filter((path) =>
    existsSync(join(ROOT, path)),
  );
}

async function generate(): Promise<Page[]> {
  const catalog = await catalogOf('en');
  return [
    { path: SCHEMA_FILE.slice(ROOT.length), text: schemaText() },
    { path: CONFIG_SCHEMA_FILE.slice(ROOT.length), text: configSchemaText() },
    { path: MANUAL_FILE, text: manualPage(createProgram(() => undefined)) },
    { path: 'docs/demo.svg', text: await demoPicture(catalog) },
    ...markdownPages().map((path) => ({ path, text: fillSections(path, catalog) })),
  ];
}

function isStale({ path, text }: Page): boolean {
  const file = join(ROOT, path);
  return !existsSync(file) || readFileSync(file, 'utf8') !== text;
}

function write({ path, text }: Page): void {
  const file = join(ROOT, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const isCheck = process.argv.includes('--check');
for (const page of (await generate()).filter(isStale)) {
  console.log(`${page.path} ${isCheck ? 'is stale; run "npm run docs"' : 'written'}`);
  if (isCheck) process.exitCode = 1;
  else write(page);
}
