import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRecipient, parseSender } from '../../src/smtp/mailbox.ts';
import { type Message, readMessage } from '../../src/smtp/message.ts';
import { composeMessage, type MessageDraft } from '../../src/smtp/message-compose.ts';
import type { MessageFacts } from '../../src/smtp/message-facts.ts';
import { messageOfKind } from '../../src/smtp/message-kinds.ts';
import { inPieces } from './messages.ts';

const DRAFT: MessageDraft = {
  from: parseSender('ada@example.org'),
  to: [parseRecipient('bob@example.net'), parseRecipient('eve@example.net')],
  headers: [],
  attachments: [],
};

async function bytesOf({ open }: Message): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of open()) parts.push(piece);
  return Buffer.concat(parts);
}

async function textOf(message: Message): Promise<string> {
  return (await bytesOf(message)).toString('utf8');
}

describe('what is known of a message', () => {
  const CASES: readonly (readonly [text: string, facts: Partial<MessageFacts>])[] = [
    ['', { bytes: 0, endsWithCrlf: true, lineEnds: 'none' }],
    ['a\r\n', { bytes: 3, endsWithCrlf: true, lineEnds: 'crlf', isBinary: false, longestLine: 1 }],
    ['a\r\nb', { endsWithCrlf: false, lineEnds: 'crlf' }],
    ['a\r\nb\n', { endsWithCrlf: false, lineEnds: 'mixed', isBinary: true }],
    ['a\rb\r\n', { lineEnds: 'mixed', isBinary: true, endsWithCrlf: true }],
    ['a\r\nb\r', { lineEnds: 'mixed', isBinary: true, endsWithCrlf: false }],
    ['a\0b\r\n', { isBinary: true, isEightBit: false }],
    ['A: b\r\n\r\nü\r\n', { isEightBit: true, hasUtf8Header: false }],
    ['A: ü\r\n\r\nx\r\n', { isEightBit: true, hasUtf8Header: true }],
    [`${'x'.repeat(999)}\r\n`, { longestLine: 999 }],
    ['a\r\n.\r\nb\r\n', { hasLoneDot: false }],
    ['a\r\n\n.\r\nb\r\n', { hasLoneDot: true }],
    ['a\r\nb\n.\nc\r\n', { hasLoneDot: true }],
    ['a\r\nb\r.\r\nc\r\n', { hasLoneDot: true }],
    ['a\r\nb\n.', { hasLoneDot: true }],
    ['a\r\nb\r.', { hasLoneDot: true }],
    ['a\r\nb\n.c\r\n', { hasLoneDot: false }],
  ];
  for (const size of [1, 2, 3, 1_000]) {
    for (const [text, expected] of CASES) {
      it(`${JSON.stringify(text.slice(0, 20))} in pieces of ${size}`, async () => {
        const { facts } = await readMessage(() => inPieces(Buffer.from(text), size), { kind: 'x' });
        assert.deepEqual({ ...facts, ...expected }, facts);
      });
    }
  }
});

describe('a message that was given', () => {
  it('gets the line ends of the standard where it has those of Unix', async () => {
    const message = await readMessage(() => inPieces(Buffer.from('A: b\n\n.x\ny'), 2));
    assert.equal(await textOf(message), 'A: b\r\n\r\n.x\r\ny');
    assert.equal(message.facts.bytes, 13);
    assert.equal(message.facts.isConverted, true);
  });

  it('stays as it is where the line ends are mixed', async () => {
    const text = 'A: b\r\n\r\nx\ny\r\n';
    assert.equal(await textOf(await readMessage(() => [Buffer.from(text)])), text);
  });
});

