import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'smtp-doctor-load-'));
const home = join(folder, 'home');

after(() => rmSync(folder, { recursive: true, force: true }));

/** Copies the built package, whose bytecode can then be spoilt. */
function copyPackage(name: string): { root: string; compiled: string } {
  const root = join(folder, name);
  for (const part of ['bin', 'dist', 'package.json']) {
    const isNeeded = (path: string) => !path.endsWith('types');
    cpSync(join(ROOT, part), join(root, part), { recursive: true, filter: isNeeded });
  }
  return { root, compiled: join(root, 'dist/compiled') };
}

/** Replaces each file of bytecode by what `spoil` makes of it. */
function spoilAll(compiled: string, spoil: (bytes: Buffer) => Buffer): void {
  for (const entry of readdirSync(compiled, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) writeFileSync(path, spoil(readFileSync(path)));
  }
}

/** The help of `probe`, and what `demo` lists: one file loaded late. */
function outputOf(root: string, flags: readonly string[] = []): string {
  const env = { ...process.env, XDG_CACHE_HOME: home };
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [...flags, join(root, 'bin/smtp-doctor.js'), ...args], {
      encoding: 'utf8',
      env,
    });
  return run('probe', '--help') + run('demo');
}

describe('the program starts', () => {
  const expected = outputOf(ROOT);

  it('says what it has to say', () => {
    assert.match(expected, /^Usage: smtp-doctor probe[\s\S]*healthy/);
  });

  it('with bytecode of this very Node.js beside it', () => {
    const tag = `${process.version}-${process.platform}-${process.arch}`;
    assert.deepEqual(readdirSync(join(ROOT, 'dist/compiled')), [tag]);
    assert.ok(readdirSync(join(ROOT, 'dist/compiled', tag)).includes('main.cjs'));
  });

  const SPOILT: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    empty: () => Buffer.alloc(0),
    truncated: (bytes) => bytes.subarray(0, bytes.length - 100),
    overwritten: (bytes) => Buffer.alloc(bytes.length, 'x'),
  };
  for (const [how, spoil] of Object.entries(SPOILT)) {
    it(`with ${how} bytecode, by compiling anew`, () => {
      const { root, compiled } = copyPackage(how);
      spoilAll(compiled, spoil);
      assert.equal(outputOf(root), expected);
    });
  }

  it('with the bytecode of another file', () => {
    const { root, compiled } = copyPackage('swapped');
    const [tag = ''] = readdirSync(compiled);
    const other = readdirSync(join(compiled, tag)).find((name) => name !== 'main.cjs') ?? '';
    const bytes = readFileSync(join(compiled, tag, other));
    spoilAll(compiled, () => bytes);
    assert.equal(outputOf(root), expected);
  });

  it('with the bytecode of another Node.js, which it leaves alone', () => {
    const { root, compiled } = copyPackage('foreign');
    const [tag = ''] = readdirSync(compiled);
    renameSync(join(compiled, tag), join(compiled, 'v0.0.0-plan9-vax'));
    assert.equal(outputOf(root), expected);
  });

  it('under flags of V8 that the bytecode was not made for', () => {
    assert.equal(outputOf(ROOT, ['--no-opt', '--max-lazy']), expected);
  });
});
