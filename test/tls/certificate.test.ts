import assert from 'node:assert/strict';
import { createHash, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, test } from 'node:test';
import { rootCertificates } from 'node:tls';
import { type CertificateFacts, certificateFacts } from '../../src/tls/certificate.ts';
import {
  canonicalAddress,
  nameAttribute,
  parseAlternativeNames,
  parseIssuerUrl,
} from '../../src/tls/certificate-names.ts';
import { signatureAlgorithmName } from '../../src/tls/signature-algorithm.ts';
import { forge, type Hash, type Order } from './forge.ts';

function factsOf(order: Order): CertificateFacts {
  const facts = certificateFacts(forge(order).der);
  if (!facts) throw new Error('the certificate made cannot be read');
  return facts;
}

describe('certificateFacts', () => {
  test('names, dates, fingerprints and issuer are told', () => {
    const issuer = forge({ subject: { C: 'NL', O: 'Acme, Inc.', CN: 'Issuing' }, isAuthority: true });
    const made = forge({ subject: { CN: 'mx' }, issuer, dnsNames: ['mx.example.net', '*.example.org'] });
    const facts = certificateFacts(made.der);
    assert.ok(facts);
    assert.equal(facts.subject, 'CN=mx');
    assert.equal(facts.issuer, 'CN=Issuing, O=Acme\\, Inc., C=NL');
    assert.deepEqual(facts.names, ['mx.example.net', '*.example.org']);
    assert.equal(facts.selfSigned, false);
    assert.equal(facts.sha256, createHash('sha256').update(made.der).digest('hex'));
    const spki = createPublicKey(made.key).export({ type: 'spki', format: 'der' });
    assert.equal(facts.spkiSha256, createHash('sha256').update(spki).digest('hex'));
    assert.match(facts.validFrom, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
    assert.equal(Date.parse(facts.validTo) - Date.parse(facts.validFrom), 31 * 86_400_000);
    assert.equal(facts.issuerUrl, undefined);
  });

  test('only a certificate that its own key has signed is self-signed', () => {
    assert.equal(factsOf({}).selfSigned, true);
    assert.equal(factsOf({ issuer: forge({}) }).selfSigned, false, 'the same name, another key');
  });

  const keys = [
    ['RSA', 2048, () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['RSA', 1024, () => generateKeyPairSync('rsa', { modulusLength: 1024 })],
    ['EC', 256, () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['EC', 521, () => generateKeyPairSync('ec', { namedCurve: 'P-521' })],
    ['EC', 192, () => generateKeyPairSync('ec', { namedCurve: 'prime192v1' })],
    ['Ed25519', 256, () => generateKeyPairSync('ed25519')],
  ] as const;
  for (const [type, bits, make] of keys) {
    test(`a key of type ${type} has ${bits} bits`, () => {
      const facts = factsOf({ key: make().privateKey });
      assert.deepEqual([facts.keyType, facts.keyBits], [type, bits]);
    });
  }

  test('signature algorithms have their usual names', () => {
    const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const named = (hash: Hash, order: Order = {}) => factsOf({ hash, ...order }).signatureAlgorithm;
    assert.equal(named('md5', { key: rsa }), 'md5WithRSAEncryption');
    assert.equal(named('sha1', { key: rsa }), 'sha1WithRSAEncryption');
    assert.equal(named('sha512', { key: rsa }), 'sha512WithRSAEncryption');
    assert.equal(named('sha384'), 'ecdsa-with-SHA384');
    assert.equal(named('sha256', { key: generateKeyPairSync('ed25519').privateKey }), 'ED25519');
  });

  test('RSASSA-PSS is named with its hash, which is SHA-1 when absent', () => {
    const named = (hexadecimal: string) => signatureAlgorithmName(Buffer.from(hexadecimal, 'hex'));
    const pss = '06092a864886f70d01010a';
    assert.equal(named(`${pss}3000`), 'RSASSA-PSS-SHA1');
    assert.equal(named(`${pss}3011a00f300d06096086480165030402010500`), 'RSASSA-PSS-SHA256');
    assert.equal(named('06032a0304'), '1.2.3.4');
    assert.equal(named('0500'), undefined);
  });

  test('every root that Node brings can be read', () => {
    for (const pem of rootCertificates) {
      const facts = certificateFacts(new X509Certificate(pem).raw);
      assert.ok(facts, pem);
      assert.ok(facts.keyBits > 0, facts.subject);
      assert.doesNotMatch(facts.signatureAlgorithm, /^\d/, facts.subject);
    }
  });

  test('IP addresses have one form each', () => {
    const v6 = Buffer.from('20010db8000000000000000000000001', 'hex');
    const facts = factsOf({ addresses: [Buffer.from([192, 0, 2, 1]), v6] });
    assert.deepEqual(facts.names, ['192.0.2.1', '2001:db8::1']);
  });

  test('an address in the place of a name is marked as what it is', () => {
    assert.deepEqual(factsOf({ dnsNames: ['192.0.2.1'] }).names, ['DNS:192.0.2.1']);
  });

  test('a name made to look like two stays one', () => {
    const hostile = 'a.example, DNS:mx.example.net';
    assert.deepEqual(factsOf({ dnsNames: [hostile] }).names, [hostile]);
    const quoted = 'a"b\\", DNS:mx.example.net';
    assert.deepEqual(factsOf({ dnsNames: [quoted, 'c.example'] }).names, [quoted, 'c.example']);
    const nul = 'mx.example.net\0.evil.example';
    assert.deepEqual(factsOf({ dnsNames: [nul] }).names, [nul]);
  });

  test('the place of the issuer is told when it is on the web', () => {
    const url = 'http://ca.example/issuer.der';
    assert.equal(factsOf({ issuerUrl: url }).issuerUrl, url);
    assert.equal(factsOf({ issuerUrl: 'ldap://ca.example/cn=issuer' }).issuerUrl, undefined);
    assert.equal(factsOf({ issuerUrl: `http://ca.example/${'x'.repeat(2_000)}` }).issuerUrl, undefined);
  });
});

test('a certificate without a subject is one all the same, for the names it has', () => {
  const root = forge({ subject: { CN: 'root' }, isAuthority: true });
  const facts = certificateFacts(forge({ subject: {}, issuer: root, dnsNames: ['mx.example.net'] }).der);
  assert.deepEqual([facts?.subject, facts?.names], ['', ['mx.example.net']]);
});

describe('the texts of Node', () => {
  test('alternative names of other kinds are left out', () => {
    const text =
      'email:ada@example.org, URI:"http://a, DNS:b", DNS:c.example, DirName:"CN = x, DNS:d", IP Address:192.0.2.9';
    assert.deepEqual(parseAlternativeNames(text), ['c.example', '192.0.2.9']);
    assert.deepEqual(parseAlternativeNames(undefined), []);
  });

  test('the first issuer on the web is found among other accesses', () => {
    const text = 'OCSP - URI:http://ocsp.example\nCA Issuers - URI:"http://ca.example/a,b"\n';
    assert.equal(parseIssuerUrl(text), 'http://ca.example/a,b');
    assert.equal(parseIssuerUrl('OCSP - URI:http://ocsp.example'), undefined);
  });

  test('attributes are found whole, commas and all', () => {
    assert.equal(nameAttribute('CN=R3, O=Acme\\, Inc. + OU=x, C=US', 'O'), 'Acme\\, Inc.');
    assert.equal(nameAttribute('CN=O=Acme', 'O'), undefined);
  });

  test('addresses are told from names', () => {
    assert.equal(canonicalAddress('2001:DB8:0:0:0:0:0:1'), '2001:db8::1');
    assert.equal(canonicalAddress('192.0.2.1'), '192.0.2.1');
    for (const text of ['mx.example.net', '1.2.3', '300.1.1.1', 'fe80', ''])
      assert.equal(canonicalAddress(text), undefined);
  });
});
