import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readDocument } from '../../src/replies/read/document.ts';
import { readStatement } from '../../src/replies/read/index.ts';

/** The pieces that the patterns look for: repeated and mixed, they are the worst a text can be. */
const PIECES = [
  '550 ',
  '550-',
  '5.1.1 ',
  '#',
  '(#5.',
  '\n',
  '\n ',
  '\\n',
  ' ',
  'a',
  "'",
  '"',
  '[',
  '{',
  '}',
  ':',
  '<',
  '>',
  '** a ',
  '== a ',
  ' R=',
  'status=bounced (',
  'host a[',
  'said: ',
  'to=<',
  'rejected RCPT ',
  '(in reply to ',
  'SMTP error from remote mail server after ',
  'curl: (',
  '*** ',
  'SMTP Error: ',
  'javax.mail.',
  'a.',
  'Exception: ',
  'error:',
  "response: '",
  'with message "',
  'ERR_SSL_',
  'ABCD_',
  '{LED=',
  "remote server returned '",
  'Remote_host_said:_',
  'smtp; ',
  'S: 550',
  '334 ey',
  '>>> RCPT\n',
  'google.com',
  'a.protection.',
  '\t',
  '\r',
  '\x1b[',
  '\x1b]8;',
  '\u00a0',
  ', status=',
];

const HOSTILE_CHARACTERS = 100_000;
const LIMIT_MS = 50;
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string()), { maxLength: 40 })
  .map((parts) => parts.join(''));

/** The best of three: other programs may hold the processor. */
async function bestOfThree(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    const start = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1_000);
  }
  return Math.min(...times);
}

describe('any text', () => {
  it('is a statement whose parts are in their bounds', () => {
    fc.assert(
      fc.property(text, (any) => {
        const { code, enhanced } = readStatement(any);
        assert.ok(code === undefined || (code >= 200 && code <= 599));
        assert.ok(enhanced === undefined || /^[245X]\.\d{1,3}\.\d{1,3}$/.test(enhanced));
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps the words of a reply that it begins with', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), fc.array(word, { minLength: 1 }), (code, words) => {
        assert.deepEqual(readStatement(`${code} ${words.join(' ')}`).text, words.join(' '));
      }),
    );
  });

  for (const piece of PIECES) {
    it(`of ${HOSTILE_CHARACTERS} characters of ${JSON.stringify(piece)} takes little time`, async () => {
      const hostile = `${piece.repeat(HOSTILE_CHARACTERS / piece.length)}x`;
      assert.ok((await bestOfThree(() => readStatement(hostile))) < LIMIT_MS);
      assert.ok((await bestOfThree(() => readStatement(`550 ${hostile}`))) < LIMIT_MS);
    });
  }
});

describe('any document', () => {
  it('is read without an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        assert.ok(Array.isArray(await readDocument(bytes)));
      }),
    );
  });

  it('that calls itself a mail is read without an error', async () => {
    const parts = fc.array(
      fc.constantFrom(
        'Content-Type: multipart/report; boundary=b\r\n',
        'Content-Type: message/delivery-status\r\n',
        'Content-Type: message/rfc822\r\n',
        'Content-Transfer-Encoding: base64\r\n',
        '--b\r\n',
        '--b--\r\n',
        '\r\n',
        'Diagnostic-Code: smtp; 550 x\r\n',
        'Final-Recipient: ;\r\n',
        '\xff\xfe=?utf-8?b?',
      ),
    );
    await fc.assert(
      fc.asyncProperty(parts, async (lines) => {
        const mail = Buffer.from(`From: a\r\nTo: b\r\n${lines.join('')}`, 'latin1');
        assert.ok(Array.isArray(await readDocument(mail)));
      }),
    );
  });

  it('of parts nested a thousand deep has no parts', async () => {
    const nested = Array.from(
      { length: 1_000 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
    );
    assert.deepEqual(await readDocument(Buffer.from(`From: a\nTo: b\n${nested.join('')}`)), []);
  });

  it('of a hundred thousand parts is read by its beginning', async () => {
    const head = 'From: a\nTo: b\nContent-Type: multipart/mixed; boundary=b\n\n';
    const mail = Buffer.from(`${head}${'--b\n\nx\n'.repeat(100_000)}`);
    assert.ok((await bestOfThree(() => readDocument(mail))) < 2_000);
  });

  it('of many separators of mails is read in time that grows with their number', async () => {
    const timeOf = (count: number): Promise<number> => {
      const mailbox = Buffer.from(`From a\nFrom: a\nTo: b\n${'\nFrom a\nFrom:'.repeat(count)}`);
      return bestOfThree(() => readDocument(mailbox));
    };
    assert.ok((await timeOf(8_000)) < 8 * (await timeOf(2_000)));
  });

  it('of many recipients that are none is read in time that grows with their number', async () => {
    const timeOf = (count: number): Promise<number> => {
      const mail = Buffer.from(`From: a\nTo: b\n\ncould not be delivered\n\n${'  a@b\n    '.repeat(count)}`);
      return bestOfThree(() => readDocument(mail));
    };
    // Four times as many; quadratic reading would take sixteen times as long.
    assert.ok((await timeOf(20_000)) < 8 * (await timeOf(5_000)));
  });

  it('of one endless line is read by its beginning', async () => {
    const [statement] = await readDocument(Buffer.from(`550 5.1.1 ${'a'.repeat(5_000_000)}`));
    assert.equal(statement?.code, 550);
    assert.ok((statement?.text.length ?? 0) <= 16_384);
  });
});
