// Runs the tests, bundled once: compiling them file by file in each process would take longer than most of them run.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, '.cache/tests');
/** More than there are processors, since many tests wait for a limit to pass. */
const AT_ONCE = 6;
const PROCESSES = 12;

const asked = process.argv.slice(2);
const entryPoints = asked.length > 0 ? Object.fromEntries(asked.map(asEntry)) : lanes(testFiles());
rmSync(OUT, { recursive: true, force: true });
await build({
  entryPoints,
  outdir: OUT,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.18',
  packages: 'external',
  logLevel: 'warning',
  plugins: [
    { name: 'places', setup: keepPlaces },
    { name: 'lanes', setup: gather },
  ],
});
const files = Object.keys(entryPoints).map((name) => join(OUT, `${name}.mjs`));
const { status } = spawnSync(process.execPath, ['--test', `--test-concurrency=${AT_ONCE}`, ...files], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

/** What runs on real servers lies among them under another ending. */
function testFiles() {
  return readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .map((file) => join('test', file));
}

function asEntry(file) {
  return [relative(ROOT, join(ROOT, file)).replace(/\.ts$/, ''), file];
}

/** Many files share a process, which is sooner than one for each; neighbours, which are alike, go to different ones. */
function lanes(files) {
  return Object.fromEntries(
    Array.from({ length: PROCESSES }, (_, lane) => [
      `lane-${lane + 1}`,
      `lane:${files.filter((_file, index) => index % PROCESSES === lane).join(' ')}`,
    ]),
  );
}

/** The files of a lane as one module. */
function gather({ onResolve, onLoad }) {
  onResolve({ filter: /^lane:/ }, ({ path }) => ({ path: path.slice('lane:'.length), namespace: 'lane' }));
  onLoad({ filter: /./, namespace: 'lane' }, ({ path }) => ({
    contents: path
      .split(' ')
      .map((file) => `import './${file}';`)
      .join('\n'),
    resolveDir: ROOT,
  }));
}

/** A file that asks where it lies is told its source's place. */
function keepPlaces({ onLoad }) {
  onLoad({ filter: /\/(?:src|test|scripts)\/.*\.ts$/, namespace: 'file' }, async ({ path }) => {
    const text = await readFile(path, 'utf8');
    if (!text.includes('import.meta.url')) return undefined;
    const place = JSON.stringify(pathToFileURL(path).href);
    return { contents: text.replaceAll('import.meta.url', place), loader: 'ts' };
  });
}
