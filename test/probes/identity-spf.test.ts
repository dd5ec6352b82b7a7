import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countLookups, isWhole } from '../../src/identity/spf-tree.ts';
import { walkSpf } from '../../src/probes/identity/spf.ts';
import { serveZone } from '../net/dns-fixture.ts';

const TEN = Array.from({ length: 10 }, (_, index) => index);

function record(name: string, included: readonly string[]): string {
  return `${name} TXT "v=spf1 ${included.map((target) => `include:${target}`).join(' ')} -all"`;
}

test('a tree that goes on beyond what is followed is asked for so far, and its count is called the least', async (t) => {
  const branches = TEN.map((n) =>
    record(
      `a${n}.test`,
      TEN.map((m) => `b${n}${m}.test`),
    ),
  );
  const leaves = TEN.flatMap((n) => TEN.map((m) => record(`b${n}${m}.test`, [])));
  const zone = [
    record(
      'example.org',
      TEN.map((n) => `a${n}.test`),
    ),
    ...branches,
    ...leaves,
  ].join('\n');
  const { resolver, queries } = await serveZone(t, zone);
  const spf = await walkSpf('example.org', resolver);
  assert.equal(isWhole(spf), false);
  assert.equal(queries.length, 60);
  assert.equal(countLookups(spf), 110, 'what is not followed has been counted as named');
  assert.equal(isWhole(await walkSpf('b00.test', resolver)), true);
});
