import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fetchTlsRpt, parseTlsRpt } from '../../src/net/tls-rpt.ts';
import { serveZone } from './dns-fixture.ts';

test('targets by mail and by HTTPS are read', () => {
  const text = 'v=TLSRPTv1; rua=mailto:tls@example.org, https://reports.example.org/v1';
  assert.deepEqual(parseTlsRpt(text), {
    targets: ['mailto:tls@example.org', 'https://reports.example.org/v1'],
    text,
  });
});

for (const [text, fault] of [
  ['v=TLSRPTv1', 'rua-missing'],
  ['v=TLSRPTv1;', 'rua-missing'],
  ['v=TLSRPTv1; ruf=mailto:a@b.example', 'rua-missing'],
  ['v=TLSRPTv1; rua=a@b.example', 'target-malformed'],
  ['v=TLSRPTv1; rua=http://b.example/', 'target-malformed'],
  ['v=TLSRPTv1; rua=', 'target-malformed'],
] as const) {
  test(`the record "${text}" brings no report: ${fault}`, () => {
    assert.equal(parseTlsRpt(text)?.fault, fault);
  });
}

test('a text of another version is none', () => {
  for (const text of ['v=TLSRPTv2; rua=mailto:a@b.example', 'v=TLSRPTv10;', 'v=spf1 -all', ''])
    assert.equal(parseTlsRpt(text), undefined);
});

test('whatever stands in a record is read within bounds', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3_000 }), (rest) => {
      const read = parseTlsRpt(`v=TLSRPTv1;${rest}`);
      assert.ok(read && read.targets.length <= 16 && read.text.length <= 500);
    }),
  );
});

test('a domain’s record is asked for, two are as good as none, and a failing DNS is told', async (t) => {
  const record = (domain: string, text: string) => `_smtp._tls.${domain} TXT "${text}"`;
  const { resolver } = await serveZone(
    t,
    [
      record('one.example', 'v=TLSRPTv1; rua=mailto:a@one.example'),
      record('two.example', 'v=TLSRPTv1; rua=mailto:a@two.example'),
      record('two.example', 'v=TLSRPTv1; rua=mailto:b@two.example'),
      '_smtp._tls.broken.example SERVFAIL',
    ].join('\n'),
  );
  assert.deepEqual((await fetchTlsRpt('one.example', resolver))?.targets, ['mailto:a@one.example']);
  const two = await fetchTlsRpt('two.example', resolver);
  assert.deepEqual([two?.fault, two?.targets], ['several-records', []]);
  assert.equal((await fetchTlsRpt('broken.example', resolver))?.fault, 'lookup-failed');
  assert.equal(await fetchTlsRpt('none.example', resolver), undefined);
});
