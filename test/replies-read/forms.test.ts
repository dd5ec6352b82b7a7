import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Statement } from '../../src/replies/interpretation.ts';
import { readStatement } from '../../src/replies/read/index.ts';

type Form = readonly [text: string, statement: Statement];

function reads(family: string, forms: readonly Form[]): void {
  describe(`a statement of ${family}`, () => {
    for (const [text, statement] of forms) {
      it(`is read from ${JSON.stringify(text.slice(0, 90))}`, () => {
        assert.deepEqual(readStatement(text), statement);
      });
    }
  });
}

reads('a bare code', [
  ['535', { text: '', code: 535 }],
  ['5.7.26', { text: '', enhanced: '5.7.26' }],
  ['550 5.1.1', { text: '', code: 550, enhanced: '5.1.1' }],
  ['550-5.1.1', { text: '', code: 550, enhanced: '5.1.1' }],
  ['#5.1.1', { text: '', enhanced: '5.1.1' }],
  ['(#5.7.1)', { text: '', enhanced: '5.7.1' }],
  // The IANA registry lists the codes with the class left open.
  ['X.1.1', { text: '', enhanced: 'X.1.1' }],
  ['1000', { text: '1000' }],
  ['600 x', { text: '600 x' }],
]);

reads('a reply', [
  [
    // Google, "Email sender guidelines" error list.
    '550-5.7.26 Your email has been blocked because the sender is unauthenticated.\r\n550 5.7.26 https://support.google.com/mail/answer/81126 x - gsmtp',
    {
      text: 'Your email has been blocked because the sender is unauthenticated. https://support.google.com/mail/answer/81126 x - gsmtp',
      code: 550,
      enhanced: '5.7.26',
      provider: 'google',
    },
  ],
  [
    // Postfix joins the lines of a reply in its log (smtp_chat.c).
    '552 5.2.2 text 552 5.2.2 more text',
    { text: 'text more text', code: 552, enhanced: '5.2.2' },
  ],
  [
    // Exim writes line feeds as \n in its log (spec.txt, "Log files").
    '550-Verification failed for <a@example.org>\\n550-No Such User Here\\n550 Sender verify failed',
    { text: 'Verification failed for <a@example.org> No Such User Here Sender verify failed', code: 550 },
  ],
  // qmail-send.c: the enhanced code stands last.
  [
    '553 sorry, that domain is not allowed (#5.7.1)',
    { text: 'sorry, that domain is not allowed (#5.7.1)', code: 553, enhanced: '5.7.1' },
  ],
  // A number that is equal to the code is no line of its own.
  ['450 over 450 messages', { text: 'over 450 messages', code: 450 }],
  [
    // Exchange Online.
    '550 5.4.1 Recipient address rejected: Access denied. [AM6EUR05FT062.eop-eur05.prod.protection.outlook.com]',
    {
      text: 'Recipient address rejected: Access denied. [AM6EUR05FT062.eop-eur05.prod.protection.outlook.com]',
      code: 550,
      enhanced: '5.4.1',
      provider: 'microsoft',
      software: 'exchange',
    },
  ],
  // An address does not tell who speaks.
  ['550 no mailbox <a@gmail.com>', { text: 'no mailbox <a@gmail.com>', code: 550 }],
  ['Error: 550 no such user', { text: 'no such user', code: 550 }],
  ['250-SIZE 35882577', { text: 'SIZE 35882577', code: 250, stage: 'hello' }],
  ['La casella è piena', { text: 'La casella è piena' }],
]);

reads('a transcript', [
  // swaks, its documentation of transcript hints.
  [
    '<** 535 5.7.8 Error: authentication failed',
    { text: 'Error: authentication failed', code: 535, enhanced: '5.7.8' },
  ],
  ['<-  550 no', { text: 'no', code: 550 }],
  // RFC 5321 appendix D.
  ['S: 550 No such user here', { text: 'No such user here', code: 550 }],
  // curl --verbose.
  ['< 535 5.7.8 bad', { text: 'bad', code: 535, enhanced: '5.7.8' }],
  // Sendmail, the transcript in its bounces.
  [
    '... while talking to mx.example.org.:\n>>> RCPT To:<a@example.org>\n<<< 550 5.1.1 <a@example.org>... User unknown',
    {
      text: '<a@example.org>... User unknown',
      code: 550,
      enhanced: '5.1.1',
      stage: 'rcpt',
      host: 'mx.example.org',
    },
  ],
  // A telnet session: the last refusal counts, and not the 221 after it.
  [
    '220 mx ESMTP\nEHLO x\n250-mx\n250 OK\nMAIL FROM:<>\n250 ok\nRCPT TO:<a@b>\n550-5.1.1 no\n550 5.1.1 really\nQUIT\n221 bye',
    { text: 'no really', code: 550, enhanced: '5.1.1', stage: 'rcpt' },
  ],
]);

