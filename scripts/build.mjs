// Bundles src/ into dist/: the command line and the library share their chunks, and what is heavy loads late.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build, transform } from 'esbuild';

const COMMON = {
  platform: 'node',
  target: 'node20.18',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  // libmime's table of HTML entities names the euro twice.
  logOverride: { 'duplicate-object-key': 'silent' },
  // Else esbuild makes a call of each such literal, and it is compiled before it is needed.
  supported: { 'regexp-unicode-property-escapes': true },
};

await rm('dist', { recursive: true, force: true });
const { metafile, outputFiles } = await build({
  ...COMMON,
  entryPoints: { main: 'src/cli/main.ts', library: 'src/index.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  metafile: true,
  write: false,
  plugins: [{ name: 'left-out', setup: leaveOut }],
});
await mkdir('dist');
await Promise.all(outputFiles.map(({ path, text }) => writeCommonJs(`dist/${basename(path)}`, text)));
await writeFile('dist/index.js', moduleOf(metafile.outputs['dist/library.cjs'].exports, './library.cjs'));
// A program by itself, in one file: a bare code is answered sooner than the command line would be loaded.
await build({
  ...COMMON,
  entryPoints: ['src/cli/explain/code.ts'],
  outfile: 'dist/explain-code.cjs',
  bundle: true,
  format: 'cjs',
  plugins: [{ name: 'left-out', setup: leaveOut }],
});
await mkdir('dist/dialogues', { recursive: true });
await cp('src/demo/dialogues', 'dist/dialogues', { recursive: true });
await writeFile('dist/THIRD-PARTY-LICENSES.txt', await licencesOf(Object.keys(metafile.inputs)));

// Without it everything works, only slower: a machine that forbids sockets can build all the same.
spawnSync(process.execPath, ['scripts/compile.mjs'], { stdio: 'inherit' });

/** Parts of packages that we never come to, and that load much of Node: what stands in their place. */
function leaveOut({ onResolve, onLoad }) {
  const kept = {
    // For subcommands that are programs of their own.
    'commander node:child_process': '',
    // What a terminal can show; whether to colour is decided before chalk is asked.
    'chalk #supports-color': 'export default { stdout: { level: 1 }, stderr: { level: 1 } };',
  };
  onResolve({ filter: /^(?:node:child_process|#supports-color)$/ }, ({ path, importer }) => {
    const [, owner] = /.*node_modules\/([^/]+)\//.exec(importer) ?? [];
    const place = `${owner} ${path}`;
    return place in kept ? { path: place, namespace: 'left-out' } : undefined;
  });
  onLoad({ filter: /./, namespace: 'left-out' }, ({ path }) => ({ contents: kept[path] }));
}

/** esbuild splits ES modules only; Node takes 8 ms more to start with one of these than with CommonJS. */
async function writeCommonJs(file, text) {
  const usesUrl = text.includes('import.meta.url');
  const { code } = await transform(text, {
    ...COMMON,
    format: 'cjs',
    supported: { ...COMMON.supported, 'dynamic-import': false },
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: usesUrl ? 'const importMetaUrl = require("node:url").pathToFileURL(__filename);' : '',
  });
  await writeFile(file, code);
}

/** The library as an ES module: its names, one by one, from the CommonJS file. */
function moduleOf(names, file) {
  return `export { ${names.join(', ')} } from '${file}';\n`;
}

/** The licence text of every package whose code stands in the bundle. */
async function licencesOf(inputs) {
  const folders = new Set(
    inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
  );
  const texts = await Promise.all([...folders].sort().map(licenceOf));
  return texts.join(`\n${'-'.repeat(72)}\n\n`);
}

async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const names = ['LICENSE', 'LICENSE.md', 'license', 'LICENCE', 'LICENSE.txt', 'license.md', 'License'];
  for (const file of names) {
    const text = await readFile(`${folder}/${file}`, 'utf8').catch(() => undefined);
    if (text !== undefined) return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  }
  return `${name} ${version}, under the licence ${license}; it ships no licence text\n`;
}
