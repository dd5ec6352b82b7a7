import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Statement } from '../../src/replies/interpretation.ts';
import { isMail, readDocument } from '../../src/replies/read/document.ts';
import { readLog } from '../../src/replies/read/log.ts';

function bytes(...lines: string[]): Uint8Array {
  return Buffer.from(lines.join('\r\n'));
}

const HEADERS = ['From: MAILER-DAEMON@mx.example.net', 'To: ada@example.net', 'Subject: Undelivered Mail'];

function report(fields: readonly string[], words: readonly string[] = ['Delivery failed.']): Uint8Array {
  return bytes(
    'Return-Path: <>',
    ...HEADERS,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    ...words,
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    '',
    ...fields,
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'Subject: hello',
    '',
    '550 5.9.9 words of the message itself',
    '--b--',
    '',
  );
}

// The fields are those of RFC 3464 appendix D.
const REFUSED = [
  'Final-Recipient: rfc822; grace@example.org',
  'Action: failed',
  'Status: 5.0.0',
  'Remote-MTA: dns; gmail-smtp-in.l.google.com',
  'Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach',
  '    550 5.1.1 does not exist',
];

describe('a bounce with a delivery report', () => {
  it('gives the reply, the recipient and the host that refused', async () => {
    assert.deepEqual(await readDocument(report(REFUSED)), [
      {
        text: 'The email account that you tried to reach does not exist',
        code: 550,
        enhanced: '5.1.1',
        provider: 'google',
        host: 'gmail-smtp-in.l.google.com',
        recipient: 'grace@example.org',
        action: 'failed',
        status: '5.0.0',
      },
    ]);
  });

  it('gives one statement for each recipient that was refused, none for those delivered', async () => {
    const delivered = ['', 'Final-Recipient: rfc822; b@example.org', 'Action: delivered', 'Status: 2.0.0'];
    const delayed = ['', 'Final-Recipient: rfc822; c@example.org', 'Action: delayed', 'Status: 4.4.1'];
    const late = [...delayed, 'Diagnostic-Code: smtp; 421 busy'];
    const found = await readDocument(report([...REFUSED, ...delivered, ...late]));
    assert.deepEqual(
      found.map(({ recipient, enhanced }) => [recipient, enhanced]),
      [
        ['grace@example.org', '5.1.1'],
        ['c@example.org', '4.4.1'],
      ],
    );
  });

  it('takes the words of the text part where the report gives no diagnostic', async () => {
    const fields = ['Final-Recipient: rfc822; grace@example.org', 'Action: failed', 'Status: 5.2.2'];
    const words = ['Remote Server returned', "'552 5.2.2 Mailbox full'"];
    const found = await readDocument(report(fields, [words.join(' ')]));
    assert.deepEqual(found, [
      {
        text: 'Mailbox full',
        code: 552,
        enhanced: '5.2.2',
        recipient: 'grace@example.org',
        action: 'failed',
        status: '5.2.2',
      },
    ]);
  });

  it('gives the status alone where nobody says why', async () => {
    const fields = ['Final-Recipient: rfc822; grace@example.org', 'Action: failed', 'Status: 5.2.2'];
    assert.deepEqual(await readDocument(report(fields)), [
      { text: '', enhanced: '5.2.2', recipient: 'grace@example.org', action: 'failed', status: '5.2.2' },
    ]);
  });

  it('that failed is given up, whatever its codes, and one that is delayed is not', async () => {
    const of = (action: string, ...rest: readonly string[]): readonly string[] => [
      'Final-Recipient: rfc822; grace@example.org',
      `Action: ${action}`,
      ...rest,
    ];
    const late = 'Diagnostic-Code: smtp; 451 4.7.1 Greylisted';
    const cases: readonly (readonly [readonly string[], boolean | undefined])[] = [
      [of('failed', 'Status: 4.4.1'), false],
      [of('failed', 'Status: 4.4.1', late), false],
      [of('failed', 'Status: 5.1.1'), undefined],
      [of('failed'), false],
      [of('delayed', 'Status: 4.4.1'), undefined],
      [of('delayed'), true],
    ];
    for (const [fields, temporary] of cases) {
      const [statement] = await readDocument(report(fields));
      assert.equal(statement?.temporary, temporary, fields.join(' '));
    }
  });

  it('is read also when only the fields are pasted', async () => {
    const [statement] = await readDocument(bytes('Reporting-MTA: dns; mx.example.net', '', ...REFUSED));
    assert.equal(statement?.code, 550);
  });
});