reads('Postfix', [
  // smtp_proto.c, log_adhoc.c.
  [
    'Nov 20 10:11:12 mx postfix/smtp[123]: 4F2A1B: to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1.2, delays=0.1/0/0.5/0.6, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 <a@example.org>: Recipient address rejected: User unknown (in reply to RCPT TO command))',
    {
      text: '<a@example.org>: Recipient address rejected: User unknown',
      code: 550,
      enhanced: '5.1.1',
      stage: 'rcpt',
      host: 'mx.example.org',
      recipient: 'a@example.org',
    },
  ],
  [
    'to=<a@gmail.com>, relay=gmail-smtp-in.l.google.com[192.0.2.1]:25, dsn=5.7.26, status=bounced (host gmail-smtp-in.l.google.com[192.0.2.1] said: 550-5.7.26 blocked 550 5.7.26 now (in reply to end of DATA command))',
    {
      text: 'blocked now',
      code: 550,
      enhanced: '5.7.26',
      stage: 'data',
      provider: 'google',
      host: 'gmail-smtp-in.l.google.com',
      recipient: 'a@gmail.com',
    },
  ],
  // smtp_connect.c.
  [
    'Nov 20 10:11:12 mx postfix/smtp[1]: 4F2A1B: to=<a@example.org>, relay=none, delay=30, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.1]:25: Connection timed out)',
    {
      text: 'connect to mx.example.org[192.0.2.1]:25: Connection timed out',
      enhanced: '4.4.1',
      stage: 'connect',
      software: 'postfix',
      host: 'mx.example.org',
      recipient: 'a@example.org',
    },
  ],
  // smtp_proto.c: the greeting was a refusal.
  [
    'to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, dsn=4.0.0, status=deferred (host mx.example.org[192.0.2.1] refused to talk to me: 421 too busy)',
    {
      text: 'too busy',
      code: 421,
      enhanced: '4.0.0',
      stage: 'greeting',
      host: 'mx.example.org',
      recipient: 'a@example.org',
    },
  ],
  // smtpd_check.c, the default of smtpd_relay_restrictions.
  [
    'Nov 20 10:11:12 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 554 5.7.1 <a@example.org>: Relay access denied; from=<c@example.net> to=<a@example.org> proto=ESMTP helo=<x>',
    {
      text: '<a@example.org>: Relay access denied',
      code: 554,
      enhanced: '5.7.1',
      stage: 'rcpt',
      software: 'postfix',
      recipient: 'a@example.org',
      heldBy: 'server',
      client: '192.0.2.9',
    },
  ],
  // cleanup_milter.c.
  [
    'Nov 20 10:11:12 mx postfix/cleanup[1]: AB12: milter-reject: END-OF-MESSAGE from x[192.0.2.9]: 5.7.1 Spam message rejected; from=<c@example.net> to=<a@example.org> proto=ESMTP',
    {
      text: 'Spam message rejected',
      enhanced: '5.7.1',
      stage: 'data',
      software: 'postfix',
      recipient: 'a@example.org',
      heldBy: 'server',
      client: '192.0.2.9',
    },
  ],
  // smtpd_sasl_glue.c; the reason is the last challenge in base64.
  [
    'Nov 20 10:11:12 mx postfix/smtpd[1]: warning: unknown[192.0.2.9]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
    {
      text: 'SASL LOGIN authentication failed',
      stage: 'auth',
      software: 'postfix',
      heldBy: 'server',
      client: '192.0.2.9',
    },
  ],
  // tls_misc.c.
  [
    'Nov 20 10:11:12 mx postfix/smtpd[1]: warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:../ssl/statem/statem_srvr.c:1686:',
    { text: 'SSL routines: unsupported protocol', stage: 'tls', software: 'openssl' },
  ],
  // smtp_sasl_glue.c.
  [
    'SASL authentication failed; server smtp.example.org[192.0.2.1] said: 535 5.7.8 bad',
    { text: 'bad', code: 535, enhanced: '5.7.8', stage: 'auth', host: 'smtp.example.org' },
  ],
  // bounce_notify_util.c: the folded words of a bounce.
  [
    '<a@example.org>: host mx.example.org[192.0.2.1] said: 550 no such user (in reply to\n    RCPT TO command)',
    {
      text: 'no such user',
      code: 550,
      stage: 'rcpt',
      host: 'mx.example.org',
      recipient: 'a@example.org',
    },
  ],
]);

