import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { UsageError } from '../../src/errors.ts';
import { formatHeader } from '../../src/smtp/message-header.ts';
import { anyText } from '../support/any-text.ts';

const ENCODED = { isUtf8: false };

async function subjectIn(header: string): Promise<string | undefined> {
  return (await PostalMime.parse(`${header}\r\n`)).subject;
}

describe('a header field', () => {
  it('stays as it was given where it is short', async () => {
    const fields = [
      { name: 'subject', value: 'Hello "you"' },
      { name: 'X-Odd', value: '=?utf-8?q?left alone' },
    ];
    assert.equal(
      await formatHeader(fields, ENCODED),
      'subject: Hello "you"\r\nX-Odd: =?utf-8?q?left alone\r\n',
    );
  });

  it('may be empty', async () => {
    assert.equal(await formatHeader([{ name: 'X-Empty', value: '' }], ENCODED), 'X-Empty:\r\n');
  });

  it('of 3000 characters without a space becomes encoded words, which read as the same', async () => {
    const value = 'x'.repeat(3_000);
    const header = await formatHeader([{ name: 'Subject', value }], ENCODED);
    assert.ok(header.split('\r\n').every((line) => line.length <= 76));
    assert.equal(await subjectIn(header), value);
  });

  it('is folded before white space, which stays', async () => {
    const value = Array.from({ length: 300 }, (_word, index) => `word${index}`).join(' ');
    const header = await formatHeader([{ name: 'Subject', value }], ENCODED);
    assert.ok(header.split('\r\n').every((line) => line.length <= 76));
    assert.equal(header.replaceAll('\r\n', ''), `Subject: ${value}`);
  });

  it('with a grammar of its own is refused where no line can hold it', async () => {
    const fields = [{ name: 'References', value: `<${'x'.repeat(1_200)}@example.org>` }];
    await assert.rejects(formatHeader(fields, ENCODED), UsageError);
  });

  it('with an address keeps the address as it is and encodes the name', async () => {
    const fields = [{ name: 'From', value: 'Zoë <zoe@example.org>' }];
    assert.match(await formatHeader(fields, ENCODED), /^From: =\?UTF-8\?.*\?= <zoe@example\.org>\r\n$/);
  });

  it('keeps its characters where the header may be UTF-8', async () => {
    const fields = [{ name: 'Subject', value: 'perché 你好' }];
    assert.equal(await formatHeader(fields, { isUtf8: true }), 'Subject: perché 你好\r\n');
  });

  it('of any text reads as the same, in lines of at most 998 octets', async () => {
    const text = anyText({ maxLength: 3_000, size: 'max' }).filter((value) => !/=\?|\p{Cc}/u.test(value));
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const header = await formatHeader([{ name: 'Subject', value }], ENCODED);
        assert.ok(header.split('\r\n').every((line) => Buffer.byteLength(line) <= 998));
        assert.match(header, /^Subject:[\t -~]*(?:\r\n[ \t]+[!-~][\t -~]*)*\r\n$/);
        assert.equal(
          // An empty subject is read as none.
          ((await subjectIn(header)) ?? '').trim().replace(/\s+/g, ' '),
          value.trim().replace(/\s+/g, ' '),
        );
      }),
      { numRuns: 60 },
    );
  });
});