describe('a bounce in plain text', () => {
  const cases: readonly (readonly [string, readonly string[], Statement])[] = [
    [
      // qmail-send.c.
      'qmail',
      [
        'Hi. This is the qmail-send program at mx.example.net.',
        '',
        '<grace@example.org>:',
        '192.0.2.1 does not like recipient.',
        'Remote host said: 550 5.1.1 gone',
        'Giving up on 192.0.2.1.',
        '',
        '--- Below this line is a copy of the message.',
        '',
        '550 5.9.9 the message itself',
      ],
      {
        text: 'gone',
        code: 550,
        enhanced: '5.1.1',
        stage: 'rcpt',
        host: '192.0.2.1',
        recipient: 'grace@example.org',
      },
    ],
    [
      // Exim, deliver.c.
      'Exim',
      [
        'A message that you sent could not be delivered to one or more of its recipients.',
        '',
        '  grace@example.org',
        '    host mx.example.org [192.0.2.1]',
        '    SMTP error from remote mail server after RCPT TO:<grace@example.org>:',
        '    550 5.1.1 gone',
        '',
        '------ This is a copy of the message, including all the headers. ------',
      ],
      {
        text: 'gone',
        code: 550,
        enhanced: '5.1.1',
        stage: 'rcpt',
        host: 'mx.example.org',
        recipient: 'grace@example.org',
      },
    ],
    [
      'Gmail',
      [
        'Your message was not delivered.',
        '',
        'The response from the remote server was:',
        '',
        '550 5.1.1 gone',
      ],
      { text: 'gone', code: 550, enhanced: '5.1.1' },
    ],
  ];
  for (const [maker, lines, expected] of cases) {
    it(`of ${maker} is read by its words`, async () => {
      assert.deepEqual(await readDocument(bytes(...HEADERS, '', ...lines)), [expected]);
    });
  }

  it('of Exim about several recipients gives one statement for each', async () => {
    const failed = 'A message that you sent could not be delivered to one or more of its recipients.';
    const entries = [
      '  bob@example.org',
      '    host mx.example.org [192.0.2.1]',
      '    SMTP error from remote mail server after end of data:',
      '    550-5.1.1 gone',
      '    550 5.1.1 for ever',
      '  eve@example.net',
      '    (generated from list@example.com)',
      '    Unrouteable address',
      '  joe@example.org',
      '    host mx.example.org [192.0.2.1]',
      '    SMTP error from remote mail server after end of data:',
      '    550-5.1.1 gone',
      '    550 5.1.1 for ever',
    ];
    const found = await readDocument(bytes(...HEADERS, '', failed, '', ...entries));
    assert.deepEqual(
      found.map(({ recipient, text, temporary }) => [recipient, text, temporary]),
      [
        ['bob@example.org', 'gone for ever', undefined],
        ['eve@example.net', 'Unrouteable address', false],
        ['joe@example.org', 'gone for ever', undefined],
      ],
    );
    const warned = 'This message was created automatically by mail delivery software.';
    const late = ['  bob@example.org', '    Delay reason: retry time not reached for any host'];
    assert.deepEqual(await readDocument(bytes(...HEADERS, '', warned, '', ...late)), [
      {
        recipient: 'bob@example.org',
        text: 'retry time not reached for any host',
        software: 'exim',
        temporary: true,
      },
    ]);
  });

  it('that is no bounce says nothing', async () => {
    assert.deepEqual(await readDocument(bytes(...HEADERS, '', 'See you at 550 Main Street.')), []);
  });
});

describe('a mailbox file', () => {
  const mail = (words: string): readonly string[] => [
    'From a@example.net Fri Nov 20 10:00:00 2026',
    ...HEADERS,
    '',
    words,
    '',
  ];

  it('is read to its last mail', async () => {
    const found = await readDocument(
      bytes(
        ...mail('550 5.1.1 one'),
        ...mail('See you.'),
        ...mail('552 5.2.2 two'),
        ...mail('550 5.7.1 three'),
      ),
    );
    assert.deepEqual(
      found.map(({ text }) => text),
      ['one', 'two', 'three'],
    );
  });

  it('is not cut where the words of a mail begin with "From"', async () => {
    const found = await readDocument(bytes(...mail('Hello.\r\nFrom Rome: love\r\n\r\n550 5.1.1 one')));
    assert.deepEqual(
      found.map(({ text }) => text),
      ['one'],
    );
  });
});

describe('a mail', () => {
  it('is known by its headers, also behind the line of a mailbox', () => {
    assert.equal(isMail(bytes(...HEADERS, '', 'hello')), true);
    assert.equal(isMail(bytes('From - Fri Nov 20 10:00:00 2026', ...HEADERS, '', 'hello')), true);
  });

  it('is not a log, an error or a delivery report without headers', () => {
    assert.equal(isMail(bytes('Error: connect ECONNREFUSED 127.0.0.1:25')), false);
    assert.equal(isMail(bytes('550 5.1.1 no', 'From: x')), false);
    assert.equal(isMail(bytes('Reporting-MTA: dns; x', 'Arrival-Date: y')), false);
    assert.equal(isMail(new Uint8Array()), false);
  });
});