reads('Exim', [
  // spec.txt, chapter "Log files"; transports/smtp.c.
  [
    '2026-11-20 10:00:00 1rKabc-0001 ** a@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.1] X=TLS1.3: SMTP error from remote mail server after RCPT TO:<a@example.org>: 550 5.1.1 no such user',
    {
      text: 'no such user',
      code: 550,
      enhanced: '5.1.1',
      stage: 'rcpt',
      host: 'mx.example.org',
      recipient: 'a@example.org',
    },
  ],
  [
    '2026-11-20 10:00:00 1rKabc-0001 == a@example.org R=dnslookup T=remote_smtp defer (-44) H=mx.example.org [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<a@example.org>: 451 greylisted',
    { text: 'greylisted', code: 451, stage: 'rcpt', host: 'mx.example.org', recipient: 'a@example.org' },
  ],
  [
    '2026-11-20 10:00:00 1rKabc-0001 == a@example.org R=dnslookup T=remote_smtp defer (110): Connection timed out',
    { text: 'Connection timed out', software: 'exim', recipient: 'a@example.org', temporary: true },
  ],
  [
    '2026-11-20 10:00:00 1rKabc-0001 ** a@example.org: Unrouteable address',
    { text: 'Unrouteable address', software: 'exim', recipient: 'a@example.org', temporary: false },
  ],
  // acl.c.
  [
    '2026-11-20 10:00:00 H=(x) [192.0.2.9] F=<c@example.net> rejected RCPT <a@example.org>: relay not permitted',
    {
      text: 'relay not permitted',
      stage: 'rcpt',
      software: 'exim',
      recipient: 'a@example.org',
      heldBy: 'server',
      client: '192.0.2.9',
      temporary: false,
    },
  ],
  [
    '2026-11-20 10:00:00 H=(x) [192.0.2.9] F=<c@example.net> temporarily rejected RCPT <a@example.org>: greylisted',
    {
      text: 'temporarily rejected: greylisted',
      stage: 'rcpt',
      software: 'exim',
      recipient: 'a@example.org',
      heldBy: 'server',
      client: '192.0.2.9',
      temporary: true,
    },
  ],
  // smtp_in.c.
  [
    '2026-11-20 10:00:00 dovecot_login authenticator failed for (x) [192.0.2.9]:1234: 535 Incorrect authentication data (set_id=ada)',
    {
      text: 'Incorrect authentication data',
      code: 535,
      stage: 'auth',
      software: 'exim',
      heldBy: 'server',
      client: '192.0.2.9',
    },
  ],
  // deliver.c: the bounce, older form.
  [
    'SMTP error from remote mail server after RCPT TO:<a@example.org>:\n    host mx.example.org [192.0.2.1]: 550 5.1.1 gone',
    {
      text: 'gone',
      code: 550,
      enhanced: '5.1.1',
      stage: 'rcpt',
      host: 'mx.example.org',
      recipient: 'a@example.org',
    },
  ],
]);

reads('Sendmail', [
  // deliver.c, "Log Level 9" of the operations guide.
  [
    'Nov 20 10:00:00 h sm-mta[12]: 3AB: to=<a@example.org>, delay=00:00:01, mailer=esmtp, pri=1, relay=mx.example.org. [192.0.2.1], dsn=5.1.1, stat=User unknown',
    {
      text: 'User unknown',
      enhanced: '5.1.1',
      software: 'sendmail',
      host: 'mx.example.org',
      recipient: 'a@example.org',
    },
  ],
  [
    'Nov 20 10:00:00 h sm-mta[12]: 3AB: to=<a@example.org>, relay=mx.example.org. [192.0.2.1], dsn=4.2.2, stat=Deferred: 452 4.2.2 Mailbox full',
    {
      text: 'Mailbox full',
      code: 452,
      enhanced: '4.2.2',
      host: 'mx.example.org',
      recipient: 'a@example.org',
    },
  ],
  // srvrsmtp.c, check_rcpt.
  [
    'Nov 20 10:00:00 h sm-mta[12]: 3AB: ruleset=check_rcpt, arg1=<a@example.org>, relay=x [192.0.2.9], reject=550 5.7.1 <a@example.org>... Relaying denied',
    {
      text: '<a@example.org>... Relaying denied',
      code: 550,
      enhanced: '5.7.1',
      stage: 'rcpt',
      software: 'sendmail',
      recipient: 'a@example.org',
    },
  ],
  // util.c, sfgets.
  [
    'reply: read error from mx.example.org.',
    { text: 'reply: read error from mx.example.org.', software: 'sendmail', host: 'mx.example.org' },
  ],
]);

