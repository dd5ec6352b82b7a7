import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Hello } from '../../src/smtp/extension.ts';
import { type Heard, recogniseSoftware } from '../../src/smtp/fingerprint.ts';
import { FINGERPRINT_TABLE, type FingerprintPlace } from '../../src/smtp/fingerprint-table.ts';
import { isFault, type Reply, ReplyParser } from '../../src/smtp/reply.ts';
import { anyText } from '../support/any-text.ts';
import { EXAMPLES } from './fingerprint-examples.ts';

function parse(raw: string): Reply {
  const outcome = new ReplyParser().push(Buffer.from(`${raw.replaceAll('\n', '\r\n')}\r\n`));
  assert.ok(outcome && !isFault(outcome), `not a reply: ${raw}`);
  return outcome.reply;
}

/** A reply to EHLO whose first line and keywords are given, the keywords joined by commas. */
function hello(greeting: string, keywords = ''): Hello {
  const lines = keywords === '' ? [] : keywords.split(',');
  const extensions = lines.map((line) => {
    const [keyword = '', ...parameters] = line.split(' ');
    return { keyword, parameters };
  });
  const [domain = ''] = greeting.split(' ');
  return { verb: 'EHLO', name: 'doctor.example', greeting, domain, extensions, elapsedMs: 1 };
}

const PLACES: Readonly<Record<FingerprintPlace, (text: string) => Heard>> = {
  banner: (text) => ({ greeting: parse(text) }),
  'ehlo-line': (text) => ({ hello: hello(text) }),
  reply: (text) => ({ replies: [parse(text)] }),
  'starttls-refusal': (text) => ({ hello: hello('mail.example.org', 'STARTTLS'), replies: [parse(text)] }),
  keyword: (text) => ({ hello: hello('mail.example.org', text) }),
  'ehlo-keywords': (text) => ({ hello: hello('mail.example.org', text) }),
  'masked-keywords': (text) => ({ hello: hello('mail.example.org', text) }),
  certificate: (text) => ({ certificateIssuers: [text] }),
};

for (const [where, text, name, version] of EXAMPLES) {
  test(`${name} is recognised by its ${where} "${text.slice(0, 60)}"`, () => {
    const found = recogniseSoftware(PLACES[where](text)).map((one) => [one.name, one.version]);
    assert.deepEqual(found, [[name, version]]);
  });
}

test('every row of the table has an example', () => {
  const orphans = FINGERPRINT_TABLE.filter((row) => {
    const own = EXAMPLES.filter(([where, , name]) => where === row.where && name === row.name);
    return !own.some(([, text]) => [text, ...text.split(/[\n,]/)].some((part) => row.pattern.test(part)));
  });
  assert.deepEqual(orphans, []);
});

test('a banner is believed before the order of the keywords', () => {
  const keywords = 'PIPELINING,SIZE 10240000,VRFY,ETRN,ENHANCEDSTATUSCODES,8BITMIME,DSN';
  const found = recogniseSoftware({
    greeting: parse('220 mail.example.org ESMTP Exim 4.98 Fri, 20 Nov 2026 10:00:00 +0000'),
    hello: hello('mail.example.org', keywords),
  });
  assert.deepEqual(
    found.map((one) => [one.name, one.seenIn]),
    [['Exim', 'banner']],
  );
});

test('a provider and the software it runs are one server, named once', () => {
  const found = recogniseSoftware({
    greeting: parse('220 AM0PR04.outlook.com Microsoft ESMTP MAIL Service ready at Fri, 20 Nov 2026'),
    hello: hello('AM0PR04.outlook.com Hello [192.0.2.1]', 'SIZE 157286400,XRDST'),
  });
  assert.deepEqual(
    found.map((one) => [one.kind, one.name]),
    [['provider', 'Exchange Online']],
  );
});

test('a middlebox and an antivirus stand beside the server', () => {
  const found = recogniseSoftware({
    greetingLine: '220 ****************',
    hello: hello('mail.example.org', 'SIZE 10240000,XXXXXXXA'),
    replies: [parse('502 5.5.2 Error: command not recognized')],
    certificateIssuers: ['CN=mail.example.org', 'CN=ESET SSL Filter CA'],
  });
  assert.deepEqual(
    found.map((one) => [one.kind, one.name, one.seenIn]),
    [
      ['mta', 'Postfix', 'reply'],
      ['middlebox', 'Cisco ASA', 'banner'],
      ['antivirus', 'ESET', 'certificate'],
    ],
  );
});