describe('a log', () => {
  const log = [
    'Nov 20 10:00:00 mx postfix/qmgr[1]: 4F2A1B: from=<c@example.net>, size=100, nrcpt=1 (queue active)',
    'Nov 20 10:00:01 mx postfix/smtp[1]: 4F2A1B: to=<a@example.org>, relay=mx[192.0.2.1]:25, dsn=2.0.0, status=sent (250 ok)',
    'Nov 20 10:00:02 mx postfix/smtp[1]: 4F2A1C: to=<b@example.org>, relay=mx.example.org[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 gone (in reply to RCPT TO command))',
    '2026-11-20 10:00:00 1rK => a@example.org R=x T=y H=mx [192.0.2.1] C="250 ok"',
    '192.0.2.9 - - "GET / HTTP/1.1" 404 153',
  ];

  it('gives its refusals and leaves out all else', async () => {
    const found = await readDocument(bytes(...log));
    assert.deepEqual(
      found.map(({ recipient, stage }) => [recipient, stage]),
      [['b@example.org', 'rcpt']],
    );
  });

  it('joins the lines of one reply, and tells the stage of a transcript by the command before', async () => {
    const found = await readDocument(
      bytes('421 4.7.0 busy', 'MAIL FROM:<c@example.net>', '550-5.7.1 one', '550 5.7.1 two', '250 ok'),
    );
    assert.deepEqual(found, [
      { text: 'busy', code: 421, enhanced: '4.7.0' },
      { text: 'one two', code: 550, enhanced: '5.7.1', stage: 'mail' },
    ]);
  });

  it('takes an error with its stack and fields for one', async () => {
    const found = await readDocument(
      bytes(
        'Error: Invalid login: 535 5.7.8 bad',
        '    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/x.js:1:1) {',
        "  code: 'EAUTH',",
        "  response: '535 5.7.8 bad',",
        '  responseCode: 535,',
        "  command: 'AUTH PLAIN'",
        '}',
      ),
    );
    assert.deepEqual(found, [{ text: 'bad', code: 535, enhanced: '5.7.8', stage: 'auth' }]);
  });

  it('takes the lines of one reply for one, though an error begins with other words', async () => {
    const found = await readDocument(
      bytes(
        'Error: Invalid login: 535-5.7.8 Username and Password not accepted. For more information, go to',
        '535 5.7.8  https://support.google.com/mail/?p=BadCredentials a.1 - gsmtp',
        '    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/x.js:1:1) {',
        "  code: 'EAUTH',",
        "  response: '535-5.7.8 Username and Password not accepted. For more information, go to\\n' +",
        "    '535 5.7.8  https://support.google.com/mail/?p=BadCredentials a.1 - gsmtp',",
        '  responseCode: 535,',
        "  command: 'AUTH PLAIN'",
        '}',
      ),
    );
    assert.deepEqual(
      found.map(({ code, stage }) => [code, stage]),
      [[535, 'auth']],
    );
    assert.match(found[0]?.text ?? '', /^Username and .* go to https:.* - gsmtp$/);
  });

  it('of curl tells a refusal once, and nothing of its challenges', async () => {
    const found = await readDocument(
      bytes(
        '> AUTH PLAIN',
        '< 334 ',
        '> AGEAYg==',
        '< 535 5.7.8 bad',
        '* Closing connection 0',
        'curl: (67) Login denied',
      ),
    );
    assert.deepEqual(found, [{ text: 'bad', code: 535, enhanced: '5.7.8', stage: 'auth' }]);
    assert.equal((await readDocument(bytes('* Trying', 'curl: (67) Login denied'))).length, 1);
  });

  it('is read through the colours of a terminal', async () => {
    const found = await readDocument(bytes('\x1b[31m535 5.7.8 bad\x1b[0m', 'foo'));
    assert.deepEqual(found, [{ text: 'bad', code: 535, enhanced: '5.7.8' }]);
  });

  it('of journald or Docker is read by their words', async () => {
    const said = '550 5.1.1 gone';
    for (const line of [
      { _PID: '1', MESSAGE: said },
      { MESSAGE: [...Buffer.from(`\x1b[31m${said}`)] },
      { log: `${said}\n`, stream: 'stderr' },
      { log: `${JSON.stringify({ level: 'error', msg: said })}\n` },
    ]) {
      const found = await readDocument(bytes(JSON.stringify(line)));
      assert.deepEqual(found, [{ text: 'gone', code: 550, enhanced: '5.1.1' }]);
    }
  });

  it('of JSON lines is read by their words, and what they say of the stage counts', async () => {
    const found = await readDocument(
      bytes('{"text":"550 no","stage":"mail","provider":"google"}', '{"level":"info","msg":"done"}', '{'),
    );
    assert.deepEqual(found, [{ text: 'no', code: 550, stage: 'mail', provider: 'google' }]);
  });

  it('of 100,000 lines is read as it streams', async () => {
    async function* lines(): AsyncGenerator<string> {
      for (let index = 0; index < 100_000; index += 1) yield log[index % log.length] ?? '';
    }
    let count = 0;
    for await (const statement of readLog(lines())) count += statement.code === 550 ? 1 : 0;
    assert.equal(count, 20_000);
  });
});
