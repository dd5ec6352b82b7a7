import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseHeader } from '../../src/trace/header.ts';
import { parseReceived, type Received } from '../../src/trace/received.ts';
import { anyText } from '../support/any-text.ts';

/** As each server writes it, and what is to be read in it. */
const FORMS: readonly (readonly [server: string, value: string, read: Partial<Received>])[] = [
  [
    'Postfix',
    'from mail.example.org (mail.example.org [192.0.2.7]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519) (No client certificate requested) by mx.example.net (Postfix) with ESMTPS id 4XYZ12 for <bob@example.net>; Sun, 22 Nov 2026 09:00:12 +0100 (CET)',
    {
      from: { helo: 'mail.example.org', name: 'mail.example.org', address: '192.0.2.7' },
      by: 'mx.example.net',
      protocol: 'ESMTPS',
      id: '4XYZ12',
      recipient: 'bob@example.net',
      tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
      authenticated: false,
      date: '2026-11-22T08:00:12.000Z',
      software: 'Postfix',
    },
  ],
  [
    'Postfix, a user at home',
    'from [10.0.0.3] (unknown [IPv6:2001:db8::9]) (Authenticated sender: ada) by mail.example.org (Postfix) with ESMTPSA id 9; Sun, 22 Nov 2026 08:00:02 GMT',
    {
      from: { helo: '[10.0.0.3]', address: '2001:db8::9' },
      authenticated: true,
      tls: {},
      date: '2026-11-22T08:00:02.000Z',
    },
  ],
  [
    'Postfix, a local program',
    'by mail.example.org (Postfix, from userid 1000) id 5ABC; Sun, 22 Nov 2026 08:00:02 +0000 (UTC)',
    { by: 'mail.example.org', id: '5ABC', software: 'Postfix, from userid 1000', authenticated: false },
  ],
  [
    'Exim',
    'from mail.example.org ([192.0.2.7]:51234 helo=client.example.org) by mx.example.net with esmtps (TLS1.3) tls TLS_AES_256_GCM_SHA384 (Exim 4.96) (envelope-from <ada@example.org>) id 1tABCD-000123-1x for bob@example.net; Sun, 22 Nov 2026 08:00:12 +0000',
    {
      from: { helo: 'client.example.org', name: 'mail.example.org', address: '192.0.2.7' },
      by: 'mx.example.net',
      protocol: 'esmtps',
      id: '1tABCD-000123-1x',
      recipient: 'bob@example.net',
      envelopeFrom: 'ada@example.org',
      tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
    },
  ],
  [
    'Exim, a local user',
    'from ada by mail.example.org with local (Exim 4.96) (envelope-from <ada@example.org>) id 1tA; Sun, 22 Nov 2026 08:00:12 +0000',
    { from: { helo: 'ada' }, protocol: 'local', envelopeFrom: 'ada@example.org' },
  ],
  [
    'Sendmail',
    'from mail.example.org (mail.example.org [192.0.2.7] (may be forged)) by mx.example.net (8.17.1/8.17.1) with ESMTPS id 4AM8 (version=TLSv1.2 cipher=ECDHE-RSA-AES256-GCM-SHA384 bits=256 verify=NO) for <bob@example.net>; Sun, 22 Nov 2026 03:00:12 -0500 (EST)',
    {
      from: { helo: 'mail.example.org', name: 'mail.example.org', address: '192.0.2.7' },
      tls: { protocol: 'TLSv1.2', cipher: 'ECDHE-RSA-AES256-GCM-SHA384' },
      date: '2026-11-22T08:00:12.000Z',
    },
  ],
  [
    'Exchange',
    'from AM0PR01.eurprd01.prod.outlook.com (2603:10a6:208::25) by DB7PR01.eurprd01.prod.outlook.com (2603:10a6:5::12) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.8158.24; Sun, 22 Nov 2026 08:00:12 +0000',
    {
      from: { helo: 'AM0PR01.eurprd01.prod.outlook.com', address: '2603:10a6:208::25' },
      by: 'DB7PR01.eurprd01.prod.outlook.com',
      protocol: 'Microsoft SMTP Server',
      id: '15.20.8158.24',
      tls: { protocol: 'TLSv1.2', cipher: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384' },
    },
  ],
  [
    'Gmail',
    'from mail.example.org (mail.example.org. [192.0.2.7]) by mx.google.com with ESMTPS id d9-20020a17si for <bob@gmail.com> (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256); Sun, 22 Nov 2026 00:00:12 -0800 (PST)',
    {
      from: { helo: 'mail.example.org', name: 'mail.example.org', address: '192.0.2.7' },
      by: 'mx.google.com',
      recipient: 'bob@gmail.com',
      tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
      date: '2026-11-22T08:00:12.000Z',
    },
  ],
  [
    'Gmail, within',
    'by 2002:a05:6402:1234:b0:5cf:1 with SMTP id x10csp123; Sun, 22 Nov 2026 00:00:13 -0800 (PST)',
    { by: '2002:a05:6402:1234:b0:5cf:1', protocol: 'SMTP', id: 'x10csp123' },
  ],
  [
    'qmail',
    'from unknown (HELO client.example.org) (192.0.2.7) by 0 with SMTP; 22 Nov 2026 08:00:12 -0000',
    {
      from: { helo: 'client.example.org', address: '192.0.2.7' },
      by: '0',
      protocol: 'SMTP',
      date: '2026-11-22T08:00:12.000Z',
    },
  ],
  [
    'qmail, a local user',
    '(qmail 1234 invoked by uid 1000); 22 Nov 2026 08:00:12 -0000',
    { date: '2026-11-22T08:00:12.000Z' },
  ],
  [
    'Courier',
    'from client.example.org (mail.example.org [::ffff:192.0.2.7]) (AUTH: PLAIN ada, TLS: TLSv1.3,256bits,TLS_AES_256_GCM_SHA384) by mx.example.net with ESMTPSA id 0000123; Sun, 22 Nov 2026 08:00:12 +0000',
    {
      from: { helo: 'client.example.org', name: 'mail.example.org', address: '192.0.2.7' },
      authenticated: true,
      tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
    },
  ],
  [
    'Lotus Domino',
    'from mail.example.org ([192.0.2.7]) by notes.example.net (Lotus Domino Release 9.0.1FP10) with ESMTP id 2026112209001234-5678 ; Sun, 22 Nov 2026 09:00:12 +0100',
    {
      from: { helo: 'mail.example.org', address: '192.0.2.7' },
      by: 'notes.example.net',
      protocol: 'ESMTP',
      software: 'Lotus Domino Release 9.0.1FP10',
    },
  ],
  [
    'Dovecot',
    'from mx.example.net ([unix socket]) by store.example.net (Dovecot) with LMTP id KBAc (envelope-from <ada@example.org>) for <bob@example.net>; Sun, 22 Nov 2026 08:00:14 +0000',
    {
      from: { helo: 'mx.example.net' },
      protocol: 'LMTP',
      software: 'Dovecot',
      envelopeFrom: 'ada@example.org',
    },
  ],
];

describe('a Received field', () => {
  for (const [server, value, expected] of FORMS) {
    it(`of ${server} is read`, () => {
      const read = parseReceived(value);
      assert.deepEqual({ ...read, ...expected }, read);
      assert.equal(read?.date?.startsWith('2026-11-22T08:00:'), true);
      const tls = 'tls' in expected;
      assert.equal(read?.tls !== undefined, tls);
    });
  }

  it('is the same whichever way it is folded', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FORMS), fc.array(fc.nat(30), { maxLength: 20 }), ([, value], places) => {
        const words = value.split(' ');
        const folded = words
          .map((word, index) => (places.includes(index) ? `\r\n\t${word}` : word))
          .join(' ');
        const [field] = parseHeader(`Received: ${folded}`);
        assert.deepEqual(parseReceived((field?.value ?? '').replace(/\s+/g, ' ')), parseReceived(value));
      }),
    );
  });

  it('of any characters is read in no time, without an error', () => {
    const words = fc.constantFrom(
      'from',
      'by',
      'with',
      'id',
      'for',
      '(',
      ')',
      ';',
      '"',
      '\\',
      '[',
      ']',
      'x',
      ' ',
      'TLSv1.3',
      '192.0.2.1',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          anyText(),
          fc.array(words, { maxLength: 400 }).map((all) => all.join('')),
        ),
        (text) => {
          const read = parseReceived(text);
          assert.equal(read === undefined || typeof read.authenticated === 'boolean', true);
        },
      ),
    );
    const startedMs = performance.now();
    for (const hostile of [
      '('.repeat(1e6),
      'from ('.repeat(2e5),
      'TLS '.repeat(3e5),
      `from x (${'1.'.repeat(5e5)})`,
    ]) {
      parseReceived(hostile);
    }
    assert.ok(performance.now() - startedMs < 1_000);
  });
});
