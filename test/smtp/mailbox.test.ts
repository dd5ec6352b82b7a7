import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UsageError } from '../../src/errors.ts';
import { parseRecipient, parseSender } from '../../src/smtp/mailbox.ts';

describe('an address', () => {
  const GOOD: Readonly<Record<string, string>> = {
    'ada@example.org': 'ada@example.org',
    '<ada@example.org>': 'ada@example.org',
    'a.b+c=d/e@Example.ORG': 'a.b+c=d/e@Example.ORG',
    '"a b"@example.org': '"a b"@example.org',
    '"a@b"@example.org': '"a@b"@example.org',
    'ada@[192.0.2.1]': 'ada@[192.0.2.1]',
    'ada@[IPv6:2001:db8::1]': 'ada@[IPv6:2001:db8::1]',
    'ada@localhost': 'ada@localhost',
    'ada@bücher.example': 'ada@xn--bcher-kva.example',
    'jürgen@bücher.example': 'jürgen@bücher.example',
    postmaster: 'postmaster',
  };
  for (const [text, wire] of Object.entries(GOOD)) {
    it(`"${text}" goes onto the wire as ${wire}`, () => assert.equal(parseRecipient(text).wire, wire));
  }

  const BAD = [
    ...['', '<>', 'ada', '@example.org', 'ada@', 'a b@example.org', 'ada@exa mple.org', 'a..b@example.org'],
    ...['Ada <ada@example.org>', 'a@b.example, c@d.example', 'ada@[300.1.1.1]', 'ada@example.org\r\nDATA'],
    ...['a\0@example.org', 'ada@example.org> SIZE=1', '"a\r\nb"@example.org', 'a\u202e@example.org'],
    `${'x'.repeat(400)}@example.org`,
  ];
  for (const text of BAD) {
    it(`${JSON.stringify(text.slice(0, 40))} is none`, () => {
      assert.throws(() => parseRecipient(text), UsageError);
    });
  }

  it('of a sender may be empty, if that is said', () => {
    assert.equal(parseSender('<>').wire, '');
    assert.throws(() => parseSender(''), UsageError);
  });
});
