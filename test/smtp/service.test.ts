import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recogniseService, type Service } from '../../src/smtp/service.ts';
import { anyText } from '../support/any-text.ts';

const OPENINGS: readonly (readonly [Service, string])[] = [
  ['http', 'HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n'],
  ['http', '<!DOCTYPE html><html>'],
  ['ssh', 'SSH-2.0-OpenSSH_9.6p1 Ubuntu-3\r\n'],
  ['ssh', 'Authorised users only\r\nSSH-2.0-OpenSSH_9.6\r\n'],
  ['imap', '* OK [CAPABILITY IMAP4rev1 SASL-IR] Dovecot ready.\r\n'],
  ['imap', '* BYE Too many connections\r\n'],
  ['pop3', '+OK Dovecot ready.\r\n'],
  ['pop3', '-ERR [SYS/TEMP] too many connections\r\n'],
  ['ftp', '220 (vsFTPd 3.0.5)\r\n'],
  ['ftp', '220-FileZilla Server 1.8.2\r\n220 Please visit https://filezilla-project.org/\r\n'],
  ['ftp', '220 ProFTPD Server (Debian) [::ffff:192.0.2.1]\r\n'],
  ['ftp', '220---------- Welcome to Pure-FTPd [privsep] [TLS] ----------\r\n'],
  ['ftp', '220 Microsoft FTP Service\r\n'],
  ['ftp', '500 OOPS: vsftpd: refusing to run with writable root inside chroot()\r\n'],
  ['nntp', '200 news.example.org InterNetNews NNRP server INN 2.7.1 ready (posting ok)\r\n'],
  ['sieve', '"IMPLEMENTATION" "Dovecot Pigeonhole"\r\n"SIEVE" "fileinto reject"\r\n'],
  ['mysql', 'J\0\0\0\n8.0.36\0\x08\0\0\0'],
  ['mysql', "G\0\0\0\xffj\x04Host '192.0.2.1' is not allowed to connect to this MariaDB server"],
  ['redis', '-DENIED Redis is running in protected mode because protected mode is enabled\r\n'],
  ['redis', "-ERR unknown command '\x16\x03\x01', with args beginning with: \r\n"],
  ['vnc', 'RFB 003.008\n'],
  ['telnet', '\xff\xfd\x18\xff\xfd\x20\xff\xfd\x23'],
  ['rdp', '\x03\0\0\x13\x0e\xd0\0\0\x124\0'],
  ['tls', '\x15\x03\x01\0\x02\x02F'],
  ['tls', '\x16\x03\x03\0\x5a\x02'],
  ['xmpp', "<?xml version='1.0'?><stream:stream xmlns='jabber:client' id='1'>"],
  ['irc', ':irc.example.org NOTICE * :*** Looking up your hostname...\r\n'],
  ['irc', 'ERROR :Closing Link: 192.0.2.1 (Throttled)\r\n'],
  ['rsync', '@RSYNCD: 31.0 sha512 sha256\n'],
  ['amqp', 'AMQP\0\0\x09\x01'],
  ['mpd', 'OK MPD 0.23.5\n'],
  ['dict', '220 dict.example.org dictd 1.13.1/rf on Linux <auth.mime> <1@dict.example.org>\r\n'],
];

for (const [service, opening] of OPENINGS) {
  test(`${JSON.stringify(opening.slice(0, 50))} is ${service}`, () => {
    assert.equal(recogniseService(opening), service);
  });
}

const MAIL_OPENINGS = [
  '220 mail.example.org ESMTP Postfix\r\n',
  '220 ftp.example.org ESMTP Exim 4.98\r\n',
  '220 ftp.example.org ready\r\n',
  '220-mail.example.org ESMTP\r\n',
  '220 mail.example.org Dovecot ready.\r\n',
  '220 ftp LMTP ready\r\n',
  '554 5.7.1 refused, see ftp://example.org/policy\r\n',
  '421 mail.example.org too busy\r\n',
  '220 ****************\r\n',
];

for (const opening of MAIL_OPENINGS) {
  test(`${JSON.stringify(opening)} may be SMTP`, () => {
    assert.equal(recogniseService(opening), undefined);
  });
}

test('silence and noise are no known service', () => {
  assert.equal(recogniseService(''), undefined);
  assert.equal(recogniseService('hello, world\r\n'), undefined);
});

test('only the first 512 characters are read', () => {
  assert.equal(recogniseService(`${'a line\n'.repeat(100)}SSH-2.0-OpenSSH\r\n`), undefined);
});

test('any text at all is survived', () => {
  fc.assert(
    fc.property(anyText({ maxLength: 600 }), (text) => {
      recogniseService(text);
    }),
  );
});

test('an endless opening is done with in bounded time', () => {
  const openings = OPENINGS.flatMap(([, opening]) =>
    ['a', ' ', '\n', '\0', 'FTP', '<'].map((fill) => opening.slice(0, 8) + fill.repeat(100_000)),
  );
  const startedAt = performance.now();
  for (const opening of openings) recogniseService(opening);
  assert.ok(performance.now() - startedAt < 1_000);
});
