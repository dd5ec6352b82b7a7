import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { autodiscoverRequest, readAutodiscover } from '../../src/net/autoconfig/autodiscover.ts';
import { readClientConfig } from '../../src/net/autoconfig/client-config.ts';
import { baseDomain, parentDomain } from '../../src/net/autoconfig/mx-domains.ts';
import { parseXml } from '../../src/net/autoconfig/xml.ts';
import { clientConfig } from './autoconfig-fixture.ts';

const read = (text: string) => readClientConfig(text, 'example.org');

test('the outgoing servers of a configuration are read', async () => {
  assert.deepEqual(await read(clientConfig('smtp.%EMAILDOMAIN%')), [
    {
      host: 'smtp.example.org',
      port: 465,
      security: 'tls',
      userName: 'address',
      credentials: ['oauth', 'password'],
    },
  ]);
});

test('a server without TLS, or with a host or port that is none, is left out', async () => {
  for (const host of [
    ...['127.0.0.1', '[::1]', 'localhost', 'smtp', "x';system('id');#.example.org", 'a b.example.org', ''],
    ...[
      '$(id).example.org',
      '-x.example.org',
      'x.example.org/../',
      'x.example.org\u202e',
      `${'a'.repeat(300)}.org`,
    ],
  ]) {
    assert.deepEqual(await read(clientConfig(host)), [], host);
  }
  for (const port of ['0', '65536', '-1', '4.65', '465x', '', '1e3']) {
    assert.deepEqual(await read(clientConfig('smtp.example.org', { port })), [], port);
  }
  for (const socket of ['plain', 'constructor', '__proto__', 'toString']) {
    assert.deepEqual(await read(clientConfig('smtp.example.org', { socket })), [], socket);
  }
});

test('a document that declares a type or entities is not read', async () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
  assert.equal(
    await read(clientConfig('smtp.example.org').replace('<clientConfig', `${bomb}<clientConfig`)),
    undefined,
  );
  const outside = '<!doctype x SYSTEM "file:///etc/passwd">';
  assert.equal(await parseXml(`${outside}<a/>`), undefined);
});

test('entities are not expanded', async () => {
  assert.equal((await parseXml('<a>&lt;b&#65;</a>'))?.text, '&lt;b&#65;');
});

test('what is too deep, too large, or no XML is not read', async () => {
  const deep = (levels: number) => '<a>'.repeat(levels) + '</a>'.repeat(levels);
  assert.ok(await parseXml(deep(10)));
  assert.equal(await parseXml(deep(40)), undefined);
  assert.equal(await parseXml(deep(8_000)), undefined);
  assert.equal(await parseXml(`<a>${'<b/>'.repeat(5_000)}</a>`), undefined);
  for (const text of ['', 'hello', '<a>', '<a></b>', '<html><body>', '{"a":1}', '<a b=c/>']) {
    assert.equal(await read(text), undefined, text);
  }
});

test('names of JavaScript’s own do no harm', async () => {
  const hostile = clientConfig('smtp.example.org', {
    extra: '<__proto__><polluted>1</polluted></__proto__><constructor __proto__="x" toString="y"/>',
  });
  await read(hostile);
  assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
});

test('any text is read without an error', async () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '/',
    'a',
    '"',
    '=',
    '&',
    ';',
    '!',
    '[',
    ']',
    '-',
    '?',
    ' ',
    'clientConfig',
    '__proto__',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), async (parts) => {
      await parseXml(parts.join(''));
      await parseXml(`<clientConfig>${parts.join('')}</clientConfig>`);
    }),
    { numRuns: 300 },
  );
});

test('an Autodiscover answer is read, whatever its prefixes', async () => {
  const answer = `<?xml version="1.0"?><a:Autodiscover xmlns:a="x"><Response><Account>
<Protocol><Type>IMAP</Type><Server>imap.example.org</Server><Port>993</Port></Protocol>
<Protocol><Type>SMTP</Type><Server>smtp.example.org</Server><Port>587</Port><SSL>on</SSL></Protocol>
<Protocol><Type>SMTP</Type><Server>plain.example.org</Server><Port>25</Port><SSL>off</SSL></Protocol>
<Protocol><Type>SMTP</Type><Server>old.example.org</Server><Port>465</Port><Encryption>SSL</Encryption></Protocol>
</Account></Response></a:Autodiscover>`;
  assert.deepEqual(await readAutodiscover(answer), [
    { host: 'smtp.example.org', port: 587, security: 'starttls' },
    { host: 'old.example.org', port: 465, security: 'tls' },
  ]);
  assert.equal(await readAutodiscover('<html/>'), undefined);
});

test('Autodiscover is asked in the postmaster’s name', () => {
  assert.match(autodiscoverRequest('example.org'), /<EMailAddress>postmaster@example\.org</);
});

test('the domain of an MX is one label up, unless that is nobody’s own', () => {
  assert.equal(parentDomain('mx1.mail.example.net'), 'mail.example.net');
  assert.equal(parentDomain('mx.example.co.uk'), 'example.co.uk');
  assert.equal(parentDomain('example.co.uk'), undefined);
  assert.equal(parentDomain('example.net'), undefined);
  assert.equal(baseDomain('mx1.mail.example.net'), 'example.net');
  assert.equal(baseDomain('mx1.mail.example.com.br'), 'example.com.br');
});
