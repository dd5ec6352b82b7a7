import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dnssecOf, isTrustedSource, weakestDnssec } from '../../src/net/dnssec.ts';
import { dnsAnswer } from '../support/evidence.ts';
import { serveZone } from './dns-fixture.ts';

const HOSTS = 'mx.example.org A 192.0.2.1';

test('the word of a validating server on this computer counts', async (t) => {
  const { resolver } = await serveZone(t, `* ad\n${HOSTS}`);
  assert.equal(dnssecOf(await resolver.query('mx.example.org', 'A')), 'secure');
  assert.equal(dnssecOf(await resolver.query('other.example.org', 'A')), 'secure');
});

test('without the AD flag nothing is signed', async (t) => {
  const { resolver } = await serveZone(t, `${HOSTS}\nbroken.example.org SERVFAIL`, { trusted: true });
  assert.equal(dnssecOf(await resolver.query('mx.example.org', 'A')), 'insecure');
  assert.equal(dnssecOf(await resolver.query('broken.example.org', 'A')), 'failed');
});

test('names of this computer are outside of DNSSEC', async (t) => {
  const { resolver } = await serveZone(t, '* ad', { hosts: '192.0.2.1 mx.example.org' });
  assert.equal(weakestDnssec(await resolver.addresses('mx.example.org')), 'local');
});

test('the same word from far away is unproven', () => {
  const far = { ...dnsAnswer('A', 'answer'), authenticated: true };
  assert.equal(dnssecOf(far), 'unproven');
  assert.equal(dnssecOf({ ...far, pathTrusted: true }), 'secure');
});

test('loopback and TLS are ways on which nobody can forge', () => {
  for (const source of [
    '127.0.0.1:53/udp',
    '[::1]:53/tcp',
    'tls://192.0.2.53:853',
    'https://dns.example/dns-query',
  ])
    assert.ok(isTrustedSource(source), source);
  for (const source of ['192.0.2.53:53/udp', '12.7.0.0:53/udp', '[2001:db8::1]:53/udp', 'hosts'])
    assert.ok(!isTrustedSource(source), source);
});

test('of both families the weaker counts, and one without addresses not at all', () => {
  const secure = { ...dnsAnswer('A', 'answer'), authenticated: true, pathTrusted: true } as const;
  assert.equal(weakestDnssec([secure, dnsAnswer('AAAA', 'no-data')]), 'secure');
  assert.equal(weakestDnssec([secure, dnsAnswer('AAAA', 'answer')]), 'insecure');
  assert.equal(weakestDnssec([dnsAnswer('A', 'servfail'), dnsAnswer('AAAA', 'no-data')]), 'failed');
  assert.equal(weakestDnssec([]), 'failed');
});
