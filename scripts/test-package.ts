// Packs the package, installs it into an empty folder without a network, and uses it: `npm run test:package`.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const STEP_MS = 120_000;
const SERVE_MS = 20_000;

/** Touches the types that a program needs to run a probe and to read its report. */
const CONSUMER = `
import { createResolver, exitCodeOf, probeSession, type Finding, type Report, UsageError } from 'smtp-doctor';
import schema from 'smtp-doctor/report.schema.json' with { type: 'json' };

export function headline(report: Report): Finding['id'] | undefined {
  return report.runs[0]?.findings[0]?.id;
}
export const code = (report: Report): number => exitCodeOf(report);
export const hint: string | undefined = new UsageError('no target', 'name one').hint;
export const functions = [createResolver, probeSession, schema];
// @ts-expect-error an id that no rule has
export const wrong: Finding['id'] = 'tls.certificate-tired';
`;

const LIBRARY = `
import { readFileSync } from 'node:fs';
const { parseTarget, exitCodeOf } = await import('smtp-doctor');
const schema = JSON.parse(readFileSync(new URL(import.meta.resolve('smtp-doctor/report.schema.json'))));
console.log(JSON.stringify([typeof parseTarget, exitCodeOf({ runs: [], failOn: 'error' }), typeof schema.$schema]));
`;

const folder = mkdtempSync(join(tmpdir(), 'smtp-doctor-package-'));
try {
  const version = installPackage();
  checkCommandLine(version);
  checkBytecode();
  await checkProbe();
  checkLibrary();
  checkTypes();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(command: string, args: readonly string[], cwd = folder): string {
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  return execFileSync(command, args, { cwd, encoding: 'utf8', timeout: STEP_MS, stdio: [...stdio] });
}

function smtpDoctor(...args: string[]): string {
  return run(process.execPath, [join(folder, 'node_modules/.bin/smtp-doctor'), ...args]);
}

/** Gives the version that was packed. */
function installPackage(): string {
  run('npm', ['pack', '--silent', '--pack-destination', folder], process.cwd());
  const [archive, ...others] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  assert.ok(archive !== undefined && others.length === 0, 'one archive was packed');
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--loglevel', 'error', `./${archive}`]);
  const packages = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
  assert.deepEqual(packages, ['smtp-doctor'], 'it brings no other package');
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  passed(`installs ${archive} and nothing else`);
  return version;
}

function checkCommandLine(version: string): void {
  assert.equal(smtpDoctor('--version').trim(), version);
  passed('--version');
  assert.match(smtpDoctor('demo'), /^healthy\b/m);
  passed('demo lists the illnesses');
  assert.match(smtpDoctor('demo', 'healthy'), /Postfix|220|TLS/);
  passed('demo healthy');
}

/** What spares a start the compiling, for the Node.js that built the package. */
function checkBytecode(): void {
  const tag = `${process.version}-${process.platform}-${process.arch}`;
  const files = readdirSync(join(folder, 'node_modules/smtp-doctor/dist/compiled', tag));
  assert.ok(files.includes('main.cjs'), 'the bytecode of main.cjs is there');
  passed(`bytecode for ${tag}`);
}

/** Probes a server of the demo's with the command line that it prints, as JSON. */
async function checkProbe(): Promise<void> {
  const server = spawn(process.execPath, ['node_modules/.bin/smtp-doctor', 'demo', '--serve', 'healthy'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const args = await suggestedCommand(server.stdout);
    const report = JSON.parse(smtpDoctor(...args, '--json'));
    assert.match(args.join(' '), /^probe 127\.0\.0\.1:\d+/);
    assert.equal(report.verdict, 'healthy');
    assert.equal(report.exitCode, 0);
    passed(`${args.slice(0, 2).join(' ')} --json`);
  } finally {
    server.kill('SIGTERM');
  }
}

/** The arguments in the line `try   smtp-doctor …`. */
async function suggestedCommand(output: NodeJS.ReadableStream): Promise<string[]> {
  const tooLate = setTimeout(
    () => output.emit('error', new Error('demo --serve prints no command')),
    SERVE_MS,
  );
  let text = '';
  try {
    for await (const chunk of output) {
      text += chunk;
      const command = /smtp-doctor (.+)\n/.exec(text)?.[1];
      if (command !== undefined) return command.split(' ');
    }
  } finally {
    clearTimeout(tooLate);
  }
  throw new Error(`demo --serve ended:\n${text}`);
}

function checkLibrary(): void {
  const output = run(process.execPath, ['--input-type=module', '--eval', LIBRARY]);
  assert.deepEqual(JSON.parse(output), ['function', 0, 'string']);
  passed('the library and its schema are found');
}

/** The declarations themselves are checked too: skipLibCheck is off. */
function checkTypes(): void {
  writeFileSync(join(folder, 'consumer.ts'), CONSUMER);
  const compiler = resolve('node_modules/typescript/bin/tsc');
  const typeRoots = ['--types', 'node', '--typeRoots', resolve('node_modules/@types')];
  const module = ['--module', 'nodenext', '--target', 'es2023', '--resolveJsonModule'];
  run(process.execPath, [compiler, '--noEmit', '--strict', ...module, ...typeRoots, 'consumer.ts']);
  passed('a consumer type-checks');
}

function passed(what: string): void {
  console.log(`test:package: ${what}`);
}
