import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** A file imports from its own place or from places of a lower rank; equal ranks do not know each other. */
const RANKS: Readonly<Record<string, number>> = {
  'version.ts': 0,
  'clock.ts': 0,
  'actor.ts': 1,
  'errors.ts': 1,
  'target.ts': 2,
  providers: 2.5,
  net: 3,
  smtp: 4,
  sasl: 5,
  tls: 5,
  identity: 5.5,
  trace: 5.8,
  replies: 6,
  evidence: 6.9,
  'evidence.ts': 7,
  probes: 8,
  rules: 8,
  'report.ts': 9,
  messages: 10,
  render: 11,
  demo: 12,
  cli: 13,
  'index.ts': 13,
};

/** Where each package, and each of Node's own network modules, may be spoken to. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  'node:dns': ['net', 'demo'],
  'node:dgram': ['net', 'demo'],
  'node:net': ['net', 'demo'],
  'node:tls': ['net', 'demo'],
  'node:http': ['cli/serve/http.ts'],
  'node:https': ['demo'],
  undici: ['net/undici.ts'],
  socks: ['net/socks.ts'],
  'dns-packet': ['net/dns-packet.ts'],
  '@mongodb-js/saslprep': ['sasl/saslprep.ts'],
  'fast-xml-parser': ['net/autoconfig/fast-xml-parser.ts'],
  'nodemailer/lib/well-known': ['providers/nodemailer.ts'],
  'nodemailer/lib/mail-composer': ['smtp/mail-composer.ts'],
  mailauth: ['smtp/mailauth.ts'],
  imapflow: ['net/imapflow.ts'],
  yaml: ['cli/check/yaml.ts'],
  'postal-mime': ['replies/read/mime.ts'],
  chalk: ['render'],
  ora: ['cli/progress.ts'],
  inquirer: ['cli/prompt.ts'],
  commander: ['cli'],
  ajv: ['cli/probe/saved-report.ts'],
  'ajv-formats': ['cli/probe/saved-report.ts'],
};

/** These may be loaded at the start; all others only by `await import`. */
const LIGHT = new Set(['commander', 'chalk']);

/** Files that hold a heavy package, and so are themselves loaded by `await import` only. */
const LATE = new Set([
  'net/undici.ts',
  'net/autoconfig/fast-xml-parser.ts',
  'providers/nodemailer.ts',
  'smtp/mail-composer.ts',
  'net/socks.ts',
  'net/dns-packet.ts',
  'sasl/saslprep.ts',
  'replies/read/mime.ts',
  'smtp/mailauth.ts',
  'net/imapflow.ts',
  'cli/check/yaml.ts',
  'cli/probe/saved-report.ts',
]);

const LINE_LIMIT = 300;
const MEDIAN_LIMIT = 90;
/** Pure tables: data a line, no logic. */
const TABLES =
  /^(smtp\/fingerprint-table|identity\/blocklists|providers\/table-|tls\/suite-table|replies\/(registry|wordings)\/|messages\/(en|it)\/|messages\/words)/;

interface Import {
  readonly specifier: string;
  readonly isLazy: boolean;
  readonly isType: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), 'utf8') }));

function importsOf(text: string): Import[] {
  const fixed = [...text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm)];
  const lazy = [...text.matchAll(/\bimport\(\s*'([^']+)'/g)];
  return [
    ...fixed.map((match) => ({ specifier: match[2] ?? '', isLazy: false, isType: match[1] !== undefined })),
    ...lazy.map((match) => ({ specifier: match[1] ?? '', isLazy: true, isType: false })),
  ];
}

function placeOf(name: string): string {
  return name.includes('/') ? (name.split('/')[0] ?? '') : name;
}

describe('the architecture', () => {
  it('gives every file a place in the order', () => {
    const strangers = files.map(({ name }) => placeOf(name)).filter((place) => RANKS[place] === undefined);
    assert.deepEqual(strangers, []);
  });

  for (const { name, text } of files) {
    it(`${name} imports from its own place or from those before it`, () => {
      for (const { specifier, isLazy, isType } of importsOf(text)) {
        if (!specifier.startsWith('.')) continue;
        const target = relative(SRC, join(SRC, dirname(name), specifier));
        if (target.startsWith('..')) continue;
        const [own, other] = [placeOf(name), placeOf(target)];
        const isAllowed = own === other || (RANKS[other] ?? 99) < (RANKS[own] ?? -1);
        assert.ok(isAllowed, `${name} may not import ${target}`);
        assert.ok(isLazy || isType || !LATE.has(target), `${name} must import ${target} lazily`);
      }
    });

    it(`${name} goes to packages and to the network through their doors`, () => {
      for (const { specifier, isLazy, isType } of importsOf(text)) {
        if (specifier.startsWith('.') || isType) continue;
        const door = DOORS[specifier];
        if (door) {
          assert.ok(
            door.some((place) => name === place || name.startsWith(`${place}/`)),
            `${name} may not use ${specifier}`,
          );
        }
        if (isBuiltin(specifier)) continue;
        assert.ok(door, `${specifier} has no door; name it in this test`);
        assert.ok(
          isLazy || LIGHT.has(specifier) || LATE.has(name),
          `${name} must import ${specifier} lazily`,
        );
      }
    });

    it(`${name} keeps to ${LINE_LIMIT} lines, holds no "any" and no unfinished work`, () => {
      const lines = text.split('\n').length;
      assert.ok(lines <= LINE_LIMIT || TABLES.test(name), `${name} has ${lines} lines`);
      assert.doesNotMatch(
        text,
        /\bas any\b|: any\b|<any>|\bany\[\]|\bTODO\b|\bFIXME\b|@ts-(?:ignore|nocheck)/,
      );
    });
  }

  it(`has a median file of at most ${MEDIAN_LIMIT} lines`, () => {
    const counts = files.map(({ text }) => text.split('\n').length).sort((a, b) => a - b);
    const median = counts[Math.floor(counts.length / 2)] ?? 0;
    assert.ok(median <= MEDIAN_LIMIT, `the median is ${median}`);
  });
});
