import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, test } from 'node:test';
import type { TrustProblem } from '../../src/tls/certificate.ts';
import { type CertificateFacts, certificateFacts } from '../../src/tls/certificate.ts';
import { matchesName } from '../../src/tls/name-match.ts';
import { judgeTrust, type TrustQuestion } from '../../src/tls/trust.ts';
import { type Forged, forge, type Order } from './forge.ts';

const root = forge({ subject: { CN: 'Test Root', O: 'Acme' }, isAuthority: true });
const intermediate = forge({ subject: { CN: 'Test Issuing', O: 'Acme' }, isAuthority: true, issuer: root });
const names = { dnsNames: ['mx.example.net'] };
const leaf = forge({ ...names, issuer: intermediate });

const reached = { isReached: true, organisations: new Set(['Acme']) };
const unreached = { isReached: false, organisations: new Set(['Somebody Else']) };

function facts(chain: readonly Forged[]): CertificateFacts[] {
  return chain.map(({ der }) => certificateFacts(der)).filter((found) => found !== undefined);
}

function problems(chain: readonly Forged[], question: Partial<TrustQuestion> = {}): readonly TrustProblem[] {
  const { trusted, problems: found } = judgeTrust({
    chain: facts(chain),
    observedAt: new Date(),
    expectedName: 'mx.example.net',
    ...question,
  });
  assert.equal(trusted, found.length === 0);
  return found;
}

describe('judgeTrust', () => {
  test('a chain that OpenSSL believes, for the right name, is trusted', () => {
    const trust = judgeTrust({
      chain: facts([leaf, intermediate]),
      observedAt: new Date(),
      expectedName: 'mx.example.net',
    });
    assert.deepEqual(trust, { trusted: true, problems: [], expectedName: 'mx.example.net' });
  });

  test('a self-signed leaf is that, and not of an unknown issuer', () => {
    const found = problems([forge(names)], { verifyCode: 'DEPTH_ZERO_SELF_SIGNED_CERT', roots: unreached });
    assert.deepEqual(found, ['self-signed']);
  });

  test('a root of their own, sent or not, is an unknown issuer', () => {
    const sent = { verifyCode: 'SELF_SIGNED_CERT_IN_CHAIN', roots: unreached };
    assert.deepEqual(problems([leaf, intermediate, root], sent), ['unknown-issuer']);
    const unsent = { verifyCode: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', roots: unreached };
    assert.deepEqual(problems([leaf, intermediate], unsent), ['unknown-issuer']);
  });

  test('an issuer of an organisation among the roots is a missing intermediate', () => {
    const question = {
      verifyCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      roots: { ...unreached, organisations: new Set(['Acme']) },
    };
    assert.deepEqual(problems([leaf], question), ['missing-intermediate']);
    assert.deepEqual(
      problems([leaf, root], question),
      ['missing-intermediate'],
      'the root does not fill the gap',
    );
  });

  test('an issuer that can be fetched is a missing intermediate', () => {
    const fetchable = forge({ ...names, issuer: intermediate, issuerUrl: 'http://ca.example/i.der' });
    const question = { verifyCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', roots: unreached };
    assert.deepEqual(problems([fetchable], question), ['missing-intermediate']);
  });

  test('expiry is told by the date, and does not hide who signed', () => {
    const expired = forge({ ...names, issuer: intermediate, fromDays: -20, toDays: -2 });
    const known = { verifyCode: 'CERT_HAS_EXPIRED', roots: reached };
    assert.deepEqual(problems([expired, intermediate], known), ['expired']);
    const unknown = { verifyCode: 'CERT_HAS_EXPIRED', roots: unreached };
    assert.deepEqual(problems([expired, intermediate, root], unknown), ['unknown-issuer', 'expired']);
    const own = forge({ ...names, fromDays: -20, toDays: -2 });
    assert.deepEqual(problems([own], unknown), ['self-signed', 'expired']);
  });

  test('an expired intermediate on the way is expiry too', () => {
    assert.deepEqual(problems([leaf, intermediate], { verifyCode: 'CERT_HAS_EXPIRED', roots: reached }), [
      'expired',
    ]);
  });

  test('a certificate from the future is not yet valid', () => {
    const future = forge({ ...names, issuer: intermediate, fromDays: 2 });
    const question = { verifyCode: 'CERT_NOT_YET_VALID', roots: reached };
    assert.deepEqual(problems([future, intermediate], question), ['not-yet-valid']);
  });

  test('time is the moment of observation', () => {
    const inAYear = new Date(Date.now() + 365 * 86_400_000);
    assert.deepEqual(problems([leaf, intermediate], { observedAt: inAYear }), ['expired']);
  });

  test('a wrong name is a problem of its own', () => {
    assert.deepEqual(problems([leaf], { expectedName: 'mx.example.org' }), ['name-mismatch']);
    assert.deepEqual(problems([leaf], { expectedName: undefined }), []);
  });

  test('several problems stand in the order of their gravity', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const all = forge({
      fromDays: -9,
      toDays: -1,
      key: privateKey,
      hash: 'sha1',
      issuer: forge({ subject: { CN: 'Nobody' }, key: privateKey }),
    });
    const question = { verifyCode: 'CERT_HAS_EXPIRED', roots: unreached };
    assert.deepEqual(problems([all], question), [
      'unknown-issuer',
      'expired',
      'name-mismatch',
      'weak-key',
      'weak-signature',
    ]);
  });

  test('weak keys and hashes are told, though OpenSSL was asked to bear them', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const weak = (order: Order) => problems([forge({ ...names, ...order })]);
    assert.deepEqual(weak({ key: privateKey, issuer: intermediate }), ['weak-key']);
    const small = generateKeyPairSync('ec', { namedCurve: 'prime192v1' }).privateKey;
    assert.deepEqual(weak({ key: small, issuer: intermediate }), ['weak-key']);
    const signer = forge({
      key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
      isAuthority: true,
    });
    assert.deepEqual(weak({ issuer: signer, hash: 'md5' }), ['weak-signature']);
    assert.deepEqual(weak({ issuer: signer, hash: 'sha1' }), ['weak-signature']);
    assert.deepEqual(weak({ issuer: signer, hash: 'sha512' }), []);
  });

  test("a root's signature of itself may be as old as it likes", () => {
    const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const oldRoot = forge({ subject: { CN: 'Old Root' }, isAuthority: true, key, hash: 'sha1' });
    assert.deepEqual(problems([forge({ ...names, issuer: oldRoot }), oldRoot]), []);
  });

  test('what OpenSSL alone finds is kept with its code', () => {
    const trust = judgeTrust({
      chain: facts([leaf]),
      verifyCode: 'INVALID_PURPOSE',
      roots: reached,
      observedAt: new Date(),
    });
    assert.deepEqual(trust, { trusted: false, problems: ['other'], code: 'INVALID_PURPOSE' });
    assert.deepEqual(problems([leaf], { verifyCode: 'CERT_REVOKED', roots: reached }), ['revoked']);
  });

  test('a chain of which nothing could be read is not trusted when OpenSSL does not', () => {
    const question = { verifyCode: 'UNABLE_TO_GET_ISSUER_CERT', roots: unreached };
    assert.deepEqual(problems([], question), ['unknown-issuer']);
  });

  test('certificates that name each other as issuers have an end', () => {
    const first = forge({ ...names, subject: { CN: 'a' }, issuer: forge({ subject: { CN: 'b' } }) });
    const second = forge({ subject: { CN: 'b' }, issuer: forge({ subject: { CN: 'a' } }) });
    const question = { verifyCode: 'UNABLE_TO_GET_ISSUER_CERT', roots: unreached };
    assert.deepEqual(problems([first, second], question), ['unknown-issuer']);
  });
});

