import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { UsageError } from '../src/errors.ts';
import {
  formatHostPort,
  ipVersion,
  parseDomain,
  parsePort,
  parseTarget,
  unicodeForm,
} from '../src/target.ts';
import { anyText } from './support/any-text.ts';

describe('parseTarget', () => {
  const accepted: [string, object][] = [
    ['smtp.example.org', { kind: 'host', host: 'smtp.example.org' }],
    ['SMTP.Example.ORG:587', { kind: 'host', host: 'smtp.example.org', port: 587 }],
    ['smtp.example.org:submission', { kind: 'host', host: 'smtp.example.org', port: 587 }],
    ['192.0.2.1', { kind: 'host', host: '192.0.2.1' }],
    ['192.0.2.1:25', { kind: 'host', host: '192.0.2.1', port: 25 }],
    ['2001:db8::1', { kind: 'host', host: '2001:db8::1' }],
    ['[2001:db8::1]:465', { kind: 'host', host: '2001:db8::1', port: 465 }],
    ['[IPv6:2001:db8::1]', { kind: 'host', host: '2001:db8::1' }],
    ['smtp://mail.example.org', { kind: 'host', host: 'mail.example.org', scheme: 'smtp' }],
    [
      'smtps://mail.example.org:4465',
      { kind: 'host', host: 'mail.example.org', port: 4465, scheme: 'smtps' },
    ],
    ['lmtp://mail.example.org/', { kind: 'host', host: 'mail.example.org', scheme: 'lmtp' }],
    ['unix:/run/lmtp.sock', { kind: 'unix', path: '/run/lmtp.sock' }],
    ['unix:///run/lmtp.sock', { kind: 'unix', path: '/run/lmtp.sock' }],
    ['ada@Example.org', { kind: 'domain', domain: 'example.org' }],
    ['"a@b"@example.org', { kind: 'domain', domain: 'example.org' }],
    ['posta.università.it', { kind: 'host', host: 'posta.xn--universit-y1a.it' }],
    ['localhost', { kind: 'host', host: 'localhost' }],
    ['mail_gw.example.org.', { kind: 'host', host: 'mail_gw.example.org' }],
  ];
  for (const [text, target] of accepted) {
    it(`reads ${text}`, () => assert.deepEqual(parseTarget(text), target));
  }

  const refused = [
    '',
    '   ',
    '@example.org',
    'ada@',
    'http://example.org',
    'smtp://ada:secret@example.org',
    'smtp.example.org:0',
    'smtp.example.org:65536',
    'smtp.example.org:smpt',
    'smtp.example.org:',
    '[2001:db8::zz]',
    '[192.0.2]:25',
    'exa mple.org',
    'a..b',
    `${'a'.repeat(64)}.org`,
    'unix:relative/path',
    'evil\r\nQUIT',
    'x'.repeat(400),
  ];
  for (const text of refused) {
    it(`refuses ${JSON.stringify(text.slice(0, 30))} with a hint`, () => {
      assert.throws(
        () => parseTarget(text),
        (error) => error instanceof UsageError,
      );
    });
  }

  it('never repeats a password that stands in a URL', () => {
    assert.throws(
      () => parseTarget('smtp://ada:s3cret@example.org'),
      (error: Error) => !error.message.includes('s3cret'),
    );
  });

  it('gives a target or a UsageError for any text', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        try {
          parseTarget(text);
        } catch (error) {
          assert.ok(error instanceof UsageError);
        }
      }),
    );
  });
});

describe('names and numbers', () => {
  it('tells IP addresses from names', () => {
    for (const text of ['127.0.0.1', '255.255.255.255', '0.0.0.0']) assert.equal(ipVersion(text), 4, text);
    for (const text of ['::1', 'fe80::1%eth0', '::ffff:192.0.2.1']) assert.equal(ipVersion(text), 6, text);
    for (const text of ['256.1.1.1', '1.2.3', '1.2.3.4.5', '1.2.3.4.', 'a:b', '::g', ''])
      assert.equal(ipVersion(text), 0, text);
  });

  it('puts IPv6 addresses into brackets', () => {
    assert.equal(formatHostPort('2001:db8::1', 25), '[2001:db8::1]:25');
    assert.equal(formatHostPort('mx.example.org', 25), 'mx.example.org:25');
  });

  it('knows the service names of the mail ports', () => {
    assert.equal(parsePort('submissions'), 465);
    assert.equal(parsePort('2525'), 2525);
  });

  it('shows an internationalised name in both forms', () => {
    assert.equal(unicodeForm(parseDomain('università.it')), 'università.it');
    assert.equal(unicodeForm('example.org'), undefined);
  });
});