reads('Exchange', [
  // Microsoft, "Email non-delivery reports in Exchange Online".
  [
    "Remote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'",
    { text: 'RESOLVER.ADR.RecipNotFound; not found', code: 550, enhanced: '5.1.1', software: 'exchange' },
  ],
  [
    "Remote Server at mx.example.org (192.0.2.1) returned '400 4.4.7 Message delayed'",
    { text: 'Message delayed', code: 400, enhanced: '4.4.7', host: 'mx.example.org' },
  ],
  [
    "Remote Server returned '<mx.example.org #5.1.1 smtp;550 5.1.1 <a@example.org>: Recipient address rejected>'",
    {
      text: '<a@example.org>: Recipient address rejected',
      code: 550,
      enhanced: '5.1.1',
      host: 'mx.example.org',
    },
  ],
  [
    'mx.example.org #<mx.example.org #5.7.1 smtp;550 5.7.1 Denied> #SMTP#',
    { text: 'Denied', code: 550, enhanced: '5.7.1', host: 'mx.example.org' },
  ],
  [
    '#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##',
    { text: 'RESOLVER.ADR.RecipNotFound; not found', code: 550, enhanced: '5.1.1', software: 'exchange' },
  ],
  // Microsoft, "Message tracking": the field recipient-status.
  [
    '[{LRT=2026-11-20T10:00:00Z};{LED=550 5.7.1 Service unavailable};{FQDN=mx.example.org};{IP=192.0.2.1}]',
    { text: 'Service unavailable', code: 550, enhanced: '5.7.1', host: 'mx.example.org' },
  ],
  [
    '554 5.2.252 SendAsDenied; a@example.org not allowed to send as c@example.net',
    {
      text: 'SendAsDenied; a@example.org not allowed to send as c@example.net',
      code: 554,
      enhanced: '5.2.252',
      software: 'exchange',
    },
  ],
  [
    "grace@example.org\nRemote Server returned '550 5.1.1 gone'",
    { text: 'gone', code: 550, enhanced: '5.1.1', recipient: 'grace@example.org' },
  ],
  [
    'mx.example.org gave this error:\nMailbox unavailable',
    { text: 'Mailbox unavailable', host: 'mx.example.org' },
  ],
]);

reads('a bounce', [
  // RFC 3464 §2.3.6.
  ['Diagnostic-Code: smtp; 550 5.1.1 gone', { text: 'gone', code: 550, enhanced: '5.1.1' }],
  ['smtp;550 5.1.1 gone', { text: 'gone', code: 550, enhanced: '5.1.1' }],
  // Gmail, today's and the former sentences.
  [
    'The response from the remote server was:\n550 5.1.1 gone',
    { text: 'gone', code: 550, enhanced: '5.1.1' },
  ],
  [
    'Google tried to deliver your message, but it was rejected by the server for the recipient domain example.org by mx.example.org. [192.0.2.1].\n\nThe error that the other server returned was:\n550 5.1.1 gone',
    { text: 'gone', code: 550, enhanced: '5.1.1', host: 'mx.example.org' },
  ],
  ['[mx.example.org 192.0.2.1: 550 gone]', { text: 'gone', code: 550, host: 'mx.example.org' }],
  ['[host mx.example.org 192.0.2.1: timed out]', { text: 'timed out', host: 'mx.example.org' }],
  // qmail-remote.c.
  [
    '<a@example.org>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 gone\nGiving up on 192.0.2.1.',
    { text: 'gone', code: 550, stage: 'rcpt', host: '192.0.2.1', recipient: 'a@example.org' },
  ],
  [
    'Connected to 192.0.2.1 but sender was rejected.\nRemote host said: 553 bad',
    { text: 'bad', code: 553, stage: 'mail', host: '192.0.2.1' },
  ],
  // qmail-send.c writes spaces as _ and line feeds as / in its log.
  [
    '@40000000 delivery 5: failure: 192.0.2.1_does_not_like_recipient./Remote_host_said:_550_5.1.1_gone/Giving_up_on_192.0.2.1./',
    { text: 'gone', code: 550, enhanced: '5.1.1', stage: 'rcpt', host: '192.0.2.1' },
  ],
]);

