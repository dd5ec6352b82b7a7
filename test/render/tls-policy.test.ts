import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import type { Locale } from '../../src/messages/catalog.ts';
import { loadRenderer, type RenderContext } from '../../src/render/index.ts';
import { displayWidth } from '../../src/render/width.ts';
import { runOf } from '../../src/report.ts';
import { healthy } from '../support/evidence.ts';
import { contextOf, reportOf } from '../support/report-fixture.ts';
import { route, tlsPolicy, unsignedRoute } from '../support/tls-policy.ts';

const { observedAt, goal } = healthy;
const evidence: Evidence = {
  observedAt,
  goal: { ...goal, host: 'example.org', domain: 'example.org' },
  tlsPolicy: {
    ...tlsPolicy,
    routes: [route, { ...unsignedRoute, host: 'backup.example.org', isListed: false }],
  },
};

async function shown(of: Evidence, locale: Locale, page: Partial<RenderContext>): Promise<string> {
  const { report } = await loadRenderer('text');
  return report(reportOf([runOf('example.org', of)], locale), await contextOf(locale, page));
}

for (const locale of ['en', 'it'] as const) {
  for (const width of [40, 80]) {
    test(`the matrix in ${locale} keeps to ${width} columns, in ASCII too`, async () => {
      const unicode = await shown(evidence, locale, { width, unicode: true });
      const ascii = await shown(evidence, locale, { width, unicode: false });
      for (const line of `${unicode}${ascii}`.split('\n')) assert.ok(displayWidth(line) <= width, line);
      assert.match(ascii, /^[\n -~]+$/);
    });
  }
}

test('every way has a row, and every sender a sentence for each', async () => {
  const text = await shown(evidence, 'en', { width: 100, unicode: true });
  assert.match(text, /1 {2}mail\.example\.org +192\.0\.2\.25 +TLSv1\.3 +valid +fits +in the policy/);
  assert.match(text, /2 {2}backup\.example\.org +192\.0\.2\.25 +TLSv1\.3 +valid +- +not in the policy/);
  assert.equal(text.match(/Gmail {13}/g)?.length, 2);
  assert.match(text, /Gmail +defers: the policy does not allow this host/);
});

test('ways on which senders do the same are told together', async () => {
  const same = {
    ...evidence,
    tlsPolicy: { ...tlsPolicy, routes: [route, { ...route, address: '2001:db8::25' }] },
  };
  const text = await shown(same, 'en', { width: 100, unicode: true });
  assert.equal(text.match(/Gmail {13}/g)?.length, 1);
});

test('the records that were asked for stand each on one line, to be copied', async () => {
  const record = `_25._tcp.mail.example.org. IN TLSA 3 1 1 ${'cd'.repeat(32)}`;
  const text = await shown({ ...healthy, tlsaRecords: [record] }, 'en', { width: 60, unicode: true });
  assert.ok(text.includes(`\n  ${record}\n`));
});

test('a record that fits is told with what a renewal leaves of it', async () => {
  const text = await shown(healthy, 'en', { width: 100, unicode: true });
  assert.match(text, /2 1 1 cdcd: fits, survives renewals by the same issuer/);
});