describe('matchesName', () => {
  const matches = (presented: readonly string[], expected: string, subject = 'CN=mx.example.net') => {
    const [base] = facts([leaf]);
    assert.ok(base);
    return matchesName({ ...base, subject, names: presented }, expected);
  };

  test('names are compared without case and without the last dot', () => {
    assert.ok(matches(['MX.Example.net'], 'mx.example.NET.'));
    assert.ok(!matches(['mx.example.net'], 'example.net'));
  });

  test('a wildcard stands for one whole label', () => {
    assert.ok(matches(['*.example.net'], 'mx.example.net'));
    assert.ok(!matches(['*.example.net'], 'example.net'));
    assert.ok(!matches(['*.example.net'], 'a.mx.example.net'));
    assert.ok(!matches(['*.net'], 'example.net'));
    assert.ok(!matches(['m*.example.net'], 'mx.example.net'));
    assert.ok(!matches(['*'], 'mx'));
    assert.ok(!matches(['mx.*.net'], 'mx.example.net'));
    assert.ok(!matches(['*.example.net'], '.example.net'));
  });

  test('an address matches an address entry only, in any form', () => {
    assert.ok(matches(['2001:db8::1'], '2001:DB8:0:0::1'));
    assert.ok(matches(['192.0.2.1'], '192.0.2.1'));
    assert.ok(!matches(['DNS:192.0.2.1'], '192.0.2.1'));
    assert.ok(!matches([], '192.0.2.1', 'CN=192.0.2.1'));
    assert.ok(!matches(['*.0.2.1'], '192.0.2.1'));
  });

  test('the common name counts only where there is no other', () => {
    assert.ok(matches([], 'mx.example.net'));
    assert.ok(!matches(['other.example.net'], 'mx.example.net'));
  });

  test('a NUL ends no name', () => {
    assert.ok(!matches(['mx.example.net\0.evil.example'], 'mx.example.net'));
  });
});