reads('Node and nodemailer', [
  // Node, "Errors: common system errors".
  [
    'Error: connect ECONNREFUSED 127.0.0.1:25',
    { text: 'connect ECONNREFUSED 127.0.0.1:25', stage: 'connect', software: 'node', host: '127.0.0.1' },
  ],
  [
    'Error: getaddrinfo ENOTFOUND smtp.example.org',
    {
      text: 'getaddrinfo ENOTFOUND smtp.example.org',
      stage: 'resolve',
      software: 'node',
      host: 'smtp.example.org',
    },
  ],
  [
    'queryMx ENODATA example.org',
    { text: 'queryMx ENODATA example.org', stage: 'resolve', software: 'node', host: 'example.org' },
  ],
  ['ETIMEDOUT', { text: 'ETIMEDOUT', software: 'node' }],
  [
    'Error: unable to verify the first certificate',
    { text: 'unable to verify the first certificate', stage: 'tls', software: 'node' },
  ],
  // nodemailer, lib/smtp-connection.
  [
    'Error: Invalid login: 535-5.7.8 Username and Password not accepted. For more information, go to\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials x - gsmtp\n    at SMTPConnection._formatError',
    {
      text: 'Username and Password not accepted. For more information, go to https://support.google.com/mail/?p=BadCredentials x - gsmtp',
      code: 535,
      enhanced: '5.7.8',
      stage: 'auth',
      provider: 'google',
    },
  ],
  [
    "Error: Greeting never received\n    at x {\n  code: 'ETIMEDOUT',\n  command: 'CONN'\n}",
    { text: 'Greeting never received', stage: 'greeting', software: 'nodemailer' },
  ],
  [
    "Error: Can't send mail - all recipients were rejected: 550 gone",
    { text: 'gone', code: 550, stage: 'rcpt' },
  ],
  [
    "code: 'EAUTH', response: '535 bad login', responseCode: 535, command: 'AUTH PLAIN'",
    { text: 'bad login', code: 535, stage: 'auth' },
  ],
  ["{ code: 'ESOCKET', command: 'CONN' }", { text: 'ESOCKET', software: 'node' }],
]);

reads('OpenSSL', [
  // openssl errstr(1).
  [
    'error:0A00010B:SSL routines::wrong version number',
    { text: 'SSL routines: wrong version number', stage: 'tls', software: 'openssl' },
  ],
  [
    '140:error:1408F10B:SSL routines:ssl3_get_record:wrong version number:../ssl/record/ssl3_record.c:332:',
    { text: 'SSL routines: wrong version number', stage: 'tls', software: 'openssl' },
  ],
  // openssl s_client(1).
  [
    'verify error:num=20:unable to get local issuer certificate',
    { text: 'unable to get local issuer certificate', stage: 'tls', software: 'openssl' },
  ],
  [
    'error:0A000410:SSL routines::sslv3 alert handshake failure:ssl/record/rec_layer_s3.c:1605:SSL alert number 40',
    {
      text: 'SSL routines: sslv3 alert handshake failure: SSL alert number 40',
      stage: 'tls',
      software: 'openssl',
    },
  ],
]);

reads('curl and swaks', [
  // curl(1), "Exit codes"; lib/smtp.c.
  ['curl: (67) Login denied', { text: 'Login denied', stage: 'auth', software: 'curl' }],
  ['curl: (55) RCPT failed: 550', { text: 'RCPT failed: 550', code: 550, stage: 'rcpt', software: 'curl' }],
  [
    'curl: (7) Failed to connect to mx.example.org port 25 after 1 ms: Connection refused',
    {
      text: 'Failed to connect to mx.example.org port 25 after 1 ms: Connection refused',
      stage: 'connect',
      software: 'curl',
      host: 'mx.example.org',
    },
  ],
  ['curl: (28) Operation timed out', { text: 'Operation timed out', software: 'curl' }],
  // swaks, open_link() and start_tls().
  [
    '*** Error connecting to mx.example.org:25:\n*** \tIO::Socket::INET6: connect: Connection refused',
    {
      text: 'Error connecting to mx.example.org:25: IO::Socket::INET6: connect: Connection refused',
      stage: 'connect',
      software: 'swaks',
      host: 'mx.example.org',
    },
  ],
  [
    '*** TLS startup failed (connect(): error:0A00010B:SSL routines::wrong version number)',
    { text: 'SSL routines: wrong version number', stage: 'tls', software: 'openssl' },
  ],
]);

