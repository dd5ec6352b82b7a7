import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { queueIdOf } from '../../src/smtp/queue-id.ts';

/** What each says after the enhanced code, and the id in it. */
const ANSWERS: readonly (readonly [server: string, text: string, id: string | undefined])[] = [
  ['Postfix', 'Ok: queued as 4XyZ1a2b3cz9QwE', '4XyZ1a2b3cz9QwE'],
  [
    'a filter before Postfix',
    'from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 3C1F2A1B',
    '3C1F2A1B',
  ],
  ['Exim', 'OK id=1tEFgh-00000001ab2-2Cd3', '1tEFgh-00000001ab2-2Cd3'],
  ['older Exim', 'OK id=1aBcDe-0001Fg-2H', '1aBcDe-0001Fg-2H'],
  ['GMX', 'Requested mail action okay, completed: id=1MxYzA-1uVwXy2z3A-00bCdE', '1MxYzA-1uVwXy2z3A-00bCdE'],
  ['Sendmail', '4AM7KxYz012345 Message accepted for delivery', '4AM7KxYz012345'],
  ['OpenSMTPD', '1a2b3c4d Message accepted for delivery', '1a2b3c4d'],
  [
    'Exchange',
    '<a@b.example> [InternalId=12345678901234, Hostname=AB1.example] 9876 bytes in 0.2 Queued mail for delivery',
    '12345678901234',
  ],
  ['Gmail', 'OK  1700000000 a1-20020a170902abcd00b001.123 - gsmtp', 'a1-20020a170902abcd00b001.123'],
  ['Dovecot LMTP', '<bob@example.net> aBcD0123EfGhIjKlMnOpQr Saved', 'aBcD0123EfGhIjKlMnOpQr'],
  ['qmail', 'ok 1700000000 qp 12345', '12345'],
  [
    'Amazon SES',
    'Ok 0100018c1a2b3c4d-01234567-89ab-cdef-0123-456789abcdef-000000',
    '0100018c1a2b3c4d-01234567-89ab-cdef-0123-456789abcdef-000000',
  ],
  [
    'Haraka',
    'Message Queued (01234567-89AB-CDEF-0123-456789ABCDEF.1)',
    '01234567-89AB-CDEF-0123-456789ABCDEF.1',
  ],
  ['Stalwart', 'Message queued with id 1a2b3c4d5e.', '1a2b3c4d5e'],
  ['one that names none', 'Ok', undefined],
  ['one that names none in more words', 'Thank you, message accepted', undefined],
];

describe('the queue id', () => {
  for (const [server, text, id] of ANSWERS) {
    it(`of ${server} is ${id ?? 'not made up'}`, () => {
      assert.equal(queueIdOf({ code: 250, lines: [text] }), id);
    });
  }

  it('is not read from a refusal', () => {
    assert.equal(queueIdOf({ code: 451, lines: ['not queued as 4XyZ1a2b3c'] }), undefined);
  });
});
