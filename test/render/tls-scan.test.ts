import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from '../../src/evidence.ts';
import type { Locale } from '../../src/messages/catalog.ts';
import { loadRenderer, type RenderContext } from '../../src/render/index.ts';
import { displayWidth } from '../../src/render/width.ts';
import { runOf } from '../../src/report.ts';
import { healthy } from '../support/evidence.ts';
import { contextOf, reportOf } from '../support/report-fixture.ts';

const scanned: Evidence = {
  ...healthy,
  tlsScan: {
    ...healthy.tlsScan,
    protocols: [
      ...healthy.tlsScan.protocols.slice(0, 1),
      {
        protocol: 'TLSv1.2',
        state: 'accepted',
        suites: {
          names: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_RSA_WITH_RC4_128_SHA'],
          preference: 'server',
          isComplete: false,
          unasked: ['TLS_ECDHE_RSA_WITH_RC4_128_SHA'],
        },
      },
      { protocol: 'TLSv1.1', state: 'unknown' },
    ],
    fields: [{ bits: 2048, prime: 'RFC 3526 group 14', suite: 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256' }],
    throttles: [{ stage: 'greeting', code: 421, text: 'too\u001b[31m many', afterConnections: 5 }],
    unknown: ['protocols', 'suites'],
    ended: 'deadline',
  },
};

async function shown(locale: Locale, page: Partial<RenderContext>): Promise<string> {
  const { report } = await loadRenderer('text');
  return report(reportOf([runOf('mail.example.org', scanned)], locale), await contextOf(locale, page));
}

for (const locale of ['en', 'it'] as const) {
  for (const width of [40, 80]) {
    test(`a scan of TLS in ${locale} keeps to ${width} columns, in ASCII too`, async () => {
      const unicode = await shown(locale, { width, unicode: true });
      const ascii = await shown(locale, { width, unicode: false });
      for (const line of `${unicode}${ascii}`.split('\n')) assert.ok(displayWidth(line) <= width, line);
      assert.match(ascii, /^[\n -~]+$/);
    });
  }
}

test('each version shows its ciphers, whose order counts, what is weak, and what was not asked', async () => {
  const text = await shown('en', { width: 100, unicode: true });
  assert.match(text, /TLSv1\.2 +2 ciphers, in the server’s order/);
  assert.match(text, /TLS_RSA_WITH_RC4_128_SHA \(weak: RC4\)/);
  assert.match(text, /1 more was not asked for/);
  assert.match(text, /TLSv1\.1 +not found out/);
  assert.match(text, /2048 bits \(RFC 3526 group 14, shared by many\)/);
});

test('a limit is quoted, and made harmless', async () => {
  const text = await shown('en', { width: 100, unicode: true });
  assert.match(text, /turned away once, first at greeting: 421 too/);
  assert.ok(!text.includes('\u001b'));
});