reads('the libraries', [
  // Python, smtplib.
  [
    "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Username and Password not accepted.\\n5.7.8  https://support.google.com x - gsmtp')",
    {
      text: 'Username and Password not accepted. https://support.google.com x - gsmtp',
      code: 535,
      enhanced: '5.7.8',
      stage: 'auth',
      provider: 'google',
    },
  ],
  [
    "smtplib.SMTPRecipientsRefused: {'a@example.org': (550, b'5.1.1 gone')}",
    { text: 'gone', code: 550, enhanced: '5.1.1', stage: 'rcpt', recipient: 'a@example.org' },
  ],
  [
    'smtplib.SMTPServerDisconnected: Connection unexpectedly closed',
    { text: 'Connection unexpectedly closed', software: 'python' },
  ],
  // PHPMailer, language/phpmailer.lang-en.php and SMTP.php.
  [
    'SMTP Error: Could not authenticate.',
    { text: 'Could not authenticate.', stage: 'auth', software: 'phpmailer' },
  ],
  ['SMTP ERROR: Password command failed: 535 bad', { text: 'bad', code: 535, stage: 'auth' }],
  [
    'Mailer Error: SMTP Error: data not accepted.SMTP server error: DATA END command failed Detail: Spam SMTP code: 554 Additional SMTP info: 5.7.1',
    { text: 'Spam', code: 554, enhanced: '5.7.1', stage: 'data' },
  ],
  // Symfony Mailer, SmtpTransport::assertResponseCode().
  [
    'Expected response code "250" but got code "550", with message "550 5.1.1 gone".',
    { text: 'gone', code: 550, enhanced: '5.1.1' },
  ],
  // JavaMail, SMTPTransport.
  [
    'javax.mail.AuthenticationFailedException: 535 5.7.8 bad',
    { text: 'bad', code: 535, enhanced: '5.7.8', stage: 'auth' },
  ],
  [
    'com.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 gone\n\tat com.sun.x',
    { text: 'gone', code: 550, enhanced: '5.1.1', stage: 'rcpt' },
  ],
  // .NET, System.Net.Mail resources.
  [
    'The SMTP server requires a secure connection or the client was not authenticated. The server response was: 5.7.0 Authentication Required',
    { text: 'Authentication Required', code: 530, enhanced: '5.7.0' },
  ],
]);

const CHALLENGE = Buffer.from('{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}');

reads('XOAUTH2', [
  // Google, "OAuth 2.0 mechanism": the error response.
  [
    `334 ${CHALLENGE.toString('base64')}`,
    {
      text: 'status HTTP 400 schemes Bearer scope https://mail.google.com/',
      stage: 'auth',
      provider: 'google',
    },
  ],
  // The same, cut short as in a log.
  [CHALLENGE.toString('base64').slice(0, 24), { text: 'status HTTP 400', stage: 'auth' }],
]);

describe('who speaks', () => {
  const hosts: readonly (readonly [string, Partial<Statement>])[] = [
    ['mta5.am0.yahoodns.net', { provider: 'yahoo' }],
    ['mx01.mail.icloud.com', { provider: 'apple' }],
    ['mx.aruba.it', { provider: 'aruba' }],
    ['smtp-in.libero.it', { provider: 'libero' }],
    ['mx00.kundenserver.de', { provider: 'ionos' }],
    ['mx00.gmx.net', { provider: 'gmx' }],
    ['mx-ha.web.de', { provider: 'web.de' }],
    ['smtp.tim.it', { provider: 'tim' }],
    ['example.mail.protection.outlook.com', { provider: 'microsoft' }],
    ['mx1.example.iphmx.com', { software: 'cisco' }],
    ['mx0a-1.pphosted.com', { software: 'proofpoint' }],
    ['eu-smtp-inbound-1.mimecast.com', { software: 'mimecast' }],
    ['cluster8.eu.messagelabs.com', { software: 'messagelabs' }],
  ];
  for (const [host, expected] of hosts) {
    it(`is told by the host ${host}`, () => {
      const statement = readStatement(`host ${host}[192.0.2.1] said: 550 no`);
      assert.deepEqual(statement, { text: 'no', code: 550, host, ...expected });
    });
  }
});

