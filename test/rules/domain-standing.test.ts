import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standingOf } from '../../src/rules/domain/standing.ts';
import { healthyIdentity } from '../support/identity.ts';

test('what the DNS did not answer is not known, and not taken for absent', () => {
  const [host] = healthyIdentity.mx.hosts;
  assert.ok(host);
  const standing = standingOf({
    ...healthyIdentity,
    mx: { ...healthyIdentity.mx, hosts: [{ ...host, status: 'failed', addresses: [] }] },
    spf: { domain: 'example.org', status: 'failed', records: [], questions: [] },
    dmarc: { walk: [{ name: 'example.org', records: [], isAnswered: false }], consents: [] },
  });
  assert.deepEqual(standing, { receives: 'unknown', proofs: 'unknown', forgeries: 'unknown' });
});

test('an SPF record that receivers give up is no proof', () => {
  const crowded = { text: 'mx', name: 'mx', lookup: 'answer', hosts: 11 } as const;
  const { proofs } = standingOf({
    ...healthyIdentity,
    spf: { ...healthyIdentity.spf, questions: [crowded] },
  });
  assert.equal(proofs, 'dkim');
});
