// Runs the tests, bundled once: compiling them file by file in each process would take longer than most of them run.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, '.cache/tests');
const AT_ONCE = 4;

const asked = process.argv.slice(2);
const entryPoints = asked.length > 0 ? asked : testFiles();
rmSync(OUT, { recursive: true, force: true });
await build({
  entryPoints,
  outdir: OUT,
  outbase: ROOT,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.18',
  packages: 'external',
  logLevel: 'warning',
  plugins: [{ name: 'places', setup: keepPlaces }],
});
const files = entryPoints.map((file) => join(OUT, relative(ROOT, join(ROOT, file)).replace(/\.ts$/, '.mjs')));
const { status } = spawnSync(process.execPath, ['--test', `--test-concurrency=${AT_ONCE}`, ...files], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

/** Tests of one folder's depth: what runs on real servers lies among them under another ending. */
function testFiles() {
  return readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(?:[\w-]+\/)?[\w-]+\.test\.ts$/.test(file))
    .sort()
    .map((file) => join('test', file));
}

/** A file that asks where it lies is told its source's place. */
function keepPlaces({ onLoad }) {
  onLoad({ filter: /\/(?:src|test|scripts)\/.*\.ts$/ }, async ({ path }) => {
    const text = await readFile(path, 'utf8');
    if (!text.includes('import.meta.url')) return undefined;
    const place = JSON.stringify(pathToFileURL(path).href);
    return { contents: text.replaceAll('import.meta.url', place), loader: 'ts' };
  });
}