reads('a frame that tells whether it will be tried again', [
  [
    // postscreen_smtpd.c: its words have a semicolon of their own.
    'Nov 20 10:00:00 mx postfix/postscreen[4]: NOQUEUE: reject: RCPT from [203.0.113.5]:4444: 550 5.7.1 Service unavailable; client [203.0.113.5] blocked using zen.spamhaus.org; from=<a@example.org>, to=<b@example.net>, proto=ESMTP, helo=<x>',
    {
      text: 'Service unavailable; client [203.0.113.5] blocked using zen.spamhaus.org',
      code: 550,
      enhanced: '5.7.1',
      stage: 'rcpt',
      software: 'postfix',
      recipient: 'b@example.net',
      heldBy: 'server',
      client: '203.0.113.5',
    },
  ],
  [
    // qmgr_active.c.
    'Nov 20 10:00:00 mx postfix/qmgr[4]: 4ABC: from=<a@example.org>, status=expired, returned to sender',
    { text: 'expired, returned to sender', software: 'postfix', temporary: false },
  ],
  [
    'Nov 20 10:00:00 mx postfix/qmgr[4]: 4ABC: from=<a@example.org>, status=force-expired, returned to sender',
    { text: 'force-expired, returned to sender', software: 'postfix', temporary: false },
  ],
  [
    'Nov 20 10:00:00 mx postfix/smtp[1]: 4A: to=<a@example.org>, relay=none, status=deferred (connect to mx.example.org[192.0.2.1]:25: Connection timed out)',
    {
      text: 'connect to mx.example.org[192.0.2.1]:25: Connection timed out',
      stage: 'connect',
      software: 'postfix',
      host: 'mx.example.org',
      recipient: 'a@example.org',
      temporary: true,
    },
  ],
  [
    'Nov 20 10:00:00 mx postfix/local[1]: 4A: to=<a@example.org>, relay=local, status=bounced (unknown user: "a")',
    { text: 'unknown user: "a"', software: 'postfix', recipient: 'a@example.org', temporary: false },
  ],
  [
    // A code within decides: soft_bounce keeps what was refused for good.
    'Nov 20 10:00:00 mx postfix/smtp[1]: 4A: to=<a@example.org>, relay=mx[192.0.2.1]:25, status=deferred (host mx[192.0.2.1] said: 550 no)',
    { text: 'no', code: 550, host: '192.0.2.1', recipient: 'a@example.org' },
  ],
  [
    // deliver.c: Exim has given up, whatever the last answer was.
    '2026-11-20 10:00:00 1rKabc-0001 ** a@example.org R=x T=y H=mx.example.org [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<a@example.org>: 451 busy: retry timeout exceeded',
    {
      text: 'busy: retry timeout exceeded',
      code: 451,
      stage: 'rcpt',
      host: 'mx.example.org',
      recipient: 'a@example.org',
      temporary: false,
    },
  ],
]);

reads('a terminal, a web page or a script', [
  ['\x1b[1;31m535\x1b[0m 5.7.8 bad', { text: 'bad', code: 535, enhanced: '5.7.8' }],
  ['\x1b]8;;https://example.org\x07550\x1b]8;;\x07 no', { text: 'no', code: 550 }],
  ['550\u00a05.1.1\u00a0User unknown', { text: 'User unknown', code: 550, enhanced: '5.1.1' }],
  ['"550 5.1.1 User unknown"', { text: 'User unknown', code: 550, enhanced: '5.1.1' }],
  ['“550 5.1.1 User unknown”', { text: 'User unknown', code: 550, enhanced: '5.1.1' }],
  ['"550 5.1.1 "User" unknown"', { text: '"User" unknown', code: 550, enhanced: '5.1.1' }],
  ['error: "550 5.1.1 no"', { text: 'no', code: 550, enhanced: '5.1.1' }],
  ['"a" and "b"', { text: '"a" and "b"' }],
]);
