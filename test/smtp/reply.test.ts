import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isFault, type ParsedReply, type ReplyFault, ReplyParser } from '../../src/smtp/reply.ts';

const EMPTY = Buffer.alloc(0);

function parse(text: string | Buffer): ParsedReply | ReplyFault | undefined {
  return new ReplyParser().push(Buffer.from(text as string));
}

function parsed(text: string | Buffer): ParsedReply {
  const outcome = parse(text);
  assert.ok(outcome && !isFault(outcome), `expected a reply, got ${JSON.stringify(outcome)}`);
  return outcome;
}

function oddities(text: string | Buffer): string[] {
  return parsed(text).oddities.map(({ kind }) => kind);
}

describe('ReplyParser', () => {
  it('reads a reply of one line', () => {
    assert.deepEqual(parsed('220 mx.example.org ESMTP\r\n').reply, {
      code: 220,
      lines: ['mx.example.org ESMTP'],
    });
  });

  it('reads several lines to the one without a hyphen', () => {
    const { reply } = parsed('250-mx.example.org\r\n250-SIZE 1000\r\n250 STARTTLS\r\n');
    assert.deepEqual(reply, { code: 250, lines: ['mx.example.org', 'SIZE 1000', 'STARTTLS'] });
  });

  it('takes the enhanced code out of the text', () => {
    const { reply } = parsed('535-5.7.8 Error: authentication failed\r\n535 5.7.8 see the manual\r\n');
    assert.deepEqual(reply, {
      code: 535,
      enhanced: '5.7.8',
      lines: ['Error: authentication failed', 'see the manual'],
    });
  });

  it('takes a version number for text, not for an enhanced code', () => {
    assert.equal(parsed('220 3.1.4 server\r\n').reply.enhanced, undefined);
  });

  it('keeps what follows the reply for the next one', () => {
    const parser = new ReplyParser();
    const first = parser.push(Buffer.from('250 one\r\n250 two\r\n'));
    const second = parser.push(EMPTY);
    assert.ok(first && second && !isFault(first) && !isFault(second));
    assert.deepEqual([first.reply.lines, second.reply.lines], [['one'], ['two']]);
  });

  it('hands over what follows a reply and forgets it', () => {
    const parser = new ReplyParser();
    parser.push(Buffer.from('220 go ahead\r\n250 forged'));
    assert.equal(parser.takeUnfinished(), '250 forged');
    assert.equal(parser.partial, '');
  });

  it('survives and records what the standard forbids', () => {
    assert.deepEqual(oddities('220 bare line feed\n'), ['bare-lf']);
    assert.deepEqual(oddities('250\r\n'), ['code-only']);
    assert.deepEqual(oddities('250-one\r\n220 two\r\n'), ['mixed-codes']);
    assert.deepEqual(oddities('220 perché\r\n'), ['utf8']);
    assert.deepEqual(oddities(Buffer.from('220 perch\xe9\r\n', 'latin1')), ['eight-bit']);
    assert.deepEqual(oddities('220 \x1b[2Jhello\r\n'), ['control-characters']);
    assert.deepEqual(oddities(`220 ${'x'.repeat(600)}\r\n`), ['overlong-line']);
    assert.deepEqual(oddities('220-one\r\nno code here\r\n220 two\r\n'), ['not-a-reply-line']);
  });

  it('takes the code of the last line when they differ', () => {
    assert.equal(parsed('250-one\r\n550 two\r\n').reply.code, 550);
  });

  it('keeps the bytes of Latin-1 text as the characters they are', () => {
    assert.deepEqual(parsed(Buffer.from('220 perch\xe9\r\n', 'latin1')).reply.lines, ['perché']);
  });

  it('says that other protocols are no reply, and keeps what they said', () => {
    const parser = new ReplyParser();
    const outcome = parser.push(Buffer.from('SSH-2.0-OpenSSH_9.6\r\n'));
    assert.ok(outcome && isFault(outcome));
    assert.equal(outcome.code, 'NOT_A_REPLY');
    assert.match(parser.partial, /SSH-2\.0/);
  });

  it('ends at a line, a reply or a number of lines without bounds', () => {
    const faults = [
      'x'.repeat(9_000),
      '220-hello\r\n'.repeat(600),
      `220-${'x'.repeat(4_000)}\r\n`.repeat(20),
    ].map(parse);
    assert.deepEqual(
      faults.map((outcome) => outcome && isFault(outcome) && outcome.code),
      ['LINE_TOO_LONG', 'TOO_MANY_LINES', 'REPLY_TOO_LONG'],
    );
  });

  it('gives the same replies however the bytes are cut', () => {
    const line = fc
      .tuple(fc.integer({ min: 200, max: 599 }), fc.string({ maxLength: 40 }))
      .map(([code, text]) => {
        return `${code} ${text.replace(/[\r\n]/g, '')}\r\n`;
      });
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 5 }),
        fc.array(fc.nat(30), { maxLength: 20 }),
        (lines, cuts) => {
          const bytes = Buffer.from(lines.join(''));
          assert.deepEqual(readAll(bytes, cuts), readAll(bytes, []));
        },
      ),
    );
  });

  it('neither throws nor grows without bounds on arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), (chunks) => {
        const parser = new ReplyParser({ lineBytes: 100, lines: 10, bytes: 500 });
        for (const chunk of chunks) {
          const outcome = parser.push(Buffer.from(chunk));
          if (outcome && isFault(outcome)) break;
        }
        assert.ok(parser.partial.length <= 100 * 21);
      }),
    );
  });
});

function readAll(bytes: Buffer, cuts: readonly number[]): ParsedReply[] {
  const parser = new ReplyParser();
  const replies: ParsedReply[] = [];
  let start = 0;
  for (const length of [...cuts, bytes.length]) {
    let outcome = parser.push(bytes.subarray(start, start + length));
    start += length;
    while (outcome && !isFault(outcome)) {
      replies.push(outcome);
      outcome = parser.push(EMPTY);
    }
  }
  return replies;
}
