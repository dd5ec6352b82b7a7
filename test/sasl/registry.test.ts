import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Channel, Credentials } from '../../src/sasl/mechanism.ts';
import { MECHANISMS, mechanismOf, missingFor, strongestOf } from '../../src/sasl/registry.ts';
import { BINDINGS, channel } from './channel.ts';

const ALL = MECHANISMS.map(({ name }) => name);
const ADA: Credentials = { username: 'ada', password: 'hunter2' };

function chosen(advertised: readonly string[], credentials: Credentials, part: Partial<Channel> = {}) {
  return strongestOf(advertised, credentials, channel({ advertised, ...part }))?.name;
}

describe('the registry', () => {
  test('stands in the order of strength, each name once', () => {
    assert.deepEqual(
      MECHANISMS.toSorted((one, other) => other.strength - one.strength),
      MECHANISMS,
    );
    assert.equal(new Set(ALL).size, ALL.length);
  });

  test('finds a mechanism in any case and by the names of old servers', () => {
    assert.equal(mechanismOf('scram-sha-256-plus')?.name, 'SCRAM-SHA-256-PLUS');
    assert.equal(mechanismOf('AUTH=LOGIN')?.name, 'LOGIN');
    assert.equal(mechanismOf('=login')?.name, 'LOGIN');
    assert.equal(mechanismOf('GSSAPI'), undefined);
    assert.equal(mechanismOf('__proto__'), undefined);
  });

  test('says what credentials lack', () => {
    const xoauth2 = mechanismOf('XOAUTH2');
    assert.ok(xoauth2);
    assert.deepEqual(missingFor(xoauth2, { username: '', token: '' }), ['username', 'token']);
    const plain = mechanismOf('PLAIN');
    assert.ok(plain);
    assert.deepEqual(missingFor(plain, { username: 'ada', password: '' }), []);
  });
});

describe('the strongest mechanism', () => {
  test('is SCRAM bound to TLS where it can be bound', () => {
    assert.equal(chosen(ALL, ADA, { bindings: BINDINGS }), 'SCRAM-SHA-512-PLUS');
    assert.equal(chosen(ALL, ADA), 'SCRAM-SHA-512');
    const offered = ['PLAIN', 'SCRAM-SHA-512', 'SCRAM-SHA-1-PLUS'];
    assert.equal(chosen(offered, ADA, { bindings: BINDINGS }), 'SCRAM-SHA-1-PLUS');
  });

  test('is among those offered, in whatever order and case', () => {
    assert.equal(chosen(['login', 'PLAIN', 'GSSAPI'], ADA), 'PLAIN');
    assert.equal(chosen(['LOGIN', 'CRAM-MD5'], ADA), 'CRAM-MD5');
    assert.equal(chosen(['GSSAPI'], ADA), undefined);
    assert.equal(chosen([], ADA), undefined);
  });

  test('goes with the credentials', () => {
    const token = { username: 'ada', token: 'abc' };
    assert.equal(chosen(ALL, token), 'OAUTHBEARER');
    assert.equal(chosen(['PLAIN', 'XOAUTH2'], token), 'XOAUTH2');
    assert.equal(chosen(['PLAIN', 'LOGIN'], token), undefined);
    assert.equal(chosen(['XOAUTH2'], ADA), undefined);
  });

  test('can say whom to act as where that is asked', () => {
    assert.equal(chosen(['CRAM-MD5', 'PLAIN'], { ...ADA, authzid: 'bob' }), 'PLAIN');
    assert.equal(chosen(['LOGIN'], { ...ADA, authzid: 'bob' }), undefined);
  });

  test('is NTLM only for DOMAIN\\user', () => {
    assert.equal(chosen(['NTLM', 'LOGIN'], { ...ADA, username: 'CORP\\ada' }), 'NTLM');
    assert.equal(chosen(['NTLM', 'LOGIN'], ADA), 'LOGIN');
    assert.equal(chosen(['NTLM'], ADA), undefined);
  });

  test('is EXTERNAL only for a client certificate without password', () => {
    const shown = { showsClientCertificate: true };
    assert.equal(chosen(['EXTERNAL', 'PLAIN'], { username: '' }, shown), 'EXTERNAL');
    assert.equal(chosen(['EXTERNAL', 'PLAIN'], ADA, shown), 'PLAIN');
    assert.equal(chosen(['EXTERNAL'], { username: '' }), undefined);
  });

  test('is ANONYMOUS only for nobody', () => {
    assert.equal(chosen(['ANONYMOUS'], { username: 'anonymous' }), 'ANONYMOUS');
    assert.equal(chosen(['ANONYMOUS'], { username: 'ada' }), undefined);
    assert.equal(chosen(['ANONYMOUS'], ADA), undefined);
  });
});