describe('a message that is made', () => {
  it('has a token, a clear subject, Date and Message-ID, and is the same each time', async () => {
    const message = await composeMessage(DRAFT);
    const text = await textOf(message);
    const { token = '', messageId = '' } = message;
    assert.match(token, /^[0-9a-f]{24}$/);
    assert.match(text, new RegExp(`^Subject: smtp-doctor test message ${token}\r\n`, 'm'));
    assert.match(text, /^Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000\r\n/m);
    assert.ok(text.includes(`Message-ID: ${messageId}\r\n`));
    assert.match(messageId, /^<[0-9a-f]{24}@example\.org>$/);
    assert.match(text, /^To: bob@example\.net, eve@example\.net\r\n/m);
    assert.equal(await textOf(message), text);
    assert.equal(message.facts.bytes, Buffer.byteLength(text));
    assert.notEqual((await composeMessage(DRAFT)).token, token);
  });

  it('takes a header field in the place of its own, and others beside them', async () => {
    const headers = [
      { name: 'subject', value: 'Mine' },
      { name: 'From', value: 'Ada <ada@example.org>' },
      { name: 'X-A', value: '1' },
      { name: 'X-A', value: '2' },
    ];
    const text = await textOf(await composeMessage({ ...DRAFT, headers }));
    assert.equal(text.match(/^subject:/gim)?.length, 1);
    assert.match(text, /^subject: Mine\r\n/m);
    assert.match(text, /^From: Ada <ada@example\.org>\r\n/m);
    assert.deepEqual(text.match(/^X-A: \d/gm), ['X-A: 1', 'X-A: 2']);
  });

  it('encodes what is not ASCII and keeps to 998 octets a line', async () => {
    const message = await composeMessage({
      ...DRAFT,
      subject: 'Grüße',
      text: `perché ${'x'.repeat(3_000)}\n`,
    });
    assert.equal(message.facts.isEightBit, false);
    assert.ok(message.facts.longestLine <= 998);
    assert.ok(!message.facts.isBinary);
  });

  it('holds text, HTML and files', async () => {
    const attachments = [{ filename: 'a.txt', open: () => [Buffer.from('inside')] }];
    const text = await textOf(
      await composeMessage({ ...DRAFT, text: 'plain', html: '<b>x</b>', attachments }),
    );
    for (const type of ['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/html']) {
      assert.ok(text.includes(`Content-Type: ${type}`), type);
    }
    assert.match(text, /filename=a\.txt/);
  });

  it('from nobody still names an author', async () => {
    const draft = { ...DRAFT, from: parseSender('<>'), clientName: 'doctor.example' };
    assert.match(await textOf(await composeMessage(draft)), /^From: MAILER-DAEMON@doctor\.example\r\n/m);
  });
});

describe('a kind', () => {
  it('gtube and eicar hold their patterns', async () => {
    const gtube = await textOf(await messageOfKind({ name: 'gtube' }, DRAFT));
    assert.match(gtube, /^XJS\*C4JDBQADN1\.NSBN3\*2IDNEI\*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL\*C\.34X\r\n/m);
    const eicar = await messageOfKind({ name: 'eicar' }, DRAFT);
    const [, base64 = ''] =
      /filename=eicar\.com[\s\S]*?\r\n\r\n([\w+/=\r\n]+?)\r\n--/.exec(await textOf(eicar)) ?? [];
    const pattern = Buffer.from(base64, 'base64').toString();
    assert.equal(pattern.length, 68);
    assert.ok(pattern.endsWith('-FILE!$H+H*'));
    assert.equal(eicar.expected, 'filtered');
  });

  it('is odd in the one way it is named after', async () => {
    const facts = async (name: 'long-line' | 'eight-bit' | 'bare-lf' | 'null-byte' | 'smtputf8' | 'empty') =>
      (await messageOfKind({ name }, DRAFT)).facts;
    assert.ok((await facts('long-line')).longestLine > 998);
    assert.deepEqual(
      [(await facts('eight-bit')).isEightBit, (await facts('eight-bit')).hasUtf8Header],
      [true, false],
    );
    assert.equal((await facts('bare-lf')).lineEnds, 'mixed');
    assert.equal((await facts('null-byte')).isBinary, true);
    assert.equal((await facts('smtputf8')).hasUtf8Header, true);
    assert.equal((await facts('empty')).bytes, 0);
  });

  it('of a size is exactly so large, and ends in a line break', async () => {
    for (const bytes of [1_000, 65_536, 65_537, 1_000_000, 1_000_077, 1_000_078]) {
      const { facts } = await messageOfKind({ name: 'size', bytes }, DRAFT);
      assert.equal(facts.bytes, bytes);
      assert.equal(facts.endsWithCrlf, true);
      assert.equal(facts.isBinary, false);
    }
  });
});
