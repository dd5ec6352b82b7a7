import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import test from 'node:test';
import { createSecureContext } from 'node:tls';
import { CERTIFICATE_KINDS, type CertificateKind, createAuthority } from '../../src/demo/certificates.ts';

const authority = await createAuthority();

async function chainOf(kind: CertificateKind, names?: string[]): Promise<X509Certificate[]> {
  const { cert } = await authority.issue(kind, names ? { names } : {});
  return cert.split(/(?<=-----END CERTIFICATE-----\n)/).map((one) => new X509Certificate(one));
}

async function leafOf(kind: CertificateKind, names?: string[]): Promise<X509Certificate> {
  const [leaf] = await chainOf(kind, names);
  assert.ok(leaf);
  return leaf;
}

for (const kind of CERTIFICATE_KINDS) {
  test(`${kind}: key and certificate belong together and OpenSSL takes them`, async () => {
    const credential = await authority.issue(kind);
    createSecureContext({ ...credential, ciphers: 'DEFAULT:@SECLEVEL=0' });
  });
}

test('the chain leads by signature and name to the root', async () => {
  const root = new X509Certificate(authority.rootPem);
  const [leaf, intermediate] = await chainOf('valid');
  assert.ok(leaf && intermediate);
  assert.ok(leaf.checkIssued(intermediate) && leaf.verify(intermediate.publicKey));
  assert.ok(intermediate.checkIssued(root) && intermediate.verify(root.publicKey));
  assert.ok(intermediate.ca && !leaf.ca);
});

test('names and addresses are alternative names', async () => {
  const leaf = await leafOf('valid');
  for (const name of ['smtp.example.net', 'localhost', 'mta-sts.example.net'])
    assert.equal(leaf.checkHost(name), name);
  for (const address of ['127.0.0.1', '::1']) assert.equal(leaf.checkIP(address), address);
  const other = await leafOf('valid', ['a.example.org', '2001:db8::1:2']);
  assert.equal(other.checkIP('2001:db8::1:2'), '2001:db8::1:2');
  assert.equal(other.checkHost('localhost'), undefined);
});

test('the dates are past, near or to come', async () => {
  const days = (date: string) => (Date.parse(date) - Date.now()) / 86_400_000;
  assert.equal(Math.floor(days((await leafOf('expired')).validTo)), -13);
  assert.equal(Math.floor(days((await leafOf('expiring')).validTo)), 5);
  assert.equal(Math.floor(days((await leafOf('not-yet-valid')).validFrom)), 3);
  assert.ok(days((await leafOf('valid')).validTo) > 30);
});

test('a self-signed certificate is its own issuer and alone', async () => {
  const chain = await chainOf('self-signed');
  assert.equal(chain.length, 1);
  const [leaf] = chain;
  assert.ok(leaf?.checkIssued(leaf));
});

test('a missing intermediate leaves the leaf alone, of an issuer that the root knows', async () => {
  const [[leaf, ...rest], [, intermediate]] = await Promise.all([
    chainOf('missing-intermediate'),
    chainOf('valid'),
  ]);
  assert.deepEqual(rest, []);
  assert.ok(intermediate && leaf?.checkIssued(intermediate));
});

test('an unknown issuer sends another root', async () => {
  const chain = await chainOf('unknown-issuer');
  assert.equal(chain.length, 3);
  assert.ok(!chain.some((one) => one.raw.equals(new X509Certificate(authority.rootPem).raw)));
});

test('a wrong name is not one of ours', async () => {
  assert.equal((await leafOf('wrong-name')).checkHost('smtp.example.net'), undefined);
});

test('a weak key has 1024 bits', async () => {
  assert.equal((await leafOf('weak-key')).publicKey.asymmetricKeyDetails?.modulusLength, 1024);
});

test('a weak signature is made with SHA-1', async () => {
  // The OID of ecdsa-with-SHA1, 1.2.840.10045.4.1, in DER.
  assert.ok((await leafOf('weak-signature')).raw.includes(Buffer.from('06072a8648ce3d0401', 'hex')));
});

test('the same certificate is given twice', async () => {
  assert.equal(await authority.issue('valid'), await authority.issue('valid'));
});
