import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { startDnsServer } from '../../src/demo/dns.ts';
import { parseZone } from '../../src/demo/zone.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { judgeMark } from '../../src/probes/identity/mark.ts';
import { lookUpBimi } from '../../src/probes/identity/records.ts';
import { issueMark, LOGO } from '../support/mark-certificate.ts';
import { authority } from './tls-policy-scene.ts';

/** Certificates that authorities have given out, from the package that reads them. */
const FOLDER = join(
  dirname(
    createRequire(createRequire(import.meta.url).resolve('mailauth')).resolve('@postalsys/vmc/package.json'),
  ),
  'test/fixtures',
);
const PAYPAL = await readFile(join(FOLDER, 'paypal_vmc.pem'), 'utf8');
const IN_TIME = new Date('2025-01-01');

function readFor(domain: string): Parameters<typeof judgeMark>[0] {
  return { status: { result: 'pass', header: { selector: 'default', d: domain } }, info: '' };
}

test('a mark certificate of a known authority says whose mark it is', async () => {
  assert.deepEqual(await judgeMark(readFor('paypal.com'), { certificate: PAYPAL }, { now: IN_TIME }), {
    kind: 'VMC',
    organization: 'PayPal, Inc.',
    validTo: '2025-09-08T23:59:59.000Z',
  });
});

test('a mark certificate proves nothing when expired, for another domain or beside another logo', async () => {
  const problemOf = async (domain: string, logo?: string, now = IN_TIME): Promise<string | undefined> =>
    (
      await judgeMark(
        readFor(domain),
        { certificate: PAYPAL, ...(logo === undefined ? {} : { logo }) },
        { now },
      )
    ).problem;
  assert.equal(await problemOf('paypal.com', undefined, new Date('2026-11-22')), 'certificate-unusable');
  assert.equal(await problemOf('example.org'), 'other-domain');
  assert.equal(await problemOf('paypal.com', '<svg/>'), 'logo-differs');
});

test('what is no certificate, and one of an authority that nobody knows, are told from a good one', async () => {
  const own = await readFile(join(FOLDER, 'postal_vmc.pem'), 'utf8');
  for (const text of [
    '',
    'no certificate',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    own,
  ]) {
    assert.equal(
      (await judgeMark(readFor('example.org'), { certificate: text }, { now: IN_TIME })).problem,
      'certificate-unusable',
    );
  }
});

test('the certificate that a BIMI record names is fetched over HTTPS, and a page that fails is told', async (t) => {
  const site = createServer(
    await authority.issue('valid', { names: ['brand.example.net'] }),
    (request, response) => {
      response
        .writeHead(request.url === '/mark.pem' ? 200 : 404)
        .end(request.url === '/mark.pem' ? PAYPAL : '');
    },
  );
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  t.after(() => site.close());
  const { port } = site.address() as AddressInfo;
  const look = async (file: string, isFetched = true) => {
    const record = `"v=BIMI1; l=https://brand.example.net/logo.svg; a=https://brand.example.net/${file}"`;
    const dns = await startDnsServer(parseZone(`default._bimi.example.net TXT ${record}`));
    t.after(() => dns.close());
    const resolver = createResolver({
      servers: [`127.0.0.1:${dns.port}`],
      overrides: new Map([['brand.example.net', [{ address: '127.0.0.1', port }]]]),
    });
    const inquiry = { domain: 'example.net', resolver, signal: new AbortController().signal };
    return (await lookUpBimi(inquiry, { isFetched, ca: [authority.rootPem] }))?.mark;
  };
  assert.equal((await look('mark.pem'))?.problem, 'certificate-unusable');
  assert.deepEqual(await look('gone.pem'), { problem: 'certificate-unfetched', code: 'status-404' });
  assert.equal(await look('mark.pem', false), undefined);
});

test('a mark certificate, its logo and its authority hold from the record over HTTPS to the verdict', async (t) => {
  const mark = issueMark('example.net');
  const files: Record<string, string> = {
    '/mark.pem': mark.chain,
    '/logo.svg': LOGO,
    '/other.svg': `${LOGO} `,
  };
  const site = createServer(
    await authority.issue('valid', { names: ['brand.example.net'] }),
    (request, response) => {
      const text = files[request.url ?? ''];
      response.writeHead(text === undefined ? 404 : 200).end(text);
    },
  );
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  t.after(() => site.close());
  const { port } = site.address() as AddressInfo;
  const look = async (logo: string, ca: readonly string[]) => {
    const record = `"v=BIMI1; l=https://brand.example.net/${logo}; a=https://brand.example.net/mark.pem"`;
    const dns = await startDnsServer(parseZone(`default._bimi.example.net TXT ${record}`));
    t.after(() => dns.close());
    const resolver = createResolver({
      servers: [`127.0.0.1:${dns.port}`],
      overrides: new Map([['brand.example.net', [{ address: '127.0.0.1', port }]]]),
    });
    const inquiry = { domain: 'example.net', resolver, signal: new AbortController().signal };
    return (await lookUpBimi(inquiry, { isFetched: true, ca }))?.mark;
  };
  const trusted = [authority.rootPem, mark.root];
  const good = await look('logo.svg', trusted);
  assert.deepEqual([good?.problem, good?.kind], [undefined, 'VMC']);
  assert.ok(good?.validTo);
  assert.equal((await look('other.svg', trusted))?.problem, 'logo-differs');
  assert.equal((await look('gone.svg', trusted))?.problem, 'logo-unfetched');
  assert.equal((await look('logo.svg', [authority.rootPem]))?.code, 'SELF_SIGNED_CERT_IN_CHAIN');
});
