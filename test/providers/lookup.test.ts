import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  PROVIDERS,
  providerById,
  providerByName,
  providerOfDomain,
  providerOfHost,
  providerOfMx,
} from '../../src/providers/index.ts';
import { nearestDomain } from '../../src/providers/nearest.ts';
import { endpointsFor, providerNames, recognise } from '../../src/providers/recognise.ts';
import { readSubject } from '../../src/providers/subject.ts';
import { wellKnownService } from '../../src/providers/well-known.ts';

test('a domain, in whatever letters, leads to its provider', () => {
  assert.equal(providerOfDomain('Libero.IT.')?.id, 'libero');
  assert.equal(providerOfDomain('pec.aruba.it')?.id, 'aruba-pec');
  assert.equal(providerOfDomain('contoso.onmicrosoft.com')?.id, 'office365');
  assert.equal(providerOfDomain('notlibero.it'), undefined);
});

test('a host of a provider, an old one, and one with a region are recognised', () => {
  assert.equal(providerOfHost('smtp.libero.it')?.provider.id, 'libero');
  assert.deepEqual(providerOfHost('SMTP.LIVE.COM')?.obsolete?.today, 'smtp-mail.outlook.com');
  assert.equal(providerOfHost('email-smtp.eu-west-1.amazonaws.com')?.provider.id, 'ses');
  assert.equal(providerOfHost('email-smtp.a.b.amazonaws.com'), undefined);
  assert.equal(providerOfHost('authsmtp.example.org'), undefined);
});

test('every name of the old guides leads to today’s', () => {
  const today = (host: string) => providerOfHost(host)?.obsolete?.today;
  assert.equal(today('smtp.googlemail.com'), 'smtp.gmail.com');
  assert.equal(today('smtp.mail.yahoo.it'), 'smtp.mail.yahoo.com');
  assert.equal(today('smtp.email.it'), 'out.email.it');
  assert.equal(today('smtp.virgilio.it'), 'out.virgilio.it');
  assert.ok(providerOfHost('smtp.katamail.com')?.obsolete);
  assert.equal(today('smtp.katamail.com'), undefined);
});

test('the longest mark of the best MX counts', () => {
  assert.equal(providerOfMx(['example-org.mail.protection.outlook.com'])?.id, 'office365');
  assert.equal(providerOfMx(['eur.olc.protection.outlook.com'])?.id, 'outlook-com');
  assert.equal(providerOfMx(['mx-aol.mail.gm0.yahoodns.net'])?.id, 'aol');
  assert.equal(providerOfMx(['mx.pec.aruba.it'])?.id, 'aruba-pec');
  assert.equal(providerOfMx(['notaruba.it', 'aspmx.l.google.com'])?.id, 'gmail');
  assert.equal(providerOfMx([]), undefined);
});

test('names are read as people write them, and only the tables’ own keys count', () => {
  assert.equal(providerByName('office 365')?.id, 'office365');
  assert.equal(providerByName('REGISTER.IT')?.id, 'register-it');
  assert.equal(providerById('google')?.id, 'gmail');
  for (const word of ['toString', '__proto__', 'constructor', '', '!']) {
    assert.equal(providerById(word), undefined);
    assert.equal(providerByName(word), undefined);
  }
});

test('every provider is found by each of its names', () => {
  for (const name of providerNames()) assert.equal(providerByName(name)?.names[0], name);
  for (const { id, names } of PROVIDERS) {
    for (const name of names) assert.equal(providerByName(name.toLowerCase())?.id, id, name);
  }
});

test('a person’s name, a port and a scheme around the subject are understood', () => {
  const named = readSubject('Mario Rossi <mario@libero.it>');
  assert.deepEqual(named, { text: 'mario@libero.it', address: 'mario@libero.it', domain: 'libero.it' });
  const host = { text: 'smtp.libero.it', domain: 'smtp.libero.it' };
  assert.deepEqual(readSubject('smtp.libero.it:465'), { ...host, port: 465 });
  assert.deepEqual(readSubject('smtps://smtp.libero.it'), host);
});

test('more than one address, or what is none, is refused with what is accepted here', () => {
  for (const text of ['mario@libero.it, luigi@x.it', 'mario@libero.it;luigi@x.it', 'a@x.it b@x.it']) {
    assert.throws(() => readSubject(text), { name: 'UsageError', message: /more than one address/ }, text);
  }
  for (const text of ['a@b@c', '@x.it', 'a@', 'Mario <>', 'smtp.libero.it:x:y', 'a@libero.it,b']) {
    assert.throws(() => readSubject(text), { name: 'UsageError', hint: /^(?!.*unix:)/ }, text);
  }
});

test('a misspelt domain leads to the one that was perhaps meant', () => {
  assert.equal(nearestDomain('gmial.com'), 'gmail.com');
  assert.equal(nearestDomain('libeor.it'), 'libero.it');
  assert.equal(nearestDomain('gmial'), 'gmail.com');
  for (const other of ['ibm.it', 'ditta.example', 'example.org', 'we.com', '', 'x'.repeat(300)]) {
    assert.equal(nearestDomain(other), undefined, other);
  }
});

test('a program on the user’s own computer makes nobody else’s host a provider’s', () => {
  assert.equal(providerOfHost('127.0.0.1'), undefined);
});

test('an address is recognised by its domain alone', () => {
  assert.equal(recognise(readSubject('a@smtp.libero.it')), undefined);
  assert.equal(recognise(readSubject('"a@b"@libero.it'))?.provider.id, 'libero');
  assert.throws(() => readSubject('@libero.it'), { name: 'UsageError' });
  assert.throws(() => readSubject('a@b c'), { name: 'UsageError' });
});

test('what is for customers’ domains is not offered to the provider’s own, nor the other way round', () => {
  const aruba = providerById('aruba');
  assert.ok(aruba);
  const hosts = (by: 'domain' | 'mx') =>
    endpointsFor({ provider: aruba, by }, 'x.it').map(({ host }) => host);
  assert.deepEqual(hosts('domain'), ['smtp.aruba.it']);
  assert.deepEqual(hosts('mx'), ['smtps.aruba.it']);
});

test('nodemailer’s list is read with its traps mended', async () => {
  assert.deepEqual((await wellKnownService('bluewin.ch'))?.endpoint, {
    host: 'smtpauths.bluewin.ch',
    port: 465,
    security: 'tls',
    reported: true,
  });
  assert.equal((await wellKnownService('qiye.aliyun'))?.endpoint.port, 465);
  for (const trap of [
    'hot.ee',
    'Godaddy',
    'tutanota.com',
    'maildev',
    'aruba.it',
    'constructor',
    'toString',
  ]) {
    assert.equal(await wellKnownService(trap), undefined, trap);
  }
});