test('keywords of X whose letters do not run A, B, C are not taken for masked ones', () => {
  assert.deepEqual(recogniseSoftware({ hello: hello('mail.example.org', 'XXXXXXXA,XXXXC') }), []);
});

test('a 500 "Unsupported command." is no antivirus where STARTTLS was not offered or TLS came about', () => {
  const replies = [parse('500 Unsupported command.')];
  const offering = hello('mail.example.org', 'STARTTLS');
  assert.deepEqual(recogniseSoftware({ hello: hello('mail.example.org', 'SIZE'), replies }), []);
  assert.deepEqual(
    recogniseSoftware({ hello: offering, secureHello: hello('mail.example.org'), replies }),
    [],
  );
});

test('an ordinary greeting names nothing', () => {
  const plain = {
    greeting: parse('220 mail.example.org ESMTP'),
    hello: hello('mail.example.org', 'SIZE,8BITMIME'),
  };
  assert.deepEqual(recogniseSoftware(plain), []);
});

test('the sample is cut at 200 characters', () => {
  const [found] = recogniseSoftware({
    greetingLine: `220 mail.example.org ESMTP Postfix ${'x'.repeat(5_000)}`,
  });
  assert.equal(found?.sample.length, 200);
});

test('what a text holds past its 512th character is not read', () => {
  assert.deepEqual(recogniseSoftware({ greetingLine: `220 ${'x'.repeat(512)} ESMTP Postfix` }), []);
});

/** Beginnings of every example, each followed by one fragment over and over, and an end that fits nothing. */
function adversarialTexts(length: number): string[] {
  const starts = [
    '',
    '220 ',
    '220-',
    '500 ',
    '250 ',
    ...EXAMPLES.map(([, text]) => text.slice(0, text.length / 2)),
  ];
  const fragments = [
    'a',
    ' ',
    '*',
    '0',
    'X',
    'XA,',
    'a.',
    'a ',
    '(#',
    ',',
    '-\n',
    ' ESMTP',
    'Domino ',
    'Shield ',
  ];
  return [...new Set(starts)].flatMap((start) =>
    fragments.map((fragment) => `${(start + fragment.repeat(length)).slice(0, length - 1)}\u0001`),
  );
}

test('no pattern takes more than linear time', () => {
  // Even at thirty times the length ever read: 16 000 characters squared would be a tenth of a second and more.
  for (const text of adversarialTexts(16_000)) {
    for (const { pattern, name } of FINGERPRINT_TABLE) {
      const fastest = Math.min(timeMs(pattern, text), timeMs(pattern, text), timeMs(pattern, text));
      assert.ok(fastest < 20, `${name} ${pattern} took ${fastest} ms on "${text.slice(0, 60)}"`);
    }
  }
});

function timeMs(pattern: RegExp, text: string): number {
  const startedAt = performance.now();
  pattern.test(text);
  return performance.now() - startedAt;
}

test('hostile texts of full length are done with in bounded time', () => {
  const texts = adversarialTexts(512);
  const startedAt = performance.now();
  recogniseSoftware({
    greeting: { code: 220, lines: texts },
    hello: hello(texts[0] ?? '', texts.join(',')),
    replies: texts.map((text) => ({ code: 500, lines: [text, text] })),
    certificateIssuers: texts,
  });
  assert.ok(performance.now() - startedAt < 1_000);
});

test('any text at all is survived', () => {
  const text = anyText({ maxLength: 600 });
  const reply = fc.record({ code: fc.integer({ min: 200, max: 599 }), lines: fc.array(text) });
  fc.assert(
    fc.property(text, reply, fc.array(text), (line, greeting, others) => {
      const said = hello(line, others.join(','));
      const found = recogniseSoftware({
        greeting,
        greetingLine: line,
        hello: said,
        secureHello: said,
        replies: [greeting],
        certificateIssuers: others,
      });
      assert.ok(found.length <= 3);
    }),
  );
});
