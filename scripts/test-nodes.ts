// Runs the tests on the newest releases of the later Node lines: `npm run test:nodes`. The npm package `node` brings them.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const LINES = ['22', '24'];
const INSTALL_MS = 180_000;
const TEST_MS = 300_000;

/** Installs the newest release of a line, which costs little when it is there already; gives its folder of binaries. */
function installNode(line: string): string {
  const prefix = resolve('.cache/nodes', line);
  mkdirSync(prefix, { recursive: true });
  const args = [
    'install',
    '--prefix',
    prefix,
    '--no-audit',
    '--no-fund',
    '--loglevel',
    'error',
    `node@${line}`,
  ];
  execFileSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: INSTALL_MS });
  return join(prefix, 'node_modules/node/bin');
}

/** npm, tsx and every child find this node before any other. */
function testWith(binaries: string): boolean {
  // The machine's own authorities were for the registry; in a test they would be trusted like any other.
  const { NODE_EXTRA_CA_CERTS: _authorities, ...environment } = process.env;
  const env = { ...environment, PATH: `${binaries}${delimiter}${process.env.PATH}` };
  return spawnSync('npm', ['test'], { env, stdio: 'inherit', timeout: TEST_MS }).status === 0;
}

const outcomes = LINES.map((line) => {
  const binaries = installNode(line);
  const version = execFileSync(join(binaries, 'node'), ['--version'], { encoding: 'utf8' }).trim();
  console.log(`test:nodes: Node ${version}`);
  return { version, passed: testWith(binaries) };
});
for (const { version, passed } of outcomes)
  console.log(`test:nodes: ${passed ? 'passed' : 'FAILED'} on ${version}`);
process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
