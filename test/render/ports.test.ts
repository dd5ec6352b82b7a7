import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import type { Locale } from '../../src/messages/catalog.ts';
import { KNOWN_BLOCKS } from '../../src/messages/port-blocks.ts';
import { loadRenderer, type RenderContext } from '../../src/render/index.ts';
import { displayWidth } from '../../src/render/width.ts';
import { runOf } from '../../src/report.ts';
import { door, scanned } from '../support/evidence.ts';
import { contextOf, reportOf } from '../support/report-fixture.ts';

const blocked: Evidence = {
  ...scanned([door(25, 'timeout'), { ...door(465, 'open'), security: 'tls' }, door(587, 'open')]),
  ports: { asked: [25, 465, 587], control: { host: 'mx.example.net', endpoints: [door(25, 'timeout')] } },
};

async function shown(evidence: Evidence, locale: Locale, page: Partial<RenderContext>): Promise<string> {
  const { report } = await loadRenderer('text');
  return report(reportOf([runOf('mail.example.org', evidence)], locale), await contextOf(locale, page));
}

for (const locale of ['en', 'it'] as const) {
  for (const width of [40, 80]) {
    test(`a scan in ${locale} keeps to ${width} columns, in ASCII too`, async () => {
      const unicode = await shown(blocked, locale, { width, unicode: true });
      const ascii = await shown(blocked, locale, { width, unicode: false });
      for (const line of `${unicode}${ascii}`.split('\n')) assert.ok(displayWidth(line) <= width, line);
      assert.match(ascii, /^[\n -~]+$/);
    });
  }
}

test('the causes of a block stand in the report, ranked, with both sides and what would settle them', async () => {
  const text = await shown(blocked, 'en', { width: 100, unicode: true });
  assert.match(text, /1\. your network or provider blocks outgoing port 25/);
  assert.match(
    text,
    /for: port 25 stays silent; other ports of the same host are open; port 25 of the control/,
  );
  assert.match(
    text,
    /2\. this server does not let you in\s+for: [^:]+against: port 25 of the control server stays silent/,
  );
  assert.match(text, /settled by: the same from another network/);
});

test('a block is followed by the networks known for it, each with what it wants', async () => {
  const text = await shown(blocked, 'en', { width: 100, unicode: true });
  for (const { who } of KNOWN_BLOCKS) assert.ok(text.includes(who), who);
  const open = scanned([door(25, 'open'), door(587, 'open')]);
  assert.doesNotMatch(await shown(open, 'en', { width: 100, unicode: true }), /Amazon/);
});

test('every known block has its source', () => {
  for (const { ports, source } of KNOWN_BLOCKS) assert.ok(ports.length > 0 && source.length > 10, source);
});

test('the way in for users is TLS from the first byte', async () => {
  const text = await shown(blocked, 'en', { width: 100, unicode: true });
  assert.match(text, /Way in for users {2}port 465 with TLS from the first byte/);
});
